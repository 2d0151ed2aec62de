"""A recorded death ends representation, own sign-in and messages at once, and a wrong one is corrected."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import PERMISSIONS, Actor, Permission, Role
from hb.access.service import valid_actor
from hb.clients import service as clients
from hb.clients.rules import ClientHasDied
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.messages.model import message
from hb.messages.rules import Event, Subject, SubjectType
from hb.plans import service as plans
from hb.plans.rules import OrderAnswer, OrderMoved
from tests.budgets.builders import granted_budget
from tests.clients.builders import command, counts
from tests.clients.test_representation import record, wish_for
from tests.persons.builders import record_death, sees
from tests.plans.builders import added_item, approved_order, do, sent_orders, started_plan
from tests.plans.builders import wish_for as item_wish
from tests.scene import NOW, Scene, put

TODAY, DAY = date(2026, 5, 15), date(2026, 5, 13)
WRITTEN = (
    "death_record",
    "death_ending",
    "representation",
    "reach",
    "role_assignment",
    "message",
    "audit_event",
)


async def admitted(db: Database, actor: Actor) -> Actor | None:
    """The actor as signing in makes it, or none."""
    asking = Actor(actor.organiser_id, actor.user_id, actor.user_id, actor.role, actor.on_behalf_of)

    async def work(tx: Transaction) -> Actor | None:
        return await valid_actor(tx, asking.organiser_id, asking.user_id, asking.role, asking.on_behalf_of)

    return await db.run(asking.context("read"), work)


async def make_waiting(
    connection: asyncpg.Connection, scene: Scene, recipient_id: UUID, client_id: UUID, state: str = "WAITING"
) -> UUID:
    message_id = new_id()
    await put(
        connection,
        message,
        organiser_id=scene.organiser_id,
        id=message_id,
        recipient_id=recipient_id,
        client_id=client_id,
        event="DECISION_MADE",
        channel="LETTER",
        state=state,
        language="fi",
        title="Päätös",
        body="Päätös on tehty.",
        facts={},
        at=NOW,
    )
    return message_id


async def states(connection: asyncpg.Connection, ids: list[UUID]) -> list[str]:
    rows = {
        row["id"]: row["state"]
        for row in await connection.fetch("SELECT id, state FROM message WHERE id = ANY($1)", ids)
    }
    return [rows[message_id] for message_id in ids]


async def told(connection: asyncpg.Connection, scene: Scene, *events: Event) -> set[tuple[str, UUID]]:
    rows = await connection.fetch(
        "SELECT event, recipient_id FROM message WHERE organiser_id = $1 AND event = ANY($2)",
        scene.organiser_id,
        list(events),
    )
    return {(row["event"], row["recipient_id"]) for row in rows}


async def test_representative_and_client_see_nothing_from_the_act_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, client = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.CLIENT]
    representative = scene.actors[Role.REPRESENTATIVE]
    assert [await sees(db, actor, scene.client_id) for actor in (guide, client, representative)] == [True] * 3

    await record_death(db, guide, scene.client_id, DAY)

    assert [await sees(db, actor, scene.client_id) for actor in (guide, client, representative)] == [
        True,
        False,
        False,
    ]
    assert [await admitted(db, actor) for actor in (client, representative)] == [None, None]
    row = await all_rows.fetchrow("SELECT died_on, version FROM client WHERE id = $1", scene.client_id)
    assert row is not None
    assert tuple(row) == (DAY, 2)
    facts = await all_rows.fetchval(
        "SELECT facts FROM audit_event WHERE client_id = $1 AND action = 'death:record'", scene.client_id
    )
    assert facts == {"died_on": "2026-05-13"}
    death = await all_rows.fetchrow(
        "SELECT died_on, reason, worker_id FROM death_record WHERE client_id = $1", scene.client_id
    )
    assert death is not None
    assert tuple(death) == (DAY, None, guide.user_id)


async def test_waiting_messages_to_them_are_withheld_and_no_more_are_written(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    ids = [
        await make_waiting(all_rows, scene, scene.client_id, scene.client_id),
        await make_waiting(all_rows, scene, scene.representative_id, scene.client_id),
        await make_waiting(all_rows, scene, scene.client_id, scene.client_id, "SENT"),
        await make_waiting(all_rows, scene, worker.user_id, scene.client_id),
        await make_waiting(all_rows, scene, scene.representative_id, new_id()),
    ]

    await record_death(db, worker, scene.client_id, DAY)
    assert await states(all_rows, ids) == ["WITHHELD", "WITHHELD", "SENT", "WAITING", "WAITING"]

    async def tell(tx: Transaction) -> None:
        about = Subject(SubjectType.DECISION, new_id())
        await clients.tell_parties(tx, worker, Event.DECISION_MADE, scene.client_id, about)

    before = await counts(all_rows, scene, "message")
    await command(db, worker, type(None), tell)
    assert await counts(all_rows, scene, "message") == before


async def test_those_who_answer_and_deliver_are_told_without_a_name(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await approved_order(db, scene, await granted_budget(db, scene))
    official, guide = scene.actors[Role.SOCIAL_WORKER], scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        official.user_id,
    )

    await record_death(db, guide, scene.client_id, DAY)

    assert await told(all_rows, scene, Event.CLIENT_DIED, Event.ORDER_CLIENT_DIED) == {
        ("CLIENT_DIED", official.user_id),
        ("CLIENT_DIED", scene.team_id),
        ("ORDER_CLIENT_DIED", scene.producer_id),
    }
    rows = await all_rows.fetch(
        "SELECT title || body AS text, facts FROM message WHERE organiser_id = $1 AND event = ANY($2)",
        scene.organiser_id,
        ["CLIENT_DIED", "ORDER_CLIENT_DIED"],
    )
    assert all("Äijälä" not in row["text"] and row["facts"] == {} for row in rows)


async def test_nobody_is_recorded_to_speak_for_the_dead(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await record_death(db, guide, scene.client_id, DAY)
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(ClientHasDied):
        await record(db, guide, wish_for(scene))
    with pytest.raises(ClientHasDied):
        await record_death(db, guide, scene.client_id, TODAY)

    assert await counts(all_rows, scene, *WRITTEN) == before


async def test_order_answered_after_the_death_is_told_to_the_worker_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, item_wish(scene, plan_id))
    (order_id,) = await sent_orders(db, scene, plan_id)
    await record_death(db, scene.actors[Role.SERVICE_GUIDE], scene.client_id, DAY)

    reporter = scene.actors[Role.PRODUCER_REPORTER]
    declined = OrderAnswer(order_id, accept=False, reason="Asiakas on kuollut.")
    await do(db, reporter, OrderMoved, plans.answer_order, declined)

    assert await told(all_rows, scene, Event.ORDER_ANSWERED) == {
        ("ORDER_ANSWERED", scene.actors[Role.SOCIAL_WORKER].user_id)
    }


@pytest.mark.parametrize(
    ("died_on", "rule"), [(date(2026, 5, 16), "TOO_LATE"), (date(1944, 3, 1), "BEFORE_BIRTH")]
)
async def test_day_to_come_or_before_birth_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, died_on: date, rule: str
) -> None:
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(InvalidInput) as refusal:
        await record_death(db, scene.actors[Role.SERVICE_GUIDE], scene.client_id, died_on)

    assert (refusal.value.rule, refusal.value.path) == (rule, ("input", "diedOn"))
    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [role for role in Role if Permission.DEATH_RECORD not in PERMISSIONS[role]])
async def test_other_roles_record_no_deaths(db: Database, scene: Scene, role: Role) -> None:
    with pytest.raises(Forbidden):
        await record_death(db, Actor(scene.organiser_id, new_id(), new_id(), role), scene.client_id, DAY)
