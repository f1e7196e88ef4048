"""Stages wired into artifacts: from the folder to every object the world will fetch. Nothing is shipped here."""

from pipeline.build.cache import Cache
from pipeline.build.objects import Object
from pipeline.build.recipe import recipe
from pipeline.build.release import Built, build

__all__ = ["Built", "Cache", "Object", "build", "recipe"]
