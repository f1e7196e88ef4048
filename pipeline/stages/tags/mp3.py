"""An MP3 looked at with care: whatever the file is, only CheckFailed comes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from mutagen import MutagenError
from mutagen.mp3 import MPEGInfo

from pipeline.model import Millis
from pipeline.problems import CheckFailed
from pipeline.stages.tags import rules
from pipeline.stages.tags.region import DamagedTagError, Region, audio_region


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """The audio of an MP3: where it lies in the file, and how long it plays."""

    region: Region
    duration: Millis


@contextmanager
def told(where: str) -> Iterator[None]:
    """What the file system refuses, and a damaged tag, as problems at `where`."""
    try:
        yield
    except OSError as error:
        what = f"the file cannot be used: {error.strerror or error}"
        raise CheckFailed(rules.UNREACHABLE.at(where, what)) from error
    except DamagedTagError as error:
        raise CheckFailed(rules.DAMAGED_TAG.at(where, str(error))) from error


def audio_of(file: BinaryIO, where: str) -> Audio:
    """Raises CheckFailed for a file without MP3 audio, DamagedTagError."""
    region = audio_region(file)
    if region.end == 0:
        raise CheckFailed(rules.NOT_MP3.at(where, "the file is empty"))
    try:
        info = MPEGInfo(file, region.start)
    except (MutagenError, ArithmeticError, ValueError):
        info = None
    # "Sketchy" is a stream in which fewer than four frames follow each other: chance finds that in any large file.
    if info is None or info.sketchy:
        raise CheckFailed(rules.NOT_MP3.at(where, "there is no MP3 audio in the file"))
    return Audio(region=region, duration=Millis(round(info.length * 1000)))
