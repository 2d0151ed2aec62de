"""All commands that change one plan wait in one queue (C6)."""

from contextlib import AsyncExitStack
from dataclasses import fields
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.api.plans.mutations import MUTATIONS
from hb.api.request import Request
from hb.api.schema import MUTATIONS as ALL
from hb.kit import commands, queues
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.read import Engine
from tests.api.conftest import Api
from tests.api.refusing import asking, codes_of
from tests.api.sending import Json, count_statements, given
from tests.budgets.builders import granted_budget
from tests.plans.builders import OrderScene, approved_order
from tests.scene import Scene, make_scene

CLIENT, OFFICIAL, REPORTER = Role.CLIENT, Role.SOCIAL_WORKER, Role.PRODUCER_REPORTER
SENDERS = {
    "planApprove": OFFICIAL,
    "planReturn": OFFICIAL,
    "budgetItemsEnd": OFFICIAL,
    "orderAnswer": REPORTER,
}
NOT_QUEUED = {"planStart", "planItemEstimate", "contactDisclose", "disclosureEnd"}
"""One makes the plan, one changes nothing, and two tell a producer's user a place."""


@pytest.fixture
async def ordered(db: Database, scene: Scene) -> tuple[UUID, OrderScene]:
    """A budget, and an accepted order of its plan."""
    budget_id = await granted_budget(db, scene)
    return budget_id, await approved_order(db, scene, budget_id)


def request_of(actor: Actor, db: Database, engine: Engine) -> Request:
    """What the queue of a mutation is found by."""
    return Request(actor, "fi", "1", db, engine, Secrecy(b"d" * 32, b"i" * 32), development=False)


async def queues_of(
    scene: Scene, db: Database, engine: Engine, budget_id: UUID, order: OrderScene
) -> dict[str, object]:
    """The queue of each mutation on plans that has one, for inputs that name the same plan."""
    ids = {
        "plan_id": f"Plan:{order.plan_id}",
        "item_id": f"PlanItem:{order.item_id}",
        "budget_id": f"Budget:{budget_id}",
    }
    joined: dict[str, object] = {}
    for mutation in MUTATIONS:
        if mutation.queue is not None:
            kind = "ProducerOrder" if mutation.name == "orderAnswer" else "Order"
            sent = type("Sent", (), {**ids, "order_id": f"{kind}:{order.order_id}"})()
            actor = scene.actors[SENDERS.get(mutation.name, CLIENT)]
            joined[mutation.name] = await mutation.queue(request_of(actor, db, engine), sent)
    return joined


async def test_all_that_changes_a_plan_joins_its_queue(
    db: Database, scene: Scene, engine: Engine, ordered: tuple[UUID, OrderScene]
) -> None:
    budget_id, order = ordered
    joined = await queues_of(scene, db, engine, budget_id, order)
    assert set(joined.values()) == {order.plan_id}
    assert set(joined) == {mutation.name for mutation in MUTATIONS} - NOT_QUEUED


async def test_who_does_not_see_the_thing_joins_no_queue(
    db: Database,
    scene: Scene,
    engine: Engine,
    all_rows: asyncpg.Connection,
    ordered: tuple[UUID, OrderScene],
) -> None:
    """A plan named by its own id needs no look: the command refuses it."""
    budget_id, order = ordered
    joined = await queues_of(await make_scene(all_rows), db, engine, budget_id, order)
    by_id = {
        mutation.name
        for mutation in MUTATIONS
        if mutation.queue and "plan_id" in {field.name for field in fields(mutation.input_type)}
    }
    assert "planItemAdd" in by_id
    assert {name for name, queue in joined.items() if queue is not None} == by_id


async def test_no_other_mutation_queues() -> None:
    assert [mutation.name for mutation in ALL if mutation.queue and mutation not in MUTATIONS] == []


@pytest.mark.parametrize("name", ["planItemChange", "planItemEnd", "orderAnswer"])
async def test_a_full_queue_is_waited_for(
    api: Api,
    scene: Scene,
    ordered: tuple[UUID, OrderScene],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    _, order = ordered
    sent: Json = {
        "planItemChange": {"itemId": f"PlanItem:{order.item_id}", "quantityPerMonth": 60},
        "planItemEnd": {"itemId": f"PlanItem:{order.item_id}", "lastMonth": 202606},
        "orderAnswer": {"orderId": f"ProducerOrder:{order.order_id}", "accept": True},
    }[name]
    monkeypatch.setattr(queues, "SECONDS", 0.05)
    async with AsyncExitStack() as places:
        for _ in range(queues.AT_ONCE):
            await places.enter_async_context(commands._QUEUES.at(order.plan_id))
        sender = scene.actors[SENDERS.get(name, CLIENT)]
        answer = (await api.post(sender, asking(name), given(**sent))).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BUSY"]


async def test_finding_the_queue_is_one_statement(
    api: Api, scene: Scene, ordered: tuple[UUID, OrderScene], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, order = ordered
    client = scene.actors[CLIENT]
    assert await codes_of(api, client, "planItemEnd", itemId=f"PlanItem:{new_id()}", lastMonth=202606) == [
        "NOT_FOUND"
    ]
    counts = count_statements(monkeypatch)
    item_id = f"PlanItem:{order.item_id}"
    assert await codes_of(api, client, "planItemEnd", itemId=item_id, lastMonth=202606) == []
    assert len(counts) == 2
    assert counts[0] == 1
