"""Ten thousand episodes into one feed, written and checked, beside what one would use instead.

`python -m bench.feed [--episodes N]` prints processor seconds and the most memory held beyond the model, for us
(written, read back, judged), for feedgen by itself, and for lxml writing the same elements as a stream. Each runs in a
process of its own, since memory is only ever counted upwards.
"""

import argparse
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator
from lxml import etree

from pipeline.model import Item
from pipeline.stages import feed
from pipeline.stages.feed.channel import channel_elements
from pipeline.stages.feed.items import item_elements
from pipeline.stages.feed.xml import NAMESPACES, Element, element
from tests.support.shows import a_channel, an_episode, an_item

EPISODES = 10_000
BASE = "https://air.example/"
Write = Callable[[], int]
"""Writes a feed and returns its length in bytes."""


def main() -> None:
    """Measure one way, or start a process for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=list(WAYS))
    parser.add_argument("--episodes", type=int, default=EPISODES)
    asked = parser.parse_args()
    if asked.way:
        print(measured(asked.way, asked.episodes))
        return
    print(f"{asked.episodes} episodes\n\n| way | seconds | MiB more | MB of feed |\n|---|---|---|---|")
    for way in WAYS:
        command = [sys.executable, "-m", "bench.feed", "--way", way, "--episodes", str(asked.episodes)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def measured(way: str, count: int) -> str:
    """One row of the table; what making the model takes is not counted."""
    write = WAYS[way](count)
    before = _mebibytes()
    start = time.process_time()
    size = write()
    seconds = time.process_time() - start
    return f"| {way} | {seconds:.2f} | {_mebibytes() - before:.0f} | {size / 1e6:.1f} |"


def _mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(count: int) -> Write:
    """Written, read back, compared and judged, as every release does."""
    channel, items = a_channel(), episodes(count)

    def write() -> int:
        body = feed.write(channel, items)
        feed.check(body, "feed.xml", channel.self_url)
        return len(body)

    return write


def episodes(count: int) -> Sequence[Item]:
    """So many episodes, an hour apart."""
    item = an_item()
    return [
        replace(
            item,
            episode=an_episode(id=f"{number:05}", number=number + 1),
            guid=f"guid-{number}",
            published=moment(number),
            enclosure_url=f"{BASE}media/{number}.mp3",
        )
        for number in range(count)
    ]


def moment(number: int) -> datetime:
    """When the episode came out."""
    return datetime.fromtimestamp(1_600_000_000 + 3600 * number, UTC)


def feedgen_alone(count: int) -> Write:
    """Feedgen with its podcast extension, as its manual shows: none of the Podcast Namespace, and no check."""

    def write() -> int:
        made = FeedGenerator()
        made.load_extension("podcast")
        made.title("Coming Up For Air")
        made.link(href=BASE)
        made.description("Answers to the questions families send us.")
        for number in range(count):
            entry = made.add_entry(order="append")
            entry.id(f"guid-{number}")
            entry.title("School meetings without dread")
            entry.description("<p>How to walk into a school meeting and come out with a plan.</p>")
            entry.published(moment(number))
            entry.enclosure(f"{BASE}media/{number}.mp3", "1234567", "audio/mpeg")
            entry.podcast.itunes_duration(77)
        return len(made.rss_str())

    return write


def core(item: Item) -> Iterator[Element]:
    """What feedgen writes of an item for us."""
    file = item.enclosure
    yield element("title", item.episode.title)
    yield element("link", item.page_url)
    yield element("guid", item.guid, isPermaLink="false")
    yield element("enclosure", url=item.enclosure_url, length=str(file.size), type=file.content_type)
    yield element("itunes:title", item.episode.title)
    yield element("itunes:duration", str(file.duration // 1000))
    yield element("itunes:episodeType", item.episode.type.value)
    yield element("itunes:episode", str(item.episode.number))


def lxml_stream(count: int) -> Write:
    """Lxml's incremental writer with our own elements: the least that writing them can take."""
    channel, items = a_channel(), episodes(count)

    def write() -> int:
        out = io.BytesIO()
        with (
            etree.xmlfile(out, encoding="UTF-8") as file,
            file.element("rss", version="2.0", nsmap=dict(NAMESPACES)),
            file.element("channel"),
        ):
            for made in (element("title", channel.feed.title), *channel_elements(channel, items)):
                file.write(made)
            for item in items:
                with file.element("item"):
                    for made in (*core(item), *item_elements(item, channel.cover)):
                        file.write(made)
        return out.tell()

    return write


WAYS: dict[str, Callable[[int], Write]] = {
    "Podwright": ours,
    "feedgen alone": feedgen_alone,
    "lxml stream": lxml_stream,
}

if __name__ == "__main__":
    main()
