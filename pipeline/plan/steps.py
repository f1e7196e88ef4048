"""What happens to each episode, and what a subscriber would see of it."""

from collections.abc import Iterable, Mapping

from pipeline.artifact.manifest import LiveEpisode, Manifest
from pipeline.diff import Difference, Pair, Seen
from pipeline.model import Episode, Minted, Status, timestamp
from pipeline.plan.facets import NOTHING, REASONS, TAKEN_OUT, facets, left_out, still_out, taken_out
from pipeline.plan.step import Change, Step
from pipeline.plan.wanted import Wanted

GOING = "it leaves the feeds, then its audio and pages are deleted; what was downloaded stays on people's devices"

REDACTING = (
    "new downloads and streams get the new audio; the old file is deleted at once, so whoever is in the middle of it "
    "has to begin again; what was downloaded stays on people's devices"
)
STILL = "what you redacted in {episode} can still be {how} until: publish.py replace {episode}"
MOVING = (
    "new downloads and streams get the new audio; apps that have downloaded it keep the old file, and whoever is in "
    "the middle of it finishes the old one, which keeps answering until it is pruned"
)


def steps(wanted: Wanted, live: Manifest | None, minted: Mapping[str, Minted], seen: Difference) -> tuple[Step, ...]:
    """One step for each episode of the folder or of what is live, dangers first, then changes, then the rest."""
    pairs = {pair.known.identity: pair for pair in seen.pairs}
    return tuple(sorted((*_wanted_steps(wanted, live, minted, pairs), *_lost_steps(wanted, live)), key=_told_first))


def _told_first(step: Step) -> tuple[bool, bool, str]:
    return not step.change.dangerous, step.change.quiet, step.episode


def _live(live: Manifest | None, episode: str) -> LiveEpisode | None:
    return live.episodes.get(episode) if live else None


def _wanted_steps(
    wanted: Wanted, live: Manifest | None, minted: Mapping[str, Minted], pairs: Mapping[str, Pair]
) -> Iterable[Step]:
    for episode in wanted.catalogue.episodes:
        step = _step(wanted, episode, minted[episode.id], live, pairs.get(episode.id))
        if step:
            yield step


def _step(
    wanted: Wanted, episode: Episode, minted: Minted, manifest: Manifest | None, pair: Pair | None
) -> Step | None:
    live = _live(manifest, episode.id)
    if manifest and episode.id in manifest.hidden:
        return _hidden_step(wanted, episode)
    if live is None:
        return _unpublished_step(wanted, episode, minted, manifest, pair)
    if episode.status is Status.WITHDRAWN or episode.id in wanted.retracted:
        return _told(Change.WITHDRAWN, episode, GOING, "withdrawn")
    return _published_step(wanted, episode, live, pair)


def _hidden_step(wanted: Wanted, episode: Episode) -> Step:
    if episode.status is Status.WITHDRAWN or episode.id in wanted.retracted:
        return _told(Change.WITHDRAWN, episode, GOING, "withdrawn")
    return _told(Change.HIDDEN, episode, "nothing of it", f"hidden; to show it again: publish.py unhide {episode.id}")


def _told(change: Change, episode: Episode, listeners: str, *reasons: str) -> Step:
    return Step(change=change, episode=episode.id, title=episode.title, reasons=reasons, listeners=listeners)


def _unpublished_step(
    wanted: Wanted, episode: Episode, minted: Minted, live: Manifest | None, pair: Pair | None
) -> Step | None:
    if episode.status is Status.WITHDRAWN or episode.id in wanted.retracted:
        return None
    if episode.status is Status.DRAFT:
        return _told(Change.DRAFT, episode, "nothing: it is a draft")
    if minted.published > wanted.now:
        return _told(Change.WAITING, episode, "nothing yet", f"waits for {minted.published.isoformat(sep=' ')}")
    if live and episode.id in live.retracted and f"return={episode.id}" not in wanted.allowed:
        return _told(Change.RETURNS, episode, "an episode that was taken back", "it was taken back, and is ready here")
    if pair and pair.twin:
        twin = f"has the recording of published {pair.twin.identity}"
        return _told(Change.TWICE, episode, "the same audio a second time", twin)
    return _told(Change.NEW, episode, "a new episode")


def _published_step(wanted: Wanted, episode: Episode, live: LiveEpisode, pair: Pair | None) -> Step:
    after = pair.after if pair else None
    if pair is None or after is None:
        why = "became a draft" if episode.status is Status.DRAFT else "its date moved into the future"
        return _told(Change.VANISHES, episode, "it disappears", why)
    if Seen.AGAIN in pair.seen:
        why = f"guid {live.guid} would become {after.guid}"
        return _told(Change.TWICE, episode, "every subscriber gets it again", why)
    if Seen.REDATED in pair.seen and after.date:
        why = f"{live.published.isoformat(sep=' ')} → {after.date.isoformat(sep=' ')}"
        return _told(Change.REDATED, episode, "it moves in every list, and some apps download it again", why)
    if episode.id in wanted.replaced:
        listeners = REDACTING if episode.redactions or episode.marked else MOVING
        return _told(Change.REPLACED, episode, listeners, "new audio, at a new address; guid and date stay")
    return _changed_step(wanted, episode, live)


def _changed_step(wanted: Wanted, episode: Episode, live: LiveEpisode) -> Step:
    now = facets(episode, wanted.catalogue.show, wanted.posts.get(episode.id, ()))
    reasons = [told for facet, told in REASONS.items() if now[facet] != live.facets.get(facet)]
    kept: tuple[str, ...] = ()
    how = still_out({**now, TAKEN_OUT: taken_out(now, live.facets) or NOTHING})
    if how:
        kept = (STILL.format(episode=episode.id, how=how),)
        if left_out(now) != left_out(live.facets):
            return _told(Change.HEARD, episode, "new text; the audio stays", *reasons, *kept)
    elif now["sound"] != live.facets.get("sound"):
        kept = (f"the audio stays as published; to move listeners to new audio: publish.py replace {episode.id}",)
    if not reasons:
        return _told(Change.SAME, episode, "nothing", *kept)
    return _told(Change.CHANGED, episode, "new text; the audio stays", *reasons, *kept)


def _lost_steps(wanted: Wanted, live: Manifest | None) -> Iterable[Step]:
    known = {e.id for e in wanted.catalogue.episodes}
    for identity, episode in (live.every_episode if live else {}).items():
        hidden = live is not None and identity in live.hidden
        if identity not in known and not (hidden and identity not in wanted.retracted):
            yield _lost_step(wanted, identity, episode)


def _lost_step(wanted: Wanted, identity: str, episode: LiveEpisode) -> Step:
    if identity in wanted.retracted:
        return Step(change=Change.WITHDRAWN, episode=identity, title=episode.title, listeners=GOING)
    reasons = (f"published, but no folder in episodes/ has the id {identity}",)
    listeners = f"an episode of {timestamp(episode.enclosure.duration)} disappears"
    return Step(change=Change.VANISHES, episode=identity, title=episode.title, reasons=reasons, listeners=listeners)
