"""What becomes of reported deliveries: each row its own outcome, money moved exactly, nothing half done."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.deliveries.rules import DeliveryOutcome, OnError, OutcomeState, ReportedDelivery
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput
from hb.kit.ids import new_id
from hb.ledger.rules import Balance, Measure
from tests.deliveries.builders import APRIL, MAY, QUANTITY, Wanted, balance, make_order, send, visit
from tests.scene import Scene

ACCEPTED, ALREADY, REJECTED = OutcomeState


async def test_a_delivery_draws_its_month_and_nothing_else(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)

    (outcome,) = await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 90)])

    assert (outcome.state, outcome.cents, outcome.code) == (ACCEPTED, 5100, None)
    assert await balance(all_rows, ordered, 0, 0, Measure.CENTS) == Balance(240_000, 130_900, 5_100)
    assert await balance(all_rows, ordered, 1, 0, Measure.CENTS) == Balance(240_000, 130_900, 5_100)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(60_000, 28_900, 5_100)
    assert await balance(all_rows, ordered, 1, MAY, Measure.MINUTES) == Balance(1_200, 510, 90)
    assert await balance(all_rows, ordered, 0, APRIL, Measure.CENTS) == Balance(60_000, 34_000, 0)
    delivery = await all_rows.fetchrow("SELECT * FROM delivery WHERE id = $1", outcome.delivery_id)
    assert delivery is not None
    assert (delivery["service_month"], delivery["settlement_month"], delivery["cents"]) == (MAY, 202605, 5100)
    drawn = await all_rows.fetch("SELECT * FROM transfer WHERE id = $1", delivery["transfer_id"])
    assert [
        (row["code"], row["cents"], row["minutes"], row["pieces"], row["rows_count"]) for row in drawn
    ] == [("DRAW", 5100, 90, 0, 1)]
    counted = await all_rows.fetchrow(
        "SELECT delivered_quantity, delivered_cents, deliveries_count FROM plan_item_month"
        " WHERE item_id = $1 AND month = $2",
        ordered.item_id,
        MAY,
    )
    assert tuple(counted or ()) == (90, 5100, 1)


async def test_a_service_priced_by_sixty_pieces_is_counted_in_pieces(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """What a quantity counts is the month's measure, whatever the size of the price's unit (C10)."""
    wanted = Wanted(quantity=120, unit_cents=6_000, measure=Measure.PIECES)
    ordered = await make_order(db, scene, all_rows, wanted)

    (outcome,) = await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 45)])

    assert (outcome.state, outcome.cents) == (ACCEPTED, 4_500)
    drawn = await all_rows.fetch(
        "SELECT * FROM transfer WHERE code = 'DRAW' AND client_id = $1", ordered.client_id
    )
    assert [(row["cents"], row["minutes"], row["pieces"]) for row in drawn] == [(4_500, 0, 45)]
    assert await balance(all_rows, ordered, 1, MAY, Measure.MINUTES) == Balance(1_200, 0, 0)


async def test_each_bad_row_is_told_its_own_reason(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    waiting = await make_order(db, scene, all_rows, Wanted(state="SENT"))
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await send(db, reporter, [visit(ordered, "old", 60)])
    unknown = ReportedDelivery("9", new_id(), visit(ordered, "9").kind, date(2026, 5, 4), 60)

    outcomes = await send(
        db,
        reporter,
        [
            visit(ordered, "old", 60),
            visit(ordered, "old", 61),
            visit(ordered, "1", 10**30),
            visit(ordered, "2", 540),
            visit(ordered, "3", 1),
            visit(ordered, "4", 0),
            visit(ordered, "5", 60, date(2026, 5, 16)),
            visit(waiting, "6"),
            visit(ordered, "7", 60, date(2026, 2, 28)),
            visit(ordered, "8", 60, date(2026, 3, 31)),
            unknown,
            visit(ordered, "2", 540),
            visit(ordered, ""),
            visit(ordered, "10", 30, date(2026, 4, 30)),
        ],
    )

    assert [(one.state, one.code, one.field, one.facts) for one in outcomes] == [
        (ALREADY, None, None, {}),
        (REJECTED, "DUPLICATE_IN_BATCH", "externalId", {}),
        (REJECTED, "OVER_QUANTITY", "quantity", {"left": 540, "unit": "MINUTES"}),
        (ACCEPTED, None, None, {}),
        (REJECTED, "OVER_QUANTITY", "quantity", {"left": 0, "unit": "MINUTES"}),
        (REJECTED, "INVALID_QUANTITY", "quantity", {}),
        (REJECTED, "DATE_IN_FUTURE", "serviceDate", {}),
        (REJECTED, "ORDER_NOT_ACCEPTED", "orderId", {"state": "SENT"}),
        (REJECTED, "OUTSIDE_ORDER", "serviceDate", {"month": 202602}),
        (REJECTED, "REPORTING_DEADLINE_PASSED", "serviceDate", {"deadline": "2026-04-15"}),
        (REJECTED, "NOT_FOUND", "orderId", {}),
        (REJECTED, "DUPLICATE_IN_BATCH", "externalId", {}),
        (REJECTED, "INVALID_EXTERNAL_ID", "externalId", {}),
        (ACCEPTED, None, None, {}),
    ]
    assert (outcomes[3].cents, outcomes[13].cents) == (30_600, 1_700)
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(60_000, 0, 34_000)
    again = await send(db, reporter, [visit(ordered, "old", 61)])
    assert again[0].code == "DUPLICATE_WITH_OTHER_CONTENT"
    assert await _told(all_rows, scene) == [
        (scene.producer_id, {"count": 11}),
        (scene.producer_id, {"count": 1}),
    ]
    audited = await all_rows.fetch(
        "SELECT client_id, subject_id, facts FROM audit_event WHERE organiser_id = $1"
        " AND action = 'delivery:report' AND outcome = 'DONE' ORDER BY id",
        scene.organiser_id,
    )
    assert [(row["client_id"], row["facts"]) for row in audited[2:]] == [
        (ordered.client_id, {"accepted": 2, "cents": 32_300}),
        (None, {"accepted": 2, "already_reported": 1, "rejected": 11, "cents": 32_300}),
        (None, {"accepted": 0, "already_reported": 0, "rejected": 1, "cents": 0}),
    ]
    assert {row["subject_id"] for row in audited} == {scene.producer_id}


async def _told(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[object, ...]]:
    rows = await all_rows.fetch(
        "SELECT recipient_id, facts FROM message WHERE organiser_id = $1 ORDER BY id", scene.organiser_id
    )
    return [tuple(row) for row in rows]


async def test_parts_of_a_month_add_up_to_its_price(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    # Seven minutes at 34,01 € an hour are 396.78 cents.
    ordered = await make_order(db, scene, all_rows, Wanted(quantity=21, unit_cents=3401))

    outcomes = [
        (await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, str(number), 7)]))[0].cents
        for number in range(3)
    ]

    assert outcomes == [397, 397, 396]
    assert await balance(all_rows, ordered, 0, MAY, Measure.CENTS) == Balance(60_000, 0, 1_190)


async def test_all_or_nothing_posts_nothing_when_one_row_is_bad(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    rows = [visit(ordered, "1"), visit(ordered, "2", 0)]

    refused = await send(db, reporter, rows, OnError.REJECT_ALL)
    ill_formed = await send(db, reporter, [rows[0], visit(ordered, " ")], OnError.REJECT_ALL)

    assert [one.code for one in refused] == ["BATCH_REJECTED", "INVALID_QUANTITY"]
    assert [one.code for one in ill_formed] == ["BATCH_REJECTED", "INVALID_EXTERNAL_ID"]
    assert await _counts(all_rows, scene) == (0, 0)
    assert [one.state for one in await send(db, reporter, rows[:1], OnError.REJECT_ALL)] == [ACCEPTED]
    assert [one.state for one in await send(db, reporter, rows[:1], OnError.REJECT_ALL)] == [ALREADY]


async def test_an_order_of_another_producer_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    own = scene.actors[Role.PRODUCER_REPORTER]
    stranger = type(own)(own.organiser_id, new_id(), new_id(), Role.PRODUCER_REPORTER)

    outcome, again = await send(db, stranger, [visit(ordered, "1"), visit(ordered, "2")])

    assert outcome == DeliveryOutcome("1", REJECTED, code="NOT_FOUND", field="orderId")
    assert again.code == "NOT_FOUND"
    assert await _counts(all_rows, scene) == (0, 0)
    looks = await all_rows.fetch(
        "SELECT actor_id, action, client_id, subject_id, facts FROM audit_event"
        " WHERE organiser_id = $1 AND outcome = 'OUT_OF_REACH'",
        scene.organiser_id,
    )
    facts = {"code": "NOT_FOUND", "type": "ProducerOrder"}
    assert [tuple(row) for row in looks] == [
        (stranger.user_id, "delivery:report", None, ordered.order_id, facts)
    ], "S6: one row for the order that was asked for"


@pytest.mark.parametrize(
    "role",
    [
        Role.SERVICE_GUIDE,
        Role.SOCIAL_WORKER,
        Role.CLIENT,
        Role.CONTROLLER,
        Role.PAYMENT_APPROVER,
        Role.AUDITOR,
    ],
)
async def test_a_role_that_may_not_report_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    ordered = await make_order(db, scene, all_rows)

    with pytest.raises(Forbidden):
        await send(db, scene.actors[role], [visit(ordered, "1")])

    assert await _counts(all_rows, scene) == (0, 0)


async def test_a_batch_has_one_to_a_thousand_rows(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]

    for count in (0, 1001):
        with pytest.raises(InvalidInput):
            await send(db, reporter, [visit(ordered, str(number), 1) for number in range(count)])
    outcomes = await send(db, reporter, [visit(ordered, str(number), 1) for number in range(1000)])

    assert [one.state for one in outcomes] == [ACCEPTED] * QUANTITY + [REJECTED] * 400


async def _counts(all_rows: asyncpg.Connection, scene: Scene) -> tuple[int, int]:
    """How many deliveries and drawings the organiser has."""
    deliveries = await all_rows.fetchval(
        "SELECT count(*) FROM delivery WHERE organiser_id = $1", scene.organiser_id
    )
    draws = await all_rows.fetchval(
        "SELECT count(*) FROM transfer WHERE organiser_id = $1 AND code = 'DRAW'", scene.organiser_id
    )
    return deliveries, draws
