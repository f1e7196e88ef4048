"""A show that lies elsewhere, fetched into a show folder. What is there already is not fetched again."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

from pipeline import source
from pipeline.app.events import Tell, Working
from pipeline.app.fetch_feed import feed_body
from pipeline.app.rules import NOTHING_TO_IMPORT
from pipeline.artifact.media_types import AUDIO_ENDINGS
from pipeline.base import http
from pipeline.base.http import Bounds
from pipeline.model import Digest, ForeignShow, Millis, Minted, SourceFile, timestamp
from pipeline.problems import CheckFailed, Problem, Rule
from pipeline.stages import audio, feed

ALREADY_THERE = Rule(
    code="E0281",
    title="a folder that is in use",
    why="a show must not be written over somebody's files",
    fix="choose a folder that does not exist yet; to go on with an import, give the same feed and folder as before",
)
NO_PICTURE = Rule(
    code="E0283",
    title="a cover that is no picture",
    why="apps would show a grey square",
    fix="put a square .jpg or .png of 1400 to 3000 pixels into the folder, as cover.jpg or cover.png",
)
UNKNOWN_AUDIO = Rule(
    code="E0284",
    title="audio of a kind that is not published here",
    why="listeners would lose the episode",
    fix="put the recording into the folder as MP3 or M4A; its address in the feed will be a new one",
)
ANOTHER_LENGTH = Rule(
    code="W0285",
    title="a file of another length than the feed says",
    why="the old feed has told apps a wrong length; ours tells the right one",
    fix="nothing to do, if the episode plays to its end",
)
UNKNOWN_DATE = Rule(
    code="W0286",
    title="an episode whose date cannot be read",
    why="apps would put it at some place in their lists",
    fix="write `published:` into its episode.md, with the date it came out, and take `status: draft` out",
)
TEXT = Bounds(bytes=20_000_000, seconds=60)
MEDIA = Bounds(bytes=4_000_000_000, seconds=7200)
MARK = ".podwright/imported-from"
PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
PIECE = 1 << 20
T = TypeVar("T")


def _begin(folder: Path, feed: str) -> None:
    """Take a new folder, or one that an import of the same feed has begun. Raises CheckFailed (E0281)."""
    mark = folder / MARK
    begun = mark.is_file() and mark.read_text(encoding="utf-8") == feed
    if folder.exists() and not begun and (not folder.is_dir() or any(folder.iterdir())):
        raise CheckFailed(ALREADY_THERE.at(str(folder), "there is something here that no import of this feed has made"))
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(feed, encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Where the show is now, and what could not be had of it."""

    folder: Path
    show: ForeignShow
    problems: tuple[Problem, ...]


def import_show(address: str, into: Path | None, base_url: str | None, tell: Tell) -> Imported:
    """Make a show folder of the feed at that address or in that file: `into`, or one that is named like the show.

    `base_url` is where the show will live; without one it is left to be filled in. Raises CheckFailed where nothing
    could be brought here (E0281, E0880-E0884, E1214); what else could not be had is told.
    """
    show = feed.foreign(feed_body(address), address)
    if not show.episodes:
        raise CheckFailed(NOTHING_TO_IMPORT.at(address, "no item in it has audio"))
    folder = into or Path(source.plain_name(show.title) or "show")
    _begin(folder, address)
    home = f"{(base_url or source.BLANKS['base_url']).rstrip('/')}/"
    problems = _Import(folder=folder, show=show, base_url=home, tell=tell).made()
    return Imported(folder=folder, show=show, problems=problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Import:
    """One import: of that show, into that folder, to live under that address."""

    folder: Path
    show: ForeignShow
    base_url: str
    tell: Tell

    def made(self) -> tuple[Problem, ...]:
        """Fetch and write everything. What could not be had is told, and all the rest is there."""
        problems: list[Problem] = []
        came = source.arrivals(self.show)
        cover = _tried(problems, lambda: _picture(self.show.image or "", self.folder)) if self.show.image else None
        problems += source.write_texts(self.folder, self.show, came, self.base_url, cover or "cover.jpg")
        minted = {a.slug: fact for a in came if (fact := _tried(problems, lambda a=a: self._episode(a, problems)))}  # type: ignore[misc]
        source.keep_arrivals(self.folder, self.show.guid, minted)
        return tuple(problems)

    def _episode(self, arrival: source.Arrival, problems: list[Problem]) -> Minted | None:
        episode, place = arrival.episode, self.folder / "episodes" / arrival.slug
        self.tell(Working(work=arrival.slug, done=0.0))
        if episode.image and episode.image != self.show.image:
            _tried(problems, lambda: _picture(episode.image or "", place))
        _tried(problems, lambda: _texts(arrival, place))
        file = self._audio(arrival, place)
        held = _held(file, self.folder)
        if episode.length and episode.length != held.size:
            what = f"the feed says {episode.length:,} bytes, and there are {held.size:,}"
            problems.append(ANOTHER_LENGTH.at(held.path, what))
        if episode.published is None:
            problems.append(UNKNOWN_DATE.at(f"episodes/{arrival.slug}/episode.md", "it is kept as a draft"))
        self.tell(Working(work=arrival.slug, done=1.0))
        return source.mint_arrival(arrival, held, Millis(audio.probe(file, held.path).duration), self.base_url)

    def _audio(self, arrival: source.Arrival, place: Path) -> Path:
        episode = arrival.episode
        ending = PurePosixPath(urlsplit(episode.url).path).suffix.lower().removeprefix(".")
        ending = ending if ending in AUDIO_ENDINGS.values() else AUDIO_ENDINGS.get(episode.content_type, "")
        if not ending:
            what = f"“{episode.title}” is {episode.content_type or 'of no type'}: {episode.url}"
            raise CheckFailed(UNKNOWN_AUDIO.at(f"episodes/{arrival.slug}", what))
        file = place / f"recording.{ending}"
        if not file.exists():
            http.download(
                episode.url, file, MEDIA, lambda done: self.tell(Working(work=arrival.slug, done=0.95 * done))
            )
        return file


def _tried(problems: list[Problem], work: Callable[[], T]) -> T | None:
    """What comes of it, or the problem noted."""
    try:
        return work()
    except CheckFailed as failed:
        problems.extend(failed.problems)
        return None


def _picture(address: str, place: Path) -> str:
    """Fetch a cover; its name in the folder."""
    there = next((name for ending in PICTURES.values() if (place / (name := f"cover.{ending}")).exists()), None)
    if there:
        return there
    body = http.fetch(address, TEXT)
    ending = next((ending for magic, ending in PICTURES.items() if body.startswith(magic)), None)
    if ending is None:
        raise CheckFailed(NO_PICTURE.at(address, "what lies there is neither JPEG nor PNG"))
    place.mkdir(parents=True, exist_ok=True)
    (place / f"cover.{ending}").write_bytes(body)
    return f"cover.{ending}"


def _texts(arrival: source.Arrival, place: Path) -> None:
    """The best transcript that there is, and the chapters."""
    names = {source.transcript_name(t.content_type): t.url for t in reversed(arrival.episode.transcripts)}
    name = next((name for name in source.TRANSCRIPT_NAMES if name in names), None)
    if name and not any((place / other).exists() for other in source.TRANSCRIPT_NAMES):
        (place / name).write_bytes(http.fetch(names[name], TEXT))
    if arrival.episode.chapters and not (place / "chapters.txt").exists():
        lines = list(_chapters(http.fetch(arrival.episode.chapters, TEXT)))
        if lines:
            (place / "chapters.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _chapters(body: bytes) -> Iterator[str]:
    """JSON chapters (Podcast Namespace) as lines; what is not understood is left out."""
    try:
        listed = json.loads(body)["chapters"]
        for chapter in listed:
            title = " ".join(str(chapter.get("title") or "").split())
            start, link = Millis(round(float(chapter["startTime"]) * 1000)), chapter.get("url")
            if title and start >= 0 and chapter.get("toc", True):
                yield f"{timestamp(start, fraction='.')} {title}" + (f" <{link}>" if link else "")
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return


def _held(file: Path, folder: Path) -> SourceFile:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return SourceFile(path=file.relative_to(folder).as_posix(), digest=Digest(digest), size=file.stat().st_size)
