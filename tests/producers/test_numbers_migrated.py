"""S8: which producers of the release before have their Y-tunnus for themselves after migration 0016."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

PRODUCERS_BEFORE_0016 = """
WITH approval AS (
  INSERT INTO producer_approval (organiser_id, id, producer_id, rule_book_version, state, applied_by,
    applied_at)
  SELECT gen_random_uuid(), gen_random_uuid(), n.id, '2026-1', n.state, gen_random_uuid(), now()
  FROM unnest(($1::uuid[])[1:5], ARRAY['APPLIED', 'REJECTED', 'APPROVED', 'REVOKED', 'APPLIED'])
    AS n (id, state)
), assigned AS (
  INSERT INTO role_assignment (organiser_id, id, user_id, role, party_id, valid_from)
  SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'PRODUCER_ADMINISTRATOR', ($1::uuid[])[5],
    '2026-01-01'
)
INSERT INTO producer (id, business_id, name, kind)
SELECT n.id, n.id::text, 'Kotiapu Oy', 'PRIVATE' FROM unnest($1::uuid[]) AS n (id)
"""


async def test_only_producers_that_were_ever_approved_keep_their_numbers_after_0016(
    embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """S8: who only applied, or was rejected, may have taken another's number; it is free again."""
    name = f"numbers_{worker_id}"
    embedded.drop_database(name)
    embedded.create_database(name)
    dsn = embedded.dsn(OWNER, name)
    await _run(dsn, lambda alembic: command.upgrade(alembic, "0008"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    ids = [new_id() for _ in range(6)]  # the last has no approval in this database
    await rows.execute(PRODUCERS_BEFORE_0016, ids)

    await upgrade(dsn)

    kept = await rows.fetch(
        "SELECT id FROM producer WHERE confirmed_at IS NOT NULL AND approved_at IS NOT NULL ORDER BY id"
    )
    assert [row["id"] for row in kept] == sorted(ids[2:5])
    free = await rows.fetchval(
        "SELECT count(*) FROM producer WHERE confirmed_at IS NULL AND approved_at IS NULL"
    )
    assert free == 3
    for table in ("producer_approval", "role_assignment"):
        forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = $1"
        assert await rows.fetchval(forced, table) is True
    await rows.close()
