"""A producer sees what mastering did; the picture is well-formed whatever a title or a sound holds."""

import math
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.model import Curve
from pipeline.report.catalogue import StripRow, catalogue_strip
from pipeline.report.loudness import loudness_picture

MINUS = "\N{MINUS SIGN}"
GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('1')</script> & \"quotes\" ]]> \x00\x1b[31m\ud800\uffff\u202eback"
A_LEVEL = st.one_of(st.floats(), st.floats(-60, 0))


def a_curve(*levels: float, peaks: tuple[float, ...] = (), hop_s: float = 1.0) -> Curve:
    return Curve(hop_s=hop_s, short_term_lufs=levels, peaks_dbfs=peaks)


def a_conversation(seconds: int, mean: float, swing: float, peak: float) -> Curve:
    chance = random.Random(1)  # noqa: S311 - the same picture every time
    levels, peaks, level = [], [], mean
    for at in range(seconds):
        level += 0.15 * (mean - level) + chance.gauss(0, swing / 4) + (swing / 6) * math.sin(at / 300)
        levels.append(-math.inf if 1800 <= at < 1890 else round(level, 2))
        peaks.append(round(peak + chance.gauss(0, 1.5), 2))
    return Curve(hop_s=1.0, short_term_lufs=tuple(levels), peaks_dbfs=tuple(peaks))


def drawn(before: Curve, after: Curve, title: str = "An episode") -> etree._Element:
    return read(loudness_picture(before, after, -16.0, 1.0, -1.0, title))


def read(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def paths(picture: etree._Element, kind: str) -> list[str]:
    return [path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("class") == kind]


def the_curve(picture: etree._Element, kind: str) -> str:
    """The last one drawn; the first is in the legend."""
    return paths(picture, kind)[-1]


def texts(picture: etree._Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def said(picture: etree._Element) -> str:
    return picture.findtext(f"{SVG}desc", "")


MADE: dict[str, Callable[[], str]] = {
    "loudness.svg": lambda: loudness_picture(
        a_conversation(3720, -23.0, 8.0, -4.0),
        a_conversation(3720, -16.0, 2.0, -5.5),
        -16.0,
        1.0,
        -1.0,
        "042 · Who mends the <bells> & why",
    ),
    "catalogue.svg": lambda: catalogue_strip(
        [
            StripRow(name="001 · A beginning", delivered_lufs=-16.0, range_lu=4.2, deviation_lu=0.0),
            StripRow(name="002 · Who mends the <bells> & why", delivered_lufs=-15.3, range_lu=11.8, deviation_lu=0.7),
            StripRow(
                name="003 · 这是一个很长的标题它不适合放在一行里所以被缩短了因为没有地方",
                delivered_lufs=-18.4,
                range_lu=23.0,
                deviation_lu=-2.4,
            ),
            StripRow(name="004 · Nothing but silence", delivered_lufs=-math.inf, range_lu=0.0, deviation_lu=-math.inf),
        ]
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_a_picture_is_what_it_was(name: str) -> None:
    assert MADE[name]() == (GOLDEN / name).read_text(encoding="utf-8")


@given(
    title=st.text(),
    before=st.lists(A_LEVEL, max_size=30),
    after=st.lists(A_LEVEL, max_size=30),
    peaks=st.lists(A_LEVEL, max_size=30),
)
def test_any_title_and_any_levels_make_a_well_formed_picture(
    title: str, before: list[float], after: list[float], peaks: list[float]
) -> None:
    picture = drawn(a_curve(*before, peaks=tuple(peaks)), a_curve(*after), title)
    assert not re.search("nan|inf", "".join(path.get("d", "") for path in picture.iter(f"{SVG}path")))


@given(name=st.text(), levels=st.tuples(A_LEVEL, A_LEVEL, A_LEVEL))
def test_any_episode_makes_a_well_formed_strip(name: str, levels: tuple[float, float, float]) -> None:
    read(catalogue_strip([StripRow(name=name, delivered_lufs=levels[0], range_lu=levels[1], deviation_lu=levels[2])]))


def test_a_hostile_title_is_text_and_nothing_else() -> None:
    picture = drawn(a_curve(-20), a_curve(-16), HOSTILE)
    assert not list(picture.iter(f"{SVG}script"))
    assert (
        picture.findtext(f"{SVG}title")
        == "<script>alert('1')</script> & \"quotes\" ]]> [31m\N{REPLACEMENT CHARACTER}back"
    )
    strip = catalogue_strip([StripRow(name=HOSTILE, delivered_lufs=-16, range_lu=3, deviation_lu=0)])
    assert "<script" not in strip
    assert "<script>" in said(read(strip))


def test_a_long_title_is_shortened_where_it_is_drawn_and_whole_where_it_is_read_aloud() -> None:
    picture = drawn(a_curve(-20), a_curve(-16), "long " * 40)
    assert texts(picture)[0].endswith("…")
    assert picture.findtext(f"{SVG}title") == ("long " * 40).strip()


def test_it_is_an_image_that_says_what_it_shows() -> None:
    picture = drawn(a_curve(-30, -20, peaks=(-3, 0.5)), a_curve(-17, -15.5, peaks=(-3, -2)))
    assert picture.get("role") == "img"
    assert picture.get("viewBox") == "0 0 960 320"
    assert said(picture) == (
        f"Short-term loudness over 0:00:02, and the target of {MINUS}16 ± 1 LUFS."
        f" Before: from {MINUS}30 to {MINUS}20 LUFS, samples over {MINUS}1 dBFS at 1 moment."
        f" After: from {MINUS}17 to {MINUS}15.5 LUFS, no sample over the ceiling."
    )


def test_silence_is_a_picture_without_curves_that_says_so() -> None:
    silent = a_curve(*[-math.inf] * 100, peaks=(-math.inf,) * 100)
    picture = drawn(silent, silent)
    assert (the_curve(picture, "before"), the_curve(picture, "after")) == ("", "")
    assert "nothing to hear" in texts(picture)
    assert "After: nothing to hear." in said(picture)


def test_no_sound_at_all_is_a_picture_too() -> None:
    assert "nothing to hear" in texts(drawn(a_curve(), a_curve()))


def test_a_sound_of_one_sample_is_a_dot() -> None:
    one = a_curve(-16.0, peaks=(0.0,), hop_s=1 / 48_000)
    assert re.fullmatch(r"M[\d.]+ [\d.]+h0", the_curve(drawn(one, one), "after"))


def test_a_pause_is_a_gap() -> None:
    line = the_curve(drawn(a_curve(-20), a_curve(-16, -16, -math.inf, math.nan, -16)), "after")
    assert line.count("M") == 2
    assert line.count("L") == 1


def test_a_long_curve_keeps_its_loudness_and_its_highest_peaks_in_a_thousand_points() -> None:
    peaks = (-6.0,) * 35_999 + (2.0,)
    picture = drawn(a_curve(-20), a_curve(*[-10.0, -math.inf] * 18_000, peaks=peaks, hop_s=0.1))
    line = the_curve(picture, "after")
    assert line.count("M") + line.count("L") == 1000
    assert len(set(re.findall(r" ([\d.]+)", line))) == 1
    assert paths(picture, "after peak")[-1].count("M") == 1


def test_the_mean_of_two_levels_is_that_of_their_powers() -> None:
    many = a_curve(*[-10.0, -20.0] * 1000)
    same = a_curve(*[10 * math.log10((0.1 + 0.01) / 2)] * 1000, hop_s=2.0)
    assert the_curve(drawn(a_curve(-16), many), "after") == the_curve(drawn(a_curve(-16), same), "after")


def test_what_is_louder_is_higher_and_what_is_later_further_right() -> None:
    points = re.findall(r"[ML]([\d.]+) ([\d.]+)", the_curve(drawn(a_curve(-20), a_curve(-20, -15)), "after"))
    (x, y), (later_x, louder_y) = [(float(x), float(y)) for x, y in points]
    assert later_x > x
    assert louder_y < y


@pytest.mark.parametrize(
    ("seconds", "labels"),
    [
        (1, ["0:00:00", "0:00:01"]),
        (90, ["0:00:00", "0:00:15", "0:00:30", "0:00:45", "0:01:00", "0:01:15", "0:01:30"]),
        (3720, ["0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"]),
        (3_600_000, ["0:00", "120:00", "240:00", "360:00", "480:00", "600:00", "720:00", "840:00", "960:00"]),
    ],
)
def test_moments_are_told_along_the_bottom(seconds: int, labels: list[str]) -> None:
    found = texts(drawn(a_curve(-20), a_curve(-16, hop_s=seconds)))
    assert [text for text in found if re.fullmatch(r"[\d:]+:\d\d", text)] == labels


def test_pictures_load_nothing_and_run_nothing() -> None:
    for make in MADE.values():
        assert not re.search(r"href|url\(|@import|<script|\son\w+=", make())


def test_an_episode_is_told_with_its_loudness_range_and_deviation() -> None:
    picture = read(catalogue_strip([StripRow(name="One", delivered_lufs=-15.3, range_lu=11.8, deviation_lu=0.7)]))
    assert {"One", f"{MINUS}15.3", "11.8", "+0.7"} <= set(texts(picture))
    assert said(picture) == f"One: {MINUS}15.3 LUFS, range 11.8 LU, +0.7 LU from the target."


def test_a_catalogue_without_episodes_is_a_picture_too() -> None:
    assert said(read(catalogue_strip([]))) == "No episodes."
