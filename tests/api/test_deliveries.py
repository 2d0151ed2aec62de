"""Deliveries over the interface: reported one or many at a time, and seen by producer, client and worker."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import (
    Json,
    at,
    count_statements,
    denied,
    done,
    given,
    operation,
    read,
    refusals,
    rows_at,
    send,
)
from tests.deliveries.builders import APRIL, MAY, Ordered, Wanted, make_order, make_orders, visit
from tests.deliveries.builders import send as report
from tests.scene import Scene, make_care, make_scene

REPORTER = Role.PRODUCER_REPORTER


def row(ordered: Ordered, number: str, quantity: int = 60, day: str = "2026-05-04") -> Json:
    return {
        "externalId": number,
        "orderId": f"ProducerOrder:{ordered.order_id}",
        "serviceDate": day,
        "quantity": quantity,
    }


def client_of(scene: Scene, ordered: Ordered) -> Actor:
    return Actor(scene.organiser_id, ordered.client_id, ordered.client_id, Role.CLIENT)


async def count(all_rows: asyncpg.Connection, table: str, scene: Scene) -> int:
    found = await all_rows.fetchval(
        f"SELECT count(*) FROM {table} WHERE organiser_id = $1", scene.organiser_id
    )
    assert isinstance(found, int)
    return found


async def test_one_delivery_is_reported_once_whatever_the_key(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[REPORTER]

    first = await done(api, reporter, "producer/ReportDelivery", delivery=row(ordered, "v1", 90))
    again = await done(api, reporter, "producer/ReportDelivery", delivery=row(ordered, "v1", 90))

    stored = await all_rows.fetchrow("SELECT * FROM delivery WHERE organiser_id = $1", scene.organiser_id)
    assert stored is not None
    shown = {
        "id": f"ProducerDelivery:{stored['id']}",
        "externalId": "v1",
        "kind": "DELIVERED",
        "serviceDate": "2026-05-04",
        "serviceMonth": MAY,
        "settlementMonth": MAY,
        "quantity": 90,
        "cents": 5_100,
        "reportedAt": "2026-05-15T09:00:00.000000Z",
    }
    assert first == {"state": "ACCEPTED", "delivery": shown}
    assert again == {"state": "ALREADY_REPORTED", "delivery": shown}
    assert await count(all_rows, "delivery", scene) == 1


async def test_a_refused_delivery_tells_code_path_and_numbers(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)

    answer = await send(
        api, scene.actors[REPORTER], "producer/ReportDelivery", delivery=row(ordered, "v1", 601)
    )

    assert answer == {
        "state": "REJECTED",
        "delivery": None,
        "userErrors": [
            {
                "__typename": "Refused",
                "code": "OVER_QUANTITY",
                "message": "The order has 600\u00a0min left for the month.",
                "path": ["input", "delivery", "quantity"],
                "facts": [{"name": "left", "value": "600"}, {"name": "unit", "value": "MINUTES"}],
            }
        ],
    }
    assert await count(all_rows, "delivery", scene) == 0


async def test_each_row_of_a_batch_has_its_result_in_order(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    waiting = await make_order(db, scene, all_rows, Wanted(state="SENT"))
    elsewhere = await make_scene(all_rows)
    foreign = await make_order(db, elsewhere, all_rows)
    reporter = scene.actors[REPORTER]
    await done(api, reporter, "producer/ReportDelivery", delivery=row(ordered, "v1"))
    rows = [
        row(ordered, "v1"),
        row(ordered, "v2", 30) | {"kind": "MISSED"},
        row(ordered, "v2", 30),
        row(ordered, "v1", 61),
        row(waiting, "v3"),
        row(foreign, "v4"),
        row(ordered, "v5") | {"orderId": "Order:1"},
        row(ordered, "v6", day="2026-05-16"),
        row(ordered, "v7", day="2026-03-30"),
        row(ordered, "v8", day="2026-02-01"),
        row(ordered, "v9", -1),
        row(ordered, "  "),
        row(ordered, "v10", 511),
        row(ordered, "v11", 510),
    ]

    answer = await done(api, reporter, "producer/ReportDeliveries", deliveries=rows)

    results = rows_at(answer, "results")
    assert [(each["externalId"], each["state"], each["code"], each["field"]) for each in results] == [
        ("v1", "ALREADY_REPORTED", None, None),
        ("v2", "ACCEPTED", None, None),
        ("v2", "REJECTED", "DUPLICATE_IN_BATCH", "externalId"),
        ("v1", "REJECTED", "DUPLICATE_IN_BATCH", "externalId"),
        ("v3", "REJECTED", "ORDER_NOT_ACCEPTED", "orderId"),
        ("v4", "REJECTED", "NOT_FOUND", "orderId"),
        ("v5", "REJECTED", "NOT_FOUND", "orderId"),
        ("v6", "REJECTED", "DATE_IN_FUTURE", "serviceDate"),
        ("v7", "REJECTED", "REPORTING_DEADLINE_PASSED", "serviceDate"),
        ("v8", "REJECTED", "OUTSIDE_ORDER", "serviceDate"),
        ("v9", "REJECTED", "INVALID_QUANTITY", "quantity"),
        ("  ", "REJECTED", "INVALID_EXTERNAL_ID", "externalId"),
        ("v10", "REJECTED", "OVER_QUANTITY", "quantity"),
        ("v11", "ACCEPTED", None, None),
    ]
    assert [at(results, place, "delivery", "cents") for place in (0, 1, 13)] == [3_400, 1_700, 28_900]
    assert results[8]["facts"] == [{"name": "deadline", "value": "2026-04-15"}]
    assert results[8]["message"] == "Deliveries of the month were to be reported by 15 April 2026."
    assert results[12]["facts"] == [
        {"name": "left", "value": "510"},
        {"name": "unit", "value": "MINUTES"},
    ]
    assert await count(all_rows, "delivery", scene) == 3


async def test_one_bad_row_keeps_all_out_when_asked_to(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    rows = [row(ordered, "v1"), row(ordered, "v2", 0)]

    answer = await done(
        api, scene.actors[REPORTER], "producer/ReportDeliveries", deliveries=rows, onError="REJECT_ALL"
    )

    assert [(each["code"], each["delivery"]) for each in rows_at(answer, "results")] == [
        ("BATCH_REJECTED", None),
        ("INVALID_QUANTITY", None),
    ]
    assert await count(all_rows, "delivery", scene) == 0


async def test_a_batch_is_neither_empty_nor_over_a_thousand(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    for rows in ([], [row(ordered, str(number), 1) for number in range(1_001)]):
        answer = await send(api, scene.actors[REPORTER], "producer/ReportDeliveries", deliveries=rows)
        assert answer["results"] is None
        assert refusals(answer) == [("INVALID_INPUT", ["input", "deliveries"])]
    assert await count(all_rows, "delivery", scene) == 0


async def test_five_hundred_rows_cost_as_many_statements_as_one(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = await make_orders(db, scene, all_rows, 5)
    counts = count_statements(monkeypatch)
    reporter = scene.actors[REPORTER]

    await done(api, reporter, "producer/ReportDeliveries", deliveries=[row(orders[0], "one", 1)])
    single = counts[-1]
    rows = [row(orders[number % 5], f"v{number}", 1) for number in range(500)]
    answer = await done(api, reporter, "producer/ReportDeliveries", deliveries=rows)

    assert {each["state"] for each in rows_at(answer, "results")} == {"ACCEPTED"}
    assert counts[-1] == single


async def test_the_same_key_reads_the_same_results_again(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter, document = scene.actors[REPORTER], operation("producer/ReportDeliveries")
    variables = given(deliveries=[row(ordered, "v1"), row(ordered, "v2", 0)])

    first = await api.data(reporter, document, variables)
    again = await api.data(reporter, document, variables)
    other = given(deliveries=[row(ordered, "v3")]) | {}
    at(other, "input")["idempotencyKey"] = at(variables, "input", "idempotencyKey")  # type: ignore[index]
    reused = await api.data(reporter, document, other)

    assert again == first
    assert at(reused, "deliveriesReport", "userErrors", 0, "code") == "IDEMPOTENCY_KEY_REUSED"
    assert await count(all_rows, "delivery", scene) == 1


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.CLIENT, Role.CONTROLLER])
async def test_who_is_no_producer_reports_nothing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    ordered = await make_order(db, scene, all_rows)

    await denied(api, scene.actors[role], "producer/ReportDelivery", delivery=row(ordered, "v1"))
    await denied(api, scene.actors[role], "producer/ReportDeliveries", deliveries=[row(ordered, "v1")])

    assert (await count(all_rows, "delivery", scene), await count(all_rows, "command", scene)) == (0, 0)


async def test_producer_client_and_worker_see_a_delivery_each_in_their_way(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered, other = await make_orders(db, scene, all_rows, 2)
    worker = scene.actors[Role.SOCIAL_WORKER]
    await make_care(all_rows, scene.organiser_id, ordered.client_id, worker.user_id, scene.team_id)
    visits = [visit(ordered, "v1", 60), visit(ordered, "v2", 30, date(2026, 4, 30)), visit(other, "v3", 15)]
    await report(db, scene.actors[REPORTER], visits)

    mine = await read(api, client_of(scene, ordered), "client/MyDeliveries", filter={"month": MAY})
    cared = await read(api, worker, "ClientDeliveries", client=f"Client:{ordered.client_id}")
    theirs = await read(api, scene.actors[REPORTER], "producer/MyDeliveries", filter={"month": APRIL})

    assert at(mine, "myDeliveries", "totalCount") == 1
    node = at(mine, "myDeliveries", "nodes", 0)
    assert (at(node, "cents"), at(node, "producer", "name")) == (3_400, "Kotiapu Oy")
    assert at(node, "order", "id") == f"Order:{ordered.order_id}"
    assert [each["cents"] for each in rows_at(cared, "deliveries", "nodes")] == [3_400, 1_700]
    assert at(theirs, "producerDeliveries", "totalCount") == 1
    assert at(theirs, "producerDeliveries", "nodes", 0, "order", "id") == f"ProducerOrder:{ordered.order_id}"
    logged = await all_rows.fetch(
        "SELECT operation, client_ids FROM use_log WHERE organiser_id = $1 ORDER BY id", scene.organiser_id
    )
    assert [tuple(each) for each in logged] == [
        (name, [ordered.client_id]) for name in ("MyDeliveries", "ClientDeliveries", "MyDeliveries")
    ]


async def test_nobody_sees_deliveries_of_others(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await report(db, scene.actors[REPORTER], [visit(ordered, "v1")])
    (delivery_id,) = [
        row["id"]
        for row in await all_rows.fetch("SELECT id FROM delivery WHERE organiser_id = $1", scene.organiser_id)
    ]
    elsewhere = await make_scene(all_rows)
    both = f"""{{ delivery(id: "Delivery:{delivery_id}") {{ id }} deliveries {{ totalCount }} }}"""
    own = f"""{{ producerDelivery(id: "ProducerDelivery:{delivery_id}") {{ id }}
        producerDeliveries {{ totalCount }} }}"""

    for actor in (scene.actors[Role.CLIENT], scene.actors[Role.SOCIAL_WORKER]):
        assert await api.data(actor, both) == {"delivery": None, "deliveries": {"totalCount": 0}}
    assert await api.data(elsewhere.actors[REPORTER], own) == {
        "producerDelivery": None,
        "producerDeliveries": {"totalCount": 0},
    }
    assert at(await api.data(scene.actors[REPORTER], own), "producerDeliveries", "totalCount") == 1
    for actor, query in ((scene.actors[Role.CLIENT], own), (scene.actors[REPORTER], both)):
        refused = (await api.post(actor, query)).json()
        assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    stranger = Actor(scene.organiser_id, new_id(), new_id(), Role.CLIENT)
    assert (await api.post(stranger, both)).status_code == 401
