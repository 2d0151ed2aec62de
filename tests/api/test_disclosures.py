"""Turvakielto over the interface: the urgent task, the disclosure, and what its log shows to whom."""

from datetime import date

import asyncpg

from hb.access.rules import Actor, Role, Scope
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.producers.model import producer_user
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, rows_at, send, text_at
from tests.budgets.builders import granted_budget
from tests.clients.builders import make_worker
from tests.plans.builders import approved_order
from tests.plans.hiding import make_on_call, make_own_worker
from tests.scene import Scene, put

REPORTER, GUIDE = Role.PRODUCER_REPORTER, Role.SERVICE_GUIDE


async def hide(api: Api, scene: Scene, **more: object) -> None:
    """A worker records turvakielto."""
    await done(
        api,
        scene.actors[GUIDE],
        "ChangeContact",
        clientId=f"Client:{scene.client_id}",
        expectedVersion=1,
        contact={"language": "FI", "streetAddress": "Metsätie 2", "postalCode": "01900"},
        nonDisclosure=True,
        **more,
    )


def wish(scene: Scene, order_id: object, **changes: object) -> Json:
    """The place for the scene's reporter, today and tomorrow."""
    return {
        "orderId": f"Order:{order_id}",
        "producerUserId": f"ProducerUser:{scene.actors[REPORTER].user_id}",
        "firstDay": "2026-05-15",
        "lastDay": "2026-05-16",
        "reason": "Illan käynti",
        **changes,
    }


async def make_program(rows: asyncpg.Connection, scene: Scene) -> str:
    """The id of a program of the scene's producer."""
    user_id = new_id()
    await put(
        rows,
        producer_user,
        id=user_id,
        producer_id=scene.producer_id,
        name="Tietojärjestelmä",
        role=Role.SERVICE_ACCOUNT,
        valid_from=date(2026, 1, 1),
    )
    return f"ProducerUser:{user_id}"


async def street(api: Api, actor: Actor, order_id: object) -> object:
    """The street address that a producer's user reads of an order's client."""
    page = await read(api, actor, "producer/OrderPage", producerOrderId=f"ProducerOrder:{order_id}")
    return at(page, "producerOrder", "recipient", "streetAddress")


async def test_l1_tonights_visit_still_happens(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """From the task to the disclosure: the worker on call, who reaches the client by emergency access."""
    on_call, reporter = await make_on_call(all_rows, scene), scene.actors[REPORTER]
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await hide(api, scene)
    assert await street(api, reporter, order.order_id) is None

    listed = await read(api, on_call, "UrgentTasks", filter={"state": "OPEN"})
    (task,) = rows_at(listed, "urgentTasks", "nodes")
    assert [task[name] for name in ("kind", "state", "clientId")] == [
        "VISIT_WITHOUT_ADDRESS",
        "OPEN",
        f"Client:{scene.client_id}",
    ]
    assert task["orders"] == [
        {
            "orderId": f"Order:{order.order_id}",
            "producer": {"id": f"Producer:{scene.producer_id}", "name": "Kotiapu Oy"},
            "firstMonth": 202605,
            "lastMonth": 202612,
        }
    ]
    before = await read(api, on_call, "UrgentTaskPage", urgentTaskId=task["id"])
    assert at(before, "urgentTask", "client") is None
    await done(api, on_call, "OpenEmergencyAccess", clientId=task["clientId"], reason="Illan käynti")
    program = await make_program(all_rows, scene)
    users = await read(api, on_call, "ProducerUsers", producerId=at(task, "orders", 0, "producer", "id"))
    named = [row["id"] for row in rows_at(users, "producer", "users") if row["role"] == REPORTER]
    assert program not in {row["id"] for row in rows_at(users, "producer", "users")}
    disclosed = await done(
        api, on_call, "DiscloseContact", **wish(scene, order.order_id, producerUserId=named[0])
    )
    assert [at(disclosed, "disclosure", name) for name in ("firstDay", "lastDay", "reason", "role")] == [
        "2026-05-15",
        "2026-05-16",
        "Illan käynti",
        "ON_CALL_WORKER",
    ]
    assert await street(api, reporter, order.order_id) == "Metsätie 2"
    assert await street(api, scene.actors[Role.PRODUCER_ADMINISTRATOR], order.order_id) is None
    used = await all_rows.fetchval(
        "SELECT count(*) FROM use_log WHERE organiser_id = $1 AND actor_id = $2 AND operation = 'OrderPage'"
        " AND client_ids = ARRAY[$3::uuid]",
        scene.organiser_id,
        reporter.user_id,
        scene.client_id,
    )
    assert used == 2, "the read before and the read of the disclosed place"
    closed = await done(api, on_call, "CloseUrgentTask", taskId=task["id"])
    assert [at(closed, "task", "state"), at(closed, "task", "doneBy", "name")] == [
        "DONE",
        "Test ON_CALL_WORKER",
    ]
    twice = await send(api, on_call, "CloseUrgentTask", taskId=task["id"])
    assert refusals(twice) == [("WRONG_STATE", ["input", "taskId"])]
    stranger = await make_worker(all_rows, scene, GUIDE)
    foreign = await send(api, stranger, "CloseUrgentTask", taskId=task["id"])
    assert refusals(foreign) == [("NOT_FOUND", ["input", "taskId"])]
    for reader, ids in ((scene.actors[GUIDE], [task["id"]]), (stranger, [])):
        rows = rows_at(await read(api, reader, "UrgentTasks"), "urgentTasks", "nodes")
        assert [row["id"] for row in rows] == ids
    await denied(api, scene.actors[Role.CLIENT], "CloseUrgentTask", taskId=task["id"])


async def test_log_of_disclosures_is_shown_to_client_auditor_and_workers(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    owner = await make_own_worker(all_rows, scene, GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await hide(api, scene)
    made = await done(api, owner, "DiscloseContact", **wish(scene, order.order_id))
    disclosure_id = text_at(made, "disclosure", "id")

    mine = await read(api, scene.actors[Role.CLIENT], "client/MyDisclosures")
    assert at(mine, "disclosures", "totalCount") == 1
    assert at(mine, "disclosures", "nodes", 0, "producer", "name") == "Kotiapu Oy"
    log = await read(api, scene.actors[Role.AUDITOR], "auditor/DisclosureLog", filter={"onDay": "2026-05-16"})
    assert at(log, "disclosures", "nodes", 0, "producerUser", "name") == f"Test {REPORTER}"
    after = await read(
        api, scene.actors[Role.AUDITOR], "auditor/DisclosureLog", filter={"onDay": "2026-05-17"}
    )
    assert at(after, "disclosures", "totalCount") == 0
    page = await read(api, scene.actors[Role.TEAM_LEADER], "DisclosurePage", disclosureId=disclosure_id)
    assert at(page, "disclosure", "order", "id") == f"Order:{order.order_id}"
    case = await read(api, owner, "ClientTimeline", id=f"Client:{scene.client_id}", first=50)
    entries = [row["__typename"] for row in rows_at(case, "client", "timeline", "nodes")]
    assert entries.count("ContactDisclosed") == 1

    ended = await done(api, owner, "EndDisclosure", disclosureId=disclosure_id)
    assert at(ended, "disclosure", "ended", "worker", "id") == f"Worker:{owner.user_id}"
    assert await street(api, scene.actors[REPORTER], order.order_id) is None
    again = await send(api, owner, "EndDisclosure", disclosureId=disclosure_id)
    assert refusals(again) == [("WRONG_STATE", ["input", "disclosureId"])]
    nothing = await send(api, owner, "EndDisclosure", disclosureId=f"Disclosure:{new_id()}")
    assert refusals(nothing) == [("NOT_FOUND", ["input", "disclosureId"])]
    await denied(api, scene.actors[Role.CLIENT], "EndDisclosure", disclosureId=disclosure_id)


async def test_guardian_in_financial_matters_sees_no_disclosure(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    owner = await make_own_worker(all_rows, scene, GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await hide(api, scene)
    await done(api, owner, "DiscloseContact", **wish(scene, order.order_id))
    guardian = scene.actors[Role.REPRESENTATIVE]
    entries = "{ me { timeline(first: 50) { nodes { __typename } } } }"
    full = rows_at(await api.data(scene.actors[Role.CLIENT], entries), "me", "timeline", "nodes")
    assert full.count({"__typename": "ContactDisclosed"}) == 1

    await all_rows.execute(
        "UPDATE reach SET scope = $2 WHERE client_id = $1 AND ground = 'REPRESENTATION'",
        scene.client_id,
        Scope.FINANCIAL,
    )

    narrow = rows_at(await api.data(guardian, entries), "me", "timeline", "nodes")
    assert narrow.count({"__typename": "ContactDisclosed"}) == 0
    answer = (await api.post(guardian, "{ disclosures { totalCount } }")).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


async def test_disclosing_is_refused_in_words(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    owner = await make_own_worker(all_rows, scene, GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))
    seen = await send(api, owner, "DiscloseContact", **wish(scene, order.order_id))
    assert refusals(seen) == [("NOTHING_TO_DISCLOSE", ["input", "orderId"])]
    assert at(seen, "userErrors", 0, "message") == (
        "The address cannot be disclosed: the producer already sees it, the order has ended, or the producer "
        "is approved no more."
    )
    await hide(api, scene)
    for changes, refusal in (
        ({"lastDay": "2027-01-16"}, ("INVALID_INPUT", ["input", "lastDay"])),
        ({"firstDay": "2026-05-14"}, ("INVALID_INPUT", ["input", "firstDay"])),
        ({"reason": " "}, ("INVALID_INPUT", ["input", "reason"])),
        ({"orderId": f"Order:{new_id()}"}, ("NOT_FOUND", ["input", "orderId"])),
        ({"producerUserId": f"ProducerUser:{new_id()}"}, ("NOT_FOUND", ["input", "producerUserId"])),
    ):
        refused = await send(api, owner, "DiscloseContact", **wish(scene, order.order_id, **changes))
        assert refusals(refused) == [refusal], changes
    for role in (Role.CLIENT, Role.TEAM_LEADER, Role.SOCIAL_WORKER):
        await denied(api, scene.actors[role], "DiscloseContact", **wish(scene, order.order_id))
    assert (
        await all_rows.fetchval("SELECT count(*) FROM disclosure WHERE client_id = $1", scene.client_id) == 0
    )
