"""Items of a batch, some at once: each is sent and written by itself, and no fault takes another along."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from contextlib import nullcontext
from functools import partial
from typing import TypeVar
from uuid import UUID

import structlog

from hb.access.rules import Actor
from hb.kit.commands import write_gathered
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.faults import code_of, facts_of
from hb.kit.transaction import Transaction
from hb.sending.service.outgoing import read_clock
from hb.work.service import Again, Ending, Workplace

log = structlog.get_logger("hb.sending")

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_ONCE = 8
"""How many items are under way: these alone may go twice when the process is killed."""
AT_ONCE_OF_ONE = 2
"""How many items under way go to one receiver, so that a slow one leaves places to the others."""
WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)
"""The seconds between attempts to write what was sent, while the database does not answer."""


class Desk:
    """Where one batch is read and written, in transactions of the system; one write at a time."""

    def __init__(self, workplace: Workplace, actor: Actor) -> None:
        self._workplace = workplace
        self._actor = actor
        self._writing = asyncio.Lock()
        self._is_away = False

    async def run(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Do work in a transaction, with the rows that it gathers.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
        """
        return await self._workplace.database.run(self._actor.context("command"), partial(_written, work))

    async def keep(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Write what has happened outside: tried again by itself, since what was sent cannot be taken back.

        Raises:
            Busy, UnknownOutcome: the database did not answer all the time; nothing more is given out.
        """
        async with self._writing:
            for wait in WAITS:
                try:
                    return await self.run(work)
                except (Busy, UnknownOutcome):
                    await asyncio.sleep(wait)
            try:
                return await self.run(work)
            except (Busy, UnknownOutcome):
                self._is_away = True
                raise

    async def each(
        self,
        items: Mapping[UUID, Item],
        send: Callable[[Item], Awaitable[Ending]],
        receiver: Callable[[Item], Hashable] | None = None,
    ) -> dict[UUID, Ending]:
        """Send and write each item, some at once; gives how each ended.

        Where `receiver` says to whom an item goes, only a few to the same one are under way. An item that
        has a fault is alone tried again. Once the process is being stopped, or what was sent could not be
        written, the items that have not begun are left for later.
        """
        places = asyncio.Semaphore(AT_ONCE)
        of_one = defaultdict[Hashable, asyncio.Semaphore](lambda: asyncio.Semaphore(AT_ONCE_OF_ONE))

        async def one(item: Item) -> Ending:
            async with nullcontext() if receiver is None else of_one[receiver(item)], places:
                if self._is_away or self._workplace.is_stopping():
                    return Again()
                try:
                    return await send(item)
                except Exception as fault:  # noqa: BLE001 one item's fault stops no other
                    log.warning("item_failed", code=code_of(fault), **facts_of(fault))
                    return Again(code_of(fault))

        return dict(zip(items, await asyncio.gather(*map(one, items.values())), strict=True))


async def _written(work: Callable[[Transaction], Awaitable[Result]], tx: Transaction) -> Result:
    await read_clock(tx)
    result = await work(tx)
    await write_gathered(tx)
    return result
