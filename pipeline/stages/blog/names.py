"""What a producer may have written in place of an id, and the id that was probably meant. For messages only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from pipeline.model import Episode, Post

LONGEST_NAME = 200
"""Comparing is quadratic in the length, and nobody mistypes an id of this size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every name by which something is known, folded, with the ids it may mean."""

    meanings: Mapping[str, Sequence[str]]

    def advice(self, written: str) -> str:
        """`; did you mean “042”?`, or nothing when nothing is near."""
        folded = written.strip().casefold()[:LONGEST_NAME]
        near = [folded] if folded in self.meanings else get_close_matches(folded, self.meanings)
        meant = list(dict.fromkeys(f"“{id_}”" for name in near for id_ in self.meanings[name]))[:3]
        return f"; did you mean {' or '.join(meant)}?" if meant else ""


def names_of_episodes(episodes: Iterable[Episode]) -> Names:
    """An episode may be called by its id, its folder, its title or its number."""
    return _names(
        (name, episode.id)
        for episode in episodes
        for name in (episode.id, episode.slug, episode.title, str(episode.number or ""))
    )


def names_of_posts(posts: Iterable[Post]) -> Names:
    """A post may be called by its id, its file with or without folder and ending, its address or its title."""
    return _names(
        (name, post.id)
        for post in posts
        for name in (
            post.id,
            post.path,
            PurePosixPath(post.path).name,
            PurePosixPath(post.path).stem,
            post.url,
            post.title,
        )
    )


def _names(pairs: Iterable[tuple[str, str]]) -> Names:
    meanings: dict[str, list[str]] = {}
    for name, id_ in pairs:
        if name:
            meanings.setdefault(name.casefold()[:LONGEST_NAME], []).append(id_)
    return Names(meanings=meanings)
