"""What was taken out of an episode, beside what is in the audio that is out."""

from dataclasses import replace

import pytest

from pipeline.model import Episode, Millis, Redaction, Span
from pipeline.plan import TAKEN_OUT, Change, Plan, facets, left_out, made_without, plan, still_out
from tests.support.plans import a_catalogue, a_live_episode, a_manifest, a_wanted
from tests.support.shows import a_file, an_episode

ONE = Redaction(span=Span(start=Millis(1000), end=Millis(2000)))
OTHER = Redaction(span=Span(start=Millis(5000), end=Millis(6000)))
BARE, CUT, CUT_TWICE, MARKED = (
    an_episode(),
    an_episode(redactions=(ONE,)),
    an_episode(redactions=(ONE, OTHER)),
    an_episode(marked=("Rosa",)),
)
CUT_AND_MARKED = replace(CUT, marked=("Rosa",))
NEW_TAKE = replace(CUT, recordings=(a_file("episodes/042-school-meetings/recording.flac", "f"),))


def planned(now: Episode, before: Episode, audio: Episode | None, **changes: object) -> Plan:
    """`audio` is what the published file was made from; None for a release that did not keep it."""
    catalogue = a_catalogue(now)
    made = facets(before, catalogue.show, ())
    without = made_without(facets(audio, catalogue.show, ())) or "nothing" if audio else None
    if audio:
        made = {**made, "sound": facets(audio, catalogue.show, ())["sound"]}
    live = a_live_episode(before, catalogue.show, facets={**made, **({TAKEN_OUT: without} if without else {})})
    return plan(a_wanted(catalogue, **changes), a_manifest(catalogue, {"042": live}))


@pytest.mark.parametrize(
    ("now", "before", "audio", "change"),
    [
        (BARE, BARE, None, Change.SAME),
        (CUT, BARE, None, Change.HEARD),
        (CUT, BARE, BARE, Change.HEARD),
        (CUT, CUT, CUT, Change.SAME),
        (CUT, CUT, None, Change.SAME),
        (CUT, CUT, BARE, Change.SAME),
        (CUT_TWICE, CUT, CUT, Change.HEARD),
        (CUT_TWICE, CUT, None, Change.HEARD),
        (BARE, CUT, CUT, Change.CHANGED),
        (CUT, CUT_AND_MARKED, CUT_AND_MARKED, Change.SAME),
        (MARKED, CUT_AND_MARKED, CUT_AND_MARKED, Change.CHANGED),
        (MARKED, BARE, BARE, Change.HEARD),
        (MARKED, BARE, None, Change.HEARD),
        (MARKED, MARKED, MARKED, Change.SAME),
        (NEW_TAKE, CUT, CUT, Change.SAME),
    ],
)
def test_what_is_redacted_of_something_that_is_out_is_a_danger_once(
    now: Episode, before: Episode, audio: Episode | None, change: Change
) -> None:
    found = planned(now, before, audio)
    assert found.steps[0].change is change
    assert [danger.code for danger in found.dangers] == (["E0918"] if change is Change.HEARD else [])
    assert planned(now, before, audio, allowed=["heard=042"]).dangers == ()
    assert planned(now, before, audio, replaced=["042"]).dangers == ()


def test_what_stays_in_the_audio_is_told_as_long_as_it_does() -> None:
    """It was allowed once; nobody may forget it."""
    (step,) = planned(CUT, CUT, BARE).steps
    assert step.reasons == ("what you redacted in 042 can still be heard until: publish.py replace 042",)
    (step,) = planned(MARKED, MARKED, BARE).steps
    assert step.reasons == (
        "what you redacted in 042 can still be read in its audio file until: publish.py replace 042",
    )


@pytest.mark.parametrize(
    ("now", "audio", "how"),
    [
        (BARE, BARE, None),
        (CUT, CUT, None),
        (CUT, BARE, "heard"),
        (CUT_TWICE, CUT, "heard"),
        (MARKED, BARE, "read in its audio file"),
        (MARKED, MARKED, None),
        (replace(CUT, marked=("Rosa",)), CUT, "read in its audio file"),
        (replace(CUT, marked=("Rosa",)), MARKED, "heard"),
    ],
)
def test_a_release_tells_what_is_still_in_its_audio(now: Episode, audio: Episode, how: str | None) -> None:
    show = a_catalogue().show
    then = made_without(facets(audio, show, ())) or "nothing"
    assert still_out({**facets(now, show, ()), TAKEN_OUT: then}) == how


def test_words_and_sound_that_are_left_out_have_names_of_their_own() -> None:
    show = a_catalogue().show
    names = {left_out(facets(episode, show, ())) for episode in (BARE, CUT, CUT_TWICE, MARKED)}
    assert len(names) == 4
    assert () in names
