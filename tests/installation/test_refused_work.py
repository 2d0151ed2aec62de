"""`hb work` and `hb clock` where they must not begin: one sentence, exit code 2, and nothing was changed."""

import pytest

from hb.installation.migration import head
from hb.kit.keys import new_key
from tests.installation.servers import Server
from tests.installation.starts import NEWER, STANDBY, refusal
from tests.reliability.served import free_port

pytestmark = pytest.mark.slow

DEMO_ALONE = "The time is moved in development alone, on the embedded database: anywhere else it is real."
NOBODY_LISTENS = "is not there: nobody listens on that port."
NOT_NAMED = (
    "In production HB_DATABASE_URL and HB_OWNER_DATABASE_URL must be set: the embedded database is for"
    " development."
)
MOVES = (("clock",), ("clock", "tomorrow"), ("clock", "--days", "3"))


@pytest.mark.parametrize("arguments", MOVES)
def test_time_is_not_moved_in_production_nor_on_any_named_database(
    server: Server, arguments: tuple[str, ...]
) -> None:
    assert refusal(*arguments, **server.databases()) == DEMO_ALONE
    assert refusal(*arguments, **server.databases(), HB_ENVIRONMENT="development") == DEMO_ALONE


def test_work_of_a_newer_or_an_older_release_does_not_begin(server: Server) -> None:
    older = (
        f"The database is at migration 0019 and this release needs {head()}; run `python -m hb migrate` of"
        " this release."
    )
    for version, sentence in (("0999", NEWER), ("0019", older)):
        server.execute(f"UPDATE alembic_version SET version_num = '{version}'")
        try:
            assert refusal("work", **server.databases()) == sentence
        finally:
            server.execute(f"UPDATE alembic_version SET version_num = '{head()}'")


def test_work_on_an_empty_database_does_not_begin(server: Server) -> None:
    server.postgres.create_database("unmigrated")
    try:
        empty = {name: url.replace("/hb?", "/unmigrated?") for name, url in server.databases().items()}
        assert refusal("work", **empty) == "The database is empty; run `python -m hb migrate`."
    finally:
        server.postgres.drop_database("unmigrated")


def test_work_does_not_begin_on_a_standby(server: Server) -> None:
    with server.as_standby():
        assert refusal("work", **server.databases()) == STANDBY


def test_work_does_not_begin_while_the_database_is_away(server: Server) -> None:
    host = f"127.0.0.1:{free_port()}"
    sentence = f"HB_DATABASE_URL: the database server at {host} {NOBODY_LISTENS}"
    assert refusal("work", **server.databases(hosts=host)) == sentence


def test_work_does_not_begin_in_production_without_a_database_or_with_other_keys(server: Server) -> None:
    assert refusal("work") == NOT_NAMED
    for name in ("HB_DATA_KEY", "HB_INDEX_KEY"):
        sentence = f"{name} is not the key of this database: its check value is another."
        assert refusal("work", **server.databases(), **{name: new_key()}) == sentence
