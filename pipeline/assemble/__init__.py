"""Stages wired into artifacts: from the folder to every object the world will fetch. Nothing is shipped here."""

from pipeline.assemble.alone import Alone, rebuild
from pipeline.assemble.cache import Cache
from pipeline.assemble.inputs import Inputs
from pipeline.assemble.release import build
from pipeline.assemble.versions import recipe

__all__ = ["Alone", "Cache", "Inputs", "build", "rebuild", "recipe"]
