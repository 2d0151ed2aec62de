"""S4: no server starts while any trigger of the migrated database is disabled, or one of hb's is missing."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from hb.installation.database import declared_schema
from hb.installation.postgres import APP, DATABASE, OWNER, EmbeddedPostgres
from hb.installation.preflight import UnfitDatabase, refuse_unfit
from hb.kit.connecting import connect
from hb.kit.db import SESSION
from hb.modules import append_only

TRIGGERS = """
SELECT c.relname AS table_name, t.tgname AS name, p.proname AS function,
       pg_get_triggerdef(t.oid) AS definition
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
 WHERE NOT t.tgisinternal ORDER BY 1, 2
"""
CHANGEABLE = "The table {} is append-only, and a trigger refusing UPDATE, DELETE or TRUNCATE is missing."
NEWER_TABLES = {
    "death_ending",
    "death_record",
    "disclosure",
    "disclosure_end",
    "identity_change",
    "record_merge",
    "row_version",
    "seal",
}


@pytest_asyncio.fixture
async def owner(embedded: EmbeddedPostgres, worker_id: str) -> AsyncIterator[asyncpg.Connection]:
    """The owner's connection to a migrated database of its own."""
    name = f"triggers_{worker_id}"
    embedded.create_database(name, template=DATABASE)
    connection = await asyncpg.connect(embedded.dsn(OWNER, name))
    yield connection
    await connection.close()
    embedded.drop_database(name)


async def refusal(dsn: str) -> str:
    """Why no server starts on the database."""
    connection = await connect(dsn, SESSION)
    try:
        with pytest.raises(UnfitDatabase) as refused:
            await refuse_unfit(connection, declared_schema(), durable_required=False)
    finally:
        await connection.close()
    return str(refused.value)


async def test_append_only_tables_are_those_with_triggers_that_refuse_changes(
    owner: asyncpg.Connection,
) -> None:
    refusing = {
        row["table_name"] for row in await owner.fetch(TRIGGERS) if row["function"] == "refuse_change"
    }
    declared = {table.name for table in append_only()}
    assert declared == refusing
    assert declared > NEWER_TABLES


async def test_s4_each_trigger_that_is_disabled_or_missing_is_refused(
    owner: asyncpg.Connection, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    app_dsn = embedded.dsn(APP, f"triggers_{worker_id}")
    triggers = await owner.fetch(TRIGGERS)
    for trigger in triggers:
        table, name = trigger["table_name"], trigger["name"]
        await owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        assert await refusal(app_dsn) == f"The trigger {name} of the table {table} is disabled."
        await owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
        await owner.execute(f"DROP TRIGGER {name} ON {table}")
        if trigger["function"] == "refuse_change":
            fault = CHANGEABLE.format(table)
        else:
            fault = f"The trigger {name} of the table {table} is missing."
        assert await refusal(app_dsn) == fault
        await owner.execute(trigger["definition"])
    assert {row["name"] for row in triggers} > {
        "client_identity_hetu_keys",
        "filed_contact_identity_hetu_keys",
        "reach_of_merged_given",
        "row_version_digest",
        "settlement_digest",
    }
