"""Make one tag the only one of a file. The audio keeps every byte; a failure keeps the file."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, assert_never

from mutagen import MutagenError
from mutagen.id3 import ID3

from pipeline.model import Codec, TagKind
from pipeline.problems import CheckFailed, raise_errors
from pipeline.stages.tags import mp4, vorbis
from pipeline.stages.tags.checking import check
from pipeline.stages.tags.frames import Frame, frames
from pipeline.stages.tags.mp3 import audio_of, told
from pipeline.stages.tags.region import Region
from pipeline.stages.tags.rules import NOT_AUDIO
from pipeline.stages.tags.tag import Tags

_HEADER = 10
_CHUNK = 1 << 20


def write(path: Path, tags: Tags) -> None:
    """Make `tags` the only tag of the audio file at `path`. Equal audio and equal tags give equal bytes.

    Its name's ending says what it is. Raises CheckFailed with every problem of the tags, or with that of the file;
    then the file is as it was.
    """
    where = tags.where or path.name
    raise_errors(check(tags, where))
    with told(where), _beside(path) as new:
        _tag(path, new, tags, where)
        shutil.copymode(path, new)
        new.replace(path)


def _tag(path: Path, new: Path, tags: Tags, where: str) -> None:
    kind = next((codec.format.tags for codec in Codec if path.suffix == f".{codec.ending}"), TagKind.ID3)
    match kind:
        case TagKind.ID3:
            _tag_mp3(path, new, tags, where)
        case TagKind.MP4:
            _tag_inside(path, new, tags, where, mp4.tag)
        case TagKind.OGG_OPUS:
            _tag_inside(path, new, tags, where, vorbis.tag)
        case _:
            assert_never(kind)


def _tag_mp3(path: Path, new: Path, tags: Tags, where: str) -> None:
    with path.open("rb") as file, new.open("wb") as into:
        audio = audio_of(file, where)
        into.write(tag_bytes(tags))
        _copy(file, audio.region, into)


def _tag_inside(path: Path, new: Path, tags: Tags, where: str, tag: Callable[[Path, Tags], None]) -> None:
    """A tag that lies inside the file: mutagen moves the sound, and what points at it."""
    shutil.copyfile(path, new)
    try:
        tag(new, tags)
    except MutagenError as error:
        raise CheckFailed(NOT_AUDIO.at(where, f"there is no {path.suffix} audio in the file")) from error


def tag_bytes(tags: Tags) -> bytes:
    """The tag, ID3v2.3.0: header (3.1) and frames.

    No padding, since what lies before the audio is downloaded before the first sound; no unsynchronisation, since
    every reader of today skips tags by their size and some cannot undo it.
    """
    body = b"".join(_frame_bytes(frame) for frame in frames(tags))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _frame_bytes(frame: Frame) -> bytes:
    # mutagen sorts the frames of a tag by their size, which would shuffle the chapters: so it gets them one by one. The
    # zeros stand for audio; without them it may take the end of the frame for an ID3v1 tag, and cut it off.
    audio = bytes(256)
    tag, file = ID3(), BytesIO(audio)
    tag.add(frame)
    tag.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return file.getvalue()[_HEADER : -len(audio)]


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new file in the same folder, gone afterwards unless it was moved."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".tagging-") as folder:
        yield Path(folder) / path.name


def _copy(file: BinaryIO, region: Region, into: BinaryIO) -> None:
    file.seek(region.start)
    left = region.end - region.start
    while chunk := file.read(min(left, _CHUNK)):
        into.write(chunk)
        left -= len(chunk)
