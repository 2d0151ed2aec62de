"""A decided budget has exactly the money and hours it declares, in every limit, and its client sees it."""

from datetime import date
from itertools import islice
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.budgets.rules import LineContent, LineKind, Slicing, WayOfOrganising
from hb.budgets.rules.declaration import Frame, limits_of, slices_of
from hb.kit.clock import first_day, last_day, months_between
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Row, Transaction
from hb.ledger.rules import Slice
from tests.budgets.builders import balances, granted_budget, prepared_budget, reserved
from tests.scene import Scene, make_care, make_client

MONTHS = range(202601, 202613)
WHOLE = {
    (0, 0, "CENTS"): (12 * 91_660, 0, 0),
    (1, 0, "CENTS"): (12 * 68_000, 0, 0),
    (2, 0, "CENTS"): (12 * 10_860, 0, 0),
    (3, 0, "CENTS"): (12 * 12_800, 0, 0),
}
READ = {
    "budget_balance": "SELECT * FROM budget_balance",
    "limit_balance": "SELECT * FROM limit_balance ORDER BY line_no, month, measure",
}


async def test_a_decision_opens_every_limit_with_its_exact_amount(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)

    assert await balances(all_rows, budget_id) == {
        **WHOLE,
        **{(0, month, "CENTS"): (91_660, 0, 0) for month in MONTHS},
        **{(1, month, "MINUTES"): (1_200, 0, 0) for month in MONTHS},
        **{(2, month, "PIECES"): (2, 0, 0) for month in MONTHS},
    }


async def test_a_budget_that_is_not_sliced_has_limits_over_its_whole_validity(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, slicing=Slicing.WHOLE)

    assert await balances(all_rows, budget_id) == {
        **WHOLE,
        (1, 0, "MINUTES"): (12 * 1_200, 0, 0),
        (2, 0, "PIECES"): (24, 0, 0),
    }


@st.composite
def budgets_to_grant(draw: st.DrawFn) -> tuple[Slicing, int, int, list[LineContent]]:
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True))
    lines = [
        LineContent(
            line_no,
            "HOME_CARE" if hourly else "MEALS",
            LineKind.EARMARKED,
            WayOfOrganising.PURCHASE,
            cents,
            amount if hourly else None,
            None if hourly else amount,
        )
        for line_no, hourly, cents, amount in (
            (
                line_no,
                draw(st.booleans()),
                draw(st.integers(1, 10**12)),
                draw(st.one_of(st.none(), st.integers(0, 1_000))),
            )
            for line_no in numbers
        )
    ]
    first = 202600 + draw(st.integers(1, 12))
    last = list(islice(months_between(first, 202912), draw(st.integers(1, 36))))[-1]
    return draw(st.sampled_from(Slicing)), first, last, lines


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(wanted=budgets_to_grant())
async def test_any_granted_budget_holds_exactly_what_it_declares(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    wanted: tuple[Slicing, int, int, list[LineContent]],
) -> None:
    slicing, first, last, lines = wanted
    client_id = new_id()
    await make_client(all_rows, scene.organiser_id, client_id, "Aku", "Asiakas")
    for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER):
        await make_care(all_rows, scene.organiser_id, client_id, scene.actors[role].user_id, scene.team_id)

    budget_id = await granted_budget(
        db,
        scene,
        lines=lines,
        slicing=slicing,
        valid_from=first_day(first),
        valid_until=last_day(last),
        client_id=client_id,
    )

    frame = Frame(slicing, first, last)
    slices = slices_of(frame, lines)
    assert await balances(all_rows, budget_id) == {
        (limit.line_no, limit.month, limit.measure.value): (
            sum(part.amount(limit.measure) for part in slices if part.touches(limit)),
            0,
            0,
        )
        for limit in limits_of(frame, lines)
    }
    assert await all_rows.fetchval(
        "SELECT granted_cents FROM decision WHERE budget_id = $1", budget_id
    ) == sum(part.cents for part in slices)


async def read(db: Database, scene: Scene, role: Role, view: str) -> list[Row]:
    async def look(tx: Transaction) -> list[Row]:
        return await tx.fetch_text(READ[view])

    return await db.run(scene.actors[role].context("read"), look)


async def test_the_three_layers_of_the_whole_and_of_every_limit_are_read_from_views(
    db: Database, scene: Scene
) -> None:
    budget_id = await granted_budget(db, scene, valid_until=date(2026, 1, 31))
    await reserved(db, scene, budget_id, Slice(1, 202601, cents=34_000, minutes=600))

    (whole,) = await read(db, scene, Role.CLIENT, "budget_balance")
    limits = await read(db, scene, Role.CLIENT, "limit_balance")

    assert dict(whole) == {
        "organiser_id": scene.organiser_id,
        "budget_id": budget_id,
        "client_id": scene.client_id,
        "granted_cents": 91_660,
        "reserved_cents": 34_000,
        "used_cents": 0,
        "available_cents": 57_660,
        "usable_cents": 0,
        "lapsed_cents": 57_660,
    }
    assert [
        (row["line_no"], row["month"], row["measure"], row["granted"], row["reserved"], row["available"])
        for row in limits
    ] == [
        (0, 0, "CENTS", 91_660, 34_000, 57_660),
        (0, 202601, "CENTS", 91_660, 34_000, 57_660),
        (1, 0, "CENTS", 68_000, 34_000, 34_000),
        (1, 202601, "MINUTES", 1_200, 600, 600),
        (2, 0, "CENTS", 10_860, 0, 10_860),
        (2, 202601, "PIECES", 2, 0, 2),
        (3, 0, "CENTS", 12_800, 0, 12_800),
    ]
    # January is over on 15 May: nothing of it can be reserved any more (M5).
    assert [(row["usable"], row["lapsed"]) for row in limits] == [(0, row["available"]) for row in limits]


@pytest.mark.parametrize("view", READ)
@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SERVICE_GUIDE, True),
        (Role.REPRESENTATIVE, True),
        (Role.TEAM_LEADER, True),
        (Role.CONTROLLER, True),
        (Role.PRODUCER_ADMINISTRATOR, False),
        (Role.PRODUCER_COORDINATOR, False),
        (Role.AUDITOR, False),
    ],
)
async def test_balances_are_seen_by_who_reaches_the_client(
    db: Database, scene: Scene, view: str, role: Role, sees: bool
) -> None:
    budget_id: UUID = await granted_budget(db, scene)
    rows = await read(db, scene, role, view)
    assert {row["budget_id"] for row in rows} == ({budget_id} if sees else set())


async def test_a_prepared_budget_has_no_balance(db: Database, scene: Scene) -> None:
    await prepared_budget(db, scene)
    assert await read(db, scene, Role.CLIENT, "budget_balance") == []
