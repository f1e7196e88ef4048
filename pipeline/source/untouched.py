"""Words of the template that would be published as they stand: told at their line, for whoever has to replace them."""

from collections.abc import Iterable, Iterator

from pipeline.model import Episode, Status
from pipeline.problems import CheckFailed, Problem
from pipeline.source import toml
from pipeline.source.files import Folder
from pipeline.source.rules import UNTOUCHED
from pipeline.source.scaffold import BLANKS, NOTES

SHOW = "show.toml"
FIXES = {
    "base_url": "set base_url to the address where the show will live: apps remember every address from the first "
    "episode on",
}
FEED_FIX = "take the line out: then the feed has the show's title; or write a title of its own"


def untouched(folder: Folder, episodes: Iterable[Episode]) -> Iterator[Problem]:
    """Each of the template's words in show.toml, in a feed's file, and in the notes of an episode that is ready."""
    yield from _settings(folder, SHOW)
    for path in sorted((folder.root / "feeds").glob("*.toml")):
        yield from _settings(folder, f"feeds/{path.name}")
    for episode in episodes:
        if episode.status is Status.READY and NOTES in episode.notes.text:
            yield from _notes(folder, episode.where)


def _settings(folder: Folder, name: str) -> Iterator[Problem]:
    """Nothing, for a file that cannot be read: that is told elsewhere."""
    try:
        text = folder.text(name)
        values = toml.read(text, name)
    except CheckFailed:
        return
    for key, blank in BLANKS.items():
        if str(values.get(key, "")).strip().rstrip("/") == blank.rstrip("/"):
            fix = FIXES.get(key) if name == SHOW else FEED_FIX
            yield UNTOUCHED.at(f"{name}:{toml.line_of(text, (key,))}", f"“{key}” is still “{blank}”", fix=fix)


def _notes(folder: Folder, name: str) -> Iterator[Problem]:
    lines = folder.text(name).split("\n")
    line = next((number for number, text in enumerate(lines, 1) if NOTES in text), 1)
    yield UNTOUCHED.at(f"{name}:{line}", f"the notes still say “{NOTES}”")
