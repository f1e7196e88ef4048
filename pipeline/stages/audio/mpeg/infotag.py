"""The "Xing" or "Info" frame at the head of an MP3: length, seek table, and what LAME calls encoder delay and padding.

Players drop `delay` samples (and their decoder's own 529) from the start and `padding` from the end, so that what is
heard has exactly the samples that were recorded. Layout: Xing's frame, LAME's "Mp3 Info Tag rev 1".
"""

import struct
from dataclasses import dataclass

from pipeline.stages.audio.mpeg.crc16 import crc16
from pipeline.stages.audio.mpeg.frames import BITRATES_KBPS, FrameChain, FrameHeader, frame_header

MARKS = (b"Xing", b"Info")
FRAMES, BYTES, SEEK_TABLE, QUALITY = 1, 2, 4, 8
"""Flags of what is stated."""
XING = struct.Struct(">4sIII100sI")
LAME = struct.Struct(">9sBBIHHBB3sBBHIH")
CHECKED = XING.size + LAME.size
ENCODER = b"LAME3.100"
KNOWN_ENCODERS = (b"LAME", b"Lavf", b"Lavc")
"""Whose delay and padding decoders believe."""
METHOD_CBR, METHOD_VBR = 1, 4
SETTING = 57
"""LAME's figure for its quality 3: 100 - 10 * 4 - 3."""
ENCODER_DELAY = 576
"""Samples of silence that LAME puts before the sound, in every version of the standard."""
DECODER_DELAY = 529


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the frame says of the file: frames that follow it, all bytes with its own, samples to drop at either end."""

    frames: int | None
    size: int | None
    delay: int = 0
    padding: int = 0


def stated(first: bytes, header: FrameHeader) -> Stated | None:
    """Read the first frame of a file; None if it is a frame of sound."""
    tag = first[header.body :]
    if tag[:4] not in MARKS or len(tag) < 8:  # noqa: PLR2004 - the mark and the flags
        return None
    flags = int.from_bytes(tag[4:8], "big")
    frames = int.from_bytes(tag[8:12], "big") if flags & FRAMES else None
    size = int.from_bytes(tag[12:16], "big") if flags & FRAMES and flags & BYTES else None
    if (
        flags != FRAMES | BYTES | SEEK_TABLE | QUALITY
        or len(tag) < CHECKED
        or tag[XING.size :][:4] not in KNOWN_ENCODERS
    ):
        return Stated(frames=frames, size=size)
    both = int.from_bytes(LAME.unpack_from(tag, XING.size)[8], "big")
    return Stated(frames=frames, size=size, delay=both >> 12, padding=both & 0xFFF)


def info_frame_size(four: bytes) -> int:
    """How many bytes the frame will take before sound whose first frame begins with `four`."""
    header = frame_header(_roomy(four))
    return header.size if header else 0


def info_frame(chain: FrameChain, samples: int, music_crc: int, *, constant: bool = True) -> bytes:
    """The frame to stand before `chain`, of a `constant` bit rate or not, of a sound of `samples` samples."""
    four = _roomy(chain.first[:4])
    header = frame_header(four)
    if header is None:
        raise ValueError(chain.first)
    size, frames = header.size + chain.end - chain.start, len(chain.offsets)
    padding = frames * header.samples - ENCODER_DELAY - samples
    places = (header.size + chain.offsets[frames * percent // 100] for percent in range(100))
    xing = XING.pack(
        b"Info" if constant else b"Xing", 15, frames, size, bytes(256 * place // size for place in places), SETTING
    )
    delays = (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    kbps = min(chain.header.kbps, 255)
    method = METHOD_CBR if constant else METHOD_VBR
    lame = LAME.pack(ENCODER, method, 0, 0, 0, 0, 0, kbps, delays, 0, 0, 0, size, music_crc)
    frame = four.ljust(header.body, b"\0") + xing + lame
    return (frame + crc16(frame).to_bytes(2, "big")).ljust(header.size, b"\0")


def rewritten(first: bytes, header: FrameHeader, music_crc: int) -> bytes:
    """The frame with another checksum of what follows it; as it is, where it is not one of LAME's."""
    at, end = header.body + CHECKED - 2, header.body + CHECKED
    if first[header.body + XING.size :][:4] not in KNOWN_ENCODERS or len(first) < end + 2:
        return first
    checked = first[:at] + music_crc.to_bytes(2, "big")
    return checked + crc16(checked).to_bytes(2, "big") + first[end + 2 :]


def _roomy(four: bytes) -> bytes:
    """The frame header, unpadded and unchecked, at the lowest bit rate from its own on that has room for the tag."""
    own = four[2] >> 4
    kind = bytes([four[0], four[1] | 1])
    for index in range(own, len(BITRATES_KBPS[3]) + 1):
        candidate = kind + bytes([index << 4 | four[2] & 0x0C]) + four[3:4]
        header = frame_header(candidate)
        if header and header.size >= header.body + CHECKED + 2:
            return candidate
    raise ValueError(four)
