"""How transfers are made from Python: lock the accounts in key order, judge, post in one statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import Path
from hb.kit.transaction import Transaction
from hb.ledger import posting
from hb.ledger.rules import (
    INPUT,
    WHOLE_BUDGET,
    Balance,
    BudgetBalances,
    Limit,
    Measure,
    Movement,
    Slice,
    TransferCode,
    judge,
)


async def post(
    tx: Transaction, actor: Actor, movements: Sequence[Movement], path: Path = INPUT
) -> list[UUID]:
    """Post transfers on one budget or many in two statements, whatever their number; gives their ids.

    Whether a VOID fits its reservation is the caller's to judge, under the locks of `lock_and_judge`.

    Raises:
        NotFound, InvalidInput, BudgetExceeded, ReservationOverdrawn: see `rules.judge`.
    """
    if movements:
        await lock_and_judge(tx, movements, path)
        await write(tx, actor, movements)
    return [movement.transfer_id for movement in movements]


async def lock_and_judge(
    tx: Transaction, movements: Sequence[Movement], path: Path = INPUT
) -> Mapping[UUID, Balance]:
    """Lock the accounts the movements touch, in key order, and judge the movements against their balances.

    Gives the balance of each whole budget as it is before the movements.

    Raises:
        NotFound, InvalidInput, BudgetExceeded, ReservationOverdrawn: see `rules.judge`.
    """
    moves: defaultdict[UUID, list[tuple[TransferCode, Slice]]] = defaultdict(list)
    for movement in movements:
        moves[movement.budget_id].append((movement.code, movement.slice))
    rows = await tx.rows(
        posting.LOCK_TOUCHED,
        budget_ids=list(moves),
        line_nos=list({0, *(movement.slice.line_no for movement in movements)}),
        months=list({0, *(movement.slice.month for movement in movements)}),
    )
    balances: defaultdict[UUID, dict[Limit, Balance]] = defaultdict(dict)
    limited_by: dict[UUID, tuple[bool, bool]] = {}
    for row in rows:
        limit = Limit(row["line_no"], row["month"], Measure(row["measure"]))
        balances[row["budget_id"]][limit] = Balance(row["granted"], row["reserved"], row["used"])
        limited_by[row["budget_id"]] = (row["has_lines"], row["has_months"])
    for budget_id in sorted(moves):
        budget = BudgetBalances(balances[budget_id], *limited_by.get(budget_id, (False, False)))
        judge(budget, moves[budget_id], path)
    return {budget_id: balances[budget_id][WHOLE_BUDGET] for budget_id in moves}


async def write(tx: Transaction, actor: Actor, movements: Sequence[Movement]) -> None:
    """Write transfers, balances and links; the accounts are locked and the movements judged."""
    await tx.row(
        posting.POST,
        actor_id=actor.user_id,
        ids=[movement.transfer_id for movement in movements],
        codes=[movement.code for movement in movements],
        client_ids=[movement.client_id for movement in movements],
        budget_ids=[movement.budget_id for movement in movements],
        line_nos=[movement.slice.line_no for movement in movements],
        months=[movement.slice.month for movement in movements],
        cents=[movement.slice.cents for movement in movements],
        minutes=[movement.slice.minutes for movement in movements],
        pieces=[movement.slice.pieces for movement in movements],
        rows_counts=[movement.rows_count for movement in movements],
        subject_ids=[movement.subject_id for movement in movements],
        payee_ids=[movement.payee_id for movement in movements],
        settlement_months=[movement.settlement_month for movement in movements],
        draws_on=[movement.draws_on for movement in movements],
        resolves_ids=[movement.resolves_id for movement in movements],
    )
