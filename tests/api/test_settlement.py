"""Money's last steps over the interface: months, settlements, and exceptions to deadlines."""

from datetime import date

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, rows_at, send
from tests.deliveries.builders import APRIL, MARCH, MAY, Ordered, make_order, visit
from tests.deliveries.builders import send as report
from tests.scene import Scene, make_scene
from tests.settlement.builders import close, make_payment_account, settlements

CONTROLLER, CHECKER, APPROVER = Role.CONTROLLER, Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER
APRIL_DAY = date(2026, 4, 2)


async def settled(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> tuple[Ordered, str]:
    """An order with 34,00 € delivered in April, both months closed; the id of April's settlement."""
    ordered = await make_order(db, scene, all_rows)
    await close(db, scene, MARCH)
    await report(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "v1", 60, APRIL_DAY)])
    await close(db, scene, APRIL)
    (made,) = await settlements(all_rows, scene)
    return ordered, f"Settlement:{made['id']}"


def worker(scene: Scene, role: Role) -> Json:
    return {"id": f"Worker:{scene.actors[role].user_id}", "name": f"Test {role}"}


async def test_one_checks_another_releases(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)
    await make_payment_account(scene, all_rows)
    approver = scene.actors[APPROVER]

    early = await send(api, approver, "controller/ReleaseSettlement", settlementId=settlement_id)
    checked = await done(api, scene.actors[CHECKER], "controller/CheckSettlement", settlementId=settlement_id)
    released = await done(api, approver, "controller/ReleaseSettlement", settlementId=settlement_id)

    assert refusals(early) == [("WRONG_STATE", ["input", "settlementId"])]
    assert (at(checked, "settlement", "state"), at(checked, "settlement", "iban")) == ("CHECKED", None)
    row = at(released, "settlement")
    assert row == {
        "id": settlement_id,
        "month": APRIL,
        "state": "RELEASED",
        "totalCents": 3_400,
        "deliveriesCount": 1,
        "calculatedAt": "2026-05-15T09:00:00.000000Z",
        "checkedAt": "2026-05-15T09:00:00.000000Z",
        "checkedBy": worker(scene, CHECKER),
        "releasedAt": "2026-05-15T09:00:00.000000Z",
        "releasedBy": worker(scene, APPROVER),
        "iban": "FI2112345600000785",
        "producer": {
            "id": f"Producer:{scene.producer_id}",
            "businessId": str(scene.producer_id.int),
            "name": "Kotiapu Oy",
        },
    }


async def test_who_approved_the_producer_does_not_release_its_payment(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)
    await make_payment_account(scene, all_rows, approved_by=scene.actors[APPROVER].user_id)
    await done(api, scene.actors[CHECKER], "controller/CheckSettlement", settlementId=settlement_id)

    refused = await send(
        api, scene.actors[APPROVER], "controller/ReleaseSettlement", settlementId=settlement_id
    )

    assert refusals(refused) == [("SEPARATED_DUTIES", ["input", "settlementId"])]
    assert at(refused, "userErrors", 0, "facts") == [{"name": "duty", "value": "PAYMENT_ACCOUNT"}]
    assert [row["state"] for row in await settlements(all_rows, scene)] == ["CHECKED"]


async def test_foreign_and_false_ids_are_not_found(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)
    _, foreign = await settled(db, elsewhere, all_rows)

    for given in (foreign, f"Settlement:{new_id()}", "Client:1", "x"):
        refused = await send(api, scene.actors[CHECKER], "controller/CheckSettlement", settlementId=given)
        assert refused["settlement"] is None
        assert refusals(refused) == [("NOT_FOUND", ["input", "settlementId"])]
    assert [row["state"] for row in await settlements(all_rows, elsewhere)] == ["CALCULATED"]


async def test_a_producer_sees_its_own_settlements_and_no_more_of_them(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)
    elsewhere = await make_scene(all_rows)
    await settled(db, elsewhere, all_rows)
    one = f'{{ settlement(id: "{settlement_id}") {{ id totalCents }} }}'

    own = await read(api, scene.actors[Role.PRODUCER_REPORTER], "producer/MySettlements")
    seen = await read(api, scene.actors[CHECKER], "controller/Settlements", filter={"state": "CALCULATED"})
    other = await api.data(elsewhere.actors[Role.PRODUCER_ADMINISTRATOR], one)
    beyond = await api.post(
        scene.actors[Role.PRODUCER_REPORTER], "{ settlements { nodes { iban checkedBy { name } } } }"
    )

    assert at(own, "settlements", "totalCount") == 1
    assert at(own, "settlements", "nodes", 0, "totalCents") == 3_400
    assert [each["id"] for each in rows_at(seen, "settlements", "nodes")] == [settlement_id]
    assert other == {"settlement": None}
    assert beyond.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_an_exception_is_granted_seen_and_lets_a_late_month_in(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    late = {
        "externalId": "late",
        "orderId": f"ProducerOrder:{ordered.order_id}",
        "serviceDate": "2026-03-20",
        "quantity": 60,
    }
    wish = {
        "producerId": f"Producer:{scene.producer_id}",
        "month": MARCH,
        "reason": " Järjestelmäkatkos ",
        "validUntil": "2026-05-31",
    }

    refused = await send(api, reporter, "producer/ReportDelivery", delivery=late)
    granted = await done(api, scene.actors[CONTROLLER], "controller/GrantReportingException", **wish)
    accepted = await done(api, reporter, "producer/ReportDelivery", delivery=late)
    seen = await read(api, reporter, "producer/ReportingMonths")

    assert refusals(refused) == [("REPORTING_DEADLINE_PASSED", ["input", "delivery", "serviceDate"])]
    exception = at(granted, "reportingException")
    assert isinstance(exception, dict)
    assert exception == {
        "id": exception["id"],
        "month": MARCH,
        "reason": "Järjestelmäkatkos",
        "validUntil": "2026-05-31",
        "at": "2026-05-15T09:00:00.000000Z",
        "grantedBy": worker(scene, CONTROLLER),
        "producer": {"id": f"Producer:{scene.producer_id}", "name": "Kotiapu Oy"},
    }
    assert accepted["state"] == "ACCEPTED"
    assert [each["id"] for each in rows_at(seen, "reportingExceptions", "nodes")] == [exception["id"]]
    for field, given in (("producerId", f"Producer:{new_id()}"), ("month", 202501)):
        answer = await send(
            api, scene.actors[CONTROLLER], "controller/GrantReportingException", **{**wish, field: given}
        )
        assert refusals(answer) == [("NOT_FOUND", ["input", field])]


async def test_who_may_not_changes_nothing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)
    for role in (CHECKER, APPROVER, Role.SOCIAL_WORKER, Role.PRODUCER_ADMINISTRATOR, Role.AUDITOR):
        await denied(api, scene.actors[role], "controller/CloseMonth", month=MAY, expectedTotalCents=0)
        await denied(
            api,
            scene.actors[role],
            "controller/GrantReportingException",
            producerId=f"Producer:{scene.producer_id}",
            month=MARCH,
            reason="x",
            validUntil="2026-05-31",
        )
    for role in (APPROVER, Role.PRODUCER_COORDINATOR, Role.CLIENT):
        await denied(api, scene.actors[role], "controller/CheckSettlement", settlementId=settlement_id)
    for role in (CONTROLLER, CHECKER, Role.PRODUCER_COORDINATOR):
        await denied(api, scene.actors[role], "controller/ReleaseSettlement", settlementId=settlement_id)

    assert [row["state"] for row in await settlements(all_rows, scene)] == ["CALCULATED"]
    for table, expected in (("period WHERE state = 'CLOSED' AND", 2), ("reporting_exception WHERE", 0)):
        found = await all_rows.fetchval(f"SELECT count(*) FROM {table} organiser_id = $1", scene.organiser_id)
        assert found == expected
