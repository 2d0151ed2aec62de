"""Proves the books: balances are the fold of transfers, no reservation is overdrawn, chains are whole."""

from collections.abc import Mapping
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


async def verify(tx: Transaction) -> Verified:
    """Check the whole ledger of the context's organiser (access mode: command).

    Every account's balance is the fold of the transfers that touch it, every reservation is resolved at most
    once and not over-drawn, and every chain is recomputed: from the transfers' rows to their digests, from
    these to the links, from link to link, to the account. A budget is seen at one instant: posting may go on.
    """
    await tx.rows(PLAN_FOR_MANY)
    budget_ids = [row["budget_id"] for row in await tx.rows(proof.BUDGETS)]
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
    return Verified(len(budget_ids), accounts, transfers, links, reservations, tuple(differences))


async def verify_all(database: Database) -> Mapping[UUID, Verified]:
    """Check the ledger of every organiser, each in a transaction of its own (command line)."""

    async def page(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.rows(proof.ORGANISERS, after=after, count=ORGANISERS_AT_ONCE)]

    after = BEFORE_ALL
    verified: dict[UUID, Verified] = {}
    while organiser_ids := await database.run({"hb.door": "command"}, page):
        for organiser_id in organiser_ids:
            context = {"hb.organiser": str(organiser_id), "hb.door": "command"}
            verified[organiser_id] = await database.run(context, verify)
        after = organiser_ids[-1]
    return verified


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
