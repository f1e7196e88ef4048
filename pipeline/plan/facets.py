"""What an episode is made from, in five fingerprints: what differs from the live ones is what changed."""

from collections.abc import Mapping, Sequence

from pipeline.artifact.fingerprint import fingerprint
from pipeline.model import AudioRecipe, Catalogue, Episode, EpisodeTags, Post, Shared, Show

REDACTED = "redacted"
MARKED = "marked"
TAKEN_OUT = "taken out"
"""What was left out when the published audio was made; `NOTHING` if nothing was, though something is by now."""
NOTHING = "nothing"
USUAL = AudioRecipe()
"""How further formats are made is no reason to say that the sound has changed."""
REASONS: Mapping[str, str] = {
    "text": "title, notes or credits changed",
    "words": "transcript or chapters changed",
    "art": "cover changed",
    "posts": "linked posts changed",
}


def facets(episode: Episode, show: Show, posts: Sequence[Post]) -> Mapping[str, str]:
    """The fingerprints of the episode's sound, text, words, art and posts, and of what is left out, if anything is."""
    e = episode
    cover = e.cover or show.cover
    text = (
        e.slug,
        e.title,
        e.summary,
        e.notes.html,
        e.language,
        e.number,
        e.season,
        e.type,
        e.explicit,
        e.people,
        e.tags,
    )
    return {
        "sound": fingerprint(e.heard, show.audio.with_bit_rates(USUAL.bit_rates), e.redactions),
        "text": fingerprint(text, e.audience, *_said(e)),
        "words": fingerprint(e.transcript, e.chapters, e.redactions),
        "art": fingerprint(cover.digest),
        "posts": fingerprint([(p.id, p.title, p.url) for p in posts]),
        **left_out_facets(e),
    }


def left_out_facets(episode: Episode) -> Mapping[str, str]:
    """The fingerprints of what must not be heard or read of the episode; none where there is no such thing."""
    said = {REDACTED: episode.redactions, MARKED: episode.marked}
    return {name: fingerprint(what) for name, what in said.items() if what}


def left_out(facets: Mapping[str, str]) -> tuple[str, ...]:
    """What names all that must not be heard or read of an episode; nothing where there is no such thing."""
    return tuple(facets[name] for name in (REDACTED, MARKED) if name in facets)


def taken_out(now: Mapping[str, str], before: Mapping[str, str]) -> str | None:
    """What the audio file that is left as published was made without; None where nothing is left out, nor ever was.

    `before` may be of a version that did not keep it: then the audio is what its `sound` was made from.
    """
    if TAKEN_OUT in before or not left_out(now):
        return before.get(TAKEN_OUT)
    same = MARKED not in now and now["sound"] == before.get("sound")
    return made_without(now) if same else NOTHING


def made_without(facets: Mapping[str, str]) -> str | None:
    """What an audio file that is made now is made without: sound, and words of the texts in its tags."""
    return " ".join(left_out(facets)) or None


def still_out(facets: Mapping[str, str]) -> str | None:
    """What can still be done with something that was left out, since the audio file is from before; or None."""
    known = facets.get(TAKEN_OUT, made_without(facets) or NOTHING).split(" ")
    still = [name for name in (REDACTED, MARKED) if name in facets and facets[name] not in known]
    if not still:
        return None
    return "heard" if REDACTED in still else "read in its audio file"


def _said(episode: Episode) -> list[Shared | EpisodeTags]:
    """What it says in the Podcast Namespace's words, so that an episode which says nothing keeps its fingerprint."""
    return [said for said in (episode.shared, episode.podcast) if said != type(said)()]


def show_facet(catalogue: Catalogue) -> str:
    """The fingerprint of everything that belongs to no single episode. Storage is not part of what listeners see."""
    show = catalogue.show
    return fingerprint([getattr(show, name) for name in _SHOW_FIELDS], show.announce.hubs, catalogue.feeds)


_SHOW_FIELDS = tuple(name for name in Show.__dataclass_fields__ if name not in {"storage", "audio", "announce"})
