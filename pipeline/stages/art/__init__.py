"""Covers: from whatever picture a producer has to what apps, pages and audio files need."""

from pipeline.stages.art.cover import Artwork, make, probe

VERSION = "3"
"""Changes whenever the pictures change for the same cover."""

__all__ = ["VERSION", "Artwork", "make", "probe"]
