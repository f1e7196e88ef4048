"""What several rooms' tests share."""

from collections.abc import Iterator

import pytest

from tests.support.servers import S3Server, seaweed


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A real S3 server, started once."""
    with seaweed(tmp_path_factory.mktemp("seaweed")) as server:
        yield server
