"""A budget's lines tell what holds today, and from when the next version holds (M23)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetChange, BudgetDecided, LineContent
from hb.kit.clock import months_between
from hb.kit.db import Database
from hb.kit.transaction import Row, Transaction
from tests.assessments.builders import command
from tests.budgets.builders import FREE, HOME_CARE, PROVISIONS, REASONS, granted_budget, prepared_budget
from tests.clock import utc
from tests.days import Days
from tests.scene import Scene

LESS = replace(HOME_CARE, cents_per_month=34_000, minutes_per_month=600)


async def change(
    db: Database, scene: Scene, budget_id: UUID, version: int, month: int, *lines: LineContent
) -> None:
    wanted = BudgetChange(month, lines, REASONS, PROVISIONS, grants_lapsed=True)
    await command(
        db,
        scene.actors[Role.SOCIAL_WORKER],
        BudgetDecided,
        lambda tx, actor: budgets.change(tx, actor, budget_id, version, wanted),
    )


async def lines_of(db: Database, scene: Scene, budget_id: UUID) -> list[tuple[object, ...]]:
    """Number, cents and minutes of each line on the database's day; when something else holds, and what."""

    async def look(tx: Transaction) -> list[Row]:
        return await tx.fetch_text(
            "SELECT line_no, cents_per_month, minutes_per_month, next_month, next_cents_per_month,"
            f" next_minutes_per_month FROM budget_line_today WHERE budget_id = '{budget_id}' ORDER BY 1"
        )

    return [tuple(row) for row in await db.run(scene.actors[Role.CLIENT].context("read"), look)]


async def test_a_change_to_come_is_told_beside_what_holds_today_m23(
    db: Database, scene: Scene, days: Days
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    await change(db, scene, budget_id, 2, 202607, LESS)
    await change(db, scene, budget_id, 3, 202609, FREE)

    assert await lines_of(db, scene, budget_id) == [
        (1, 68_000, 1_200, 202607, 34_000, 600),
        (3, 0, None, 202609, 12_800, None),
    ]
    july = await days.at(utc(2026, 6, 30, 21))  # the first of July in Finland
    assert await lines_of(july, scene, budget_id) == [
        (1, 34_000, 600, None, None, None),
        (3, 0, None, 202609, 12_800, None),
    ]


async def test_a_line_of_which_another_decision_says_nothing_keeps_its_months_m23(
    db: Database, scene: Scene
) -> None:
    """The decision from June names the line as it will be from October, and does not change it."""
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE, FREE])
    await change(db, scene, budget_id, 2, 202610, LESS)
    await change(db, scene, budget_id, 3, 202606, replace(FREE, cents_per_month=20_000))

    assert await lines_of(db, scene, budget_id) == [
        (1, 68_000, 1_200, 202610, 34_000, 600),
        (3, 12_800, None, 202606, 20_000, None),
    ]


async def test_before_a_budget_begins_its_lines_are_as_they_will_be_first_m23(
    db: Database, scene: Scene
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE], valid_from=date(2026, 7, 1))
    await change(db, scene, budget_id, 2, 202609, LESS)
    assert await lines_of(db, scene, budget_id) == [(1, 68_000, 1_200, 202609, 34_000, 600)]


async def test_a_prepared_budget_holds_what_is_prepared_m23(db: Database, scene: Scene) -> None:
    budget_id = await prepared_budget(db, scene)
    assert [line[:4] for line in await lines_of(db, scene, budget_id)] == [
        (1, 68_000, 1_200, None),
        (2, 10_860, None, None),
        (3, 12_800, None, None),
    ]


CHANGES = st.lists(
    st.tuples(st.integers(202601, 202612), st.sampled_from([1, 3]), st.integers(0, 9)),
    max_size=5,
)

GRANTED = """
SELECT month, sum(CASE code WHEN 'GRANT' THEN cents ELSE -cents END)::bigint AS cents
FROM transfer WHERE budget_id = $1 AND line_no = $2 GROUP BY month
"""
SAID = """
SELECT cents_per_month FROM budget_line_version WHERE budget_id = $1 AND line_no = $2 AND from_month <= $3
ORDER BY from_month DESC LIMIT 1
"""


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(changes=CHANGES)
async def test_versions_are_what_the_ledger_granted_month_by_month_m23(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, changes: list[tuple[int, int, int]]
) -> None:
    await all_rows.execute(
        "UPDATE budget SET state = 'ENDED' WHERE client_id = $1 AND state = 'ACTIVE'", scene.client_id
    )
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    line_nos = {1}
    for version, (month, line_no, thousands) in enumerate(changes, start=2):
        line = replace({1: HOME_CARE, 3: FREE}[line_no], cents_per_month=thousands * 1_000)
        await change(db, scene, budget_id, version, month, line)
        line_nos.add(line_no)
    for line_no in line_nos:
        granted = {row["month"]: row["cents"] for row in await all_rows.fetch(GRANTED, budget_id, line_no)}
        for month in months_between(202601, 202612):
            assert await all_rows.fetchval(SAID, budget_id, line_no, month) == granted.get(month, 0)
