"""An MP3 that is already as it should be goes out as it came: encoding it again could only make it worse.

Its frames are copied byte for byte, with the Xing frame that belongs to them. Tags are left behind: they may hold what
is private, and ours are written later.
"""

from pathlib import Path
from typing import BinaryIO

from pipeline.audio import libav
from pipeline.audio.commission import Commission
from pipeline.audio.condition import condition, wrong
from pipeline.audio.measuring import measured_as_is
from pipeline.audio.mpeg.file import sound_range
from pipeline.audio.mpeg.frames import FrameChain, frame_chain
from pipeline.audio.mpeg.infotag import stated
from pipeline.audio.speech import speech
from pipeline.model import Codec, Mastered, Millis, Span
from pipeline.problems import raise_errors

MOST_LEFT_OVER = 4096
"""Bytes behind the last whole frame: the rest of one, or padding. With more, the frames broke off in the middle."""
PIECE = 1 << 20


def untouched(job: Commission, part: Path) -> Mastered | None:
    """The outcome for a single take that is such an MP3, whose bare frames are then in `part`; or else None."""
    take, header = job.takes[0], job.headers[0]
    is_mp3 = (
        job.codec is Codec.MP3
        and (header.format, header.codec) == ("mp3", "mp3")
        and header.channels == job.format.channels
    )
    if not job.as_it_is or not is_mp3 or not bare(take.path, part):
        return None
    heard = measured_as_is(part, take.where, libav.header(part, take.where))
    found, recipe = heard.loudness, job.recipe
    far_off = abs(found.integrated_lufs - job.target_lufs) > recipe.tolerance_lu
    if far_off or found.true_peak_dbtp > recipe.ceiling_dbtp:
        return None
    raise_errors(tuple(wrong(heard, recipe, job.place)))
    body = Span(start=Millis(0), end=Millis(found.duration_ms))
    return Mastered(
        recording=found,
        condition=condition(heard),
        delivered=found,
        gain_db=0.0,
        limited_db=0.0,
        untouched=True,
        body=body,
        speech=speech(heard.powers, heard.grid, body),
    )


def bare(path: Path, out: Path) -> bool:
    """Copy the frames of an MP3 to `out`, without tags. False, and nothing written, if they are no sound chain."""
    with path.open("rb") as file:
        start, end = sound_range(file)
        chain = frame_chain(file, _first_frame(file, start), end)
        if chain is None or end - chain.end > MOST_LEFT_OVER or not _as_stated(chain):
            return False
        _copy(file, chain, out)
    return True


def _first_frame(file: BinaryIO, start: int) -> int:
    """Past the zeros that some writers leave behind their tag."""
    file.seek(start)
    head = file.read(PIECE)
    return start + len(head) - len(head.lstrip(b"\0"))


def _as_stated(chain: FrameChain) -> bool:
    """Whether the Xing frame, if there is one, counts the frames behind it. In files that were joined it does not."""
    said = stated(chain.first, chain.header)
    return said is None or said.frames in {None, len(chain.offsets) - 1}


def _copy(file: BinaryIO, chain: FrameChain, out: Path) -> None:
    left = chain.end - chain.start
    file.seek(chain.start)
    with out.open("wb") as copy:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            copy.write(piece)
            left -= len(piece)
