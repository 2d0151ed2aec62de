"""All commands that move money, at random and at once on the same budgets: not a cent goes astray."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.budgets.rules import Slicing
from hb.jobs.books import prove
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.proof import Difference
from hb.settlement.work import JOBS
from tests.budgets.builders import granted_budget
from tests.deliveries.builders import Wanted, make_orders
from tests.deliveries.test_batches import assert_books_right, deadlocks
from tests.reliability.money_moves import MOVES as KINDS
from tests.reliability.money_moves import Moves
from tests.scene import Scene, make_care, make_client
from tests.work.doing import do_work

AT_ONCE = 16
MOVES = 2_000
WAITED_FOR_TOO_LONG = {"BUSY LockNotAvailableError", "BUSY QueryCanceledError"}
LIMITS_MET = frozenset({"BUDGET_EXCEEDED", "OVER_QUANTITY", "VERSION_CONFLICT"})


async def test_any_mix_of_commands_leaves_the_books_right(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, superuser_dsn: str, owner_dsn: str
) -> None:
    await _budgets(db, scene, all_rows)
    before = await deadlocks(all_rows)
    outcomes: Counter[tuple[str, str]] = Counter()

    def is_mixed() -> bool:
        """Whether enough was done, each kind of command among it, and limits were met."""
        done = {move for move, outcome in outcomes if outcome == "DONE"}
        met = {outcome for _, outcome in outcomes}
        return moves_made() >= MOVES and len(done) == len(KINDS) and met >= LIMITS_MET

    def moves_made() -> int:
        return sum(count for (move, _), count in outcomes.items() if move != "row")

    async with asyncpg.create_pool(superuser_dsn, max_size=AT_ONCE) as rows:

        async def work(seed: int) -> None:
            moves = Moves(db, scene, rows, random.Random(seed), outcomes)
            while not is_mixed():
                await moves.one()

        async with asyncio.TaskGroup() as group:
            proving = group.create_task(_prove_meanwhile(owner_dsn, scene, is_mixed))
            for seed in range(AT_ONCE):
                group.create_task(work(seed))

    await do_work(db, scene.organiser_id, JOBS)
    proofs, differences = proving.result()
    assert proofs > 1
    assert differences == []

    refused = {code for _, code in outcomes}
    assert await deadlocks(all_rows) == before
    assert not refused & {"UNKNOWN_OUTCOME", "BOOKS_DIFFER", "RESERVATION_OVERDRAWN"}
    # A machine with other work may let a lock be waited for too long, or several one after another for as
    # long as a statement may take; nothing else makes the database busy.
    busy = {(move, code) for move, code in outcomes if code.startswith("BUSY")}
    assert {code for _, code in busy} <= WAITED_FOR_TOO_LONG, busy
    for name, question in WRONG.items():
        assert [tuple(row) for row in await all_rows.fetch(question, scene.organiser_id)] == [], name
    await assert_books_right(db, scene)


async def _prove_meanwhile(
    owner_dsn: str, scene: Scene, is_over: Callable[[], bool]
) -> tuple[int, list[Difference]]:
    """Prove the books again and again while others write, and once after; how often, and what differed."""
    owner = await Database.connect(owner_dsn, size=2)
    proofs, differences, was_over = 0, list[Difference](), False
    try:
        while not was_over:
            was_over = is_over()
            differences += (await prove(owner, scene.organiser_id)).differences
            proofs += 1
    finally:
        await owner.close()
    return proofs, differences


async def _budgets(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    """Four budgets of real commands, and four with orders in a month whose deadline has passed."""
    await all_rows.execute(
        "UPDATE parameter SET value = 50 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    for slicing in (Slicing.MONTHLY, Slicing.WHOLE) * 2:
        client_id = new_id()
        await make_client(all_rows, scene.organiser_id, client_id, "Eila", "Esimerkki")
        await _serve(scene, all_rows, client_id)
        await granted_budget(db, scene, slicing=slicing, client_id=client_id)
    for ordered_by in ("MONTHLY", "WHOLE"):
        for ordered in await make_orders(db, scene, all_rows, 2, Wanted(slicing=ordered_by, is_decided=True)):
            await _serve(scene, all_rows, ordered.client_id)
            await all_rows.execute(
                "UPDATE plan_item SET order_id = $2 WHERE id = $1", ordered.item_id, ordered.order_id
            )


async def _serve(scene: Scene, all_rows: asyncpg.Connection, client_id: UUID) -> None:
    for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER):
        await make_care(all_rows, scene.organiser_id, client_id, scene.actors[role].user_id, scene.team_id)


WRONG = {
    "what is held is what the open months hold, what is used is what was delivered": """
SELECT budget_id, account.reserved, account.used FROM account JOIN (
  SELECT budget.id AS budget_id,
    coalesce(sum(reserved_cents - delivered_cents) FILTER (WHERE resolved_at IS NULL), 0) AS held,
    coalesce(sum(delivered_cents), 0) AS delivered
  FROM budget LEFT JOIN plan_item_month ON plan_item_month.budget_id = budget.id
  WHERE budget.organiser_id = $1 GROUP BY budget.id
) AS months USING (budget_id)
WHERE line_no = 0 AND month = 0 AND (reserved, used) IS DISTINCT FROM (held, delivered)""",
    "the counters of a month are its deliveries": """
SELECT item_id, month FROM plan_item_month LEFT JOIN (
  SELECT item_id, service_month AS month, sum(quantity) AS quantity, sum(cents) AS cents, count(*) AS rows
  FROM delivery WHERE organiser_id = $1 GROUP BY 1, 2
) AS delivered USING (item_id, month)
WHERE organiser_id = $1 AND (delivered_quantity, delivered_cents, deliveries_count)
  IS DISTINCT FROM (coalesce(quantity, 0), coalesce(cents, 0), coalesce(rows, 0))""",
    "a price is rounded on the month's sum": """
SELECT item_id, month, delivered_quantity, delivered_cents, unit_cents FROM plan_item_month
WHERE organiser_id = $1
  AND abs(delivered_cents - (2 * delivered_quantity * unit_cents + unit_size) / (2 * unit_size)) > 1""",
    "a closed month is paid as it was delivered": """
SELECT month, settled.cents, paid.cents FROM
  (SELECT month, sum(total_cents) AS cents, sum(deliveries_count) AS rows FROM settlement
    WHERE organiser_id = $1 GROUP BY 1) AS settled
  FULL JOIN (SELECT settlement_month AS month, sum(cents) AS cents, count(*) AS rows FROM delivery
    JOIN period ON period.organiser_id = $1 AND period.month = settlement_month AND period.state = 'CLOSED'
    WHERE delivery.organiser_id = $1 GROUP BY 1) AS paid USING (month)
WHERE (settled.cents, settled.rows) IS DISTINCT FROM (paid.cents, paid.rows)""",
    "what was ordered to be closed is closed": """
SELECT month, month_close.state, fault, period.state FROM month_close JOIN period USING (organiser_id, month)
WHERE organiser_id = $1 AND (month_close.state <> 'DONE' OR period.state <> 'CLOSED')""",
    "what is freed is freed once": """
SELECT resolves_id FROM transfer WHERE organiser_id = $1 AND code = 'EXPIRE'
GROUP BY resolves_id HAVING count(*) > 1""",
    "months are closed in order": """
SELECT month FROM period WHERE organiser_id = $1 AND state = 'CLOSED'
  AND month > (SELECT min(month) FROM period WHERE organiser_id = $1 AND state = 'OPEN')""",
    "what has ended holds nothing": """
SELECT plan_item.id FROM plan_item JOIN plan_item_month ON item_id = plan_item.id
WHERE plan_item.organiser_id = $1 AND plan_item.state <> 'ACTIVE' AND resolved_at IS NULL""",
    "what was declined or cancelled was not delivered": """
SELECT service_order.id FROM service_order JOIN delivery ON delivery.order_id = service_order.id
WHERE service_order.organiser_id = $1 AND service_order.state <> 'ACCEPTED'""",
    "an ended budget holds nothing after its last month": """
SELECT budget.id FROM budget JOIN plan_item_month ON budget_id = budget.id
WHERE budget.organiser_id = $1 AND budget.state = 'ENDED' AND resolved_at IS NULL
  AND month > extract(year FROM valid_until) * 100 + extract(month FROM valid_until)""",
    "the last decision says what is granted": """
SELECT budget_id, granted_cents, granted FROM account JOIN LATERAL (
  SELECT granted_cents FROM decision WHERE decision.budget_id = account.budget_id ORDER BY id DESC LIMIT 1
) AS last ON true
WHERE organiser_id = $1 AND line_no = 0 AND month = 0 AND granted <> granted_cents""",
}
"""What must find no row, by what it would disprove."""
