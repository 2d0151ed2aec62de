"""What the command `work` does: runs the jobs and clocks of every module on the installation's database."""

import asyncio

from hb.kit.db import Database
from hb.kit.settings import Settings
from hb.modules import clocks, jobs
from hb.work.service import WorkLoop, Workplace


async def run_work(settings: Settings, app_dsn: str, stopped: asyncio.Event, *, connections: int) -> None:
    """Run jobs and clocks until the event is set; what is under way is finished first.

    Raises:
        Unreachable: the database cannot be reached at the start; later outages are waited for.
    """
    database = await Database.connect(
        app_dsn, size=connections, statement_timeout_ms=settings.statement_timeout_ms
    )
    try:
        await WorkLoop(Workplace(database), jobs(), clocks()).run(stopped)
    finally:
        await database.close()
