"""The outside view: fetch what an app would fetch, over HTTP, and hold it against what was released.

The feed is read by podcastparser, which is none of ours: it is what gPodder reads feeds with.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import httpx
import podcastparser

from pipeline.artifact.manifest import LiveFeed, LiveObject, Manifest
from pipeline.base.parallel import side_by_side
from pipeline.plan import still_out
from pipeline.problems import Problem
from pipeline.verify.asking import asking_client, plainly, wrong_origin, wrong_ranges
from pipeline.verify.rules import (
    GUESSABLE,
    NO_RANGES,
    STILL_HEARD,
    UNREACHABLE,
    WRONG_BYTES,
    WRONG_FEED,
    WRONG_SIZE,
    WRONG_TYPE,
)

CONNECTIONS = 8
MEDIA = "audio/"
TEXTS = "words/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, and what was found wrong."""

    addresses: int
    problems: tuple[Problem, ...]


def verify(manifest: Manifest, origin: str, *, whole: Iterable[str] = ()) -> Verified:
    """Fetch every object of the manifest below `origin` as an app would.

    `origin` stands for the manifest's base URL (they differ when a folder is verified through the preview). Media named
    in `whole` are downloaded and compared byte for byte; of the others the headers and the first byte are looked at.
    Every kind of range is asked for of those and of the newest episode, and one text is asked for from another origin.
    """
    with asking_client() as client:
        chosen = frozenset(whole)
        closely = chosen | set(_newest(manifest))
        visitor = _Visitor(client=client, origin=origin, manifest=manifest, whole=chosen, closely=closely)
        found = [
            *side_by_side(lambda named: visitor.look(*named), manifest.objects.items(), workers=CONNECTIONS),
            *side_by_side(visitor.read, manifest.feeds.values(), workers=CONNECTIONS),
            *(wrong_origin(client, origin + key) for key in _text(manifest)),
            list(_still_heard(manifest)),
            list(_guessable(manifest)),
        ]
    return Verified(addresses=len(manifest.objects), problems=tuple(p for problems in found for p in problems))


def _still_heard(manifest: Manifest) -> Iterable[Problem]:
    for identity, episode in manifest.episodes.items():
        how = still_out(episode.facets)
        if how:
            what = f"what you redacted in {identity} can still be {how} until `publish.py replace {identity}`"
            fix = STILL_HEARD.fix.replace("ID", identity)
            yield STILL_HEARD.at(manifest.base_url + episode.enclosure.key, what, fix=fix)


def _guessable(manifest: Manifest) -> Iterable[Problem]:
    """What an earlier version published for members, and stays where it is."""
    for identity, episode in manifest.episodes.items():
        if episode.enclosure.guessable:
            fix = GUESSABLE.fix.replace("ID", identity)
            yield GUESSABLE.at(f"episode {identity}", f"“{episode.title}” was published by an earlier version", fix=fix)


def _newest(manifest: Manifest) -> Sequence[str]:
    return (
        [max(manifest.episodes.values(), key=lambda e: (e.published, e.guid)).enclosure.key]
        if manifest.episodes
        else []
    )


def _text(manifest: Manifest) -> Sequence[str]:
    return [key for key in sorted(manifest.objects) if key.startswith(TEXTS)][:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visitor:
    client: httpx.Client
    origin: str
    manifest: Manifest
    whole: frozenset[str]
    closely: frozenset[str]

    def look(self, key: str, thing: LiveObject) -> Sequence[Problem]:
        """What is wrong with one object, as it answers."""
        address = self.origin + key
        try:
            answer = self.client.head(address)
            if answer.status_code != httpx.codes.OK:
                return [UNREACHABLE.at(address, f"answers {answer.status_code}")]
            found = list(_wrong_headers(address, answer, thing))
            return [*found, *self._wrong_media(key, address, thing)] if thing.content_type.startswith(MEDIA) else found
        except httpx.HTTPError as error:
            return [UNREACHABLE.at(address, plainly(error))]

    def _wrong_media(self, key: str, address: str, thing: LiveObject) -> Iterable[Problem]:
        answer = self.client.get(address, headers={"Range": "bytes=0-0"})
        if answer.status_code != httpx.codes.PARTIAL_CONTENT or len(answer.content) != 1:
            yield NO_RANGES.at(address, f"asked for one byte, answers {answer.status_code}")
        elif key in self.closely:
            yield from wrong_ranges(self.client, address, thing.size)
        if key in self.whole and self._digest(address) != thing.digest:
            yield WRONG_BYTES.at(address, "the download differs from what was released")

    def _digest(self, address: str) -> str:
        digest = sha256()
        with self.client.stream("GET", address) as answer:
            for chunk in answer.iter_bytes():
                digest.update(chunk)
        return digest.hexdigest()

    def read(self, feed: LiveFeed) -> Sequence[Problem]:
        """What is wrong with one feed, read as an app reads it."""
        address = self.origin + feed.key
        try:
            parsed = podcastparser.parse(address, io.BytesIO(self.client.get(address).content))
        except (httpx.HTTPError, podcastparser.FeedParseError) as error:
            return [WRONG_FEED.at(address, plainly(error))]
        return list(self._wrong_items(address, feed, parsed["episodes"]))

    def _wrong_items(self, address: str, feed: LiveFeed, items: Sequence[Mapping[str, object]]) -> Iterable[Problem]:
        wanted = {self.manifest.episodes[i].guid: self.manifest.episodes[i] for i in feed.episodes}
        got = {str(item["guid"]): item for item in items}
        for guid in sorted(wanted.keys() - got.keys()):
            yield WRONG_FEED.at(address, f"“{wanted[guid].title}” is missing")
        for guid in sorted(got.keys() - wanted.keys()):
            yield WRONG_FEED.at(address, f"an episode that was not released is there: {guid}")
        for guid in sorted(wanted.keys() & got.keys()):
            files = (wanted[guid].enclosure, *wanted[guid].others)
            released = {(self.origin + file.key, file.size, file.content_type) for file in files}
            if _enclosure(got[guid]) not in released:
                yield WRONG_FEED.at(address, f"“{wanted[guid].title}” leads to another file than was released")


def _enclosure(item: Mapping[str, object]) -> tuple[object, object, object] | None:
    match item.get("enclosures"):
        case [{"url": url, "file_size": size, "mime_type": kind}]:
            return url, size, kind
        case _:
            return None


def _wrong_headers(address: str, answer: httpx.Response, thing: LiveObject) -> Iterable[Problem]:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    wanted = thing.content_type.partition(";")[0]
    if kind != wanted:
        yield WRONG_TYPE.at(address, f"is sent as {kind or 'nothing'}, and was released as {wanted}")
    if thing.content_type.startswith(MEDIA) and answer.headers.get("Content-Length") != str(thing.size):
        length = answer.headers.get("Content-Length", "no length")
        yield WRONG_SIZE.at(address, f"is sent with {length}, and was released with {thing.size} bytes")
