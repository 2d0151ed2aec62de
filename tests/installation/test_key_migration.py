"""Migration 0013 keeps the codes of the release before it, and going down keeps the current index (O7)."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.key_check import KeyState

pytestmark = pytest.mark.slow

IDENTITY_BEFORE = """
INSERT INTO client_identity (organiser_id, id, client_id, hetu_ciphertext, hetu_index, key_id)
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'encrypted',
  convert_to('old ' || n, 'UTF8'), 'first'
FROM generate_series(1, 3) AS n
"""
INDEXES = "SELECT convert_from(hetu_index, 'UTF8') FROM client_identity ORDER BY 1"
CURRENT = (
    "INSERT INTO key_check VALUES ('HB_INDEX_KEY', 'id', 'value', $1, 1, now()),"
    " ('HB_INDEX_KEY', 'other id', 'value', $2, 2, now())"
)


@pytest.fixture
def name(embedded: EmbeddedPostgres, worker_id: str) -> str:
    database = f"key_migration_{worker_id}"
    embedded.drop_database(database)
    embedded.create_database(database)
    return database


@pytest.mark.parametrize(
    ("states", "after"),
    [
        ((KeyState.CURRENT, KeyState.FOLLOWING), "old"),
        ((KeyState.REPLACED, KeyState.CURRENT), "new"),
    ],
)
async def test_o7_codes_stay_found_up_and_down(
    embedded: EmbeddedPostgres, name: str, states: tuple[KeyState, KeyState], after: str
) -> None:
    owner = embedded.dsn(OWNER, name)
    await _run(owner, lambda alembic: command.upgrade(alembic, "0012"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    await rows.execute(IDENTITY_BEFORE)

    await upgrade(owner)

    assert [row[0] for row in await rows.fetch(INDEXES)] == ["old 1", "old 2", "old 3"]
    assert await rows.fetchval("SELECT count(hetu_index_2) FROM client_identity") == 0
    await rows.execute(CURRENT, *states)
    await rows.execute(
        "UPDATE client_identity SET hetu_index_2 ="
        " convert_to(replace(convert_from(hetu_index, 'UTF8'), 'old', 'new'), 'UTF8')"
    )
    if after == "new":
        await rows.execute("UPDATE client_identity SET hetu_index = NULL")

    await _run(owner, lambda alembic: command.downgrade(alembic, "0012"))

    assert [row[0] for row in await rows.fetch(INDEXES)] == [f"{after} {n}" for n in (1, 2, 3)]
    forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'client_identity'"
    assert await rows.fetchval(forced) is True
    assert await rows.fetchval("SELECT to_regclass('key_check')") is None
    await upgrade(owner)
    assert await rows.fetchval("SELECT count(*) FROM key_check") == 0
    await rows.close()
