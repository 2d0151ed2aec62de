"""The loop that runs clocks when they fall due and does the jobs that wait, one organiser after another."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from hb.access.rules import system_actor
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.transaction import Transaction
from hb.work import queries
from hb.work.service.clocks import ClockRunner
from hb.work.service.declarations import Clock, JobKind, Workplace
from hb.work.service.jobs import JobRunner

log = structlog.get_logger("hb.work")

NOBODY = UUID(int=0)
Chance = Callable[[], float]


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
    """Does what is due; any number of processes may run it at once, each taking what no other has."""

    def __init__(
        self,
        workplace: Workplace,
        kinds: Sequence[JobKind],
        clocks: Sequence[Clock],
        *,
        poll_seconds: float = 1,
        chance: Chance = random.random,
    ) -> None:
        self._workplace = workplace
        self._kinds: Mapping[str, JobKind] = {kind.name: kind for kind in kinds}
        self._clocks: Mapping[str, Clock] = {clock.name: clock for clock in clocks}
        self._poll_seconds = poll_seconds
        self._chance = chance

    async def run(self, stopped: asyncio.Event) -> None:
        """Take turns until the event is set; what is under way is finished first.

        While the database is away the loop waits for it.
        """
        while not stopped.is_set():
            idle = True
            try:
                idle = (await self.turn(stopped)).is_idle
            except (Busy, UnknownOutcome) as fault:
                log.warning("work_waits", fault=type(fault).__name__)
            if idle:
                try:
                    async with asyncio.timeout(self._poll_seconds):
                        await stopped.wait()
                except TimeoutError:
                    continue

    async def turn(self, stopped: asyncio.Event | None = None) -> Turn:
        """Do once, for each organiser, what is due now."""
        total = Turn()
        for organiser_id in await self._organisers():
            if stopped is not None and stopped.is_set():
                break
            total += await self.turn_of(organiser_id)
        return total

    async def turn_of(self, organiser_id: UUID) -> Turn:
        """Do once what is due now of one organiser."""
        actor = system_actor(organiser_id)
        clocks = ClockRunner(self._workplace, actor, self._clocks, self._chance)
        jobs = JobRunner(self._workplace, actor, self._kinds, self._chance)
        return Turn(await clocks.run_due(), await jobs.run_due())

    async def finish(self) -> Turn:
        """Take turns until nothing is due; gives what was done in all."""
        total = Turn()
        while not (turn := await self.turn()).is_idle:
            total += turn
        return total

    async def _organisers(self) -> list[UUID]:
        async def read(tx: Transaction) -> list[UUID]:
            return [row["id"] for row in await tx.rows(queries.ORGANISERS)]

        return await self._workplace.database.run(system_actor(NOBODY).context("command"), read)
