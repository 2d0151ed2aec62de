"""A database whose keys change: the check values are of the whole of it, so each test has its own."""

import json
from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from hb.access.rules import Role
from hb.installation.keys import keep_check_values
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.clients.builders import make_worker
from tests.jobs.keyed import OLD, Keyed
from tests.scene import NOW, make_scene


@pytest_asyncio.fixture
async def unchecked(embedded: EmbeddedPostgres) -> AsyncIterator[Keyed]:
    """As the release before check values leaves it once it is migrated."""
    name = f"keyed_{new_id().hex}"
    embedded.create_database(name, template=DATABASE)
    app_dsn, owner_dsn = embedded.dsn(APP, name), embedded.dsn(OWNER, name)
    all_rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    await all_rows.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    db = await Database.connect(app_dsn, size=10, clock=NOW)
    owner = await Database.connect(owner_dsn, size=2)
    await make_scene(all_rows)
    scene = await make_scene(all_rows)
    workers = [await make_worker(all_rows, scene, Role.SERVICE_GUIDE) for _ in range(8)]
    await all_rows.execute("UPDATE parameter SET value = 10000 WHERE name = 'TYPED_CODES_A_DAY'")
    yield Keyed(app_dsn, owner_dsn, all_rows, db, owner, scene, workers)
    await db.close()
    await owner.close()
    await all_rows.close()
    embedded.drop_database(name)


@pytest_asyncio.fixture
async def keyed(unchecked: Keyed) -> Keyed:
    """With the check values of the first keys."""
    await keep_check_values(unchecked.owner_dsn, OLD)
    return unchecked
