"""From what each caller has to what apps know."""

from collections.abc import Iterable, Mapping

from pipeline.artifact.manifest import LiveEpisode
from pipeline.diff.known import Known
from pipeline.model import ForeignEpisode, ForeignShow, Minted


def known_of_feed(show: ForeignShow, *, addresses: bool = True) -> tuple[Known, ...]:
    """The episodes of anybody's feed; without `addresses` where it is known that all audio moves to another host."""
    return tuple(_of_item(episode, addresses=addresses) for episode in show.episodes)


def _of_item(episode: ForeignEpisode, *, addresses: bool) -> Known:
    return Known(
        guid=episode.guid,
        title=episode.title,
        date=episode.published,
        address=episode.url if addresses else "",
        size=episode.length,
    )


def known_of_release(episodes: Mapping[str, LiveEpisode]) -> tuple[Known, ...]:
    """The episodes of a release of ours, by their ids. The address is the one below the show's."""
    return tuple(known_of_live(identity, episode) for identity, episode in episodes.items())


def known_of_live(identity: str, episode: LiveEpisode) -> Known:
    """A published episode of ours, as apps know it. `identity` is its id.

    The address is the enclosure's key below the base URL, the size is in bytes.
    """
    return Known(
        identity=identity,
        guid=episode.guid,
        title=episode.title,
        date=episode.published,
        address=episode.enclosure.key,
        size=episode.enclosure.size,
        sound=episode.facets.get("sound"),
    )


def known_of_lock(episodes: Iterable[tuple[str, str, Minted]]) -> tuple[Known, ...]:
    """What publish.lock keeps of episodes, each given as id, title and facts."""
    return tuple(
        Known(
            identity=identity,
            guid=minted.guid,
            title=title,
            date=minted.published,
            size=minted.enclosure.size if minted.enclosure else None,
        )
        for identity, title, minted in episodes
    )
