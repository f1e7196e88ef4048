"""Everything a show folder says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.blog import Post
from pipeline.model.episode import Episode
from pipeline.model.show import Feed, Show
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A loaded show folder. Feeds by name, the main one ("public", or else the first) leading; episodes by id.

    Episodes say nothing that is near to what must not be heard; `near` is, by their ids, what somebody has to read.
    """

    show: Show
    feeds: tuple[Feed, ...]
    episodes: tuple[Episode, ...]
    posts: tuple[Post, ...]
    warnings: tuple[Problem, ...] = ()
    near: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
