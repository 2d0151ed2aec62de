"""The server that commands of production are started on."""

from collections.abc import Iterator

import pytest

from tests.installation.servers import Server
from tests.installation.starts import hb
from tests.reliability.homes import own_home


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server under TLS, migrated over TLS; a test that changes it changes it back."""
    with own_home("tls") as home, Server.running(home, tmp_path_factory.mktemp("authority")) as running:
        migrated = hb("migrate", **running.databases())
        assert (migrated.returncode, migrated.stderr) == (0, "")
        yield running
