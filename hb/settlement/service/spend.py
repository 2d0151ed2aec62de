"""Which sums of spend a reader is shown: those that are about many."""

import asyncio

from hb.kit.transaction import Transaction
from hb.settlement import queries
from hb.settlement.rules import DIMENSIONS, PersonsBehind, shown_spend


async def show_spend(tx: Transaction) -> None:
    """Decide which sums of spend the views show in this transaction.

    Who reads spend reaches no client, so that sums about few persons are left out, and as many others as
    keep these from being differences. Which they are is computed once for the same numbers of persons, in a
    thread: a month of a county with 20,000 clients takes a second.
    """
    rows = [
        PersonsBehind(
            row["month"],
            tuple(row[dimension] for dimension in DIMENSIONS),
            row["everyone"],
            row["reserved"],
            row["delivered"],
        )
        for row in await tx.rows(queries.PERSONS_BEHIND)
    ]
    cells = await asyncio.to_thread(lambda: ";".join(shown_spend(rows)))
    await tx.rows(queries.SHOW_SPEND, cells=cells)
