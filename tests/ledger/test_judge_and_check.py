"""The judge in Python accepts exactly what the accounts' CHECK accepts."""

from uuid import UUID

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import posting, service
from hb.ledger.rules import (
    Balance,
    BudgetBalances,
    BudgetExceeded,
    Limit,
    Measure,
    Movement,
    ReservationOverdrawn,
    Slice,
    TransferCode,
    judge,
)
from hb.ledger.service.transfers import write
from tests.ledger.builders import JUNE, LIMITS, MAY
from tests.scene import Scene

# Small numbers, so that limits are met exactly as often as they are missed.
PARTS = st.builds(
    Slice,
    line_no=st.sampled_from([1, 2]),
    month=st.sampled_from([MAY, JUNE]),
    cents=st.integers(0, 4),
    minutes=st.integers(0, 2),
)
CODES = st.sampled_from([code for code in TransferCode if code is not TransferCode.CARRY_OVER])
MOVES = st.lists(st.tuples(CODES, PARTS), min_size=1, max_size=5)
HISTORY = (TransferCode.GRANT, TransferCode.RESERVE, TransferCode.DRAW)


def posted(scene: Scene, budget_id: UUID, code: TransferCode, part: Slice) -> Movement:
    """A transfer of any code in the form that the table's other CHECKs ask for."""
    drawn = code is TransferCode.DRAW
    resolved = code in {TransferCode.VOID, TransferCode.EXPIRE}
    return Movement(
        new_id(),
        code,
        budget_id,
        scene.client_id,
        part,
        settlement_month=MAY if drawn else None,
        draws_on=new_id() if drawn else None,
        resolves_id=new_id() if resolved else None,
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(PARTS, min_size=1, max_size=6), moves=MOVES)
async def test_the_judge_agrees_with_the_check(
    db: Database, scene: Scene, history: list[Slice], moves: list[tuple[TransferCode, Slice]]
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    budget_id = new_id()
    judged: list[bool] = []

    def movements(pairs: list[tuple[TransferCode, Slice]]) -> list[Movement]:
        return [posted(scene, budget_id, code, part) for code, part in pairs]

    async def work(tx: Transaction) -> None:
        await service.open_accounts(tx, budget_id, scene.client_id, LIMITS, (202601, 202612))
        # Every second part is reserved as well, every fourth drawn: all three sums have something on them.
        past = [(code, part) for nth, code in enumerate(HISTORY) for part in history[:: 1 << nth]]
        await write(tx, worker, movements(past))
        rows = await tx.rows(posting.LOCK_ACCOUNTS, budget_ids=[budget_id])
        budget = BudgetBalances(
            {
                Limit(row["line_no"], row["month"], Measure(row["measure"])): Balance(
                    row["granted"], row["reserved"], row["used"]
                )
                for row in rows
            },
            has_lines=True,
            has_months=True,
        )
        judged.append(accepts(budget, moves))
        await write(tx, worker, movements(moves))

    try:
        await db.run(worker.context("command"), work, rollback=True)
        checked = True
    except asyncpg.CheckViolationError:
        checked = False

    assert judged == [checked]


def accepts(budget: BudgetBalances, moves: list[tuple[TransferCode, Slice]]) -> bool:
    try:
        judge(budget, moves)
    except (BudgetExceeded, ReservationOverdrawn):
        return False
    return True
