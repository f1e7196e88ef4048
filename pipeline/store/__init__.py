"""Where releases are kept: one protocol, a folder and S3 behind it.

Media and pages are put unconditionally, and checked before `put` returns; the few objects that decide what listeners
see are swapped, compare and set.
"""

from pipeline.store.conditions import probe_conditions
from pipeline.store.doors import Doors, doors
from pipeline.store.opening import Storage, open_storage
from pipeline.store.protocol import Held, Listed, Stat, Store, digest_of

__all__ = [
    "Doors",
    "Held",
    "Listed",
    "Stat",
    "Storage",
    "Store",
    "digest_of",
    "doors",
    "open_storage",
    "probe_conditions",
]
