"""A release that is ready to ship, as assembling it hands it to whoever sends and tells of it."""

from dataclasses import dataclass

from pipeline.artifact.manifest import Manifest
from pipeline.artifact.objects import Object
from pipeline.model import Item, Lock, Mastered, Minted, Span
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """An episode, ready to ship, and what is worth telling of it.

    `body` is where its own words and sounds are in the file, between intro and outro. `mastered` is None when its audio
    was published before and left alone.
    """

    item: Item
    body: Span
    objects: tuple[Object, ...]
    mastered: Mastered | None
    told: tuple[Problem, ...]

    @property
    def minted(self) -> Minted:
        """What publish.lock keeps of the episode: guid, date, its files, and where the recording lies in them.

        Members' addresses are not masked in it yet.
        """
        item = self.item
        others = tuple(offer.enclosure for offer in item.others)
        return Minted(guid=item.guid, published=item.published, enclosure=item.enclosure, body=self.body, others=others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`objects` are what the world can fetch, and `feeds` those that flip it; `lock` is publish.lock afterwards.

    `episodes` were looked at for it, `items` are all that are out; `records` are for producers' eyes only.
    """

    objects: tuple[Object, ...]
    feeds: tuple[Object, ...]
    manifest: Manifest
    lock: Lock
    episodes: tuple[Produced, ...]
    items: tuple[Item, ...] = ()
    records: tuple[Object, ...] = ()
