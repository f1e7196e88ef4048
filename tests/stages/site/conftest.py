"""A published show on loopback, and Debian's chromium to look at it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from tests.stages.site.published import publish, the_items, the_site
from tests.support.processes import SECONDS, running

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOOPBACK = {"127.0.0.1", "localhost"}


@contextmanager
def served(folder: Path, *, under: str = "") -> Iterator[str]:
    """An address at which the folder answers, with byte ranges; it ends in a slash. It answers at the root as well."""
    files = StaticFiles(directory=folder, html=True)
    app = Starlette(routes=[Mount(under, files), Mount("/", files)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off"))
    with running(server.run, lambda: setattr(server, "should_exit", True)):
        until = time.monotonic() + SECONDS
        while not server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}{under}/"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The show, in a folder of a host that is not the one it was published for."""
    folder = tmp_path_factory.mktemp("published")
    publish(folder, the_site(), the_items())
    with served(folder, under="/somewhere/else") as base:
        yield base


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass(slots=True)
class Witness:
    """What a page did that it should not have: loud consoles, and requests to other hosts."""

    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of the context, frames included; what the policy forbids is told on the console."""
        context.on("console", lambda m: m.type in {"error", "warning"} and self.complaints.append(m.text))
        context.on("weberror", lambda e: self.complaints.append(str(e.error)))
        context.on("request", lambda r: self._check(r.url))

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in LOOPBACK:
            self.complaints.append(f"asked {url}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a browser."""

    browser: Browser
    address: str
    witness: Witness
    contexts: list[BrowserContext] = field(default_factory=list)

    def opens(self, key: str, *, width: int = 390, height: int = 844, **settings: object) -> Page:
        """The page at `key` (or at a full address), in a window of its own."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]
        self.witness.watch(context)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(key if "://" in key else self.address + key)
        return page


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Reader]:
    """A reader on a phone; after each test no page may have complained or asked another host for anything."""
    someone = Reader(chromium, address, Witness())
    yield someone
    for context in someone.contexts:
        context.close()
    assert someone.witness.complaints == []
