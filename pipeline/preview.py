"""A published folder, served on loopback to a browser or a podcast app as though it were the show's own address.

In every text the base URL is replaced by the preview's; media go out as they are, so lengths in the feed stay true.
"""

import hashlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.artifact.media_types import media_type
from pipeline.problems import CheckFailed, Rule

BUSY = Rule(
    code="E1211",
    title="a port that is in use",
    why="another program answers there, and a podcast app would ask that one",
    fix="stop the other program, or choose another port with --port",
)
LOOPBACK = "127.0.0.1"
STARTUP_SECONDS = 10.0
TEXTS = {".html", ".json", ".srt", ".txt", ".vtt", ".xml"}
_PLAIN = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/?)*")


def app(folder: Path, base_url: str, origin: str) -> Starlette:
    """An application that answers below the path of `base_url`; `origin` is the address it is reached at."""
    site = _Site(folder.resolve(), base_url, origin)
    return Starlette(
        routes=[Route("/{path:path}", site.answer, methods=["GET", "HEAD"])],
        middleware=[Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"])],
    )


class _Site:
    def __init__(self, folder: Path, base_url: str, origin: str) -> None:
        self._folder = folder
        self._base, self._origin = base_url.encode(), origin.encode()
        self._below = urlsplit(base_url).path

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        if not path.startswith(self._below):
            return RedirectResponse(self._below) if path == "/" else self._missing(request)
        file = self._file(path.removeprefix(self._below))
        return self._missing(request) if file is None else self._found(request, file)

    def _file(self, key: str) -> Path | None:
        if not _PLAIN.fullmatch(key):
            return None
        file = self._folder / key
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() and file.resolve().is_relative_to(self._folder) else None

    def _missing(self, request: Request) -> Response:
        page = self._folder / "404.html"
        body = self._text(page) if page.is_file() else b"Nothing is here.\n"
        kind = media_type("404.html" if page.is_file() else "404.txt")
        return Response(b"" if request.method == "HEAD" else body, status_code=404, media_type=kind)

    def _found(self, request: Request, file: Path) -> Response:
        if file.suffix in TEXTS:
            return self._conditional(request, self._text(file), media_type(file.relative_to(self._folder).as_posix()))
        etag = f'"{file.stat().st_mtime_ns:x}-{file.stat().st_size:x}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if _matches(request, etag):
            return Response(status_code=304, headers=headers)
        return FileResponse(file, media_type=media_type(file.relative_to(self._folder).as_posix()), headers=headers)

    def _conditional(self, request: Request, body: bytes, kind: str) -> Response:
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if _matches(request, etag):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type=kind, headers=headers)

    def _text(self, file: Path) -> bytes:
        return file.read_bytes().replace(self._base, self._origin)


def _matches(request: Request, etag: str) -> bool:
    asked = request.headers.get("If-None-Match", "")
    return asked == "*" or etag in (part.strip().removeprefix("W/") for part in asked.split(","))


@contextmanager
def serving(folder: Path, base_url: str, *, port: int = 0) -> Iterator[str]:
    """Serve in the background; yields the address that stands for `base_url`. Raises CheckFailed (E1211)."""
    with _listening(port) as listener:
        origin = _origin(listener, base_url)
        server = _server(folder, base_url, origin)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            _wait_for(server)
            yield origin
        finally:
            server.should_exit = True
            thread.join(STARTUP_SECONDS)


def serve(folder: Path, base_url: str, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address once it answers. Raises CheckFailed (E1211)."""
    with serving(folder, base_url, port=port) as origin:
        ready(origin)
        threading.Event().wait()


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            raise CheckFailed(BUSY.at(f"port {port}", "another program answers there")) from error
        yield listener


def _origin(listener: socket.socket, base_url: str) -> str:
    return f"http://{LOOPBACK}:{listener.getsockname()[1]}{urlsplit(base_url).path}"


def _server(folder: Path, base_url: str, origin: str) -> uvicorn.Server:
    config = uvicorn.Config(
        app(folder, base_url, origin), log_level="critical", lifespan="off", ws="none", timeout_graceful_shutdown=1
    )
    return uvicorn.Server(config)


def _wait_for(server: uvicorn.Server) -> None:
    started = threading.Event()
    for _ in range(int(STARTUP_SECONDS * 100)):
        if server.started:
            return
        started.wait(0.01)
    raise CheckFailed(BUSY.at("preview", "the server did not start"))
