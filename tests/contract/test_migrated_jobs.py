"""0027, 0029 and 0031 on a database with rows: jobs, representatives and disclosures, there and back."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

JOBS = """
INSERT INTO job (organiser_id, id, kind, state, facts, at, due_at, attempts, fault, ended_at)
SELECT $1, gen_random_uuid(), job.kind, job.state, '{"number": 1}', now() - job.age, now(), job.attempts,
  job.fault, CASE WHEN job.state <> 'WAITING' THEN now() END
FROM (VALUES ('MESSAGE_SEND', 'WAITING', interval '3 days', 0, NULL),
  ('MESSAGE_SEND', 'WAITING', interval '2 days', 7, 'CHANNEL_UNAVAILABLE'),
  ('MESSAGE_SEND', 'DONE', interval '9 days', 1, NULL),
  ('MONTH_CLOSE', 'STOPPED', interval '8 days', 8, 'BUSY')) AS job (kind, state, age, attempts, fault)
"""
KEPT = """
SELECT id, kind, state, subject_id, facts, at, due_at, attempts, leased_until, lease_id, fault, ended_at
FROM job ORDER BY at
"""
OLDEST = """
EXPLAIN (COSTS OFF) SELECT at FROM job WHERE organiser_id = $1 AND kind = 'MESSAGE_SEND' AND state = 'WAITING'
ORDER BY at LIMIT 1
"""
PERSON = """
INSERT INTO representative (organiser_id, id, first_name, last_name, phone, email, language)
VALUES ($1, $2, 'Edu', 'Nsvalvoja', '+358401234567', 'edu@example.fi', 'FI')
"""
ADDRESS = "UPDATE representative SET street_address = $1, postal_code = '05200', postal_office = 'Rajamäki'"
DISCLOSURE = """
INSERT INTO disclosure (organiser_id, id, client_id, order_id, producer_id, producer_user_id, first_day,
  last_day, reason, at, disclosed_by, role, digest)
VALUES ($1, gen_random_uuid(), $1, $1, $1, $1, '2026-05-01', '2026-05-31', 'x', now(), $1, $2, '')
"""
ROLES = "SELECT role FROM disclosure ORDER BY role"
FAILING = "SELECT fault, failing_since FROM job WHERE attempts = 7"
FORCED = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('disclosure', 'job')"


@pytest_asyncio.fixture
async def rows(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the superuser's to the database that is migrated, which checks no references."""
    assert empty_dsn
    connection = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await connection.execute("SET session_replication_role = replica")
    yield connection
    await connection.close()


async def migrated(dsn: str, revision: str, *, down: bool = False) -> None:
    """Bring the database up or down to a revision."""
    step = command.downgrade if down else command.upgrade
    await _run(dsn, lambda alembic: step(alembic, revision))


async def test_jobs_that_fail_at_the_upgrade_are_kept_and_count_from_their_next_failed_try(
    empty_dsn: str, rows: asyncpg.Connection
) -> None:
    """0031 gives jobs since when they fail, and disclosures the roles that came with work."""
    organiser_id = new_id()
    await migrated(empty_dsn, "0030")
    await rows.execute(JOBS, organiser_id)
    await rows.execute(DISCLOSURE, organiser_id, "TEAM_LEADER")
    with pytest.raises(asyncpg.CheckViolationError, match="disclosure_role_check"):
        await rows.execute(DISCLOSURE, organiser_id, "ADMINISTRATOR")
    before = await rows.fetch(KEPT)

    await migrated(empty_dsn, "0031")
    assert await rows.fetch(KEPT) == before
    assert [tuple(row) for row in await rows.fetch("SELECT DISTINCT failing_since FROM job")] == [(None,)]
    await rows.execute(DISCLOSURE, organiser_id, "ADMINISTRATOR")
    await rows.execute("UPDATE job SET failing_since = now() - interval '1 hour' WHERE attempts = 7")

    await migrated(empty_dsn, "0030", down=True)
    assert await rows.fetch(KEPT) == before
    assert [row["role"] for row in await rows.fetch(ROLES)] == ["ADMINISTRATOR", "TEAM_LEADER"]

    await upgrade(empty_dsn)
    assert await rows.fetch(KEPT) == before
    assert [tuple(row) for row in await rows.fetch(FAILING)] == [("CHANNEL_UNAVAILABLE", None)]
    await rows.execute(DISCLOSURE, organiser_id, "SYSTEM")
    assert await rows.fetchval(FORCED) is True


async def test_the_index_of_the_oldest_job_comes_and_goes_with_jobs_that_wait(
    empty_dsn: str, rows: asyncpg.Connection
) -> None:
    """0027 changes no row, and what is asked at each look from outside is answered by its index."""
    organiser_id = new_id()
    await migrated(empty_dsn, "0026")
    await rows.execute(JOBS, organiser_id)
    await rows.execute("SET enable_seqscan = off")
    before = await rows.fetch(KEPT)
    used = []
    for revision, down in (("0027", False), ("0026", True), ("0027", False)):
        await migrated(empty_dsn, revision, down=down)
        plan = "\n".join(row[0] for row in await rows.fetch(OLDEST, organiser_id))
        used.append("job_left_idx" in plan)
        assert await rows.fetch(KEPT) == before
    assert used == [True, False, True]


async def test_who_represents_clients_is_kept_without_an_address_and_the_way_down_forgets_it(
    empty_dsn: str, rows: asyncpg.Connection
) -> None:
    """0029 gives nobody an address; one that is complete says so of itself."""
    organiser_id, person_id = new_id(), new_id()
    stored = "SELECT organiser_id, id, first_name, last_name, phone, email, language FROM representative"
    has_address = "SELECT has_address FROM representative"
    await migrated(empty_dsn, "0028")
    await rows.execute(PERSON, organiser_id, person_id)
    before = await rows.fetch(stored)

    await migrated(empty_dsn, "0029")
    assert await rows.fetchval(has_address) is False
    for street, is_complete in ((None, False), ("Asematie 1", True)):
        await rows.execute(ADDRESS, street)
        assert await rows.fetchval(has_address) is is_complete

    await migrated(empty_dsn, "0028", down=True)
    assert await rows.fetch(stored) == before
    await migrated(empty_dsn, "0029")
    assert await rows.fetch(stored) == before
    assert await rows.fetchval(has_address) is False
