"""MPEG audio, layer III, as bytes: frame headers (ISO 11172-3, 2.4.2.3; 13818-3), the chain of frames.

Only what can be told without decoding. A file is read in pieces, however long it is.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import BinaryIO

BITRATES_KBPS: Mapping[int, tuple[int, ...]] = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (8, 16, 24, 32, 40, 48, 56, 64),
}
"""By the header's version bits: MPEG-1, MPEG-2, MPEG-2.5 (whose header has more, but no decoder must take them)."""
RATES_HZ: Mapping[int, tuple[int, ...]] = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}
HEADER = 4
PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHeader:
    """The first four bytes of a frame, read. `size` counts all of its bytes."""

    version: int
    kbps: int
    rate_hz: int
    channels: int
    size: int
    crc: bool

    @property
    def samples(self) -> int:
        """How many samples of each channel the frame holds: 1152 in MPEG-1, 576 in MPEG-2 and 2.5."""
        return samples_of(self.version)

    @property
    def side_info(self) -> int:
        """How long the side information is, which follows the header (and its checksum)."""
        mono = self.channels == 1
        if self.version == 3:  # noqa: PLR2004 - the version bits of MPEG-1
            return 17 if mono else 32
        return 9 if mono else 17

    @property
    def granules(self) -> tuple[int, int, int]:
        """In the side information's bits: where the first granule's first channel begins, how long one is, how many."""
        mono = self.channels == 1
        if self.version == 3:  # noqa: PLR2004 - the version bits of MPEG-1
            return 18 if mono else 20, 59, 2 * self.channels
        return 9 if mono else 10, 63, self.channels

    @property
    def body(self) -> int:
        """Where the main data starts, or a Xing tag in its place."""
        return HEADER + 2 * self.crc + self.side_info


@lru_cache(maxsize=4096)
def frame_header(four: bytes) -> FrameHeader | None:
    """What four bytes say as a frame header; None if they are none, or of a free bit rate."""
    if len(four) < HEADER or four[0] != 0xFF or four[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - 11 bits of sync, layer III
        return None
    version, kbps_index, rate_index = four[1] >> 3 & 3, four[2] >> 4, four[2] >> 2 & 3
    if version == 1 or kbps_index in {0, 15} or rate_index == 3:  # noqa: PLR2004 - the reserved values
        return None
    kbps, rate_hz = BITRATES_KBPS[version or 2][kbps_index - 1], RATES_HZ[version][rate_index]
    size = (144_000 if version == 3 else 72_000) * kbps // rate_hz + (four[2] >> 1 & 1)  # noqa: PLR2004 - MPEG-1
    return FrameHeader(
        version=version,
        kbps=kbps,
        rate_hz=rate_hz,
        channels=1 if four[3] >> 6 == 3 else 2,  # noqa: PLR2004 - the mode bits of a single channel
        size=size,
        crc=not four[1] & 1,
    )


def samples_of(version: int | None) -> int:
    """How many samples a frame has, of each channel."""
    return 1152 if version == 3 else 576  # noqa: PLR2004 - the version bits of MPEG-1


def version_at(rate_hz: int) -> int | None:
    """The version bits of the standard that has this sample rate."""
    return next((version for version, rates in RATES_HZ.items() if rate_hz in rates), None)


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole frames at the start of data that begins with one, and what is left. Raises ValueError for no frame."""
    frames, at = [], 0
    while at + HEADER <= len(data):
        header = frame_header(data[at : at + HEADER])
        if header is None:
            raise ValueError(data[at : at + HEADER])
        if at + header.size > len(data):
            break
        frames.append(data[at : at + header.size])
        at += header.size
    return frames, data[at:]


def alike(one: bytes, other: bytes) -> bool:
    """Whether two frames have the same header and side information: an encoder in the same state made them.

    Their main data may still differ in what no decoder reads: LAME fills up in its own time.
    """
    header = frame_header(one[:HEADER])
    return header is not None and one[: header.body] == other[: header.body]


def holds_sound(frame: bytes) -> bool:
    """Whether any of its granules has main data. Digital silence has none, whatever the encoder's state is."""
    header = frame_header(frame[:HEADER])
    if header is None:
        return False
    side = int.from_bytes(frame[header.body - header.side_info : header.body], "big")
    return bool(side & _main_data_lengths(header.version, header.channels))


@cache
def _main_data_lengths(version: int, channels: int) -> int:
    """The bits of the side information that say how much main data there is: the first twelve of each granule."""
    header = FrameHeader(version=version, kbps=0, rate_hz=0, channels=channels, size=0, crc=False)
    (before, long, count), bits = header.granules, 8 * header.side_info
    return sum(0xFFF << (bits - before - long * number - 12) for number in range(count))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameChain:
    """Frames without a gap between them. `first` are the first one's bytes; `offsets` those of all, from `start`."""

    start: int
    end: int
    first: bytes
    header: FrameHeader
    offsets: "array[int]"


def frame_chain(file: BinaryIO, start: int, end: int) -> FrameChain | None:
    """The frames from `start` on, as far as they go on in the same format. None if there is none."""
    offsets = array("Q")
    header: FrameHeader | None = None
    at = start
    for piece_at, piece in _pieces(file, start, end):
        while at + HEADER <= piece_at + len(piece):
            found = frame_header(piece[at - piece_at : at - piece_at + HEADER])
            if found is None or at + found.size > end or (header and _format(found) != _format(header)):
                return _chain(file, start, at, header, offsets)
            header = header or found
            offsets.append(at - start)
            at += found.size
    return _chain(file, start, at, header, offsets)


def _format(header: FrameHeader) -> tuple[int, int, int]:
    return header.version, header.rate_hz, header.channels


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Pieces that overlap by less than a header, so that each header is whole in one of them."""
    for at in range(start, end, PIECE):
        file.seek(at)
        yield at, file.read(min(PIECE + HEADER - 1, end - at))


def _chain(
    file: BinaryIO, start: int, end: int, header: FrameHeader | None, offsets: "array[int]"
) -> FrameChain | None:
    if header is None:
        return None
    file.seek(start)
    return FrameChain(start=start, end=end, first=file.read(header.size), header=header, offsets=offsets)
