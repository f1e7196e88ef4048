"""An MP3 that is already as it should be goes out as it came: encoding it again could only make it worse.

Its frames are copied byte for byte, with the Xing frame that belongs to them. If it is only too loud or too soft, and
the recipe allows it, their gains are changed and nothing else. Tags are left behind: they may hold what is private, and
ours are written later.
"""

import hashlib
import math
from pathlib import Path
from typing import BinaryIO

from pipeline.model import Codec, Loudness, Mastered, Millis, Span
from pipeline.problems import CheckFailed, raise_errors
from pipeline.stages.audio import libav
from pipeline.stages.audio.job import Job
from pipeline.stages.audio.measuring import measured_as_is
from pipeline.stages.audio.meter import Measurement
from pipeline.stages.audio.mpeg.file import sound_range
from pipeline.stages.audio.mpeg.frames import FrameChain, frame_chain
from pipeline.stages.audio.mpeg.gain import STEP_DB, stepped
from pipeline.stages.audio.mpeg.infotag import stated
from pipeline.stages.audio.quality import condition, wrong
from pipeline.stages.audio.speech import speech

MOST_LEFT_OVER = 4096
"""Bytes behind the last whole frame: the rest of one, or padding. With more, the frames broke off in the middle."""
PIECE = 1 << 20


def untouched(job: Job, part: Path) -> Mastered | None:
    """The outcome for a single take that is such an MP3, whose bare frames are then in `part`; or else None."""
    take, header = job.takes[0], job.headers[0]
    is_mp3 = (
        job.codec is Codec.MP3
        and (header.format, header.codec) == ("mp3", "mp3")
        and header.channels == job.format.channels
    )
    if not job.as_it_is or not is_mp3:
        return None
    before = _digest(take.path)
    mastered = _passed_through(job, part) if bare(take.path, part) else None
    if mastered and _digest(take.path) != before:
        raise CheckFailed(libav.changed(take.where))
    return mastered


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _passed_through(job: Job, part: Path) -> Mastered | None:
    """The outcome if the frames in `part` are as the recipe wants them, or can be made so."""
    heard = _heard(job, part)
    steps = _steps(heard.loudness, job)
    if steps is None:
        return None
    raise_errors(tuple(wrong(heard, job.recipe, job.place)))
    if steps and not _stepped(part, steps):
        return None
    return _outcome(heard, _heard(job, part) if steps else heard, steps)


def _heard(job: Job, part: Path) -> Measurement:
    where = job.takes[0].where
    return measured_as_is(part, where, libav.header(part, where))


def _steps(found: Loudness, job: Job) -> int | None:
    """By how many steps its gain has to be changed; None if that would not do."""
    short_lu, room_db = job.target_lufs - found.integrated_lufs, job.recipe.ceiling_dbtp - found.true_peak_dbtp
    if abs(short_lu) <= job.recipe.tolerance_lu:
        return 0 if room_db >= 0 else None
    if not job.recipe.lossless_gain or not math.isfinite(short_lu):
        return None
    steps = round(short_lu / STEP_DB)
    return steps if steps * STEP_DB <= room_db else None


def _stepped(part: Path, steps: int) -> bool:
    with part.open("rb") as file:
        chain = frame_chain(file, 0, part.stat().st_size)
    return chain is not None and stepped(part, chain, steps)


def _outcome(before: Measurement, after: Measurement, steps: int) -> Mastered:
    body = Span(start=Millis(0), end=Millis(after.loudness.duration_ms))
    return Mastered(
        recording=before.loudness,
        condition=condition(before),
        delivered=after.loudness,
        gain_db=steps * STEP_DB,
        limited_db=0.0,
        untouched=not steps,
        body=body,
        speech=speech(after.powers, after.grid, body),
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
