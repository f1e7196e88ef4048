"""Whether a file that is read several times is the same each time: what was measured has to be what is encoded.

An editor may write its next export, or a recorder go on, between two readings. What libav reads is summed up, packet by
packet, which costs next to nothing: a CRC finds every accident, and nobody deceives themselves.
"""

import hashlib
import struct
import zlib

import av

from pipeline.problems import CheckFailed, Problem
from pipeline.stages.audio import rules
from pipeline.stages.audio.clock import clock
from pipeline.stages.audio.libav.opening import Header


class Sum:
    """What was read so far, in order."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._sum = hashlib.sha256()

    def enter(self, packet: "av.Packet[av.AudioStream]") -> None:
        """Add a packet's size in bytes and its CRC-32 to the sum; a packet without bytes adds nothing."""
        if packet.size:
            self._sum.update(struct.pack("<QI", packet.size, zlib.crc32(packet)))

    def digest(self) -> bytes:
        """The SHA-256 of the sizes and CRC-32s of all packets that were entered, in their order: 32 bytes."""
        return self._sum.digest()


class Sameness:
    """What a file was when it was first looked at and first read to its end. One thread's at a time."""

    def __init__(self, header: Header) -> None:
        """`header` is what it said at first."""
        self._header, self._digest = header, b""

    def check_header(self, header: Header, where: str) -> None:
        """Raise CheckFailed if the file says something else now."""
        if header != self._header:
            raise CheckFailed(changed(where, self._header.seconds, header.seconds))

    def check_sound(self, digest: bytes, where: str) -> None:
        """Raise CheckFailed if something else was read this time."""
        self._digest = self._digest or digest
        if digest != self._digest:
            raise CheckFailed(changed(where))


def changed(where: str, before_s: float | None = None, now_s: float | None = None) -> Problem:
    """The problem of a file that is another one when it is read again; lengths in seconds, where they tell more."""
    if before_s and now_s and clock(before_s) != clock(now_s):
        return rules.CHANGED.at(where, f"it was {clock(before_s)} long at first, and {clock(now_s)} a little later")
    return rules.CHANGED.at(where, "what is in the file is not what was in it when it was first read")
