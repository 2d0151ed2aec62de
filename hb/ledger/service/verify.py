"""Proves the books: balances are the fold of transfers, no reservation is overdrawn, chains are whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from hb.kit.db import Database
from hb.kit.proof import PLAN_FOR_MANY
from hb.kit.transaction import Transaction
from hb.ledger.queries import proof
from hb.ledger.rules import Difference, DifferenceKind, Measure, Verified

BUDGETS_AT_ONCE = 250
"""How many budgets one statement proves: enough to be quick, few enough for its memory and timeout."""
ORGANISERS_AT_ONCE = 100
BEFORE_ALL = UUID(int=0)


Progress = Callable[[int, int], None]
"""Is called with how many budgets were proved, and of how many."""


def in_silence(_done: int, _total: int) -> None:
    """Show no progress."""


async def verify(
    tx: Transaction, *, since: datetime | None = None, progress: Progress = in_silence
) -> Verified:
    """Check the whole ledger of the context's organiser, or what was touched since (access mode: command).

    Every account's balance is the fold of the transfers that touch it, every reservation is resolved at most
    once and not over-drawn, and every chain is recomputed: from the transfers' rows to their digests, from
    these to the links, from link to link, to the account. A budget is seen at one instant: posting may go on.
    With `since`, only budgets on which something was posted since that instant are checked, each whole.
    """
    await tx.rows(PLAN_FOR_MANY)
    chosen = tx.rows(proof.BUDGETS) if since is None else tx.rows(proof.BUDGETS_SINCE, since=since)
    budget_ids = [row["budget_id"] for row in await chosen]
    accounts = transfers = links = reservations = 0
    differences: list[Difference] = []
    for start in range(0, len(budget_ids), BUDGETS_AT_ONCE):
        some = budget_ids[start : start + BUDGETS_AT_ONCE]
        for row in await tx.rows(proof.PROOF, budget_ids=some):
            accounts += row["accounts"]
            transfers += row["transfers"]
            links += row["links"]
            reservations += row["reservations"]
            differences += [_difference(difference) for difference in row["differences"]]
        progress(start + len(some), len(budget_ids))
    return Verified(len(budget_ids), accounts, transfers, links, reservations, tuple(differences))


async def verify_all(
    database: Database, *, since: Mapping[UUID, datetime] | None = None, progress: Progress = in_silence
) -> Mapping[UUID, Verified]:
    """Check the ledger of every organiser, each in a transaction of its own (command line).

    With `since`, only what was touched from an organiser's instant on; the whole ledger where it has none.
    """
    verified: dict[UUID, Verified] = {}
    for organiser_id in await organiser_ids(database):
        context = {"hb.organiser": str(organiser_id), "hb.door": "command"}
        start = (since or {}).get(organiser_id)
        verified[organiser_id] = await database.run(context, partial(verify, since=start, progress=progress))
    return verified


async def organiser_ids(database: Database) -> list[UUID]:
    """The ids of all organisers in their order."""

    async def page(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.rows(proof.ORGANISERS, after=after, count=ORGANISERS_AT_ONCE)]

    after = BEFORE_ALL
    every: list[UUID] = []
    while ids := await database.run({"hb.door": "command"}, page):
        every += ids
        after = ids[-1]
    return every


def _difference(row: Mapping[str, str | int | None]) -> Difference:
    kind, budget_id, measure, transfer_id = (
        row[name] for name in ("kind", "budget_id", "measure", "transfer_id")
    )
    line_no, month, seq, expected, actual = (
        value if isinstance(value := row[name], int) else None
        for name in ("line_no", "month", "seq", "expected", "actual")
    )
    return Difference(
        DifferenceKind(str(kind)),
        UUID(str(budget_id)),
        line_no,
        month,
        Measure(str(measure)) if measure is not None else None,
        seq,
        UUID(str(transfer_id)) if transfer_id is not None else None,
        expected,
        actual,
    )
