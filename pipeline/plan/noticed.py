"""What subscribers would notice of this plan, as `diff` sees it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.artifact.manifest import Manifest
from pipeline.diff import Difference, Known, Pair, Seen, compare, findings, known_of_release, too_many
from pipeline.model import Episode, Minted, Status
from pipeline.plan.facets import facets
from pipeline.plan.wanted import Wanted
from pipeline.problems import Problem


def noticed(
    wanted: Wanted, live: Manifest | None, minted: Mapping[str, Minted], released: Iterable[Episode]
) -> Difference:
    """What is live against what would be. What is hidden, or taken back on purpose, counts as it was."""
    before = known_of_release(live.every_episode) if live else ()
    meant = {*(live.hidden if live else ()), *_taken_back(wanted)}
    kept = (known for known in before if known.identity in meant)
    return compare(before, (*kept, *_after(wanted, minted, released)))


def _taken_back(wanted: Wanted) -> Iterator[str]:
    yield from wanted.retracted
    yield from (e.id for e in wanted.catalogue.episodes if e.status is Status.WITHDRAWN)


def _after(wanted: Wanted, minted: Mapping[str, Minted], released: Iterable[Episode]) -> Iterator[Known]:
    for episode in released:
        facts = minted[episode.id]
        yield Known(
            identity=episode.id,
            guid=episode.guid or facts.guid,
            title=episode.title,
            date=episode.published or facts.published,
            address=facts.enclosure.key if facts.enclosure else "",
            size=facts.enclosure.size if facts.enclosure else None,
            sound=facets(episode, wanted.catalogue.show, ())["sound"],
        )


MEND: Mapping[Seen, str] = {
    Seen.GONE: "add it, with `guid: {guid}` in its episode.md; or run again with --allow vanish={guid}",
    Seen.REDATED: "set `published: {date}`; or run again with --allow redate={identity}",
    Seen.AGAIN: "set `guid: {guid}` in its episode.md; or run again with --allow twice={identity}",
}
WORDS: Mapping[Seen, str] = {Seen.GONE: "vanish", Seen.REDATED: "redate", Seen.AGAIN: "twice"}


def moving_dangers(wanted: Wanted, minted: Mapping[str, Minted], released: Sequence[Episode]) -> Iterable[Problem]:
    """What subscribers of the feed that is already at the show's address would lose, or get twice, or find moved.

    New episodes are what they subscribed for, and new audio for old ones is told by the guard alone.
    """
    if not wanted.found:
        return ()
    moved = compare(wanted.found, _after(wanted, minted, released))
    where = {e.id: e.where for e in released}

    def harmless(pair: Pair, seen: Seen) -> bool:
        word = WORDS.get(seen)
        return word is None or f"{word}={pair.known.identity or pair.known.guid}" in wanted.allowed

    told = findings(moved, lambda pair: where.get(pair.known.identity, "episodes/"), MEND, harmless)
    return (*told, *too_many(moved, "episodes/", wanted.allowed))
