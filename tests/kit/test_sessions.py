"""What every session of the pool is told, whatever the server, database or role would have it otherwise."""

import asyncpg

from hb.installation.postgres import APP
from hb.kit.db import Database
from hb.kit.transaction import Transaction

SPELLED = "SELECT date '2026-05-01'::text AS day, timestamptz '2026-05-01 12:00+03'::text AS instant"


async def test_days_and_instants_are_spelled_the_same_on_every_server(
    app_dsn: str, database: str, all_rows: asyncpg.Connection
) -> None:
    """Answers and cursors hold what PostgreSQL spells; the role's own defaults here are German."""
    for name, value in (("datestyle", "German"), ("timezone", "America/Lima")):
        await all_rows.execute(f"ALTER ROLE {APP} IN DATABASE {database} SET {name} = '{value}'")
    single = await Database.connect(app_dsn, size=1)

    async def work(tx: Transaction) -> tuple[str, str]:
        (row,) = await tx.fetch_text(SPELLED)
        return row["day"], row["instant"]

    try:
        assert await single.run({}, work) == ("2026-05-01", "2026-05-01 09:00:00+00")
    finally:
        await single.close()
        await all_rows.execute(f"ALTER ROLE {APP} IN DATABASE {database} RESET ALL")
