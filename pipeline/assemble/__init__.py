"""Stages wired into artifacts: from the folder to every object the world will fetch. Nothing is shipped here."""

from pipeline.assemble.alone import Alone, rebuild
from pipeline.assemble.cache import Cache
from pipeline.assemble.objects import Object
from pipeline.assemble.recipe import recipe
from pipeline.assemble.records import Facts, Records, read_records, record_digests
from pipeline.assemble.release import Built, build

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
