"""What balances call usable can be reserved, and not a cent more (M5)."""

import re
from collections import Counter
from datetime import date
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetDecided, LineContent, LineKind, Slicing, WayOfOrganising
from hb.kit.clock import first_day, last_day, months_between
from hb.kit.db import Database
from hb.kit.errors import WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import BudgetExceeded, ExceededLimit, Measure, Movement, Slice, TransferCode
from hb.ledger.service.verify import verify
from hb.plans import service as plans
from hb.plans.rules import ItemSaved, MonthOver
from tests.assessments.builders import command
from tests.budgets.builders import PROVISIONS, REASONS, granted_budget, reserved
from tests.budgets.usable import balance_of, limits_of
from tests.clock import utc
from tests.days import Days
from tests.plans.builders import do, started_plan, wish_for
from tests.scene import NOW, Scene

CENTS = Measure.CENTS
LAST_OF_APRIL = NOW
"""15 May: the last day on which April is reported."""
APRIL_OVER = utc(2026, 5, 16, 9)


def line_of(line_no: int, cents: int, pieces: int | None = None) -> LineContent:
    return LineContent(
        line_no=line_no,
        category_code="PHYSIOTHERAPY",
        kind=LineKind.FLEXIBLE,
        way_of_organising=WayOfOrganising.PURCHASE,
        cents_per_month=cents,
        pieces_per_month=pieces,
    )


async def at_a_cent(all_rows: asyncpg.Connection, scene: Scene, cents: int = 1) -> None:
    """Let a visit of physiotherapy cost a cent, or some."""
    await all_rows.execute(
        "UPDATE price SET unit_cents = $2 WHERE id = $1", scene.prices["PHYSIOTHERAPY"], cents
    )


async def add(db: Database, scene: Scene, plan_id: UUID, line_no: int, month: int, pieces: int) -> ItemSaved:
    wish = wish_for(
        scene, plan_id, "PHYSIOTHERAPY", pieces, first_month=month, last_month=month, line_no=line_no
    )
    return await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.add_item, wish)


async def test_a_monthly_budget_in_its_last_month_has_what_that_month_has_left_m5(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, days: Days
) -> None:
    budget_id = await granted_budget(
        db,
        scene,
        lines=[line_of(1, 20_000)],
        valid_from=date(2026, 2, 1),
        valid_until=date(2027, 1, 31),
    )
    await reserved(db, scene, budget_id, Slice(1, 202701, 18_398))
    plan_id = await started_plan(db, scene, budget_id)
    await at_a_cent(all_rows, scene, 3_345)

    late = await days.at(utc(2027, 1, 26, 9))
    balance = await balance_of(late, scene, budget_id)
    assert (balance["available_cents"], balance["usable_cents"], balance["lapsed_cents"]) == (
        221_602,
        1_602,
        220_000,
    )
    with pytest.raises(BudgetExceeded) as refused:
        await add(late, scene, plan_id, 1, 202701, 1)
    assert refused.value.limits == (ExceededLimit(0, 202701, CENTS, 1_602, 3_345),)
    with pytest.raises(MonthOver):
        await add(late, scene, plan_id, 1, 202612, 1)
    limits = await limits_of(late, scene, budget_id)
    assert limits[0, 202701, CENTS] == (1_602, 0)
    assert limits[0, 202612, CENTS] == (0, 20_000)
    assert limits[1, 0, CENTS] == (1_602, 220_000)


async def test_a_whole_budget_is_usable_until_its_last_month_is_over_m5(
    db: Database, scene: Scene, days: Days
) -> None:
    budget_id = await granted_budget(
        db,
        scene,
        lines=[line_of(1, 20_000, 4)],
        slicing=Slicing.WHOLE,
        valid_from=date(2026, 2, 1),
        valid_until=date(2026, 4, 30),
    )
    await reserved(db, scene, budget_id, Slice(1, 202604, 5_000, pieces=1))
    limits = (0, 0, CENTS), (1, 0, CENTS), (1, 0, Measure.PIECES)

    now = await limits_of(db, scene, budget_id)
    assert [now[limit] for limit in limits] == [(55_000, 0), (55_000, 0), (11, 0)]
    over = await limits_of(await days.at(APRIL_OVER), scene, budget_id)
    assert [over[limit] for limit in limits] == [(0, 55_000), (0, 55_000), (0, 11)]


async def test_nothing_of_an_ended_budget_is_usable_m5(db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene, lines=[line_of(1, 20_000)])
    plan_id = await started_plan(db, scene, budget_id)
    await command(
        db,
        scene.actors[Role.SOCIAL_WORKER],
        BudgetDecided,
        lambda tx, actor: budgets.end(tx, actor, budget_id, 2, date(2026, 5, 20), REASONS, PROVISIONS),
    )
    limits = await limits_of(db, scene, budget_id)
    assert {usable for usable, _ in limits.values()} == {0}
    assert limits[0, 202605, CENTS] == (0, 20_000)
    with pytest.raises(WrongState):
        await add(db, scene, plan_id, 1, 202605, 1)


MONTHS = tuple(months_between(202603, 202607))
LINE_NOS = (1, 2)
AMOUNTS = st.integers(0, 40)


@st.composite
def budgets_in_use(draw: st.DrawFn) -> tuple[Slicing, list[LineContent], list[Slice], list[int]]:
    """Slicing, lines, what is reserved at first, what is carried from each month but the last to the next."""
    lines = [line_of(line_no, draw(st.integers(1, 40))) for line_no in LINE_NOS]
    slicing = draw(st.sampled_from(Slicing))
    left = {line.line_no: line.cents_per_month * len(MONTHS) for line in lines}
    monthly = dict.fromkeys(MONTHS, sum(line.cents_per_month for line in lines))
    parts = []
    for line_no, month, wanted in draw(
        st.lists(st.tuples(st.sampled_from(LINE_NOS), st.sampled_from(MONTHS), AMOUNTS), max_size=6)
    ):
        cents = min(wanted, left[line_no], monthly[month] if slicing is Slicing.MONTHLY else left[line_no])
        if cents:
            parts.append(Slice(line_no, month, cents))
            left[line_no] -= cents
            monthly[month] -= cents
    carried = [
        min(wanted, monthly[month]) if slicing is Slicing.MONTHLY else 0
        for month, wanted in zip(MONTHS[:-1], draw(st.lists(AMOUNTS, min_size=4, max_size=4)), strict=True)
    ]
    return slicing, lines, parts, carried


async def carry(db: Database, scene: Scene, budget_id: UUID, carried: list[int]) -> None:
    """Move what is unused of months to the month after each, as the clock does."""
    official = scene.actors[Role.SOCIAL_WORKER]
    movements = [
        Movement(new_id(), TransferCode.CARRY_OVER, budget_id, scene.client_id, Slice(0, month, sign * cents))
        for before, after, cents in zip(MONTHS, MONTHS[1:], carried, strict=False)
        for month, sign in ((before, -1), (after, 1))
        if cents
    ]

    async def post(tx: Transaction) -> None:
        tx.clock_read(NOW)
        await ledger.post(tx, official, movements)

    await db.run(official.context("command"), post)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(
    used=budgets_in_use(),
    april_is_over=st.booleans(),
    target=st.sampled_from(["whole", *LINE_NOS, *MONTHS]),
)
async def test_what_is_usable_can_be_reserved_at_a_cent_a_piece_and_not_a_cent_more_m5(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    days: Days,
    used: tuple[Slicing, list[LineContent], list[Slice], list[int]],
    april_is_over: bool,
    target: str | int,
) -> None:
    slicing, lines, parts, carried = used
    await at_a_cent(all_rows, scene)
    await all_rows.execute(
        "UPDATE budget SET state = 'ENDED' WHERE client_id = $1 AND state = 'ACTIVE'", scene.client_id
    )
    budget_id = await granted_budget(
        db,
        scene,
        lines=lines,
        slicing=slicing,
        valid_from=first_day(MONTHS[0]),
        valid_until=last_day(MONTHS[-1]),
    )
    await reserved(db, scene, budget_id, *parts)
    await carry(db, scene, budget_id, carried)
    day = await days.at(APRIL_OVER if april_is_over else LAST_OF_APRIL)
    plan_id = await started_plan(day, scene, budget_id)
    open_months = MONTHS[2:] if april_is_over else MONTHS[1:]
    before = await limits_of(day, scene, budget_id)
    balance = await balance_of(day, scene, budget_id)
    assert before[0, 0, CENTS] == (balance["usable_cents"], balance["lapsed_cents"])

    line_nos = [target] if target in LINE_NOS else LINE_NOS
    months = [target] if target in MONTHS else open_months
    limit = (
        target if target in LINE_NOS else 0,
        target if target in MONTHS and slicing is Slicing.MONTHLY else 0,
        CENTS,
    )
    usable = before[limit][0]
    for line_no in line_nos:
        for month in months:
            now = await limits_of(day, scene, budget_id)
            room = min(
                now[one][0] for one in ((line_no, 0, CENTS), (0, month, CENTS), (0, 0, CENTS)) if one in now
            )
            if month not in open_months:
                with pytest.raises(MonthOver):
                    await add(day, scene, plan_id, line_no, month, 1)
            elif room:
                await add(day, scene, plan_id, line_no, month, room)
                usable -= room
    if set(months) <= set(open_months):
        assert usable == 0
        for line_no in line_nos:
            for month in months:
                with pytest.raises(BudgetExceeded):
                    await add(day, scene, plan_id, line_no, month, 1)
    context = scene.actors[Role.SOCIAL_WORKER].context("command")
    assert (await db.run(context, verify)).differences == ()


@pytest.mark.parametrize(
    ("query", "ranges", "asks_months"),
    [
        ("SELECT granted_cents, available_cents FROM budget_balance", 1, False),
        ("SELECT granted_cents, usable_cents, lapsed_cents FROM budget_balance", 2, True),
        ("SELECT granted, used FROM limit_balance", 1, False),
        ("SELECT granted, usable, lapsed FROM limit_balance", 2, True),
    ],
)
async def test_what_is_usable_costs_one_more_range_of_a_key_and_nothing_where_nobody_asks_m5(
    db: Database, scene: Scene, query: str, ranges: int, *, asks_months: bool
) -> None:
    """The months that are over are worked out once in a statement, whatever the number of budgets."""

    async def explain(tx: Transaction) -> list[str]:
        rows = await tx.fetch_text(f"EXPLAIN (FORMAT TEXT) {query} WHERE budget_id = '{scene.client_id}'")
        return [row[0] for row in rows]

    plan = await db.run(scene.actors[Role.CLIENT].context("read"), explain)
    found = Counter(match[1] for line in plan if (match := re.search(r"Scan.* on (account|period)\b", line)))
    assert found["account"] == ranges, "\n".join(plan)
    assert (found["period"] > 0) is asks_months, "\n".join(plan)
    assert not any("Seq Scan on account" in line for line in plan), "\n".join(plan)
