"""What of a running installation is fit for work: its database, the migrations, a process that works."""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import text

from hb.installation.migration import head
from hb.kit.db import Database
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.work.rules import SEEN_WITHIN_SECONDS

PARTS = DATABASE, MIGRATIONS, WORK = "database", "migrations", "work"
NOBODYS = {"hb.door": "read"}
"""The context of nobody: it shows what belongs to no organiser."""

# A standby and a session that only reads give no number to a transaction, or say so.
TRIAL = Statement(
    text("""
SELECT pg_current_xact_id() IS NOT NULL AND current_setting('transaction_read_only') = 'off' AS is_writable,
       (SELECT coalesce(string_agg(version_num, ', ' ORDER BY version_num), '') FROM alembic_version)
         AS version,
       EXISTS (SELECT FROM work_process WHERE work_process.seen_at
         > clock_timestamp() - make_interval(secs => CAST(:seconds AS double precision))) AS is_worked
""")
)


def trial_of(database: Database) -> Callable[[], Awaitable[Mapping[str, bool]]]:
    """What tries the database: it reports each part as fit or not, and raises Busy where it is away.

    Migrations are fit where the database is exactly at this release's newest one. A process that still runs
    when a later release has migrated is not ready from then on, as it would be refused at its start: it
    would read and write tables whose meaning it does not know. An upgrade is a maintenance window, in which
    each process is ended before `migrate` runs; the part `migrations` says why one that was left is unfit.
    """
    newest = head()

    async def look(tx: Transaction) -> Mapping[str, bool]:
        row = await tx.row(TRIAL, seconds=SEEN_WITHIN_SECONDS)
        if row is None:
            return {}
        return {
            DATABASE: row["is_writable"],
            MIGRATIONS: row["version"] == newest,
            WORK: row["is_worked"],
        }

    async def trial() -> Mapping[str, bool]:
        return await database.run(NOBODYS, look, rollback=True)

    return trial
