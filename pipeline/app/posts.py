"""Posts get their player once the episode it plays is proved to be there, and never a byte else is touched."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.base.files import write_whole
from pipeline.model import Audience, Catalogue, Item
from pipeline.problems import Problem
from pipeline.stages import blog


def link_posts(folder: Path, catalogue: Catalogue, items: Sequence[Item]) -> tuple[Problem, ...]:
    """Bring every post's players up to date. What a person edited is left alone, and told."""
    settings = catalogue.show.blog
    if settings is None:
        return ()
    warnings: list[Problem] = []
    for post in catalogue.posts:
        public = [item for item in items if item.episode.audience is Audience.PUBLIC]
        shown = [item for item in public if any(linked.id == post.id for linked in item.posts)]
        file = folder / post.path
        before = file.read_bytes()
        spliced = blog.embed(before, shown, settings.flavour, where=post.path)
        warnings.extend(spliced.problems)
        if spliced.body != before:
            write_whole(file, spliced.body)
    return tuple(warnings)
