"""The linter knows each tag of the Podcast Namespace: what it lacks, what it may not say, and what was meant."""

import pytest

from pipeline.stages import feed
from pipeline.stages.feed.lint_namespace import SHAPES, fits
from tests.support import maximal

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0">'
    "<channel><item>"
)
TAIL = "</item></channel></rss>"
OURS = {"E0807", "E0823", "W0809", "W0824"}
WRONG = {
    "guid": "<podcast:guid>not-a-guid</podcast:guid>",
    "locked": "<podcast:locked>maybe</podcast:locked>",
    "medium": "<podcast:medium>radio</podcast:medium>",
    "location": '<podcast:location geo="52,13">Berlin</podcast:location>',
    "block": "<podcast:block>perhaps</podcast:block>",
    "season": "<podcast:season>first</podcast:season>",
    "episode": "<podcast:episode>twelve</podcast:episode>",
    "txt": f"<podcast:txt>{'x' * 4001}</podcast:txt>",
    "license": f"<podcast:license>{'x' * 129}</podcast:license>",
    "person": "<podcast:person> </podcast:person>",
    "updateFrequency": '<podcast:updateFrequency dtstart="soon">weekly</podcast:updateFrequency>',
}


def codes(inside: str) -> set[str]:
    return {problem.code for problem in feed.check((HEAD + inside + TAIL).encode(), "feed.xml")} & OURS


def test_a_feed_with_every_tag_is_sound() -> None:
    body = feed.write(*maximal.maximal())
    assert not [problem for problem in feed.check(body, "feed.xml") if problem.code in OURS]
    assert [name for name in SHAPES if f"<podcast:{name}".encode() not in body] == ["trailer", "block", "images"]


@pytest.mark.parametrize("name", sorted(set(SHAPES) - {"images"}))
def test_each_tag_is_judged(name: str) -> None:
    row = SHAPES[name]
    if name in WRONG:
        assert codes(WRONG[name]) & {"E0823", "W0809"}
    needs = [one.name for one in row.attributes if one.needed]
    for need in needs:
        others = " ".join(f'{other}="1"' for other in needs if other != need)
        assert "E0823" in codes(f"<podcast:{name} {others}>words</podcast:{name}>")
    for attribute in (one for one in row.attributes if fits(one.kind)):
        assert "W0809" in codes(f'<podcast:{name} {attribute.name}="¿?">words</podcast:{name}>')
    if row.needs_inside:
        full = " ".join(f'{need}="1"' for need in needs)
        assert "E0823" in codes(f"<podcast:{name} {full}/>")
    assert name in WRONG or needs or row.needs_inside


@pytest.mark.parametrize("name", sorted(name for name, row in SHAPES.items() if row.once))
def test_what_may_stand_once_is_told_the_second_time(name: str) -> None:
    assert "E0807" in codes(f"<podcast:{name}>1</podcast:{name}>" * 2)


def test_a_misspelt_tag_is_named_with_what_may_be_meant() -> None:
    found = feed.check((HEAD + '<podcast:transcipt url="x" type="y"/>' + TAIL).encode(), "feed.xml")
    (problem,) = [problem for problem in found if problem.code == "W0824"]
    assert "<podcast:transcript> may be meant" in problem.what
