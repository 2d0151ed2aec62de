"""The database of the tests: one embedded server per run, one migrated database per worker."""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Protocol

import asyncpg
import pytest
import pytest_asyncio

from hb.installation.migration import upgrade
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres, HomeInUse
from hb.installation.postgres_files import PostgresError
from hb.kit.db import Database
from tests.provoked import pytest_sessionfinish, pytest_terminal_summary, pytest_testnodedown  # noqa: F401 hooks of pytest
from tests.scene import NOW, Scene, make_scene

PREFIX = "hbt-"
SERVER = pytest.StashKey[EmbeddedPostgres]()


class Worker(Protocol):
    """What pytest-xdist's controller knows of one of its workers."""

    config: pytest.Config
    workerinput: dict[str, str]


def start_server() -> EmbeddedPostgres:
    """Start a server in a short temporary folder; its migrated database is the template of the workers'."""
    clear_stale_homes()
    server = EmbeddedPostgres(Path(tempfile.gettempdir()) / f"{PREFIX}{os.getpid()}", durable=False)
    server.start()
    try:
        asyncio.run(upgrade(server.owner_dsn))
    except BaseException:
        end_server(server)
        raise
    return server


def end_server(server: EmbeddedPostgres) -> None:
    """Stop a server of the tests and remove its files."""
    server.stop()
    shutil.rmtree(server.home)


def clear_stale_homes() -> None:
    """Stop and remove what runs that were killed left behind; those of living processes stay."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = home.name.removeprefix(PREFIX)
        if Path(f"/proc/{pid}").exists() or home.stat().st_uid != os.geteuid():
            continue
        try:
            EmbeddedPostgres(home, durable=False).end_leftovers()
        except HomeInUse:
            continue
        except PostgresError:
            pass
        shutil.rmtree(home, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Worker) -> None:
    """With xdist the controller starts the server, before its first worker, and tells each where it is."""
    if SERVER not in node.config.stash:
        node.config.stash[SERVER] = start_server()
    node.workerinput["home"] = str(node.config.stash[SERVER].home)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The controller ends the server it started."""
    if SERVER in config.stash:
        end_server(config.stash[SERVER])


@pytest.fixture(scope="session")
def embedded(request: pytest.FixtureRequest) -> Iterator[EmbeddedPostgres]:
    """The server of this run: started here, or by xdist's controller."""
    given: dict[str, str] | None = getattr(request.config, "workerinput", None)
    if given is not None:
        yield EmbeddedPostgres(Path(given["home"]), durable=False)
        return
    server = start_server()
    yield server
    end_server(server)


@pytest.fixture(scope="session")
def database(embedded: EmbeddedPostgres, worker_id: str) -> str:
    """The name of this worker's own database, a copy of the migrated one."""
    name = f"{DATABASE}_{worker_id}"
    embedded.create_database(name, template=DATABASE)
    return name


@pytest.fixture(scope="session")
def owner_dsn(embedded: EmbeddedPostgres, database: str) -> str:
    """The address of the worker's database for its owner."""
    return embedded.dsn(OWNER, database)


@pytest.fixture(scope="session")
def app_dsn(embedded: EmbeddedPostgres, database: str) -> str:
    """The address of the worker's database for the app."""
    return embedded.dsn(APP, database)


@pytest.fixture(scope="session")
def superuser_dsn(embedded: EmbeddedPostgres, database: str) -> str:
    """The address of the worker's database past all policies, for setting scenes and looking at rows."""
    return embedded.dsn(SUPERUSER, database)


@pytest_asyncio.fixture(scope="session")
async def all_rows(superuser_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that sees every row."""
    connection = await asyncpg.connect(superuser_dsn)
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    yield connection
    await connection.close()


@pytest_asyncio.fixture(scope="session")
async def db(app_dsn: str) -> AsyncIterator[Database]:
    """The app's own way into the database, at the instant of the tests."""
    opened = await Database.connect(app_dsn, size=70, clock=NOW)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def scene(all_rows: asyncpg.Connection) -> Scene:
    """A new organiser with workers, a producer, offerings and one client, which no other test uses."""
    return await make_scene(all_rows)
