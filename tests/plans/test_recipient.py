"""What a producer knows of a client: the rule, and that the database holds the same in every case."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import text

from hb.access.rules import Actor, Role
from hb.kit.clock import last_day
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.plans.rules import OrderState
from hb.plans.rules.recipient import (
    Circumstances,
    DisclosedDays,
    Knowledge,
    knowledge,
    last_contact_day,
)
from hb.producers.rules import ApprovalState
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order
from tests.plans.hiding import pseudonym
from tests.scene import NOW, Scene

TODAY = date(2026, 5, 15)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DAYS = 15
"""The scene's REPORTING_DAYS: what ended with April is known through 15 May, which is today."""
RUNNING = Circumstances(OrderState.ACCEPTED, 202612, DAYS, True, ApprovalState.APPROVED, None, False)
TODAYS = DisclosedDays(TODAY, TODAY)

LOOK = Statement(
    text("""
SELECT knowledge, pseudonym, name, phone, street_address, postal_code, postal_office,
  contact_through_organiser, language
FROM order_recipient
""")
)

EVENTS = {
    "none": {},
    "turvakielto set": {"non_disclosure": True},
    "disclosure given": {"non_disclosure": True, "disclosed": (TODAYS,)},
    "disclosure ended": {"non_disclosure": True, "disclosed": (replace(TODAYS, is_ended=True),)},
    "disclosure over": {"non_disclosure": True, "disclosed": (DisclosedDays(YESTERDAY, YESTERDAY),)},
    "disclosure to come": {"non_disclosure": True, "disclosed": (DisclosedDays(TOMORROW, TOMORROW),)},
    "two disclosures": {
        "non_disclosure": True,
        "disclosed": (replace(TODAYS, is_ended=True), DisclosedDays(YESTERDAY, TOMORROW)),
    },
    "turvakielto lifted": {"disclosed": (TODAYS,)},
    "last day of the period": {"last_month": 202604},
    "period over": {"last_month": 202603},
    "period over, disclosed": {"last_month": 202603, "non_disclosure": True, "disclosed": (TODAYS,)},
    "reach ended": {"has_reach": False},
    "revoked": {"approval_state": ApprovalState.REVOKED},
    "revoked, applied again": {"approval_state": ApprovalState.APPLIED},
    "revoked, rejected": {"approval_state": ApprovalState.REJECTED},
    "no approval": {"approval_state": None},
    "died": {"died_on": YESTERDAY},
    "died today, disclosed": {"died_on": TODAY, "non_disclosure": True, "disclosed": (TODAYS,)},
}
"""What happens to an order that runs, by the circumstances that it changes."""


@pytest.mark.parametrize(
    ("event", "known"),
    [
        ("none", Knowledge.EVERYTHING),
        ("turvakielto set", Knowledge.NAME),
        ("disclosure given", Knowledge.PLACE),
        ("disclosure ended", Knowledge.NAME),
        ("disclosure over", Knowledge.NAME),
        ("disclosure to come", Knowledge.NAME),
        ("two disclosures", Knowledge.PLACE),
        ("turvakielto lifted", Knowledge.EVERYTHING),
        ("last day of the period", Knowledge.EVERYTHING),
        *((event, Knowledge.PSEUDONYM) for event in list(EVENTS)[9:]),
    ],
)
def test_rule_gives_what_the_service_needs_and_no_more(event: str, known: Knowledge) -> None:
    order = replace(RUNNING, **EVENTS[event])  # type: ignore[arg-type]  # the events name its fields
    assert knowledge(order, TODAY) is known
    assert knowledge(replace(order, order_state=OrderState.SENT), TODAY) is known
    for state in (OrderState.DECLINED, OrderState.CANCELLED, OrderState.GIVEN_BACK):
        assert knowledge(replace(order, order_state=state), TODAY) is Knowledge.NOTHING


def test_last_day_is_the_months_last_and_the_days_after_it() -> None:
    assert last_contact_day(202604, 15) == date(2026, 5, 15)
    assert last_contact_day(202612, 0) == last_day(202612) == date(2026, 12, 31)


def test_pseudonym_is_of_the_two_and_of_nobody_else() -> None:
    producer_id, client_id = UUID(int=1), UUID(int=2)
    name = pseudonym(producer_id, client_id)
    assert name == pseudonym(producer_id, client_id) == "78D68721DEBB"
    assert len({name, pseudonym(UUID(int=3), client_id), pseudonym(producer_id, UUID(int=3))}) == 3


@dataclass(frozen=True)
class Ordered:
    """A scene with one order, whose rows a test turns into circumstances."""

    scene: Scene
    order_id: UUID
    rows: asyncpg.Connection

    async def become(self, order: Circumstances) -> None:
        """Make the rows say what the circumstances say."""
        client_id, producer_id = self.scene.client_id, self.scene.producer_id
        await self.rows.execute(
            "UPDATE service_order SET state = $2, first_month = 202601, last_month = $3,"
            " given_back_at = CASE WHEN $4 THEN sent_at END WHERE id = $1",
            self.order_id, order.order_state, order.last_month, order.order_state is OrderState.GIVEN_BACK,
        )  # fmt: skip
        await self.rows.execute(
            "UPDATE reach SET valid_from = '2026-01-01', valid_until = $2 WHERE source_id = $1",
            self.order_id, None if order.has_reach else YESTERDAY,
        )  # fmt: skip
        await self.rows.execute(
            "UPDATE client SET non_disclosure = $2, died_on = $3, phone = '+358401234567' WHERE id = $1",
            client_id, order.non_disclosure, order.died_on,
        )  # fmt: skip
        await self.rows.execute(
            "INSERT INTO organiser (id, business_id, name_fi, name_sv)"
            " SELECT $1, $2, 'Muualla', 'Annorstädes'"
            " WHERE NOT EXISTS (SELECT FROM organiser WHERE id = $1)",
            ELSEWHERE, str(ELSEWHERE),
        )  # fmt: skip
        await self.rows.execute(
            "UPDATE producer_approval SET state = $3, organiser_id = $4 WHERE producer_id = $1"
            " AND organiser_id = ANY(ARRAY[$2, $4]::uuid[])",
            producer_id,
            self.scene.organiser_id,
            order.approval_state or ApprovalState.APPROVED,
            ELSEWHERE if order.approval_state is None else self.scene.organiser_id,
        )
        for days in order.disclosed:
            await self.disclose(days)

    async def disclose(self, days: DisclosedDays) -> None:
        """Disclose the place to the scene's reporter."""
        scene, disclosure_id = self.scene, new_id()
        reporter = scene.actors[Role.PRODUCER_REPORTER].user_id
        await self.rows.execute(
            "INSERT INTO disclosure (organiser_id, id, client_id, order_id, producer_id, producer_user_id,"
            " first_day, last_day, reason, at, disclosed_by, role)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'x', now(), $2, 'ON_CALL_WORKER')",
            scene.organiser_id, disclosure_id, scene.client_id, self.order_id, scene.producer_id, reporter,
            days.first_day, days.last_day,
        )  # fmt: skip
        if days.is_ended:
            await self.rows.execute(
                "INSERT INTO disclosure_end VALUES ($1, $2, $3, $4, now(), $2)",
                scene.organiser_id, disclosure_id, scene.client_id, reporter,
            )  # fmt: skip


ELSEWHERE = new_id()
"""An organiser that nobody uses: what has its id belongs to none of the tests' organisers."""


@pytest_asyncio.fixture
async def ordered(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> AsyncIterator[Ordered]:
    order = await approved_order(db, scene, await granted_budget(db, scene))
    yield Ordered(scene, order.order_id, all_rows)


async def seen_by(db: Database, actor: Actor) -> tuple[object, ...] | None:
    """The one recipient that an actor sees."""

    async def look(tx: Transaction) -> tuple[object, ...] | None:
        row = await tx.row(LOOK)
        return None if row is None else tuple(row)

    return await db.run(actor.context("read"), look)


def shown(known: Knowledge, scene: Scene) -> tuple[object, ...] | None:
    """The row of a knowledge, written apart from the view."""
    if known is Knowledge.NOTHING:
        return None
    named = known is not Knowledge.PSEUDONYM
    place = known in {Knowledge.EVERYTHING, Knowledge.PLACE}
    return (
        known,
        pseudonym(scene.producer_id, scene.client_id),
        "Aino Äijälä" if named else None,
        "+358401234567" if known is Knowledge.EVERYTHING else None,
        "Metsätie 2" if place else None,
        "01900" if place else None,
        "Nurmijärvi" if place else None,
        known is not Knowledge.EVERYTHING,
        "FI" if named else None,
    )


@pytest.mark.parametrize(("state", "event"), [*product(OrderState, EVENTS)])
async def test_s2_database_answers_what_the_rule_says(
    db: Database, ordered: Ordered, state: OrderState, event: str
) -> None:
    """Every state of an order × every event; a colleague to whom nothing was disclosed sees no place."""
    order = replace(RUNNING, order_state=state, **EVENTS[event])  # type: ignore[arg-type]  # its fields
    await ordered.become(order)
    actors = ordered.scene.actors

    assert await seen_by(db, actors[Role.PRODUCER_REPORTER]) == shown(knowledge(order, TODAY), ordered.scene)
    for role in (Role.PRODUCER_ADMINISTRATOR, Role.SOCIAL_WORKER, Role.CLIENT):
        others = shown(knowledge(replace(order, disclosed=()), TODAY), ordered.scene)
        assert await seen_by(db, actors[role]) == others, role
    for role in (Role.CONTROLLER, Role.AUDITOR, Role.PRODUCER_COORDINATOR):
        assert await seen_by(db, actors[role]) is None


async def test_rule_and_database_would_be_seen_to_differ(db: Database, ordered: Ordered) -> None:
    """The planted fault: the rows say turvakielto, the circumstances do not."""
    await ordered.become(replace(RUNNING, non_disclosure=True))
    seen = await seen_by(db, ordered.scene.actors[Role.PRODUCER_REPORTER])
    assert seen != shown(knowledge(RUNNING, TODAY), ordered.scene)


async def test_s2_no_row_of_a_client_is_read_by_a_producer_but_through_the_view(
    db: Database, ordered: Ordered
) -> None:
    """The order's reach opens the view alone: the client's table, with its other columns, stays closed."""

    async def look(tx: Transaction) -> list[object]:
        rows = await tx.fetch_text("SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM disclosure)")
        return [tuple(row) for row in rows]

    for mode in ("read", "command"):
        actor = ordered.scene.actors[Role.PRODUCER_REPORTER]
        assert await db.run(actor.context(mode), look) == [(0, 0)]


def test_today_is_the_tests_day() -> None:
    assert NOW.date() == TODAY
