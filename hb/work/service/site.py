"""Where the work of one organiser is done: in the name of its system, few transactions at once."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from hb.access.queries.days import NOW
from hb.access.rules import Actor, system_actor
from hb.kit.commands import write_gathered
from hb.kit.transaction import Transaction
from hb.work.service.declarations import Halt, Notify, Workplace, without_notice
from hb.work.service.tally import Tally

Result = TypeVar("Result")
Chance = Callable[[], float]

TRANSACTIONS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Site:
    """One organiser's work: what it is done with, and whose turn it is to have a connection.

    `transactions` is shared by all organisers of a process, so that nobody waits for a connection for longer
    than others take; `chance` (0 to 1) spreads waits; `notify` brings a stop before administrators; `tally`
    counts what is done and what fails.
    """

    workplace: Workplace
    organiser_id: UUID
    transactions: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(TRANSACTIONS_AT_ONCE))
    chance: Chance = random.random
    notify: Notify = without_notice
    tally: Tally = field(default_factory=Tally)

    @property
    def actor(self) -> Actor:
        """In whose name everything is done."""
        return system_actor(self.organiser_id)

    async def run(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Run work in one transaction of the organiser.

        Raises:
            Busy, UnknownOutcome: as `Database.run`.
        """
        async with self.transactions:
            return await self.workplace.database.run(self.actor.context("command"), work)

    async def report(self, halt: Halt) -> None:
        """Bring a halt before administrators, in a transaction of its own.

        Raises:
            Exception: whatever `notify` raises, and as `run`.
        """

        async def write(tx: Transaction) -> None:
            await read_clock(tx)
            await self.notify(tx, self.actor, halt)
            await write_gathered(tx)

        await self.run(write)


async def read_clock(tx: Transaction) -> None:
    """Let a transaction know its instant."""
    row = await tx.row(NOW)
    if row is not None:
        tx.clock_read(row["now"])
