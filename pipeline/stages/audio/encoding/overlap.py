"""AAC and Opus, encoded in chunks side by side: each chunk's encoder starts well before it, and runs on behind it.

Such an encoder never makes the very packets of one that has come all the way, but a second is enough for it to make
packets as good, and these fit together: at a join, as anywhere else, two packets overlap that were made of the same
sound. So that they are, what is too high is softened inside a chunk only, never near a join.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.base.parallel import ahead, each_ahead
from pipeline.stages.audio import libav
from pipeline.stages.audio.blocks import Block, windows
from pipeline.stages.audio.encoding.draft import SETTLING, UNTOUCHED, Draft, whole_packets
from pipeline.stages.audio.encoding.gain_dips import SOFTER_DB, Ceiling, Spots, too_high
from pipeline.stages.audio.libav import PacketFormat, Packets
from pipeline.stages.audio.libav.packets import LOOK_AHEAD

CHUNK_S = 20
BEHIND = LOOK_AHEAD + 1
"""Packets' worth of sound behind a chunk: what the encoder looks at, and what its delay pushes out of a last chunk."""
ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Chunk:
    """A part of the sound as packets, those before and behind it too, and what all of them sound like.

    `packets` begin `run_in` packets before the chunk; `own` packets are the chunk's, unless it is the last. `samples`
    of the sound lie in it.
    """

    packets: Packets
    sound: Block
    run_in: int
    own: int
    samples: int


def written(path: Path, blocks: Iterable[Block], form: PacketFormat, *, highest: float) -> Iterator[Block]:
    """Encode the blocks, which hold at least one sample, into a file, and give back what the file sounds like.

    Decoded peaks stay below `highest` (linear) wherever that can be had. The file is whole when all was given back.
    """
    chunks = _chunks(blocks, form, highest)
    current = next(chunks)
    with libav.Container(path, form, current.packets.delay) as container:
        done, before = 0, Packets(data=[], setup=b"", delay=0)
        for following in chunks:
            kept = _kept(current, current.own)
            container.put(kept.data)
            yield _audible(before, kept, current, form, done)
            done, before, current = done + current.samples, _tail(kept), following
        kept = _kept(current, -(-(current.samples + current.packets.delay) // form.samples))
        container.put(kept.data, done + current.samples)
        heard = _audible(before, kept, current, form, done)
        yield heard[:, : current.samples + (current.packets.delay if done else 0)]


def _chunks(blocks: Iterable[Block], form: PacketFormat, highest: float) -> Iterator[_Chunk]:
    own, run_in = round(CHUNK_S * form.rate_hz / form.samples), form.run_in
    size, before, after = (count * form.samples for count in (own, run_in, BEHIND))
    ceiling = Ceiling(rate_hz=form.rate_hz, highest=highest)

    def made(numbered: tuple[int, Block]) -> _Chunk:
        number, window = numbered
        return _chunk(window if number else window[:, before:], form, ceiling, run_in=run_in if number else 0, own=own)

    return each_ahead(made, enumerate(ahead(windows(blocks, size, before, after), depth=1)))


def _chunk(window: Block, form: PacketFormat, ceiling: Ceiling, *, run_in: int, own: int) -> _Chunk:
    """Encode, listen, and soften what is too high, until nothing is or it does not help."""
    first = run_in * form.samples
    samples = window.shape[1] - first - BEHIND * form.samples
    inside = first + UNTOUCHED * form.samples, first + samples - UNTOUCHED * form.samples
    draft = Draft(whole_packets(window, form), form)
    for attempt in range(1, ATTEMPTS):
        spots = _spots(draft.sound, draft.packets.delay, inside, ceiling)
        if not len(spots):
            break
        draft.soften(spots, attempt * SOFTER_DB, ceiling)
    return _Chunk(packets=draft.packets, sound=draft.sound, run_in=run_in, own=own, samples=samples)


def _spots(heard: Block, delay: int, inside: tuple[int, int], ceiling: Ceiling) -> Spots:
    """Where the sound that came in has to be softened."""
    first, end = inside
    end = min(end + delay, heard.shape[1])
    found = too_high(heard, first + delay, end, ceiling) if first + delay < end else None
    if found is None:
        return Spots(starts=np.zeros(0, np.int64), over_db=np.zeros(0))
    return found.moved(-delay).between(first + ceiling.ramp, end - delay - ceiling.grid.cell - ceiling.ramp)


def _kept(chunk: _Chunk, count: int) -> Packets:
    """So many of the chunk's own packets."""
    data = chunk.packets.data[chunk.run_in : chunk.run_in + count]
    return Packets(data=data, setup=chunk.packets.setup, delay=chunk.packets.delay)


def _tail(packets: Packets) -> Packets:
    return Packets(data=packets.data[-SETTLING:], setup=packets.setup, delay=packets.delay)


def _audible(before: Packets, kept: Packets, chunk: _Chunk, form: PacketFormat, done: int) -> Block:
    """What the kept packets sound like behind those before; the encoder's delay is dropped from the first."""
    first = chunk.run_in * form.samples
    sound = chunk.sound[:, first : first + len(kept.data) * form.samples]
    if not done:
        return sound[:, kept.delay :]
    joined = Packets(data=[*before.data, *kept.data[:SETTLING]], setup=kept.setup, delay=kept.delay)
    again = libav.decoded_packets(joined, form)[:, len(before.data) * form.samples :]
    return np.concatenate([again, sound[:, again.shape[1] :]], axis=1)
