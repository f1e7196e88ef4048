"""What pages are made with: templates, styles, scripts. Their names carry their content, so they never grow stale."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_RECIPE = "1"  # to be raised when this package's Python changes what a page says
_TYPES = (".css", ".js")


@cache
def _folder(name: str) -> Mapping[str, bytes]:
    folder = files("pipeline.stages.site").joinpath(name)
    return {f.name: f.read_bytes() for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.is_file()}


@cache
def asset_key(name: str) -> str:
    """The key below the base URL of one of our static files: `player.js` is `assets/player-<12 hex>.js`."""
    stem, ending = name.rsplit(".", 1)
    return f"assets/{stem}-{hashlib.sha256(_folder('static')[name]).hexdigest()[:12]}.{ending}"


def assets() -> Mapping[str, bytes]:
    """Every static file that pages refer to, by its key below the base URL. Immutable: cache them for good."""
    return {asset_key(name): content for name, content in _folder("static").items() if name.endswith(_TYPES)}


def _version() -> str:
    every = hashlib.sha256()
    for name in ("templates", "static"):
        for file, content in _folder(name).items():
            every.update(f"{name}/{file} {len(content)}\n".encode() + content)
    return f"{_RECIPE}-{every.hexdigest()[:12]}"


VERSION: Final = _version()
"""The recipe of every page: the same inputs under the same version give the same bytes."""
