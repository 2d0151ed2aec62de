"""Running an organiser's clocks: each for every instant at which it fell due, step by step."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

import structlog

from hb.access.queries.days import NOW
from hb.kit.clock import helsinki_date
from hb.kit.commands import write_gathered
from hb.kit.faults import code_of, facts_of
from hb.kit.ids import new_id
from hb.kit.transaction import Row, Transaction
from hb.work import queries
from hb.work.rules import wait_before
from hb.work.service.declarations import Clock, Halt, Step
from hb.work.service.faults import LeaseLost
from hb.work.service.site import Site

log = structlog.get_logger("hb.work")

NOTHING = Step({})
TRIED_IN_VAIN = 5
"""After so many attempts in vain administrators are notified that a clock fails."""


async def add_clocks(site: Site, clocks: Sequence[Clock]) -> None:
    """Add a row for each of these clocks that the organiser does not have: it falls due from now on."""

    async def add(tx: Transaction) -> None:
        row = await tx.row(NOW)
        if row is not None:
            await tx.execute(
                queries.ADD_CLOCKS,
                names=[clock.name for clock in clocks],
                dues=[clock.due.first(row["now"]) for clock in clocks],
            )

    await site.run(add)


class ClockRunner:
    """Some clocks of one organiser, which run one after another."""

    def __init__(self, site: Site, clocks: Sequence[Clock], is_stopped: Callable[[], bool]) -> None:
        self._site = site
        self._clocks: Mapping[str, Clock] = {clock.name: clock for clock in clocks}
        self._is_stopped = is_stopped

    async def run_once(self) -> int:
        """Run the clock that has been due for longest, for the instant that it missed.

        Gives how many steps it tried, at least one if any clock was due. A clock that fails is left alone for
        a while, longer each time.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
        """
        lease_id = new_id()
        taken = await self._site.run(partial(self._take, lease_id))
        if taken is None:
            return 0
        clock = self._clocks[taken["name"]]
        if taken["attempts"] > TRIED_IN_VAIN:
            await self._report(clock)
        try:
            return await self._run(clock, lease_id, taken["due_at"])
        except LeaseLost:
            return 1
        except Exception as fault:  # noqa: BLE001 one clock's fault must stop neither the others nor the loop
            code = code_of(fault)
            self._site.tally.faults[code] += 1
            if code != taken["fault"]:
                log.error("clock_failed", clock=clock.name, code=code, **facts_of(fault))
            await self._site.run(partial(self._release, clock, lease_id, taken["attempts"], code))
            return 1

    async def _report(self, clock: Clock) -> None:
        """Bring a clock that fails again and again before administrators; a fault of this lets it run."""
        try:
            await self._site.report(Halt(clock.name, clock.label))
        except Exception as fault:  # noqa: BLE001 the clock is run all the same
            self._site.tally.faults[code_of(fault)] += 1
            log.error("notice_failed", clock=clock.name, code=code_of(fault), **facts_of(fault))

    async def _take(self, lease_id: UUID, tx: Transaction) -> Row | None:
        return await tx.row(
            queries.TAKE_CLOCK,
            names=list(self._clocks),
            seconds=[clock.lease_seconds for clock in self._clocks.values()],
            lease_id=lease_id,
        )

    async def _run(self, clock: Clock, lease_id: UUID, due_at: datetime) -> int:
        """Run a clock for one instant; gives how many steps it took.

        Raises:
            Exception: whatever a step raises.
        """
        day = helsinki_date(due_at)
        steps = 0
        is_done = False
        while not is_done:
            if steps and self._is_stopped():
                await self._site.run(partial(self._hand_back, clock, lease_id))
                break
            outside = None
            if clock.outside is not None:
                async with asyncio.timeout(clock.lease_seconds):
                    outside = await clock.outside(self._site.workplace, self._site.actor, day)
            is_done = await self._site.run(partial(self._step, clock, lease_id, day, outside))
            self._site.tally.done[f"clock {clock.name}"] += 1
            steps += 1
        return steps

    async def _step(
        self, clock: Clock, lease_id: UUID, day: date, outside: Step | None, tx: Transaction
    ) -> bool:
        """Do a step in a transaction, or record the one done outside of any; gives if the run is done."""
        row = await tx.row(queries.LOCK_LEASED_CLOCK, name=clock.name, lease_id=lease_id)
        if row is None:
            raise LeaseLost
        tx.clock_read(row["now"])
        step = outside or NOTHING
        if clock.inside is not None:
            step = await clock.inside(tx, self._site.actor, day)
        await write_gathered(tx)
        await tx.execute(
            queries.RECORD_RUN,
            name=clock.name,
            due_at=row["due_at"],
            day=day,
            is_done=step.is_done,
            place=step.place,
            counts=dict(step.counts),
        )
        if step.is_done:
            following = clock.following(row["due_at"], row["now"])
            await tx.execute(queries.ADVANCE_CLOCK, name=clock.name, due_at=following)
        else:
            await tx.execute(queries.PROLONG_LEASE, name=clock.name, seconds=clock.lease_seconds)
        return step.is_done

    @staticmethod
    async def _hand_back(clock: Clock, lease_id: UUID, tx: Transaction) -> None:
        await tx.execute(queries.HAND_BACK_CLOCK, name=clock.name, lease_id=lease_id)

    async def _release(
        self, clock: Clock, lease_id: UUID, attempts: int, fault: str, tx: Transaction
    ) -> None:
        wait = wait_before(attempts, self._site.chance())
        await tx.execute(
            queries.RELEASE_CLOCK,
            name=clock.name,
            lease_id=lease_id,
            fault=fault,
            seconds=wait.total_seconds(),
        )
