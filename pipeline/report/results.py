"""What was done, what was found, what is live."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.artifact.built import Built, Produced
from pipeline.artifact.manifest import Manifest
from pipeline.model import Catalogue, Mastered, timestamp
from pipeline.plan import still_out
from pipeline.problems import Problem
from pipeline.report.problems import problem_document
from pipeline.report.text import counted, megabytes, plain


def show_checked(console: Console, catalogue: Catalogue) -> None:
    """Print that nothing in the folder is in the way of a publication, and how many episodes and posts it has."""
    told = f"{counted(len(catalogue.episodes), 'episode')}, {counted(len(catalogue.posts), 'post')}"
    console.print(Text.assemble(("✓ ", "green"), plain(f"{catalogue.show.title}: {told}, nothing in the way.")))


def show_published(console: Console, built: Built, sent: int, addresses: int) -> None:
    """Print that the release is out: its number, the loudness of what was mastered for it, its feeds.

    `sent` is how many files had to be sent, `addresses` how many were fetched again from outside.
    """
    size = sum(o.live.size for o in (*built.objects, *built.feeds))
    heading = f"Published as generation {built.manifest.generation}"
    console.print(Text.assemble(("✓ ", "green"), plain(heading, style="bold")))
    mastered = [e for e in built.episodes if e.mastered]
    if mastered:
        console.print(_loudness(mastered))
    facts = f"{sent} of {counted(len(built.objects) + len(built.feeds), 'file')} sent ({megabytes(size)} in all)"
    console.print(plain(f"  {facts}."))
    console.print(plain(f"  {counted(addresses, 'URL')} verified from outside: all is as released."))
    _show_feeds(console, built.manifest)


def _loudness(episodes: Sequence[Produced]) -> Table:
    rows = Table(box=None, padding=(0, 2), header_style="dim")
    rows.add_column("")
    rows.add_column("episode")
    for name in ("was LUFS", "is LUFS", "peak dBTP", "length"):
        rows.add_column(name, justify="right", no_wrap=True)
    for produced in sorted(episodes, key=lambda e: e.item.episode.id):
        if produced.mastered:
            rows.add_row(*_row(produced, produced.mastered))
    return rows


def _row(produced: Produced, heard: Mastered) -> tuple[str | Text, ...]:
    return (
        produced.item.episode.id,
        plain(produced.item.episode.title + (" (left as it was)" if heard.untouched else "")),
        f"{heard.recording.integrated_lufs:.1f}",
        f"{heard.delivered.integrated_lufs:.1f}",
        f"{heard.delivered.true_peak_dbtp:.1f}",
        timestamp(heard.duration),
    )


def _show_feeds(console: Console, manifest: Manifest) -> None:
    for name, feed in manifest.feeds.items():
        secret = "" if feed.key == f"feeds/{name}.xml" else "  (for members; publish.py status --addresses prints it)"
        console.print(plain(f"  feed “{name}”: {manifest.base_url}{feed.key}{secret}"))


def show_rolled_back(console: Console, target: int, number: int, addresses: int) -> None:
    """Print that the release `target` is live again, now with `number`, and what to do in the folder next.

    `addresses` is how many were fetched again from outside.
    """
    heading = f"Listeners get generation {target} again, as generation {number}"
    console.print(Text.assemble(("✓ ", "green"), plain(heading, style="bold")))
    console.print(plain(f"  {counted(addresses, 'URL')} verified from outside: all is as released."))
    told = "The folder still holds what you went back from, and the next publication would show it: "
    console.print(plain(f"  {told}put it right first, then look at publish.py plan. Commit publish.lock."))


def show_told(console: Console, told: Sequence[str]) -> None:
    """Print who was told of the release: hubs and services, by what they are called."""
    console.print(plain(f"  Told: {', '.join(told)}."))


def show_verified(console: Console, addresses: int) -> None:
    """What listeners get is what was released."""
    told = f"{counted(addresses, 'URL')} verified: listeners get what was released."
    console.print(Text.assemble(("✓ ", "green"), plain(told)))


def show_status(console: Console, manifest: Manifest | None, place: str, *, settled: bool = True) -> None:
    """Print what is live in a place: release, episodes, feeds, what is hidden, what is redacted and still out.

    `manifest` is None before the first publication. A publication that was stopped is not `settled`.
    """
    if manifest is None:
        console.print(plain(f"Nothing is published in {place} yet."))
        return
    told = f"Generation {manifest.generation} in {place}: {counted(len(manifest.episodes), 'episode')}"
    console.print(plain(f"{told}, {counted(len(manifest.objects), 'file')}."))
    if not settled:
        console.print(
            plain("The last publication was stopped before its end. To finish it: publish.py", style="yellow")
        )
    for identity, how in _still_out(manifest).items():
        told = f"What you redacted in {identity} can still be {how} until: publish.py replace {identity}"
        console.print(plain(told, style="bold red"))
    for identity, hidden in sorted(manifest.hidden.items()):
        told = f"{identity} “{hidden.episode.title}” is hidden. To show it again: publish.py unhide {identity}"
        console.print(plain(told, style="yellow"))
    rows = Table.grid(padding=(0, 2))
    for identity, episode in sorted(manifest.episodes.items(), key=lambda e: e[1].published, reverse=True):
        length = timestamp(episode.enclosure.duration)
        rows.add_row(f"  {identity}", episode.published.date().isoformat(), length, plain(episode.title))
    console.print(rows)
    _show_feeds(console, manifest)


def _still_out(manifest: Manifest) -> Mapping[str, str]:
    found = ((identity, still_out(episode.facets)) for identity, episode in sorted(manifest.episodes.items()))
    return {identity: how for identity, how in found if how}


def status_document(manifest: Manifest | None, place: str, *, settled: bool = True) -> Mapping[str, object]:
    """What is live in a place, as JSON: release, episodes by their ids, the feeds' addresses.

    Sizes are in bytes, lengths are `HH:MM:SS`. Before the first publication the generation is null.
    """
    if manifest is None:
        nothing: Mapping[str, object] = {"retracted": [], "hidden": [], "still_heard": [], "episodes": {}, "feeds": {}}
        return {"place": place, "generation": None, "finished": settled, **nothing}
    return {
        "place": place,
        "generation": manifest.generation,
        "finished": settled,
        "retracted": list(manifest.retracted),
        "hidden": sorted(manifest.hidden),
        "still_heard": list(_still_out(manifest)),
        "episodes": {
            identity: {
                "title": episode.title,
                "guid": episode.guid,
                "published": episode.published.isoformat(),
                "enclosure": manifest.base_url + episode.enclosure.key,
                "size": episode.enclosure.size,
                "duration": timestamp(episode.enclosure.duration),
            }
            for identity, episode in manifest.episodes.items()
        },
        "feeds": {name: manifest.base_url + feed.key for name, feed in manifest.feeds.items()},
    }


def result_document(built: Built, sent: int, addresses: int, warnings: Sequence[Problem]) -> Mapping[str, object]:
    """A publication as JSON: its number, how many files were sent and addresses verified, its warnings.

    `audio` is what mastering did to episodes that were mastered for it, by their ids: LUFS, dBTP and dB.
    """
    return {
        "generation": built.manifest.generation,
        "sent": sent,
        "verified": addresses,
        "warnings": [problem_document(warning) for warning in warnings],
        "audio": {e.item.episode.id: _heard(e.mastered) for e in built.episodes if e.mastered},
    }


def _heard(heard: Mastered) -> Mapping[str, object]:
    return {
        "recorded_lufs": round(heard.recording.integrated_lufs, 2),
        "delivered_lufs": round(heard.delivered.integrated_lufs, 2),
        "delivered_dbtp": round(heard.delivered.true_peak_dbtp, 2),
        "gain_db": round(heard.gain_db, 2),
        "limited_db": round(heard.limited_db, 2),
        "untouched": heard.untouched,
        "rate_hz": heard.delivered.rate_hz,
        "channels": heard.delivered.channels,
    }
