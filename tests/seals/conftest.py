"""The database in which sealing is tested, made once for each worker."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from hb.installation.postgres import EmbeddedPostgres
from tests.seals.world import Life, World, live, open_world


@pytest_asyncio.fixture(scope="session")
async def shared(
    embedded: EmbeddedPostgres, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """A database whose organisers each belong to one test."""
    folder = tmp_path_factory.mktemp("seals")
    world = await open_world(embedded, f"hb_seals_{worker_id}", folder)
    yield world
    await world.db.close()
    await world.rows.close()


@pytest_asyncio.fixture
async def sealed(shared: World) -> tuple[World, Life]:
    """The database and a new organiser whose rows of the hour are sealed."""
    life = await live(shared)
    await shared.seal()
    return shared, life
