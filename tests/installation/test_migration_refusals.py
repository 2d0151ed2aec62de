"""Faults of the place at `migrate` are one sentence; the migrations before the fault stay."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, head, upgrade
from hb.installation.postgres import APP, OWNER, EmbeddedPostgres
from hb.installation.preflight import UnfitDatabase

pytestmark = pytest.mark.slow


@pytest.fixture
def name(embedded: EmbeddedPostgres, worker_id: str) -> str:
    """An empty database."""
    database = f"migration_{worker_id}"
    embedded.drop_database(database)
    embedded.create_database(database)
    return database


async def test_lock_that_is_not_free_is_one_sentence_and_a_later_run_goes_on(
    embedded: EmbeddedPostgres, name: str
) -> None:
    dsn = embedded.dsn(OWNER, name)
    await _run(dsn, lambda alembic: command.upgrade(alembic, "0008"))
    reader = await asyncpg.connect(dsn)
    try:
        await reader.execute("BEGIN; LOCK TABLE client IN ACCESS SHARE MODE")
        with pytest.raises(UnfitDatabase) as refused:
            await upgrade(dsn)
        assert str(refused.value) == (
            "The migration stopped: a lock was not free within five seconds; stop what runs on the database"
            " and migrate again."
        )
        await reader.execute("ROLLBACK")
        assert await reader.fetchval("SELECT version_num FROM alembic_version") == "0008"
        await upgrade(dsn)
        assert await reader.fetchval("SELECT version_num FROM alembic_version") == head()
    finally:
        await reader.close()


@pytest.mark.parametrize(
    ("role", "app_role", "reason"),
    [
        (APP, APP, "the role of HB_OWNER_DATABASE_URL must own the database and what is in it"),
        (OWNER, "absent", "the role of HB_DATABASE_URL, or another that it names, does not exist"),
    ],
)
async def test_role_that_is_not_what_it_must_be_is_one_sentence_and_nothing_is_made(
    embedded: EmbeddedPostgres, name: str, role: str, app_role: str, reason: str
) -> None:
    with pytest.raises(UnfitDatabase) as refused:
        await upgrade(embedded.dsn(role, name), app_role=app_role)
    assert str(refused.value) == f"The migration stopped: {reason}."
    connection = await asyncpg.connect(embedded.dsn(OWNER, name))
    try:
        assert await connection.fetchval("SELECT to_regclass('client')") is None
    finally:
        await connection.close()
