"""What counts in the fingerprints of an episode, a post and a show, and what audio was made without."""

from dataclasses import replace

import pytest

from pipeline.artifact.fingerprint import fingerprint
from pipeline.model import (
    Announce,
    AudioRecipe,
    BitRates,
    Episode,
    EpisodeTags,
    Location,
    Millis,
    Post,
    Redaction,
    Shared,
    Span,
)
from pipeline.plan import TAKEN_OUT, facets, made_without, show_facet, still_out, taken_out
from tests.support.plans import a_catalogue
from tests.support.shows import a_feed, a_file, a_show, an_episode

CUT = Redaction(span=Span(start=Millis(0), end=Millis(5)))


def moved(before: Episode, after: Episode) -> set[str]:
    one, other = facets(before, a_show(), ()), facets(after, a_show(), ())
    return {name for name in (*one, *other) if one.get(name) != other.get(name)}


def test_notes_count_as_listeners_see_them_and_recordings_as_they_sound() -> None:
    notes = an_episode().notes
    assert moved(an_episode(), an_episode(notes=replace(notes, markdown="*"))) == set()
    assert moved(an_episode(), an_episode(recordings=(a_file("elsewhere.flac"),))) == set()


def test_an_episode_without_a_cover_has_the_shows() -> None:
    show = a_show(cover=a_file("c.png", "c"))
    assert facets(an_episode(), show, ())["art"] == facets(an_episode(cover=show.cover), a_show(), ())["art"]


def test_what_an_episode_leaves_unsaid_leaves_its_fingerprint_as_it_was_before_that_could_be_said() -> None:
    said = facets(an_episode(shared=Shared(), podcast=EpisodeTags()), a_show(), ())
    shared, podcast = Shared(locations=(Location(name="x"),)), EpisodeTags(display="x")
    both = facets(an_episode(shared=shared, podcast=podcast), a_show(), ())
    one = facets(an_episode(podcast=podcast), a_show(), ())
    assert len({said["text"], both["text"], one["text"]}) == 3
    e = an_episode()
    text = (e.slug, e.title, e.summary, e.notes.html, e.language, e.number, e.season, e.type, e.explicit, e.people)
    assert said["text"] == fingerprint((*text, e.tags), e.audience)


RATES = BitRates(stereo=32, mono=16)


@pytest.mark.parametrize(
    ("recipe", "told"),
    [(AudioRecipe(bitrate_kbps=96), {"sound"}), (AudioRecipe(aac=RATES), set()), (AudioRecipe(opus=RATES), set())],
)
def test_how_it_is_made_is_its_sound_but_for_further_formats(recipe: AudioRecipe, told: set[str]) -> None:
    one, other = (facets(an_episode(), show, ()) for show in (a_show(), a_show(audio=recipe)))
    assert {name for name in one if one[name] != other[name]} == told


@pytest.mark.parametrize(
    ("change", "told"),
    [({"id": "q"}, True), ({"title": "Q"}, True), ({"url": "https://q.example/"}, True), ({"path": "q.md"}, False)],
)
def test_of_a_linked_post_what_the_page_shows_counts(change: dict[str, str], *, told: bool) -> None:
    post = Post(id="p", title="P", url="https://blog.example/p", path="posts/p.md")
    one, other = (facets(an_episode(), a_show(), (p,)) for p in (post, replace(post, **change)))
    assert {name for name in one if one[name] != other[name]} == ({"posts"} if told else set())


def test_feeds_and_the_hubs_they_name_are_the_shows() -> None:
    hubs = a_show(announce=Announce(hubs=("https://hub.example/",)))
    podping = a_show(announce=Announce(podping="https://podping.example/"))
    catalogues = (a_catalogue(), a_catalogue(show=hubs), a_catalogue(feeds=(a_feed(title="x"),)))
    assert len({show_facet(catalogue) for catalogue in catalogues}) == 3
    assert show_facet(a_catalogue(an_episode(title="x"))) == show_facet(a_catalogue())
    assert show_facet(a_catalogue(show=podping)) == show_facet(a_catalogue())


CLEAN, WITHOUT, NAMED = (
    facets(episode, a_show(), ())
    for episode in (an_episode(), an_episode(redactions=(CUT,)), an_episode(marked=("Rosa",)))
)
BOTH = facets(an_episode(redactions=(CUT,), marked=("Rosa",)), a_show(), ())
KNOWN = {TAKEN_OUT: "as it was kept"}


@pytest.mark.parametrize(
    ("now", "before", "taken"),
    [
        pytest.param(CLEAN, CLEAN, None, id="nothing is left out"),
        pytest.param(CLEAN, {**CLEAN, **KNOWN}, "as it was kept", id="... any more"),
        pytest.param(WITHOUT, {**WITHOUT, **KNOWN}, "as it was kept", id="what was kept leads"),
        pytest.param(WITHOUT, WITHOUT, made_without(WITHOUT), id="not kept, and the same sound"),
        pytest.param(WITHOUT, CLEAN, "nothing", id="not kept, and another sound"),
        pytest.param(WITHOUT, {}, "nothing", id="not even the sound was kept"),
        pytest.param(BOTH, BOTH, "nothing", id="words in tags cannot be told from the sound"),
        pytest.param(NAMED, CLEAN, "nothing", id="marked only now"),
    ],
)
def test_what_published_audio_was_made_without(now: dict[str, str], before: dict[str, str], taken: str | None) -> None:
    assert taken_out(now, before) == taken


@pytest.mark.parametrize(
    ("now", "taken", "how"),
    [
        (CLEAN, None, None),
        (CLEAN, "something", None),
        (WITHOUT, None, None),
        (WITHOUT, made_without(WITHOUT), None),
        (WITHOUT, "nothing", "heard"),
        (NAMED, "nothing", "read in its audio file"),
        (BOTH, made_without(BOTH), None),
        (BOTH, made_without(WITHOUT), "read in its audio file"),
        (BOTH, made_without(NAMED), "heard"),
        (WITHOUT, made_without(BOTH), None),
        (NAMED, made_without(BOTH), None),
    ],
)
def test_what_can_still_be_done_with_what_was_left_out(now: dict[str, str], taken: str | None, how: str | None) -> None:
    assert still_out({**now, **({TAKEN_OUT: taken} if taken else {})}) == how
