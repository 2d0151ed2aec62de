"""Moving the time of a demo's database, day by day, with everything that happens by itself on each day."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from time import monotonic
from uuid import UUID

from sqlalchemy import text

from hb.access.rules import NO_ORGANISER, system_actor
from hb.jobs.demo_words import (
    BROKEN_OFF,
    FORWARD_ALONE,
    NO_DEADLINE,
    NOT_IN_TIME,
    ONE_OF_BOTH,
    REAL_TIME,
    TOO_FAR,
    WRITTEN,
    DemoWords,
)
from hb.jobs.work import BESIDE_CONNECTIONS, WorkSetup
from hb.kit.clock import HELSINKI, helsinki_date, last_day, month_of
from hb.kit.db import Database
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.language import Language
from hb.kit.moved_time import MOVE
from hb.kit.sentences import day_text
from hb.kit.settings import Settings, UnfitSettings
from hb.kit.statement import Statement
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.modules import clocks
from hb.work.rules import JobState
from hb.work.service import WorkLoop

ARRIVAL = time(9)
"""At which time of the day a demo arrives: in office hours, after the clocks of the night."""
LONGEST_MOVE_DAYS = 400
SETTLED_SECONDS = 120
"""For how long a day's work may show no progress; a clock that fails is not waited for."""

NEXT_DEADLINE = Statement(
    text("""
SELECT min(period.reporting_deadline) AS day FROM period
WHERE period.organiser_id = ctx_organiser() AND period.reporting_deadline >= ctx_today()
""")
)
RUNS = Statement(
    text("""
SELECT clock_run.name, clock_run.counts FROM clock_run
WHERE clock_run.organiser_id = ctx_organiser() AND clock_run.started_at >= CAST(:since AS timestamptz)
""")
)
UNDER_WAY = Statement(
    text(f"""
SELECT clock.name, clock.leased_until FROM clock WHERE clock.organiser_id = ctx_organiser()
  AND clock.due_at <= ctx_now() AND clock.fault IS NULL AND clock.name = ANY (CAST(:clocks AS text[]))
UNION ALL SELECT job.kind, job.leased_until FROM job WHERE job.organiser_id = ctx_organiser()
  AND job.state = '{JobState.WAITING}' AND job.lease_id IS NOT NULL
""")
)
"""What is due or being done, here or beside a server; a lease that is prolonged shows that it goes on."""
FAULTS = Statement(
    text("""
SELECT clock.name, clock.fault FROM clock
WHERE clock.organiser_id = ctx_organiser() AND clock.fault IS NOT NULL
  AND clock.name = ANY (CAST(:clocks AS text[])) ORDER BY clock.name
""")
)
NOW = Statement(text("SELECT ctx_now() AS now, transaction_timestamp() AS own"))


class Destination(StrEnum):
    """Where a demo's time is moved to; each is a later day."""

    TOMORROW = "tomorrow"
    MONTH_END = "month-end"
    NEXT_REPORTING_DEADLINE = "next-reporting-deadline"
    """The day after it, on which what was not reported is freed."""
    STATUS = "status"
    """It is not moved."""


@dataclass(frozen=True, slots=True)
class DemoTime:
    """The time of the embedded database of development.

    Args:
        setup: what is needed to work on it.
        settled_seconds: for how long a day's work may show no progress.
        language: in which it is said what happened.
        clock: seconds of a clock that never goes back.
        pause_seconds: how long it waits before it looks again at what a server does beside.
    """

    setup: WorkSetup
    settled_seconds: float = SETTLED_SECONDS
    language: Language = "en"
    clock: Callable[[], float] = monotonic
    pause_seconds: float = 0.2

    @property
    def words(self) -> DemoWords:
        """How it is said what happened."""
        return DemoWords(self.language, {clock.name: clock for clock in clocks()})

    async def moved(
        self, to: Destination | None, days: int | None, is_stopped: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[str]:
        """Move the time; gives a line for each day, and what happened on it. To nowhere it says the time.

        Once it is to stop, the day under way is done, and is the last.

        Raises:
            UnfitSettings: the days are none or too many, no reporting deadline is ahead, both a day and days
                are given, or the database went away on the way.
        """
        settings = self.setup.settings
        app = await opened(settings, self.setup.app_dsn)
        owner = await opened(settings, self.setup.owner_dsn)
        try:
            day = await self._today(app)
            if days is not None:
                last = day + timedelta(days=days)
            elif to is None or to is Destination.STATUS:
                yield await self._status(app)
                return
            else:
                last = await self._day_of(app, to, day)
            refuse_unfit_move(day, last, self.language)
            async with self.setup.loop(BESIDE_CONNECTIONS) as loop:
                while day < last and not is_stopped():
                    following = day + timedelta(days=1)
                    async for line in self._live_through(app, owner, loop, following):
                        yield line
                    day = following
        finally:
            await app.close()
            await owner.close()

    async def _live_through(
        self, app: Database, owner: Database, loop: WorkLoop, day: date
    ) -> AsyncIterator[str]:
        """Move to a day, do what falls due, and say what was done."""
        try:
            lines = await self._done_on(app, owner, loop, day)
        except (Busy, UnknownOutcome) as fault:
            done = day_text(day - timedelta(days=1), WRITTEN)
            raise UnfitSettings(BROKEN_OFF[self.language].format(day=done)) from fault
        for line in lines:
            yield line

    async def _done_on(self, app: Database, owner: Database, loop: WorkLoop, day: date) -> list[str]:
        """Move to a day and do what falls due; gives what is said of it.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
            UnfitSettings: the work was not done in time.
        """
        since, _ = await self._now(app)
        await self._move(owner, datetime.combine(day, ARRIVAL, tzinfo=HELSINKI))
        organisers = await ledger.organiser_ids(app)
        await self._settle(app, loop, organisers)
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for organiser_id in organisers:
            for run in await self._rows(app, organiser_id, RUNS, since=since):
                counts[run["name"]].update(run["counts"])
        names = clock_names()
        failed = [
            self.words.failed(day, row["name"], row["fault"])
            for organiser_id in organisers
            for row in await self._rows(app, organiser_id, FAULTS, clocks=names)
        ]
        return [self.words.day(day, counts), *failed]

    async def _settle(self, app: Database, loop: WorkLoop, organisers: Sequence[UUID]) -> None:
        """Do what is due, and wait for what a server does beside, for as long as it goes on.

        Raises:
            UnfitSettings: it is not done, and nothing of it has changed for long.
        """
        seen: list[tuple[str, datetime | None]] = []
        changed_at = self.clock()
        while True:
            turn = await loop.finish()
            under_way = await self._under_way(app, organisers)
            if not under_way:
                return
            if not turn.is_idle or under_way != seen:
                seen, changed_at = under_way, self.clock()
            elif self.clock() - changed_at >= self.settled_seconds:
                raise UnfitSettings(NOT_IN_TIME[self.language])
            await asyncio.sleep(self.pause_seconds)

    async def _under_way(
        self, app: Database, organisers: Sequence[UUID]
    ) -> list[tuple[str, datetime | None]]:
        """The clocks and kinds of jobs that are due or being done, each with its lease."""
        names = clock_names()
        rows = [
            (row["name"], row["leased_until"])
            for organiser_id in organisers
            for row in await self._rows(app, organiser_id, UNDER_WAY, clocks=names)
        ]
        return sorted(rows, key=str)

    async def _status(self, app: Database) -> str:
        now, own = await self._now(app)
        return self.words.status(now, (now - own).days)

    async def _today(self, app: Database) -> date:
        now, _ = await self._now(app)
        return helsinki_date(now)

    async def _now(self, app: Database) -> tuple[datetime, datetime]:
        """The instant of the demo and the server's own."""
        (row,) = await self._rows(app, NO_ORGANISER, NOW)
        return row["now"], row["own"]

    async def _day_of(self, app: Database, to: Destination, today: date) -> date:
        if to is Destination.TOMORROW:
            return today + timedelta(days=1)
        if to is Destination.MONTH_END:
            end = last_day(month_of(today))
            return end if end > today else last_day(month_of(today + timedelta(days=1)))
        days: list[date] = [
            row["day"]
            for organiser_id in await ledger.organiser_ids(app)
            for row in await self._rows(app, organiser_id, NEXT_DEADLINE)
            if row["day"] is not None
        ]
        if not days:
            raise UnfitSettings(NO_DEADLINE[self.language])
        return min(days) + timedelta(days=1)

    @staticmethod
    async def _move(owner: Database, to: datetime) -> None:
        async def move(tx: Transaction) -> None:
            row = await tx.row(NOW)
            if row is not None:
                ahead = (to.astimezone(UTC) - row["own"]).total_seconds()
                await tx.execute(MOVE, seconds=round(ahead))

        await owner.run(system_actor(NO_ORGANISER).context("command"), move)

    @staticmethod
    async def _rows(app: Database, organiser_id: UUID, statement: Statement, **values: object) -> list[Row]:
        async def read(tx: Transaction) -> list[Row]:
            return await tx.rows(statement, **values)

        return await app.run(system_actor(organiser_id).context("command"), read)


def clock_names() -> list[str]:
    """The clocks that are declared: a row of one that no longer is falls due for ever."""
    return [clock.name for clock in clocks()]


async def opened(settings: Settings, dsn: str) -> Database:
    """A database whose time may be moved."""
    return await Database.connect(
        dsn, size=1, statement_timeout_ms=settings.statement_timeout_ms, is_moved=settings.has_movable_time
    )


def refuse_unfit_days(to: Destination | None, days: int | None, language: Language = "en") -> None:
    """Refuse a day to move to beside a number of days, and numbers that no calendar has.

    Raises:
        UnfitSettings: they are not fit, in the language's words.
    """
    if days is None:
        return
    if to is not None:
        raise UnfitSettings(ONE_OF_BOTH[language])
    if days <= 0:
        raise UnfitSettings(FORWARD_ALONE[language])
    if days > LONGEST_MOVE_DAYS:
        raise UnfitSettings(TOO_FAR[language].format(days=LONGEST_MOVE_DAYS))


def refuse_unfit_move(today: date, last: date, language: Language = "en") -> None:
    """Refuse to move the time backwards or very far; raises UnfitSettings."""
    if last <= today:
        raise UnfitSettings(FORWARD_ALONE[language])
    if last > today + timedelta(days=LONGEST_MOVE_DAYS):
        raise UnfitSettings(TOO_FAR[language].format(days=LONGEST_MOVE_DAYS))


def refuse_real_time(settings: Settings, language: Language = "en") -> None:
    """Refuse where time is real: in production, and on any database that the settings name."""
    if not settings.has_movable_time:
        raise UnfitSettings(REAL_TIME[language])
