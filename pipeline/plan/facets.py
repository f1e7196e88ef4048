"""What an episode is made from, in five fingerprints: what differs from the live ones is what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model import AudioRecipe, Catalogue, Episode, EpisodeTags, Post, Shared, Show, fingerprint

REDACTED = "redacted"
USUAL = AudioRecipe()
"""How further formats are made is no reason to say that the sound has changed."""
REASONS: Mapping[str, str] = {
    "text": "title, notes or credits changed",
    "words": "transcript or chapters changed",
    "art": "cover changed",
    "posts": "linked posts changed",
}


def facets(episode: Episode, show: Show, posts: Sequence[Post]) -> Mapping[str, str]:
    """The fingerprints of the episode's sound, text, words, art and posts, and of what is redacted, if anything is."""
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
        "sound": fingerprint(
            [r.digest for r in e.recordings], replace(show.audio, aac=USUAL.aac, opus=USUAL.opus), e.redactions
        ),
        "text": fingerprint(text, e.audience, *_said(e)),
        "words": fingerprint(e.transcript, e.chapters, e.redactions),
        "art": fingerprint(cover.digest),
        "posts": fingerprint([(p.id, p.title, p.url) for p in posts]),
        **({REDACTED: fingerprint(e.redactions)} if e.redactions else {}),
    }


def _said(episode: Episode) -> list[Shared | EpisodeTags]:
    """What it says in the Podcast Namespace's words, so that an episode which says nothing keeps its fingerprint."""
    return [said for said in (episode.shared, episode.podcast) if said != type(said)()]


def show_facet(catalogue: Catalogue) -> str:
    """The fingerprint of everything that belongs to no single episode. Storage is not part of what listeners see."""
    show = catalogue.show
    return fingerprint([getattr(show, name) for name in _SHOW_FIELDS], show.announce.hubs, catalogue.feeds)


_TEXT_FIELDS = (
    *("slug", "title", "summary", "notes", "language", "number", "season", "type", "explicit", "people", "tags"),
    "audience",
)
_SHOW_FIELDS = tuple(name for name in Show.__dataclass_fields__ if name not in {"storage", "audio", "announce"})
