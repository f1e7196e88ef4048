"""From sound to a file that decodes to just what was meant: encoded side by side, joined, heard, mended, written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from pipeline.stages.audio.blocks import Block
from pipeline.stages.audio.encoding import overlap, writing
from pipeline.stages.audio.encoding.lame import Mp3Format, exists
from pipeline.stages.audio.libav import PacketFormat

FileFormat = Mp3Format | PacketFormat
"""What is delivered."""

__all__ = ["FileFormat", "Mp3Format", "PacketFormat", "exists", "written"]


def written(path: Path, blocks: Iterable[Block], form: FileFormat, *, highest: float) -> Iterator[Block]:
    """Encode the blocks, which hold at least one sample, into a file, and give back what the file sounds like.

    Decoded peaks stay below `highest` (linear) wherever that can be had. The file is whole when all was given back.
    """
    match form:
        case Mp3Format():
            return writing.written(path, blocks, form, highest=highest)
        case PacketFormat():
            return overlap.written(path, blocks, form, highest=highest)
        case _:
            assert_never(form)
