"""Opening a file and reading its header, with everything that can be wrong so far."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import av.logging
from av.container import InputContainer
from av.error import FFmpegError

from pipeline.model import other_than_file
from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import rules
from pipeline.stages.audio.clock import clock
from pipeline.stages.audio.declared_length import Promise, promise
from pipeline.stages.audio.libav.tracks import chosen, libav_seconds
from pipeline.stages.audio.mpeg.file import sound_range
from pipeline.stages.audio.surplus import surplus

av.logging.set_level(None)

FORMATS = (
    *("wav", "w64", "aiff", "caf", "au", "flac", "ogg", "mp3", "aac", "mov", "matroska", "asf", "ac3", "eac3", "amr"),
    *("ape", "wv", "tta", "tak", "dsf", "iff", "avi", "flv", "mpegts", "mpeg", "loas", "dts", "spdif", "voc", "rm"),
    *("jpeg_pipe", "png_pipe"),
)
"""Formats that name no other files. The pictures are here so that they can be called by their name."""
OPTIONS = {"format_whitelist": ",".join(FORMATS), "protocol_whitelist": "file,subfile"}
WAV_OPTIONS = {**OPTIONS, "max_size": "262144", "max_probe_packets": "1"}
"""Plain samples in packets so large that Python is no brake, and little search for what else they might be."""

PROTECTED = ("drms", "enca", "aavd")
"""Codec tags of copy-protected sound."""
SLOWEST_HZ, FASTEST_HZ = 8_000, 384_000
MOST_CHANNELS = 8

SURROUND = 1.41
"""BS.1770-4's weight of the channels beside and behind the listener; the low-frequency channel counts for nothing."""
WEIGHTS: Mapping[str, float] = {"LFE": 0.0, "LFE2": 0.0, "SL": SURROUND, "SR": SURROUND, "BL": SURROUND, "BR": SURROUND}

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
KNOWN: Mapping[bytes, str] = {
    b"RIFF": "a WAV",
    b"RF64": "a WAV",
    b"fLaC": "a FLAC",
    b"OggS": "an Ogg",
    b"riff": "a Wave64",
    b"FORM": "an AIFF",
    b"caff": "a CAF",
    b"\x1aE\xdf\xa3": "a Matroska",
    b"ftyp": "an M4A",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a file says of its sound. `discrete` channels have no place in a room: they are tracks side by side.

    `seconds` is exact where `promise` is given, or else libav's guess, or nothing.
    """

    format: str
    codec: str
    rate_hz: int
    channels: int
    layout: str
    weights: tuple[float, ...]
    discrete: bool
    seconds: float | None
    promise: Promise | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open file and its sound's stream. One thread's at a time."""

    container: InputContainer
    stream: av.AudioStream
    header: Header
    where: str


def header(path: Path, where: str, track: int | None = None) -> Header:
    """What the file says of itself, or of one of its tracks. Raises CheckFailed."""
    with opened(path, where, track) as source:
        return source.header


@contextmanager
def opened(path: Path, where: str, track: int | None = None) -> Iterator[Opened]:
    """Open the file for as long as the block runs. `track`, from 1, is one of several. Raises CheckFailed."""
    container = _container(path, where)
    with container:
        stream = _readable(chosen(container, where, track), where)
        yield Opened(container=container, stream=stream, header=_header(container, stream, path, where), where=where)


def _container(path: Path, where: str) -> InputContainer:
    try:
        _check_regular(path, where)
        with path.open("rb") as file:
            head = file.read(16)
            address = f"file:{path}" if not head.startswith((b"ID3", b"\xff")) else _untagged(path, file)
    except OSError as error:
        raise CheckFailed(rules.MISSING.at(where, _reason(error))) from None
    if not head:
        raise CheckFailed(rules.EMPTY.at(where, "the file is empty"))
    try:
        options = WAV_OPTIONS if head[8:12] == b"WAVE" else OPTIONS
        return av.open(address, "r", options=options, metadata_errors="replace")
    except (FFmpegError, ValueError):
        raise CheckFailed(_unreadable(head, where)) from None


def _check_regular(path: Path, where: str) -> None:
    """Look before opening: to open a pipe is to wait until somebody writes into it."""
    kind = other_than_file(path.stat().st_mode)
    if kind and not path.is_dir():
        raise CheckFailed(rules.NOT_A_FILE.at(where, f"this is {kind}, not a file"))


def _untagged(path: Path, file: BinaryIO) -> str:
    """The part between the tags, which libav would take for damaged frames."""
    start, end = sound_range(file)
    return f"subfile,,start,{start},end,{end},,:file:{path}"


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "this is a folder, not a file"
        case PermissionError():
            return "you are not allowed to read the file"
        case _:
            return "the file cannot be read from this disk"


def _unreadable(head: bytes, where: str) -> Problem:
    """Why libav would not open a file that begins so."""
    if head.startswith(PICTURES):
        return rules.NO_SOUND.at(where, "this is a picture")
    if head.startswith(b"ID3"):
        return rules.NO_SOUND.at(where, "the file holds tags and perhaps a cover, but no sound")
    known = next((name for mark, name in KNOWN.items() if mark in {head[:4], head[4:8]}), None)
    if known:
        return rules.DAMAGED.at(where, f"the file begins like {known} file, but cannot be read any further")
    return rules.NOT_AUDIO.at(where, "what is in the file is not audio, whatever its name says")


def _readable(stream: av.AudioStream, where: str) -> av.AudioStream:
    if stream.codec_context is None:
        raise CheckFailed(rules.UNREADABLE.at(where, "the sound is stored in a way that is not known here"))
    if stream.codec_context.codec_tag in PROTECTED:
        raise CheckFailed(rules.UNREADABLE.at(where, "the sound is copy-protected"))
    stream.codec_context.thread_count = 1
    return stream


def _header(container: InputContainer, stream: av.AudioStream, path: Path, where: str) -> Header:
    context = stream.codec_context
    problems = tuple(_implausible(context.rate, context.channels, where))
    if problems:
        raise CheckFailed(problems)
    names = tuple(channel.name for channel in context.layout.channels)
    seconds = libav_seconds(container, stream)
    if found := surplus(path, seconds):
        stated_s, there_s = found
        what = f"the header promises {clock(stated_s)} of audio, and the file holds {clock(there_s)}"
        raise CheckFailed(rules.UNDERSTATED.at(where, what))
    own = stream.duration is not None or len(container.streams) == 1
    promised = promise(path, container.format.name, seconds if own else None)
    return Header(
        format=container.format.name,
        codec=context.codec.canonical_name,
        rate_hz=context.rate,
        channels=context.channels,
        layout=context.layout.name,
        weights=tuple(WEIGHTS.get(name, 1.0) for name in names),
        discrete="NONE" in names,
        seconds=promised.seconds if promised else seconds,
        promise=promised,
    )


def _implausible(rate_hz: int, channels: int, where: str) -> Iterator[Problem]:
    if not SLOWEST_HZ <= rate_hz <= FASTEST_HZ:
        yield rules.STRANGE_RATE.at(where, f"the file says {rate_hz} samples a second")
    if channels > MOST_CHANNELS:
        yield rules.TOO_MANY_CHANNELS.at(where, f"the file has {channels} channels")
    if channels < 1:
        yield rules.NO_SOUND.at(where, "the file says that it has no channels")
