"""Stages wired into artifacts: from the folder to every object the world will fetch. Nothing is shipped here."""

from pipeline.build.alone import Alone, rebuild
from pipeline.build.cache import Cache
from pipeline.build.objects import Object
from pipeline.build.recipe import recipe
from pipeline.build.records import Facts, Records, read_records, record_digests
from pipeline.build.release import Built, build

__all__ = [
    "Alone",
    "Built",
    "Cache",
    "Facts",
    "Object",
    "Records",
    "build",
    "read_records",
    "rebuild",
    "recipe",
    "record_digests",
]
