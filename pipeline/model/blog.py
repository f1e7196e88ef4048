"""A post of the blog, as far as the show needs to know it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeReference:
    """An id of an episode, and the line that names it."""

    episode: str
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post. `id` is what episodes call it (its slug); `path` is the file, relative to the show folder."""

    id: str
    title: str
    url: str
    path: str
    episodes: tuple[EpisodeReference, ...] = ()
    draft: bool = False
