"""The door to libav (PyAV): a file becomes facts or blocks of samples, and what is wrong with it a coded problem.

libav's own words never get through. Only formats that hold their sound themselves are opened, from this machine's
disk: a playlist in a file called `.wav` would otherwise make libav read whatever it names.
"""

from pipeline.stages.audio.libav.container import Container
from pipeline.stages.audio.libav.decoding import decoded
from pipeline.stages.audio.libav.frames import decoded_frames
from pipeline.stages.audio.libav.opening import Header, header, opened
from pipeline.stages.audio.libav.packets import PacketFormat, Packets, decoded_packets, encoded
from pipeline.stages.audio.libav.sameness import Sameness, changed
from pipeline.stages.audio.libav.surveying import surveyed

__all__ = [
    "Container",
    "Header",
    "PacketFormat",
    "Packets",
    "Sameness",
    "changed",
    "decoded",
    "decoded_frames",
    "decoded_packets",
    "encoded",
    "header",
    "opened",
    "surveyed",
]
