"""All that a plan depends on besides what is live."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.diff import Known
from pipeline.model import Catalogue, Lock, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The folder and the circumstances of one run.

    `recipe` names the versions of the stages; `posts` are each episode's linked posts; `allowed` holds words such as
    `vanish=017`; `replaced` the ids whose listeners move to new audio; `retracted` those that are taken back whatever
    the folder says; `found` is what another tool's feed carries at the first publication; `derived_guid` is the show's
    if it has none.
    """

    catalogue: Catalogue
    lock: Lock
    posts: Mapping[str, Sequence[Post]]
    recipe: str
    derived_guid: str
    now: datetime
    allowed: Collection[str] = ()
    replaced: Collection[str] = ()
    retracted: Collection[str] = ()
    found: Sequence[Known] = ()
