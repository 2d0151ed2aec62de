"""The loop that runs clocks when they fall due and does the jobs that wait, of all organisers."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

import structlog

from hb.access.rules import NO_ORGANISER, system_actor
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.faults import code_of, facts_of
from hb.kit.ids import new_id
from hb.kit.pool import PoolFigures
from hb.kit.sampling import Sampler
from hb.kit.transaction import Row, Transaction
from hb.work import queries
from hb.work.service.backlog import organisers
from hb.work.service.clocks import ClockRunner, add_clocks
from hb.work.service.declarations import Clock, JobKind, Notify, Workplace, without_notice
from hb.work.service.jobs import JobRunner
from hb.work.service.site import TRANSACTIONS_AT_ONCE, Chance, Site
from hb.work.service.tally import Tally

log = structlog.get_logger("hb.work")

BEAT_SECONDS = 10
"""How often a process says that it runs; who has not said so for a minute counts as gone."""

Once: TypeAlias = Callable[[], Awaitable[int]]
Lane: TypeAlias = tuple[UUID, str]
"""What runs one after another: the jobs of one kind of an organiser, or its clocks, by name."""
INSIDE_CLOCKS = "clocks"
OUTSIDE_AT_ONCE = 4
"""How many kinds of jobs outside of transactions run at once in a process, of all organisers together.

As many clocks do beside them, so that slow sending holds up no seals.
"""
ENDING_SECONDS = 5
"""For how long what is broken off has time to undo itself."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn over all organisers did: steps of clocks, and jobs that were taken."""

    steps: int = 0
    jobs: int = 0

    def __add__(self, other: "Turn") -> "Turn":
        """Both together."""
        return Turn(self.steps + other.steps, self.jobs + other.jobs)

    @property
    def is_idle(self) -> bool:
        """Whether nothing was due."""
        return not self.steps and not self.jobs


class WorkLoop:
    """Does jobs and runs clocks; several of it may run at once, since each takes what no other has."""

    def __init__(
        self,
        workplace: Workplace,
        kinds: Iterable[JobKind],
        clocks: Iterable[Clock],
        *,
        transactions: int = TRANSACTIONS_AT_ONCE,
        poll_seconds: float = 1,
        chance: Chance = random.random,
        tally: Tally | None = None,
        notify: Notify = without_notice,
    ) -> None:
        self._workplace = replace(workplace, is_stopping=lambda: self._is_stopped or workplace.is_stopping())
        self._kinds = {kind.name: kind for kind in kinds}
        self._clocks = {clock.name: clock for clock in clocks}
        self._poll_seconds = poll_seconds
        self._chance = chance
        self._transactions = asyncio.Semaphore(transactions)
        self._notify = notify
        self._jobs_outside = asyncio.Semaphore(OUTSIDE_AT_ONCE)
        self._clocks_outside = asyncio.Semaphore(OUTSIDE_AT_ONCE)
        self._alone: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._id = new_id()
        self._tally = tally or Tally()
        self._sampler = Sampler()
        self._is_stopped = False
        self._under_way: dict[Lane, asyncio.Task[None]] = {}

    @property
    def pool(self) -> PoolFigures:
        """How much of the pool that it works on is in use."""
        return self._workplace.database.pool

    async def run(self, stopped: asyncio.Event) -> None:
        """Do what falls due until the event is set; what is under way is finished first.

        Each second it looks once for each organiser. While the database is away it waits for it.
        """
        try:
            await self._go_on(stopped)
            self._is_stopped = True
            await asyncio.gather(*self._under_way.values())
        finally:
            await self._break_off()
            await self._end()

    async def _break_off(self) -> None:
        """End what is still under way; it is undone, and done later."""
        self._is_stopped = True
        tasks = set(self._under_way.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=ENDING_SECONDS)

    async def _go_on(self, stopped: asyncio.Event) -> None:
        """Start what falls due until the event is set."""
        beaten_at = float("-inf")
        time = asyncio.get_running_loop().time
        while not stopped.is_set():
            self._tally.turns += 1
            try:
                if time() - beaten_at >= BEAT_SECONDS:
                    await self._beat()
                    beaten_at = time()
                for organiser_id in await organisers(self._workplace.database):
                    await self._start_due(organiser_id)
            except Exception as fault:  # noqa: BLE001 the loop outlives every fault
                self._log_fault(fault)
            try:
                async with asyncio.timeout(self._poll_seconds):
                    await stopped.wait()
            except TimeoutError:
                continue

    async def turn(self) -> Turn:
        """Do once, for each organiser in turn, what is due now.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
        """
        total = Turn()
        for organiser_id in await organisers(self._workplace.database):
            total += await self.turn_of(organiser_id)
        return total

    async def turn_of(self, organiser_id: UUID) -> Turn:
        """Run an organiser's clocks for every instant they missed, and take its jobs once.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
        """
        site = self._site(organiser_id)
        await self._add_missing(site, (await self._probe(site))["missing"])
        steps = jobs = 0
        clocks = ClockRunner(site, list(self._clocks.values()), lambda: self._is_stopped)
        while done := await clocks.run_once():
            steps += done
        for name in (await self._probe(site))["kinds"]:
            jobs += await JobRunner(site, self._kinds[name]).run_once()
        return Turn(steps, jobs)

    async def finish(self) -> Turn:
        """Take turns until nothing is due; gives what was done in all.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
        """
        total = Turn()
        while not (turn := await self.turn()).is_idle:
            total += turn
        return total

    def _site(self, organiser_id: UUID) -> Site:
        return Site(
            self._workplace, organiser_id, self._transactions, self._chance, self._notify, self._tally
        )

    async def _probe(self, site: Site) -> Row:
        """What is due of an organiser, and which clocks it has not got yet."""

        async def probe(tx: Transaction) -> Row:
            row = await tx.row(queries.PROBE, clocks=list(self._clocks), kinds=list(self._kinds))
            assert row is not None  # noqa: S101 - a SELECT without FROM gives one row
            return row

        return await self._workplace.database.run(site.actor.context("command"), probe)

    async def _add_missing(self, site: Site, names: Sequence[str]) -> None:
        """Add the clocks of these names, which the organiser has not got yet."""
        if names:
            await add_clocks(site, [self._clocks[name] for name in names])

    async def _start_due(self, organiser_id: UUID) -> None:
        """Start what is due of an organiser and does not run yet; a fault is logged and stops no other."""
        site = self._site(organiser_id)
        try:
            due = await self._probe(site)
            await self._add_missing(site, due["missing"])
        except Exception as fault:  # noqa: BLE001 one organiser's fault stops no other
            self._log_fault(fault)
            return
        for lane, once in self._lanes(site, due["clocks"], due["kinds"]).items():
            if lane not in self._under_way:
                self._under_way[lane] = asyncio.create_task(self._work_off(lane, once))

    def _lanes(self, site: Site, clocks: Sequence[str], kinds: Sequence[str]) -> dict[Lane, Once]:
        """What is due, by what may run at once: clocks that work in transactions run one after another."""
        by_lane: dict[str, list[Clock]] = {}
        for name in clocks:
            clock = self._clocks[name]
            by_lane.setdefault(INSIDE_CLOCKS if clock.inside else name, []).append(clock)
        lanes: dict[Lane, Once] = {}
        for name, together in by_lane.items():
            runner = ClockRunner(site, together, lambda: self._is_stopped)
            once = runner.run_once if name == INSIDE_CLOCKS else self._bounded(together[0], runner.run_once)
            lanes[site.organiser_id, f"clock {name}"] = once
        for name in kinds:
            kind, runner_of_jobs = self._kinds[name], JobRunner(site, self._kinds[name])
            once = runner_of_jobs.run_once if kind.inside else self._bounded(kind, runner_of_jobs.run_once)
            lanes[site.organiser_id, f"job {name}"] = once
        return lanes

    def _bounded(self, work: JobKind | Clock, once: Once) -> Once:
        """Work outside of transactions that waits for a place before anything of it is taken."""
        at_once = self._clocks_outside if isinstance(work, Clock) else self._jobs_outside

        async def when_there_is_a_place() -> int:
            async with AsyncExitStack() as places:
                if work.is_alone:
                    await places.enter_async_context(self._alone[work.name])
                await places.enter_async_context(at_once)
                return 0 if self._is_stopped else await once()

        return when_there_is_a_place

    async def _work_off(self, lane: Lane, once: Once) -> None:
        """Do a lane until nothing of it is due, or the loop ends; a fault is logged and stops no other."""
        try:
            while not self._is_stopped and await once():
                continue
        except Exception as fault:  # noqa: BLE001 one lane's fault stops no other
            self._log_fault(fault)
        finally:
            del self._under_way[lane]

    async def _beat(self) -> None:
        async def beat(tx: Transaction) -> None:
            await tx.execute(queries.BEAT, id=self._id)

        await self._workplace.database.run(system_actor(NO_ORGANISER).context("command"), beat)

    async def _end(self) -> None:
        """Take this process, and those long gone, from the list of processes."""

        async def end(tx: Transaction) -> None:
            await tx.execute(queries.REMOVE_PROCESSES, id=self._id)

        try:
            await self._workplace.database.run(system_actor(NO_ORGANISER).context("command"), end)
        except Exception as fault:  # noqa: BLE001 what cannot be written ends the process all the same
            self._log_fault(fault)

    def _log_fault(self, fault: Exception) -> None:
        """Log a fault, one of a code in a minute: a database that does not answer is waited for."""
        code = code_of(fault)
        self._tally.faults[code] += 1
        if (left_out := self._sampler.take(code)) is None:
            return
        if isinstance(fault, Busy | UnknownOutcome):
            log.warning("work_waits", code=code, left_out=left_out, **facts_of(fault, with_frames=False))
        else:
            log.error("work_failed", code=code, left_out=left_out, **facts_of(fault))
