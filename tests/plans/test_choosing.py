"""Adding services to a plan on PostgreSQL: what is reserved, what is refused, what is left untouched."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.catalogue.model import price
from hb.catalogue.rules import PriceNotFound, TimeOfWeek
from hb.kit.db import Database
from hb.kit.errors import DomainError, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from hb.ledger.rules import BudgetExceeded, ExceededLimit, Measure
from hb.plans import service as plans
from hb.plans.rules import (
    LineMismatch,
    MonthOutsideBudget,
    MonthOver,
    OfferingNotAvailable,
    PlanAlreadyOpen,
    PlanStarted,
)
from hb.producers.rules import ProducerNotApproved
from tests.budgets.builders import HOME_CARE, granted_budget, prepared_budget
from tests.clock import utc
from tests.plans.books import counts, months_of, reserved
from tests.plans.builders import BY_PHONE, added_item, do, sent_orders, started_plan, wish_for
from tests.scene import Scene, put


async def test_budget_has_one_open_plan(db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene)
    await started_plan(db, scene, budget_id)

    with pytest.raises(PlanAlreadyOpen):
        await started_plan(db, scene, budget_id, scene.actors[Role.SERVICE_GUIDE])


async def test_budget_without_decision_has_no_plan(db: Database, scene: Scene) -> None:
    budget_id = await prepared_budget(db, scene)
    with pytest.raises(WrongState) as refused:
        await do(db, scene.actors[Role.SERVICE_GUIDE], PlanStarted, plans.start_plan, budget_id)
    assert refused.value.facts == {"state": "PREPARED"}


async def test_price_of_each_month_is_that_of_its_first_service_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    await all_rows.execute(
        "UPDATE price SET valid_until = '2026-06-30' WHERE id = $1", scene.prices["HOME_CARE"]
    )
    await put(
        all_rows,
        price,
        organiser_id=scene.organiser_id,
        id=new_id(),
        offering_id=scene.offerings["HOME_CARE"],
        unit_cents=3600,
        evening_percent=115,
        saturday_percent=120,
        sunday_percent=200,
        valid_from=date(2026, 7, 1),
        state="APPROVED",
        proposed_by=scene.producer_id,
        proposed_at=utc(2026, 5, 1),
        decided_by=scene.producer_id,
        decided_at=utc(2026, 5, 2),
    )

    wish = wish_for(scene, plan_id, quantity=90, last_month=202607, time_of_week=TimeOfWeek.EVENING)
    item_id = await added_item(db, scene, wish)

    assert await months_of(all_rows, item_id) == [
        (202605, 90, 5_865, 0, 0, True),
        (202606, 90, 5_865, 0, 0, True),
        (202607, 90, 6_210, 0, 0, True),
    ]
    assert await reserved(all_rows, budget_id) == 17_940


async def test_month_without_price_is_refused_with_the_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await all_rows.execute(
        "UPDATE price SET valid_until = '2026-06-30' WHERE id = $1", scene.prices["HOME_CARE"]
    )
    before = await counts(all_rows, scene)
    with pytest.raises(PriceNotFound) as refused:
        await added_item(db, scene, wish_for(scene, plan_id))
    assert refused.value.facts == {"day": "2026-07-01"}
    assert await counts(all_rows, scene) == before


async def test_more_than_the_budget_is_refused_with_what_each_limit_has(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    plan_id = await started_plan(db, scene, budget_id)
    await added_item(db, scene, wish_for(scene, plan_id, quantity=900, last_month=202605))
    before = await counts(all_rows, scene)

    with pytest.raises(BudgetExceeded) as refused:
        await added_item(db, scene, wish_for(scene, plan_id, quantity=360, last_month=202606))

    assert refused.value.facts == {"available_cents": 17_000}
    assert refused.value.limits == (
        ExceededLimit(0, 202605, Measure.CENTS, 17_000, 20_400),
        ExceededLimit(1, 202605, Measure.MINUTES, 300, 360),
    )
    assert await counts(all_rows, scene) == before
    assert await reserved(all_rows, budget_id) == 51_000


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"first_month": 202604, "last_month": 202605, "category": "HOME_CARE"}, None),
        ({"first_month": 202603}, MonthOver),
        ({"first_month": 202512}, MonthOutsideBudget),
        ({"last_month": 202701}, MonthOutsideBudget),
        ({"quantity": 0}, InvalidInput),
        ({"first_month": 202613}, InvalidInput),
        ({"line_no": 9}, NotFound),
        ({"line_no": 2}, LineMismatch),
        ({"offering_id": new_id()}, NotFound),
        ({"plan_id": new_id()}, NotFound),
        ({"expected_version": 7}, VersionConflict),
        ({"assistance": BY_PHONE}, InvalidInput),
    ],
)
async def test_wish_that_breaks_a_rule_is_refused_and_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    change: dict[str, object],
    refusal: type[DomainError] | None,
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    before = await counts(all_rows, scene)
    wish = wish_for(scene, **{"plan_id": plan_id, "quantity": 60, **change})  # type: ignore[arg-type]
    if refusal is None:
        await added_item(db, scene, wish)
        return
    with pytest.raises(refusal):
        await added_item(db, scene, wish)
    assert await counts(all_rows, scene) == before


@pytest.mark.parametrize(
    ("sql", "refusal"),
    [
        ("UPDATE offering SET state = 'WITHDRAWN' WHERE organiser_id = $1", OfferingNotAvailable),
        ("UPDATE producer_approval SET state = 'REVOKED' WHERE organiser_id = $1", ProducerNotApproved),
        ("UPDATE budget SET state = 'ENDED' WHERE organiser_id = $1", WrongState),
        ("UPDATE plan SET state = 'CLOSED' WHERE organiser_id = $1", WrongState),
    ],
)
async def test_what_was_closed_meanwhile_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, sql: str, refusal: type[DomainError]
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await all_rows.execute(sql, scene.organiser_id)
    with pytest.raises(refusal):
        await added_item(db, scene, wish_for(scene, plan_id))


async def test_flexible_line_pays_for_any_category(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    cleaning = await added_item(db, scene, wish_for(scene, plan_id, "CLEANING", 60))
    physio = await added_item(db, scene, wish_for(scene, plan_id, "PHYSIOTHERAPY", 1, line_no=3))
    earmarked = await added_item(db, scene, wish_for(scene, plan_id, "PHYSIOTHERAPY", 1))
    assert [
        await all_rows.fetchval("SELECT line_no FROM plan_item WHERE id = $1", item_id)
        for item_id in (cleaning, physio, earmarked)
    ] == [3, 3, 2]
    assert await reserved(all_rows, budget_id) == 8 * (3_200 + 5_430 + 5_430)


async def test_adding_to_an_approved_plan_makes_it_a_draft_and_sent_orders_stay(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    (first,) = await sent_orders(db, scene, plan_id)

    await added_item(db, scene, wish_for(scene, plan_id, "PHYSIOTHERAPY", 1))

    assert await all_rows.fetchval("SELECT state FROM plan WHERE id = $1", plan_id) == "DRAFT"
    assert await all_rows.fetchval("SELECT state FROM service_order WHERE id = $1", first) == "SENT"
    (second,) = await sent_orders(db, scene, plan_id)
    assert second != first
    assert (
        await all_rows.fetchval("SELECT count(*) FROM service_order WHERE client_id = $1", scene.client_id)
        == 2
    )


async def test_months_the_organiser_has_not_opened_yet_are_opened(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    await all_rows.execute("DELETE FROM period WHERE organiser_id = $1", scene.organiser_id)

    await added_item(db, scene, wish_for(scene, plan_id, first_month=202604, last_month=202606))

    periods = await all_rows.fetch(
        "SELECT month, reporting_deadline FROM period WHERE organiser_id = $1 ORDER BY month",
        scene.organiser_id,
    )
    assert [tuple(period) for period in periods] == [
        (202604, date(2026, 5, 15)),
        (202605, date(2026, 6, 15)),
        (202606, date(2026, 7, 15)),
    ]
    assert await reserved(all_rows, budget_id) == 102_000
