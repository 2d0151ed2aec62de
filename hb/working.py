"""Working: runs jobs and clocks until the process is asked to stop."""

import asyncio
import signal

from hb.installation.database import Addresses, judge
from hb.jobs.work import run_work
from hb.kit.logs import configure_logs
from hb.kit.settings import Settings
from hb.on_database import on_database

INTERRUPTED = 130
"""The exit code after SIGINT, as shells have it: 128 and the signal's number."""


def work() -> signal.Signals:
    """Run jobs and clocks until SIGINT or SIGTERM; what is under way is finished first. Gives the signal.

    Raises:
        PostgresError, UnfitDatabase, UnfitSettings: work cannot begin; the message is one sentence.
    """

    async def run(settings: Settings, addresses: Addresses) -> signal.Signals:
        configure_logs(settings.log_level)
        await judge(addresses)
        stopped = asyncio.Event()
        signals: list[signal.Signals] = []

        def stop(number: signal.Signals) -> None:
            signals.append(number)
            stopped.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop, number)
        await run_work(settings, addresses.app, stopped, connections=settings.work_connections)
        return signals[0]

    return on_database(run)
