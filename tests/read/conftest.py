"""The library's database on the tests' server, and its engine."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
import strawberry

from hb.installation.postgres import APP, SUPERUSER, EmbeddedPostgres
from hb.read import Engine
from tests.read import library, stock
from tests.read.library_tables import schema_sql

SETTINGS = {"timezone": "UTC", "plan_cache_mode": "force_generic_plan"}


@dataclass
class Desk:
    """A reading connection under one context, and the statements it ran."""

    connection: asyncpg.Connection
    context: dict[str, object]
    ran: list[str] = field(default_factory=list)

    async def fetch(self, text: str, *arguments: object) -> asyncpg.Record | None:
        self.ran.append(text)
        return await self.connection.fetchrow(text, *arguments)

    async def read_as(
        self, *, organiser: UUID = stock.ORGANISER, role: str = "DESK", party: UUID | None = None
    ) -> None:
        """Change who reads."""
        self.context = {
            "organiser": organiser,
            "actor": stock.ACTOR,
            "role": role,
            "party": party or stock.readers(1)[5],
            "today": date(2026, 1, 3),
        }
        for name in ("organiser", "actor", "role"):
            await self.connection.execute(
                "SELECT set_config($1, $2, false)", f"library.{name}", str(self.context[name])
            )


@pytest.fixture(scope="session")
def shelf(worker_id: str) -> Iterator[EmbeddedPostgres]:
    """A server of the library alone: the engine's tests need none of the house's migrations."""
    home = Path(tempfile.gettempdir()) / f"library-{worker_id}"
    with EmbeddedPostgres(home, durable=False) as server:
        yield server


@pytest_asyncio.fixture(scope="session")
async def library_dsn(shelf: EmbeddedPostgres) -> str:
    """The library's database, filled."""
    name = "library"
    shelf.create_database(name)
    connection = await asyncpg.connect(shelf.dsn(SUPERUSER, name))
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    await connection.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")
    await connection.execute(schema_sql(APP))
    for table, row in stock.rows():
        places = ", ".join(f"${index}" for index in range(1, len(row) + 1))
        await connection.execute(
            f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({places})", *row.values()
        )
    await connection.execute("ANALYZE")
    await connection.close()
    return shelf.dsn(APP, name)


@pytest_asyncio.fixture(scope="session")
async def reading(library_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(
        library_dsn, max_cacheable_statement_size=0, max_cached_statement_lifetime=0, server_settings=SETTINGS
    )
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def desk(reading: asyncpg.Connection) -> Desk:
    reader = Desk(reading, {})
    await reader.read_as()
    return reader


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    return library.make_schema()


@pytest.fixture(scope="session")
def engine(schema: strawberry.Schema) -> Engine:
    return library.make_engine(schema)
