"""Working: runs jobs and clocks until the process is asked to stop."""

import asyncio
import signal
from collections.abc import Callable

from hb.installation.database import Addresses, judge
from hb.installation.keys import open_secrecy
from hb.jobs.demo_time import DemoTime, Destination, refuse_real_time, refuse_unfit_days
from hb.jobs.work import WorkSetup
from hb.kit.language import Language
from hb.kit.logs import configure_logs
from hb.kit.settings import Settings, read_settings
from hb.on_database import on_database
from hb.serving import demo_settings, leave
from hb.watching import Watch, watched_from_outside

INTERRUPTED = 130
"""The exit code after SIGINT, as shells have it: 128 and the signal's number."""


def work() -> signal.Signals:
    """Run jobs and clocks until SIGINT or SIGTERM; what is under way is finished first. Gives the signal.

    What is under way has HB_GRACE_SECONDS, meanwhile the process is not ready; a second signal ends the
    waiting. What is broken off is undone, and done later.

    Raises:
        PostgresError, UnfitDatabase, UnfitKeys, UnfitSettings:
            work cannot begin; the message is one sentence.
    """

    signal.signal(signal.SIGTERM, leave)

    async def run(settings: Settings, addresses: Addresses) -> signal.Signals:
        configure_logs(settings.log_level)
        await judge(addresses)
        secrecy = await open_secrecy(addresses.app, settings.key_ring())
        stopped, hurried = asyncio.Event(), asyncio.Event()
        signals: list[signal.Signals] = []
        watch = Watch.of(settings)
        watch.readiness.is_warm = True

        def stop(number: signal.Signals) -> None:
            (hurried if signals else stopped).set()
            signals.append(number)
            watch.readiness.drain()

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop, number)
        setup = WorkSetup(settings, addresses.app, addresses.owner, secrecy, watch.tally)
        async with (
            setup.loop(settings.work_connections) as loop,
            watched_from_outside(
                watch, settings, addresses.app, lambda: loop.pool, "working", works=True
            ) as started,
            setup.running(loop, hurried),
        ):
            started()
            await stopped.wait()
        return signals[0]

    return on_database(run)


def move_demo(
    to: Destination | None,
    days: int | None,
    say: Callable[[str], None],
    language: Language = "en",
    *,
    is_demo: bool = False,
) -> bool:
    """Move the time of the embedded database in development, and say what happened on each day.

    SIGINT lets the day under way be done, and stops then; gives whether it was. `is_demo` is for the database
    of `serve --demo`.

    Raises:
        UnfitSettings: in production, on a database that the settings name, or to where it cannot be moved.
        PostgresError, UnfitDatabase, UnfitKeys: the database cannot be worked on.
    """
    chosen = read_settings()
    refuse_real_time(chosen, language)
    refuse_unfit_days(to, days, language)
    if is_demo:
        chosen = demo_settings(chosen)

    async def run(settings: Settings, addresses: Addresses) -> bool:
        configure_logs(settings.log_level)
        await judge(addresses)
        secrecy = await open_secrecy(addresses.app, settings.key_ring())
        setup = WorkSetup(settings, addresses.app, addresses.owner, secrecy)
        demo = DemoTime(setup, language=language)
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()

        def stop() -> None:
            stopped.set()
            loop.remove_signal_handler(signal.SIGINT)  # another one breaks it off

        loop.add_signal_handler(signal.SIGINT, stop)
        async for line in demo.moved(to, days, stopped.is_set):
            say(line)
        return stopped.is_set()

    return on_database(run, chosen)
