"""A plan in a file: what one person has looked at is what another run does, or nothing.

The file names the digests of what was live, of the folder and of the plan itself. If one of them is another by now,
nothing is published.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline import assemble
from pipeline.app.prepare import Prepared
from pipeline.app.rules import PLAN_AGED, PLAN_FOLDER_CHANGED, PLAN_LIVE_CHANGED, PLAN_UNREADABLE
from pipeline.artifact.fingerprint import fingerprint
from pipeline.model import Digest
from pipeline.problems import CheckFailed
from pipeline.report.plan import plan_document

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a saved plan was made of. `live` is None where nothing was published; `allowed` are the named dangers."""

    live: str | None
    folder: str
    steps: str
    allowed: tuple[str, ...] = ()


_ADAPTER = TypeAdapter(Saved)


def save_plan(path: Path, prepared: Prepared) -> None:
    """Write the plan, for people and for `publish --plan`. Raises OSError."""
    document = {
        "format": FORMAT,
        "saved": _ADAPTER.dump_python(_saved(prepared), mode="json"),
        "plan": plan_document(prepared.plan),
    }
    path.write_text(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def read_plan(path: Path) -> Saved:
    """The plan's facts. Raises CheckFailed (E1230) for any other file."""
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != FORMAT:
            raise CheckFailed(PLAN_UNREADABLE.at(str(path), "was saved by another version of Podwright"))
        return _ADAPTER.validate_python(document["saved"])
    except FileNotFoundError as error:
        raise CheckFailed(PLAN_UNREADABLE.at(str(path), "does not exist")) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise CheckFailed(PLAN_UNREADABLE.at(str(path), "is not a plan that Podwright saved")) from error


def check_saved(saved: Saved, path: Path, prepared: Prepared) -> None:
    """Raises CheckFailed (E1231, E1232, E1233) when what would be done now is not what was saved."""
    now, where = _saved(prepared), str(path)
    if now.live != saved.live:
        raise CheckFailed(PLAN_LIVE_CHANGED.at(where, "somebody has published since this plan was saved"))
    if now.folder != saved.folder:
        raise CheckFailed(PLAN_FOLDER_CHANGED.at(where, "the show folder is not as it was when this plan was saved"))
    if now.steps != saved.steps:
        raise CheckFailed(PLAN_AGED.at(where, "by now another plan follows from the same folder"))


def _saved(prepared: Prepared) -> Saved:
    planned, catalogue = prepared.plan, prepared.catalogue
    folder = (catalogue.show, catalogue.feeds, catalogue.episodes, catalogue.posts, prepared.lock, assemble.recipe())
    return Saved(
        live=prepared.live.digest,
        folder=_named(*folder),
        steps=_named(planned.steps, planned.show, [e.id for e in planned.released], planned.retracted),
        allowed=tuple(sorted(prepared.allowed)),
    )


def _named(*values: object) -> Digest:
    return fingerprint(*values)
