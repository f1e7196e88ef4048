"""The commands, as a producer types them."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import preview as previews
from pipeline import report
from pipeline.app import check as checks
from pipeline.cli.allowing import Allow, allowed_words
from pipeline.cli.alone import replaced
from pipeline.cli.options import Context, Given, Json, Show, session_for
from pipeline.cli.publishing import Prepared, prepare, show_plan, verify_release
from pipeline.cli.publishing import publish as publish_show
from pipeline.cli.rules import NOT_A_FOLDER_STORE, NOTHING_TO_PREVIEW
from pipeline.cli.saving import check_saved, read_plan, save_plan
from pipeline.cli.saying import SECRETS
from pipeline.cli.undoing import place_of
from pipeline.model import FolderStorage
from pipeline.problems import ChangesWaiting, CheckFailed

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Publish without asking.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to answer on.")]
PlanFile = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Save the plan, for publish.py --plan FILE.")
]
SavedPlan = Annotated[
    Path | None, typer.Option("--plan", metavar="FILE", help="Do what this saved plan says, and nothing else.")
]
Whole = Annotated[bool, typer.Option("--whole", help="Download all audio, and compare every byte.")]
Addresses = Annotated[
    bool, typer.Option("--addresses", help="Print members' addresses, too. They are keys: keep them.")
]
PREVIEW_PORT = 8750


def publish(  # noqa: PLR0913 - one parameter an option
    context: Context,
    show: Show = None,
    *,
    yes: Yes = False,
    json: Json = False,
    allow: Allow = None,
    plan: SavedPlan = None,
) -> None:
    """Publish the show: check, plan, build, ship, flip, verify. A podcast is a folder; this makes it heard."""
    context.obj = Given(show=show, json=json)
    if context.invoked_subcommand is None:
        session = session_for(context, show, json=json)
        saved = read_plan(plan) if plan else None
        allowed = allowed_words(allow) | frozenset(saved.allowed if saved else ())
        prepared = prepare(session, allowed=allowed)
        if plan and saved:
            check_saved(saved, plan, prepared)
        session.answer(publish_show(session, prepared, yes=yes or saved is not None))


def check(context: Context, show: Show = None, *, json: Json = False, allow: Allow = None) -> None:
    """Look at every file of the show, and tell everything that is wrong."""
    session = session_for(context, show, json=json)
    catalogue = checks.load(session.folder, session.environment, session.now)
    found = (*catalogue.warnings, *checks.examine(session.folder, catalogue, catalogue.episodes, allowed_words(allow)))
    report.show_problems(session.console, found)
    report.show_checked(session.console, catalogue)
    session.answer({}, problems=found)


def plan(context: Context, show: Show = None, *, json: Json = False, allow: Allow = None, out: PlanFile = None) -> None:
    """Show what publishing would change, and what listeners would see. Exits with 2 when there is something to do."""
    session = session_for(context, show, json=json)
    prepared = prepare(session, allowed=allowed_words(allow))
    if out:
        save_plan(out, prepared)
    show_plan(session, prepared)
    report.show_problems(session.console, prepared.plan.dangers)
    code = _plan_code(prepared)
    session.answer(report.plan_document(prepared.plan), exit_code=code, problems=prepared.warnings)
    raise typer.Exit(code)


def _plan_code(prepared: Prepared) -> int:
    if prepared.plan.dangers:
        return CheckFailed.exit_code
    return ChangesWaiting.exit_code if prepared.plan.changes else 0


def replace(  # noqa: PLR0913 - one parameter an option
    context: Context, episode: str, show: Show = None, *, yes: Yes = False, json: Json = False, allow: Allow = None
) -> None:
    """Move a published EPISODE to new audio: a new address, the same guid and date; the old file keeps answering."""
    session = session_for(context, show, json=json)
    allowed = allowed_words(allow)
    prepared = replaced(session, episode, allowed) or prepare(session, replaced={episode}, allowed=allowed)
    session.answer(publish_show(session, prepared, yes=yes))


def verify(context: Context, show: Show = None, *, whole: Whole = False, json: Json = False) -> None:
    """Fetch what listeners' apps would fetch, and hold it against what was released."""
    session = session_for(context, show, json=json)
    place = place_of(session)
    live = place.live.manifest
    episodes = live.episodes.values() if live and whole else ()
    every = {file.key for episode in episodes for file in (episode.enclosure, *episode.others)}
    verified = verify_release(session, place.show, place.storage, whole=every)
    report.show_problems(session.console, verified.problems)
    report.show_verified(session.console, verified.addresses)
    session.answer({"verified": verified.addresses}, problems=verified.problems)


def status(context: Context, show: Show = None, *, json: Json = False, addresses: Addresses = False) -> None:
    """Tell what is published now, and whether the last publication was finished."""
    session = session_for(context, show, json=json)
    if addresses:
        SECRETS.show_addresses()
    place = place_of(session)
    live, where = place.live, place.storage.public.place
    report.show_status(session.console, live.manifest, where, settled=live.settled)
    session.answer(dict(report.status_document(live.manifest, where, settled=live.settled)))


def preview(context: Context, show: Show = None, *, port: Port = PREVIEW_PORT) -> None:
    """Serve the published folder on this machine, so that a podcast app or a browser can try it."""
    session = session_for(context, show, json=False)
    settings = checks.load(session.folder, session.environment, session.now, to_publish=False).show
    if not isinstance(settings.storage, FolderStorage):
        raise CheckFailed(NOT_A_FOLDER_STORE.at("show.toml", "this show is published to a bucket"))
    folder = session.folder / settings.storage.path
    if not folder.is_dir():
        raise CheckFailed(NOTHING_TO_PREVIEW.at(settings.storage.path, "this folder does not exist yet"))

    def ready(origin: str) -> None:
        session.console.print(f"The show, as listeners would get it: {origin}\nStop with Ctrl-C.")

    previews.serve(folder, settings.base_url, port=port, ready=ready)
