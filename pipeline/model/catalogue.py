"""Everything a show folder says."""

from dataclasses import dataclass

from pipeline.model.blog import Post
from pipeline.model.episode import Episode
from pipeline.model.show import Feed, Show
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A loaded show folder. Feeds by name, the main one ("public", or else the first) leading; episodes by id."""

    show: Show
    feeds: tuple[Feed, ...]
    episodes: tuple[Episode, ...]
    posts: tuple[Post, ...]
    warnings: tuple[Problem, ...] = ()
