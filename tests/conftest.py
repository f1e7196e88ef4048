"""What several rooms' tests share."""

import signal
from collections.abc import Iterator

import pytest

from tests.support.servers import S3Server, seaweed

JUDGED_SECONDS = 900
"""Judges from outside, browsers and what is called slow may take so long; everything else what pyproject.toml says."""


def pytest_configure() -> None:
    """Children inherit what is ignored: a script's `&` ignores SIGINT, and a program told to end by it would not."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(item.get_closest_marker(name) for name in ("outside", "browser", "slow")):
            item.add_marker(pytest.mark.timeout(JUDGED_SECONDS))


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A real S3 server, started once."""
    with seaweed(tmp_path_factory.mktemp("seaweed")) as server:
        yield server
