"""The published folder, served on this machine."""

from collections.abc import Callable

from pipeline import preview
from pipeline.app import check
from pipeline.app.rules import NOT_A_FOLDER_STORE, NOTHING_TO_PREVIEW
from pipeline.app.run import Run
from pipeline.model import FolderStorage
from pipeline.problems import CheckFailed


def serve(run: Run, port: int, ready: Callable[[str], None]) -> None:
    """Serve until somebody stops it; `ready` is told the address. Raises CheckFailed (E1204, E1205, E1211)."""
    show = check.load(run.folder, run.environment, run.now, to_publish=False).show
    if not isinstance(show.storage, FolderStorage):
        raise CheckFailed(NOT_A_FOLDER_STORE.at("show.toml", "this show is not published to a folder of this machine"))
    folder = run.folder / show.storage.path
    if not folder.is_dir():
        raise CheckFailed(NOTHING_TO_PREVIEW.at(show.storage.path, "this folder does not exist yet"))
    preview.serve(folder, show.base_url, port=port, ready=ready)
