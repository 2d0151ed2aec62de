"""A client's case in time: every milestone once, newest first, page by page, and only to who may see it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy import Uuid, bindparam, select

from hb.access import model as access
from hb.access.rules import Actor, Role, Scope
from hb.assessments import model as assessments
from hb.budgets import model as budgets
from hb.clients import model as clients
from hb.deliveries import model as deliveries
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.timeline.model import client_timeline
from tests.api.conftest import Api
from tests.api.sending import at, read, rows_at
from tests.clock import utc
from tests.deliveries.builders import Ordered, make_order
from tests.scene import START, Scene, make_care, make_scene, put

_entry = client_timeline.c
TIMELINE = Statement(select(_entry.type).where(_entry.client_id == bindparam("client_id", type_=Uuid)))
NEWEST_FIRST = [
    ("DeliveryReported", 10),
    ("OrderAnswered", 9),
    ("PlanApproved", 8),
    ("OrderSent", 8),
    ("PlanSubmitted", 7),
    ("DecisionMade", 5),
    ("AssessmentCompleted", 3),
    ("MatterOpened", 1),
]


def on(day: int) -> datetime:
    return utc(2026, 4, 1) + timedelta(days=day)


@dataclass(frozen=True)
class Case:
    """A client with one milestone of each kind, and the ids behind them."""

    client: Actor
    ids: dict[str, UUID]


async def make_case(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> Case:
    ordered = await make_order(db, scene, all_rows)
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    await make_care(all_rows, scene.organiser_id, ordered.client_id, guide, scene.team_id)
    await all_rows.execute(
        "UPDATE plan SET submitted_at = $2, submitted_by = $4, approved_at = $3, approved_by = $4"
        " WHERE id = $1",
        ordered.plan_id,
        on(7),
        on(8),
        guide,
    )
    await all_rows.execute(
        "UPDATE service_order SET sent_at = $2, answered_at = $3, answered_by = $4 WHERE id = $1",
        ordered.order_id,
        on(8),
        on(9),
        guide,
    )
    ids = await _put_beside(scene, all_rows, ordered, guide)
    client = Actor(scene.organiser_id, ordered.client_id, ordered.client_id, Role.CLIENT)
    return Case(
        client,
        {
            **ids,
            "PlanSubmitted": ordered.plan_id,
            "PlanApproved": ordered.plan_id,
            "OrderSent": ordered.order_id,
            "OrderAnswered": ordered.order_id,
        },
    )


async def _put_beside(
    scene: Scene, all_rows: asyncpg.Connection, ordered: Ordered, guide: UUID
) -> dict[str, UUID]:
    """A matter, two assessments of which one is completed, a decision and a delivery."""
    own = {"organiser_id": scene.organiser_id, "client_id": ordered.client_id}
    ids = {
        kind: new_id() for kind in ("MatterOpened", "AssessmentCompleted", "DecisionMade", "DeliveryReported")
    }
    await put(
        all_rows,
        clients.matter,
        id=ids["MatterOpened"],
        service_task="OLDER_PERSONS",
        source="CONTACT",
        state="PENDING",
        pending_since=date(2026, 4, 1),
        description="Apua kotiin",
        opened_by=guide,
        opened_at=on(1),
        **own,
    )
    for assessment_id, completed_at in ((ids["AssessmentCompleted"], on(3)), (new_id(), None)):
        await put(
            all_rows,
            assessments.assessment,
            id=assessment_id,
            matter_id=ids["MatterOpened"],
            state="COMPLETED" if completed_at else "STARTED",
            summary="",
            client_view="",
            conclusions="",
            own_worker_estimate="",
            worker_id=guide,
            version=1,
            started_at=on(2),
            completed_at=completed_at,
            **own,
        )
    await put(
        all_rows,
        budgets.decision,
        id=ids["DecisionMade"],
        budget_id=ordered.budget_id,
        kind="GRANT",
        reasons="",
        provisions="",
        decided_by=guide,
        decided_at=on(5),
        effective_from=date(2026, 4, 6),
        granted_cents=240_000,
        appeal_days=30,
        **own,
    )
    await put(
        all_rows,
        deliveries.delivery,
        id=ids["DeliveryReported"],
        producer_id=scene.producer_id,
        external_id="1",
        order_id=ordered.order_id,
        item_id=ordered.item_id,
        kind="DELIVERED",
        service_date=date(2026, 4, 10),
        service_month=202604,
        settlement_month=202604,
        quantity=60,
        cents=3400,
        content_hash=b"",
        transfer_id=new_id(),
        reported_by=guide,
        reported_at=on(10),
        **own,
    )
    return ids


def told(page: dict[str, object], root: str) -> list[tuple[object, object, object]]:
    return [(each["__typename"], each["id"], each["at"]) for each in rows_at(page, root, "timeline", "nodes")]


def expected(case: Case) -> list[tuple[object, object, object]]:
    return [
        (kind, f"{kind}:{case.ids[kind]}", on(day).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        for kind, day in NEWEST_FIRST
    ]


async def seen(db: Database, actor: Actor, client_id: UUID) -> set[str]:
    """The kinds of entries that row-level security alone shows."""

    async def work(tx: Transaction) -> set[str]:
        return {row["type"] for row in await tx.rows(TIMELINE, client_id=client_id)}

    return await db.run(actor.context("read"), work)


async def test_case_is_told_newest_first_with_what_each_entry_is_about(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    case = await make_case(db, scene, all_rows)
    client = f"Client:{case.client.party_id}"

    shown = await read(api, scene.actors[Role.SERVICE_GUIDE], "ClientTimeline", id=client)
    mine = await read(api, case.client, "client/MyTimeline")

    assert told(shown, "client") == told(mine, "me") == expected(case)
    nodes = rows_at(shown, "client", "timeline", "nodes")
    assert nodes[0]["delivery"] == {
        "id": f"Delivery:{case.ids['DeliveryReported']}",
        "kind": "DELIVERED",
        "serviceDate": "2026-04-10",
        "quantity": 60,
        "cents": 3400,
    }
    assert at(nodes[1], "order", "id") == f"Order:{case.ids['OrderSent']}"
    assert at(nodes[6], "assessment", "id") == f"Assessment:{case.ids['AssessmentCompleted']}"
    assert nodes[7]["matter"] == {
        "id": f"Matter:{case.ids['MatterOpened']}",
        "serviceTask": "OLDER_PERSONS",
        "state": "PENDING",
    }


async def test_pages_of_any_size_give_every_entry_once(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Also where three entries fall on one instant, two of them of the same order."""
    case = await make_case(db, scene, all_rows)
    await all_rows.execute(
        "UPDATE service_order SET answered_at = sent_at WHERE id = $1", case.ids["OrderSent"]
    )
    whole = told(await read(api, case.client, "client/MyTimeline"), "me")
    assert [kind for kind, _, _ in whole[1:4]] == ["PlanApproved", "OrderSent", "OrderAnswered"]

    for first in (1, 2, 3, 8):
        met: list[tuple[object, object, object]] = []
        after: object = None
        while True:
            page = await read(api, case.client, "client/MyTimeline", first=first, after=after)
            met += told(page, "me")
            if not at(page, "me", "timeline", "pageInfo", "hasNextPage"):
                break
            after = at(page, "me", "timeline", "pageInfo", "endCursor")
        assert met == whole


async def test_guardian_in_financial_matters_is_not_told_of_assessments(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    case = await make_case(db, scene, all_rows)
    guardian = await _financial_guardian(scene, all_rows, case)

    page = await read(api, guardian, "client/MyTimeline")

    assert told(page, "me") == [each for each in expected(case) if each[0] != "AssessmentCompleted"]
    assert at(page, "me", "timeline", "pageInfo", "hasNextPage") is False


async def test_row_level_security_holds_under_the_view(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    case = await make_case(db, scene, all_rows)
    everything = {kind for kind, _ in NEWEST_FIRST}
    guardian = await _financial_guardian(scene, all_rows, case)
    elsewhere = await make_scene(all_rows)
    client_id = case.client.party_id

    assert await seen(db, case.client, client_id) == everything
    assert await seen(db, scene.actors[Role.SERVICE_GUIDE], client_id) == everything
    assert await seen(db, guardian, client_id) == everything - {"AssessmentCompleted"}
    own = {"OrderSent", "OrderAnswered", "DeliveryReported"}
    assert await seen(db, scene.actors[Role.PRODUCER_REPORTER], client_id) == own
    for role in (Role.CLIENT, Role.REPRESENTATIVE, Role.SOCIAL_WORKER, Role.AUDITOR):
        assert await seen(db, scene.actors[role], client_id) == set()
    for actor in elsewhere.actors.values():
        assert await seen(db, actor, client_id) == set()


async def test_reading_more_entries_takes_no_more_statements(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, statements: list[int]
) -> None:
    case = await make_case(db, scene, all_rows)
    for first in (1, 8):
        await read(api, case.client, "client/MyTimeline", first=first)
    assert statements[-2:] == [2, 2]


async def _financial_guardian(scene: Scene, all_rows: asyncpg.Connection, case: Case) -> Actor:
    guardian = Actor(
        scene.organiser_id,
        scene.representative_id,
        scene.representative_id,
        Role.REPRESENTATIVE,
        on_behalf_of=case.client.party_id,
        scope=Scope.FINANCIAL,
    )
    await put(
        all_rows,
        access.reach,
        organiser_id=scene.organiser_id,
        party_id=guardian.party_id,
        client_id=case.client.party_id,
        ground="REPRESENTATION",
        source_id=new_id(),
        scope="FINANCIAL",
        valid_from=START,
    )
    return guardian
