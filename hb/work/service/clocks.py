"""Running an organiser's clocks: each for every instant at which it fell due, step by step."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from uuid import UUID

import structlog

from hb.access.rules import Actor
from hb.kit.clock import helsinki_date
from hb.kit.commands import write_gathered
from hb.kit.faults import code_of
from hb.kit.ids import new_id
from hb.kit.transaction import Row, Transaction
from hb.work import queries
from hb.work.rules import wait_before
from hb.work.service.declarations import Clock, Step, Workplace
from hb.work.service.faults import LeaseLost

log = structlog.get_logger("hb.work")


class ClockRunner:
    """The clocks of one organiser."""

    def __init__(
        self, workplace: Workplace, actor: Actor, clocks: Mapping[str, Clock], chance: Callable[[], float]
    ) -> None:
        self._workplace = workplace
        self._database = workplace.database
        self._context = actor.context("command")
        self._actor = actor
        self._clocks = clocks
        self._chance = chance

    async def run_due(self) -> int:
        """Run every clock that is due, for each instant that was missed; gives how many steps were done.

        A clock that fails is left alone for a while, and the others run.
        """
        await self._database.run(self._context, self._add_clocks)
        steps = 0
        while taken := await self._take(lease_id := new_id()):
            clock = self._clocks[taken["name"]]
            try:
                steps += await self._run(clock, lease_id, taken["due_at"])
            except LeaseLost:
                continue
            except Exception as fault:  # noqa: BLE001 one clock's fault must stop neither the others nor the loop
                log.error("clock_failed", clock=clock.name, fault=code_of(fault))
                await self._database.run(
                    self._context, partial(self._release, clock, lease_id, taken["attempts"], code_of(fault))
                )
        return steps

    async def _add_clocks(self, tx: Transaction) -> None:
        """Add a row for each declared clock that the organiser does not have: it falls due from now on."""
        present = {row["name"] for row in await tx.rows(queries.CLOCKS)}
        missing = [clock for name, clock in self._clocks.items() if name not in present]
        if not missing:
            return
        now = await _now(tx)
        await tx.execute(
            queries.ADD_CLOCKS,
            names=[clock.name for clock in missing],
            dues=[clock.due.first(now) for clock in missing],
        )

    async def _take(self, lease_id: UUID) -> Row | None:
        async def take(tx: Transaction) -> Row | None:
            return await tx.row(
                queries.TAKE_CLOCK,
                names=list(self._clocks),
                lease_id=lease_id,
                seconds=max((clock.lease_seconds for clock in self._clocks.values()), default=0),
            )

        return await self._database.run(self._context, take)

    async def _run(self, clock: Clock, lease_id: UUID, due_at: datetime) -> int:
        """Run a clock for one instant; gives how many steps it took."""
        day = helsinki_date(due_at)
        steps = 0
        is_done = False
        while not is_done:
            outside = None
            if clock.outside is not None:
                outside = await clock.outside(self._workplace, self._actor, day)
            is_done = await self._database.run(
                self._context, partial(self._step, clock, lease_id, day, outside)
            )
            steps += 1
        return steps

    async def _step(
        self, clock: Clock, lease_id: UUID, day: date, outside: Step | None, tx: Transaction
    ) -> bool:
        """Do a step in a transaction, or record the one done outside of any; gives if the run is done."""
        row = await tx.row(
            queries.HOLD_CLOCK, name=clock.name, lease_id=lease_id, seconds=clock.lease_seconds
        )
        if row is None:
            raise LeaseLost
        tx.clock_read(row["now"])
        step = outside if clock.inside is None else await clock.inside(tx, self._actor, day)
        if step is None:
            message = f"clock {clock.name} is declared to do nothing"
            raise TypeError(message)
        await write_gathered(tx)
        await tx.execute(
            queries.RECORD_RUN,
            name=clock.name,
            due_at=row["due_at"],
            day=day,
            is_done=step.is_done,
            counts=dict(step.counts),
        )
        if step.is_done:
            following = clock.due.following(row["due_at"])
            await tx.execute(queries.ADVANCE_CLOCK, name=clock.name, due_at=following)
        return step.is_done

    async def _release(
        self, clock: Clock, lease_id: UUID, attempts: int, fault: str, tx: Transaction
    ) -> None:
        wait = wait_before(attempts, self._chance())
        await tx.execute(
            queries.RELEASE_CLOCK,
            name=clock.name,
            lease_id=lease_id,
            fault=fault,
            seconds=wait.total_seconds(),
        )


async def _now(tx: Transaction) -> datetime:
    row = await tx.row(queries.NOW)
    if row is None:
        message = "the database gave no instant"
        raise RuntimeError(message)
    now: datetime = row["now"]
    return now
