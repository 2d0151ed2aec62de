"""Faults of the place at `migrate` are one sentence; the migrations before the fault stay."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import TIMEOUTS, _run, head, upgrade
from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
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


ODD = 'hb-app "test" {0}'
"""A name that PostgreSQL takes for a role, if it is quoted."""


async def test_the_app_role_may_have_any_name(embedded: EmbeddedPostgres, name: str) -> None:
    """Every migration quotes it, up and down."""
    quoted = '"' + ODD.replace('"', '""') + '"'
    server = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    dsn = embedded.dsn(OWNER, name)
    try:
        await server.execute(f"DROP ROLE IF EXISTS {quoted}; CREATE ROLE {quoted}")
        await upgrade(dsn, app_role=ODD)
        readable = [
            await server.fetchval("SELECT has_table_privilege($1, $2, 'SELECT')", ODD, table)
            for table in ("client", "filed_contact", "key_check", "seal", "spend")
        ]
        await _run(dsn, lambda alembic: command.downgrade(alembic, "0008"), app_role=ODD)
        await upgrade(dsn, app_role=ODD)
    finally:
        await server.execute(f"DROP OWNED BY {quoted}; DROP ROLE {quoted}")
        await server.close()
    assert readable == [True] * 5


SLOW = "ALTER TABLE {table} ADD CONSTRAINT planted CHECK (CAST(pg_sleep(2.5) AS text) IS NOT NULL) NOT VALID"
"""Every row that is written takes longer than the tests let a statement take."""
ORGANISER = """
INSERT INTO organiser (id, business_id, name_fi, name_sv) VALUES (gen_random_uuid(), '1', 'Alue', 'Område')
"""
USE = """
INSERT INTO use_log (organiser_id, id, at, actor_id, role, purpose, operation, client_ids)
SELECT id, gen_random_uuid(), now(), gen_random_uuid(), 'CLIENT', '', '', '{}' FROM organiser
"""


async def test_a_statement_that_takes_too_long_is_one_sentence_and_the_logs_may_take_longer(
    embedded: EmbeddedPostgres, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digests of the logs of years are written in one statement each (0015)."""
    dsn = embedded.dsn(OWNER, name)
    await _run(dsn, lambda alembic: command.upgrade(alembic, "0009"))
    monkeypatch.setitem(TIMEOUTS, "statement_timeout", "2s")
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    try:
        await rows.execute(ORGANISER)
        await rows.execute(SLOW.format(table="parameter"))
        with pytest.raises(UnfitDatabase) as refused:
            await upgrade(dsn)
        assert str(refused.value) == (
            "The migration stopped: a statement did not end within ten minutes, or was cancelled; stop what"
            " else runs on the database and migrate again."
        )
        assert await rows.fetchval("SELECT version_num FROM alembic_version") == "0009"

        await rows.execute("ALTER TABLE parameter DROP CONSTRAINT planted")
        await rows.execute(USE)
        await rows.execute(SLOW.format(table="use_log"))
        await upgrade(dsn)
        assert await rows.fetchval("SELECT octet_length(digest) FROM use_log") == 33
    finally:
        await rows.close()
