"""The database of the tests: one embedded server per run, one migrated database per worker."""

import asyncio
import json
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import asyncpg
import pytest
import pytest_asyncio

from hb.installation.database import Addresses, migrate
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.db import Database
from tests.days import Days
from tests.progress import show_progress
from tests.provoked import pytest_sessionfinish, pytest_terminal_summary, pytest_testnodedown  # noqa: F401 hooks of pytest
from tests.run_folder import RunFolder
from tests.scene import NOW, Scene, make_scene

FOLDER = pytest.StashKey[RunFolder]()
SERVER = pytest.StashKey[EmbeddedPostgres]()


TESTS = Path(__file__).parent


class Worker(Protocol):
    """What pytest-xdist's controller knows of one of its workers."""

    config: pytest.Config
    workerinput: dict[str, str]


def pytest_configure(config: pytest.Config) -> None:
    """A run, but not each of its workers, shows progress and has all temporary files put in its folder."""
    if hasattr(config, "workerinput"):
        return
    show_progress(config)
    config.stash[FOLDER] = RunFolder()
    os.environ["TMPDIR"] = str(config.stash[FOLDER].path)
    tempfile.tempdir = None  # it is found again from TMPDIR, here and in every process of the run


def pytest_unconfigure(config: pytest.Config) -> None:
    """The server is stopped; the run's folder goes, with whatever else a test left running."""
    if SERVER in config.stash:
        config.stash[SERVER].stop()
    if FOLDER in config.stash:
        config.stash[FOLDER].end()


def start_server(config: pytest.Config) -> EmbeddedPostgres:
    """Start the server of this run; its migrated database is the template of the workers' own."""
    server = config.stash[SERVER] = EmbeddedPostgres(config.stash[FOLDER].path / "server", durable=False)
    server.start()
    asyncio.run(migrate(Addresses(server.app_dsn, server.owner_dsn)))
    return server


@pytest.hookimpl(optionalhook=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what takes long first, so that at the end of a run no worker waits half a minute for the other."""
    folders = {TESTS / "reliability", TESTS / "bench"}
    items.sort(key=lambda item: item.path.parent not in folders and item.get_closest_marker("slow") is None)


def pytest_configure_node(node: Worker) -> None:
    """With xdist the controller starts the server, before its first worker, and tells each where it is."""
    if SERVER not in node.config.stash:
        start_server(node.config)
    node.workerinput["home"] = str(node.config.stash[SERVER].home)


@pytest.fixture(scope="session")
def embedded(request: pytest.FixtureRequest) -> EmbeddedPostgres:
    """The server of this run: started here, or by xdist's controller."""
    workerinput: dict[str, str] | None = getattr(request.config, "workerinput", None)
    if workerinput is not None:
        return EmbeddedPostgres(Path(workerinput["home"]), durable=False)
    return start_server(request.config)


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


@pytest_asyncio.fixture
async def days(app_dsn: str) -> AsyncIterator[Days]:
    """The app's ways into the database on other days, closed after the test."""
    opened = Days(app_dsn)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def second_scene(all_rows: asyncpg.Connection) -> Scene:
    """Another organiser beside that of `scene`."""
    return await make_scene(all_rows)
