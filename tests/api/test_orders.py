"""Orders over the interface: sent with the approval, answered by the producer, who learns nothing beyond."""

from collections.abc import Iterator

import asyncpg
import pytest
from graphql import GraphQLObjectType, get_named_type

from hb.access.rules import Actor, Role
from hb.api.schema import graphql_schema
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import Json, at, count_statements, denied, done, given, read, refusals, send, text_at
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.books import counts, deliver, reserved
from tests.plans.builders import added_item, approved_order, started_plan, wish_for
from tests.plans.hiding import pseudonym
from tests.scene import Scene, make_producer

CLIENT, OFFICIAL, REPORTER = Role.CLIENT, Role.SOCIAL_WORKER, Role.PRODUCER_REPORTER
BY_VISIT: Json = {"channel": "VISIT", "heard": "Asiakas", "shown": "Tilanne ja vaihtoehdot"}
RECIPIENT = {
    "name": "Aino Äijälä",
    "language": "FI",
    "phone": None,
    "streetAddress": "Metsätie 2",
    "postalCode": "01900",
    "postalOffice": "Nurmijärvi",
    "contactThroughOrganiser": False,
}


async def submitted_plan(api: Api, db: Database, scene: Scene, items: int = 1) -> str:
    """A plan with ten hours of home care in May and June per item, handed in."""
    budget_id = await granted_budget(db, scene)
    plan_id = await started_plan(db, scene, budget_id)
    for _ in range(items):
        await added_item(db, scene, wish_for(scene, plan_id, quantity=600 // items, last_month=202606))
    await done(api, scene.actors[CLIENT], "client/SubmitPlan", planId=f"Plan:{plan_id}")
    return f"Plan:{plan_id}"


async def sent_order(api: Api, db: Database, scene: Scene) -> str:
    """The uuid of the order that the approval of such a plan sends."""
    plan_id = await submitted_plan(api, db, scene)
    approved = await done(api, scene.actors[OFFICIAL], "ApprovePlan", planId=plan_id)
    return text_at(approved, "orders", 0, "id").removeprefix("Order:")


async def rival(all_rows: asyncpg.Connection, scene: Scene) -> Actor:
    """A reporter of another producer approved here."""
    actors: dict[Role, Actor] = {}
    await make_producer(all_rows, scene.organiser_id, scene.actors[Role.PRODUCER_COORDINATOR].user_id, actors)
    return actors[REPORTER]


async def test_official_sees_what_awaits_returns_and_approves(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    official = scene.actors[OFFICIAL]
    plan_id = await submitted_plan(api, db, scene)
    waiting = await read(api, official, "PlansAwaiting")
    assert at(waiting, "plans", "totalCount") == 1
    assert at(waiting, "plans", "nodes", 0, "client", "lastName") == "Äijälä"

    returned = await done(api, official, "ReturnPlan", planId=plan_id, reason="Tarkista tunnit")
    assert [at(returned, "plan", name) for name in ("state", "returnReason")] == ["DRAFT", "Tarkista tunnit"]
    assert at(await read(api, official, "PlansAwaiting"), "plans", "nodes") == []
    await done(api, scene.actors[CLIENT], "client/SubmitPlan", planId=plan_id)
    late = await send(api, official, "ApprovePlan", planId=plan_id, expectedVersion=3)
    assert refusals(late) == [("VERSION_CONFLICT", ["input", "expectedVersion"])]
    assert at(late, "userErrors", 0, "current") == 5

    approved = await done(api, official, "ApprovePlan", planId=plan_id, expectedVersion=5)
    assert [at(approved, "plan", name) for name in ("state", "version")] == ["APPROVED", 6]
    assert at(approved, "orders", 0, "state") == "SENT"
    assert at(approved, "orders", 0, "producer", "name") == "Kotiapu Oy"
    again = await send(api, official, "ApprovePlan", planId=plan_id)
    assert refusals(again) == [("WRONG_STATE", ["input", "planId"])]
    page = await read(api, official, "PlanPage", planId=plan_id)
    assert at(page, "plan", "items", "nodes", 0, "order", "recipient", "name") == "Aino Äijälä"
    assert at(page, "plan", "approvedBy", "name") == "Test SOCIAL_WORKER"
    listed = await read(api, official, "ClientOrders", clientId=f"Client:{scene.client_id}")
    assert at(listed, "orders", "nodes", 0, "id") == at(approved, "orders", 0, "id")
    for filtered, found in (
        (f'planId: "{plan_id}", state: SENT, month: 202605', 1),
        (f'planId: "Plan:{new_id()}"', 0),
        (f'producerId: "Producer:{scene.producer_id}"', 1),
        ("month: 202607", 0),
    ):
        text = f"{{ orders(filter: {{ {filtered} }}) {{ totalCount }} }}"
        assert await api.data(official, text) == {"orders": {"totalCount": found}}, filtered


async def test_producer_reads_its_orders_and_accepts(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    reporter = scene.actors[REPORTER]
    order_id = f"ProducerOrder:{await sent_order(api, db, scene)}"

    waiting = await read(api, reporter, "producer/Orders", filter={"state": "SENT", "month": 202606})
    assert at(waiting, "producerOrders", "totalCount") == 1
    assert at(waiting, "producerOrders", "nodes", 0, "id") == order_id
    name = pseudonym(scene.producer_id, scene.client_id)
    listed = {"name": "Aino Äijälä", "language": "FI", "pseudonym": name}
    assert at(waiting, "producerOrders", "nodes", 0, "recipient") == listed
    page = await read(api, reporter, "producer/OrderPage", producerOrderId=order_id)
    assert at(page, "producerOrder", "recipient") == {
        **RECIPIENT,
        "pseudonym": pseudonym(scene.producer_id, scene.client_id),
    }
    assert at(page, "producerOrder", "months", 1) == {
        "month": 202606,
        "unitCents": 3_400,
        "unitSize": 60,
        "plannedQuantity": 600,
        "reservedCents": 34_000,
        "deliveredQuantity": 0,
        "deliveredCents": 0,
        "deliveriesCount": 0,
        "resolvedAt": None,
    }
    used = await all_rows.fetchrow(
        "SELECT purpose, client_ids FROM use_log WHERE organiser_id = $1 AND operation = 'OrderPage'",
        scene.organiser_id,
    )
    assert used is not None
    assert (used["purpose"], used["client_ids"]) == ("SERVICE_DELIVERY", [scene.client_id])

    accepted = await done(api, reporter, "producer/AnswerOrder", orderId=order_id, accept=True)
    assert at(accepted, "order", "state") == "ACCEPTED"
    twice = await send(api, reporter, "producer/AnswerOrder", orderId=order_id, accept=True)
    assert refusals(twice) == [("WRONG_STATE", ["input", "orderId"])]


async def test_declining_gives_the_money_back_and_hides_the_client(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    reporter = scene.actors[REPORTER]
    order_id = f"ProducerOrder:{await sent_order(api, db, scene)}"
    before = await counts(all_rows, scene)

    bare = await send(api, reporter, "producer/AnswerOrder", orderId=order_id, accept=False)
    assert refusals(bare) == [("INVALID_INPUT", ["input", "reason"])]
    assert await counts(all_rows, scene) == before
    declined = await done(
        api, reporter, "producer/AnswerOrder", orderId=order_id, accept=False, reason="Ei vapaata"
    )

    assert [at(declined, "order", name) for name in ("state", "reason", "recipient")] == [
        "DECLINED",
        "Ei vapaata",
        None,
    ]
    mine = await read(api, scene.actors[CLIENT], "client/MyPlan")
    assert at(mine, "myPlan", "budget", "balance", "reservedCents") == 0


async def test_with_turvakielto_the_producer_gets_no_contact_data(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", scene.client_id)
    order_id = f"ProducerOrder:{await sent_order(api, db, scene)}"

    page = await read(api, scene.actors[REPORTER], "producer/OrderPage", producerOrderId=order_id)

    gone = dict.fromkeys(("phone", "streetAddress", "postalCode", "postalOffice"))
    more = {"contactThroughOrganiser": True, "pseudonym": pseudonym(scene.producer_id, scene.client_id)}
    assert at(page, "producerOrder", "recipient") == {**RECIPIENT, **gone, **more}


def reachable(name: str) -> Iterator[str]:
    """Every type that a selection below this type can reach."""
    found, waiting = {name}, [name]
    while waiting:
        named = graphql_schema().type_map[waiting.pop()]
        if isinstance(named, GraphQLObjectType):
            below = {get_named_type(field.type).name for field in named.fields.values()} - found
            found |= below
            waiting += below
    yield from found


def test_no_selection_leads_from_a_producers_order_to_the_client() -> None:
    forbidden = {"Client", "Budget", "BudgetLine", "LimitBalance", "Plan", "PlanItem", "AssistedChoice"}
    forbidden |= {"Order", "Assessment", "Decision", "Matter", "CareRelationship", "Representation"}
    assert forbidden <= graphql_schema().type_map.keys()
    assert forbidden & set(reachable("ProducerOrder")) == set()
    assert forbidden <= set(reachable("Order"))


@pytest.mark.parametrize(
    "beyond", ["client { id }", "item { id }", "plan { id }", "budget { id }", "clientId"]
)
async def test_selecting_more_than_the_order_is_no_valid_document(
    api: Api, db: Database, scene: Scene, beyond: str
) -> None:
    text = f"{{ producerOrders {{ nodes {{ id recipient {{ name }} {beyond} }} }} }}"
    answer = (await api.post(scene.actors[REPORTER], text)).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_REQUEST"]
    assert "data" not in answer


async def test_producer_reads_no_plan_and_no_order_as_clients_do(
    api: Api, db: Database, scene: Scene
) -> None:
    uuid = await sent_order(api, db, scene)
    for text in (
        f'{{ order(id: "Order:{uuid}") {{ id }} }}',
        "{ orders { totalCount } }",
        "{ plans { totalCount } }",
        "{ myPlans { totalCount } }",
        "{ myPlan { id } }",
        f'{{ planItem(id: "PlanItem:{uuid}") {{ id }} }}',
    ):
        answer = (await api.post(scene.actors[REPORTER], text)).json()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], text


async def test_order_is_for_its_producer_alone(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    uuid = await sent_order(api, db, scene)
    other = await rival(all_rows, scene)
    before = await counts(all_rows, scene)

    for actor in (other, scene.actors[CLIENT], scene.actors[OFFICIAL]):
        seen = await read(api, actor, "producer/OrderPage", producerOrderId=f"ProducerOrder:{uuid}")
        assert seen == {"producerOrder": None}
        assert at(await read(api, actor, "producer/Orders"), "producerOrders", "nodes") == []
    answer: Json = {"orderId": f"ProducerOrder:{uuid}", "accept": True}
    foreign = await send(api, other, "producer/AnswerOrder", **answer)
    assert refusals(foreign) == [("NOT_FOUND", ["input", "orderId"])]
    for role in (CLIENT, OFFICIAL, Role.CONTROLLER):
        await denied(api, scene.actors[role], "producer/AnswerOrder", **answer)
    assert await counts(all_rows, scene) == {**before, "audit_event": before["audit_event"] + 3 + 4}, (
        "S6: three denials, four looks in vain"
    )


async def test_worker_cancels_ends_and_clears_a_budget(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    official = scene.actors[OFFICIAL]
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    kept = await approved_order(db, scene, budget_id, quantity=60)
    sent = await approved_order(db, scene, budget_id, quantity=60, plan_id=kept.plan_id)
    await deliver(db, scene, all_rows, kept.item_id, 202605, 60, 3_400)

    stands = await send(api, official, "CancelOrder", orderId=f"Order:{kept.order_id}", assistance=BY_VISIT)
    assert refusals(stands) == [("DELIVERY_STANDS", ["input", "orderId"])]
    cancelled = await done(
        api, official, "CancelOrder", orderId=f"Order:{sent.order_id}", reason="Muutto", assistance=BY_VISIT
    )
    assert [at(cancelled, "order", "state"), at(cancelled, "item", "state")] == ["CANCELLED", "ENDED"]
    assert at(cancelled, "item", "plan", "budget", "balance", "reservedCents") == 7 * 3_400
    late = {"itemId": f"PlanItem:{kept.item_id}", "lastMonth": 202609}
    ended = await done(api, official, "EndItem", assistance=BY_VISIT, **late)
    assert at(ended, "item", "lastMonth") == 202609
    assert at(ended, "plan", "budget", "balance", "reservedCents") == 4 * 3_400
    ids: Json = {"budgetId": f"Budget:{budget_id}", "lastMonth": 202605}
    await denied(api, scene.actors[Role.SERVICE_GUIDE], "EndBudgetItems", **ids)
    cleared = await done(api, official, "EndBudgetItems", **ids)
    assert at(cleared, "items", 0, "id") == f"PlanItem:{kept.item_id}"
    assert at(cleared, "budget", "balance") == {
        "grantedCents": 816_000,
        "reservedCents": 0,
        "usedCents": 3_400,
        "usableCents": 608_600,
        "lapsedCents": 204_000,
    }
    assert await reserved(all_rows, budget_id) == 0


async def test_orders_take_one_statement_and_a_log_row_whatever_their_number(
    api: Api, db: Database, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = scene.actors[REPORTER]
    plan_id = await submitted_plan(api, db, scene, items=6)
    approved = await api.data(
        scene.actors[OFFICIAL], document("social_worker", "ApprovePlan"), given(planId=plan_id)
    )
    assert len(at(approved, "planApprove", "orders")) == 6  # type: ignore[arg-type]  # a list
    statements = count_statements(monkeypatch)

    one = await read(api, reporter, "producer/Orders", first=1)
    rest = await read(
        api, reporter, "producer/Orders", after=at(one, "producerOrders", "pageInfo", "endCursor")
    )

    nodes = [*at(one, "producerOrders", "nodes"), *at(rest, "producerOrders", "nodes")]  # type: ignore[misc]  # lists
    assert len({at(node, "id") for node in nodes}) == 6
    assert statements[-2:] == [2, 3]  # a page that follows looks up its place
    nothing = await read(api, reporter, "producer/OrderPage", producerOrderId=f"ProducerOrder:{new_id()}")
    assert at(nothing, "producerOrder") is None
