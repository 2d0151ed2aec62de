"""The small region, loaded once into a database of its own."""

import json
from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.kit.db import Database
from tests.demo.region import Loaded, load_small
from tests.scene import NOW


@pytest_asyncio.fixture(scope="session")
async def loaded(embedded: EmbeddedPostgres, worker_id: str) -> Loaded:
    """The small region, which the tests only look at."""
    return await load_small(embedded, f"{DATABASE}_demo_{worker_id}")


@pytest_asyncio.fixture(scope="session")
async def changing(embedded: EmbeddedPostgres, worker_id: str) -> Loaded:
    """The small region again, for tests that go on living in it."""
    return await load_small(embedded, f"{DATABASE}_demo_changing_{worker_id}")


@pytest_asyncio.fixture(scope="session")
async def rows(loaded: Loaded) -> AsyncIterator[asyncpg.Connection]:
    """A connection that sees every row of the region."""
    connection = await asyncpg.connect(loaded.superuser_dsn)
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    yield connection
    await connection.close()


@pytest_asyncio.fixture(scope="session")
async def app(loaded: Loaded) -> AsyncIterator[Database]:
    """The app's way into the region, at the instant of the tests."""
    opened = await Database.connect(loaded.app_dsn, size=3, clock=NOW)
    yield opened
    await opened.close()
