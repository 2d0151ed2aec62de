"""What a message is about opens for who receives it: `node(id: subjectId)` answers."""

import json
from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import PERMISSIONS, Actor, Role
from hb.api.node import permissions_by_id, require_nodes
from hb.api.request import read_context
from hb.api.schema import make_engine
from hb.kit.db import Database
from hb.kit.errors import Forbidden
from hb.kit.transaction import Transaction
from hb.messages.rules import SubjectType
from tests.demo.region import TODAY

ENGINE = make_engine()
NODE = "query Subject($id: ID!) { node(id: $id) { id } }"
CARE = {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER}
PARTIES = {Role.CLIENT, Role.REPRESENTATIVE}
PRODUCERS = {Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER, Role.SERVICE_ACCOUNT}
READERS = {
    SubjectType.ASSESSMENT: CARE | PARTIES,
    SubjectType.BUDGET: CARE | PARTIES,
    SubjectType.CLIENT: CARE | PARTIES,
    SubjectType.DECISION: CARE | PARTIES,
    SubjectType.EMERGENCY_ACCESS: {Role.TEAM_LEADER},
    SubjectType.FILED_CONTACT: CARE,
    SubjectType.JOB: {Role.ADMINISTRATOR},
    SubjectType.MONTH_CLOSE: {Role.CONTROLLER},
    SubjectType.OFFERING: PRODUCERS,
    SubjectType.ORDER: CARE | PARTIES,
    SubjectType.PLAN: CARE | PARTIES,
    SubjectType.PRICE: PRODUCERS,
    SubjectType.PRODUCER: PRODUCERS,
    SubjectType.PRODUCER_ORDER: PRODUCERS,
    SubjectType.SETTLEMENT: PRODUCERS | {Role.CONTROLLER},
    SubjectType.URGENT_TASK: CARE | {Role.ON_CALL_WORKER},
}
"""Who receives messages about nodes of each type."""
RECEIVED = """
SELECT DISTINCT ON (message.event, message.recipient_id) message.organiser_id, message.event,
  message.recipient_id, message.client_id, message.subject_type || ':' || message.subject_id AS typed_id
FROM message WHERE subject_type IS NOT NULL ORDER BY message.event, message.recipient_id, message.at DESC
"""
ROLES = """
SELECT DISTINCT user_id, role FROM role_assignment
WHERE organiser_id = $1 AND (party_id = $2 OR user_id = $2) AND substitutes_for IS NULL AND valid_from <= $3
"""
DEMO_TYPES = {
    "Budget", "Client", "Decision", "EmergencyAccess", "FiledContact", "MonthClose", "Order", "Plan",
    "ProducerOrder", "Settlement", "UrgentTask",
}  # fmt: skip
"""The types of which the demo region has messages."""


@pytest.mark.parametrize("subject_type", SubjectType)
def test_every_type_has_a_root_that_its_readers_may_ask(subject_type: SubjectType) -> None:
    permission = permissions_by_id(ENGINE.schema)[subject_type]
    assert [role for role in READERS[subject_type] if permission not in PERMISSIONS[role]] == []


async def actor_of(
    app: Database, organiser_id: UUID, user_id: UUID, role: Role, client_id: UUID
) -> Actor | None:
    on_behalf_of = client_id if role is Role.REPRESENTATIVE else None
    bare = Actor(organiser_id, user_id, user_id, role, on_behalf_of)

    async def work(tx: Transaction) -> Actor | None:
        return await access.valid_actor(tx, organiser_id, user_id, role, on_behalf_of)

    return await app.run(bare.context("read"), work)


async def opens(app: Database, actor: Actor, typed_id: str) -> bool:
    """Whether `node` answers the id to the actor."""
    query = ENGINE.compile(NODE, None, {"id": typed_id}, {"role": actor.role.value})
    try:
        require_nodes(actor, query, ENGINE.schema)
    except Forbidden:
        return False

    async def work(tx: Transaction) -> bytes:
        async def fetch(text: str, *arguments: object) -> Sequence[object] | None:
            rows = await tx.fetch_text(text, *arguments)
            return tuple(rows[0]) if rows else None

        return (await query.straight(fetch, read_context(actor))).body

    answer = json.loads(await app.run(actor.context("read"), work))
    return bool(answer["data"]["node"] == {"id": typed_id})


async def test_what_messages_of_the_region_are_about_opens_for_their_recipients(
    app: Database, rows: asyncpg.Connection
) -> None:
    received = await rows.fetch(RECEIVED)
    shut, opening = [], set()
    for message in received:
        opened = []
        for row in await rows.fetch(ROLES, message["organiser_id"], message["recipient_id"], TODAY):
            role = Role(row["role"])
            actor = await actor_of(app, message["organiser_id"], row["user_id"], role, message["client_id"])
            if actor is not None:
                opened.append(await opens(app, actor, message["typed_id"]))
        if any(opened):
            opening.add(message["event"])
        elif opened:
            shut.append((message["event"], message["typed_id"]))

    assert {message["typed_id"].partition(":")[0] for message in received} == DEMO_TYPES
    assert shut == []
    assert opening == {message["event"] for message in received}
