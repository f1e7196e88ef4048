"""What a producer should hear about a mastered recording, though it can be published."""

from collections.abc import Iterator

from pipeline.audio import rules
from pipeline.audio.mpeg.gain import STEP_DB
from pipeline.model import AudioRecipe, Condition, Mastered
from pipeline.problems import Problem

NEAR_LU, NEAR_DB = 0.1, 0.01
MUCH_LIMITING_DB, MUCH_GAIN_DB = 15.0, 20.0
MUCH_OFFSET = 0.01
SEVERAL = 5
"""Clipped moments that are worth telling."""


def remarks(mastered: Mastered, recipe: AudioRecipe, where: str) -> tuple[Problem, ...]:
    """The warnings (W0331-W0337) about a recording, named `where`."""
    made = () if mastered.untouched else tuple(_remarks(mastered, recipe, where))
    turned = (rules.TURNED.at(where, "left and right are each other's mirror image"),) if mastered.turned else ()
    return (*made, *turned, *_of_the_recording(mastered.condition, where))


def _of_the_recording(found: Condition, where: str) -> Iterator[Problem]:
    if found.clipped >= SEVERAL:
        yield rules.SOME_CLIPPING.at(where, f"it is clipped {found.clipped} times")
    if found.dc > MUCH_OFFSET:
        yield rules.OFFSET.at(where, f"its samples are {found.dc:.1%} of full scale away from zero on average")
    if found.ends_loud:
        yield rules.ENDS_LOUD.at(where, "its last moments are as loud as the rest")


def _remarks(mastered: Mastered, recipe: AudioRecipe, where: str) -> Iterator[Problem]:
    delivered = mastered.delivered
    target_lufs = recipe.mono_target_lufs if delivered.channels == 1 else recipe.target_lufs
    near_lu = STEP_DB / 2 if recipe.lossless_gain and not mastered.limited_db else NEAR_LU
    if abs(delivered.integrated_lufs - target_lufs) > near_lu:
        what = f"it is delivered at {delivered.integrated_lufs:.1f} LUFS instead of {target_lufs:.1f}"
        yield rules.OFF_TARGET.at(where, what)
    if delivered.true_peak_dbtp > recipe.ceiling_dbtp + NEAR_DB:
        what = f"the highest is at {delivered.true_peak_dbtp:.2f} dBTP, the ceiling at {recipe.ceiling_dbtp:.2f}"
        yield rules.OVER_CEILING.at(where, what)
    if mastered.limited_db > MUCH_LIMITING_DB:
        yield rules.SQUASHED.at(where, f"the highest peak was brought down by {mastered.limited_db:.0f} dB")
    if mastered.gain_db > MUCH_GAIN_DB:
        yield rules.RAISED.at(where, f"it was raised by {mastered.gain_db:.0f} dB")
