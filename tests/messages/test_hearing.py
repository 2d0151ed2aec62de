"""S15: who may be notified of what, for every event and kind of recipient, and that messages go by it."""

from collections.abc import Mapping
from datetime import date, timedelta

import asyncpg
import pytest

from hb.access.rules import Role
from hb.clients import service as clients
from hb.clients.rules import RepresentationScope, RepresentativeKind
from hb.clients.rules.validity import hearer_of
from hb.clients.service import Notification
from hb.kit.db import Database
from hb.kit.errors import Fact
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.model import message
from hb.messages.rules import (
    HEARD,
    PERSONAL_EVENTS,
    Event,
    Hearer,
    Hearing,
    Subject,
    SubjectType,
    Telling,
    telling,
)
from hb.messages.rules.hearing import OWN, PARTIES
from tests.scene import NOW, Scene

MONEY = {
    Event.BUDGET_ENDING,
    Event.BUDGET_RUNNING_OUT,
    Event.DECISION_MADE,
    Event.ORDER_ANSWERED,
    Event.ORDER_CANCELLED,
    Event.ORDER_GIVEN_BACK,
    Event.PLAN_APPROVED,
    Event.PLAN_RETURNED,
    Event.RECORDS_MERGED,
    Event.REPRESENTATION_ENDED,
    Event.REPRESENTATION_ENDING,
    Event.RESERVATION_FREED,
}
SEEN = MONEY | {Event.ASSESSMENT_COMPLETED}
ALL = SEEN | {Event.IDENTITY_CODE_CHANGED, Event.REPRESENTATION_RECORDED}
CASES: Mapping[Hearer, set[Event]] = {
    Hearer.CLIENT: ALL,
    Hearer.MINOR: ALL,
    Hearer.CHILD: ALL,
    Hearer.CUSTODIAN: ALL,
    Hearer.GUARDIAN: ALL,
    Hearer.CONTINUING_POWER: ALL,
    Hearer.AUTHORISED: ALL,
    Hearer.VIEWER: SEEN,
    Hearer.FINANCES: MONEY,
    Hearer.ESTATE: set(),
}
"""What each kind of party may be notified of; of everything else it may not."""


def test_s15_every_event_has_a_row_for_every_kind_of_recipient() -> None:
    assert set(HEARD) == set(Event)
    assert set(CASES) == set(PARTIES)
    assert set(Hearer) == set(PARTIES) | {Hearer.WORKER, Hearer.PRODUCER}
    rows = {(event, hearer): telling(event, Hearing(hearer)) for event in Event for hearer in Hearer}
    assert len(rows) == len(Event) * 12
    assert all(HEARD[event] for event in Event), "nobody ever hears of it"


@pytest.mark.parametrize("hearer", CASES)
@pytest.mark.parametrize("event", Event)
def test_s15_the_table_of_cases(event: Event, hearer: Hearer) -> None:
    told = event in CASES[hearer]
    hidden = Telling.TOLD if hearer in OWN else Telling.WITHOUT_DETAILS
    assert telling(event, Hearing(hearer)) is (Telling.TOLD if told else Telling.NOT_TOLD)
    assert telling(event, Hearing(hearer, is_hidden=True)) is (hidden if told else Telling.NOT_TOLD)
    assert telling(event, Hearing(hearer, has_died=True)) is Telling.NOT_TOLD


def test_s15_a_representative_in_financial_matters_hears_of_nothing_personal() -> None:
    assert not {event for event in PERSONAL_EVENTS if Hearer.FINANCES in HEARD[event]}
    assert not {event for event in Event if HEARD[event] & PARTIES} - ALL


def test_s15_workers_and_producers_hear_of_a_dead_client() -> None:
    for event, hearer in ((Event.CLIENT_DIED, Hearer.WORKER), (Event.ORDER_CLIENT_DIED, Hearer.PRODUCER)):
        assert telling(event, Hearing(hearer, is_hidden=True, has_died=True)) is Telling.TOLD


DAY = date(2026, 5, 15)
FULL, FINANCIAL, VIEW = RepresentationScope
GUARDIAN, CUSTODIAN, AUTHORISED, CONTINUING = RepresentativeKind


@pytest.mark.parametrize(
    ("kind", "scope", "born", "hearer"),
    [
        (None, None, date(1944, 3, 2), Hearer.CLIENT),
        (None, None, date(2008, 5, 15), Hearer.CLIENT),
        (None, None, date(2008, 5, 16), Hearer.MINOR),
        (None, None, date(2011, 5, 15), Hearer.MINOR),
        (None, None, date(2011, 5, 16), Hearer.CHILD),
        (GUARDIAN, FULL, None, Hearer.GUARDIAN),
        (GUARDIAN, FINANCIAL, None, Hearer.FINANCES),
        (CUSTODIAN, FULL, None, Hearer.CUSTODIAN),
        (AUTHORISED, FULL, None, Hearer.AUTHORISED),
        (AUTHORISED, VIEW, None, Hearer.VIEWER),
        (CONTINUING, FULL, None, Hearer.CONTINUING_POWER),
        (CONTINUING, FINANCIAL, None, Hearer.FINANCES),
    ],
)
def test_s15_in_what_capacity_a_party_hears(
    kind: RepresentativeKind | None, scope: RepresentationScope | None, born: date | None, hearer: Hearer
) -> None:
    assert hearer_of(kind, scope, born, DAY) is hearer


async def told(db: Database, scene: Scene, event: Event, details: str = "") -> dict[object, str]:
    """Whom `tell_parties` leaves a message for, with the details in it."""
    guide = scene.actors[Role.SERVICE_GUIDE]
    about = Subject(SubjectType.CLIENT, scene.client_id)
    facts: dict[str, Fact] = {"details_fi": details} if details else {}
    notification = Notification(scene.client_id, about, facts=facts)

    async def tell(tx: Transaction) -> dict[object, str]:
        tx.clock_read(NOW)
        await clients.tell_all_parties(tx, guide, event, [notification])
        rows = tx.gathered.get(message, [])
        return {row["recipient_id"]: str(row["body"]).partition("\n\n")[2] for row in rows}

    return await db.run(guide.context("command"), tell)


@pytest.mark.parametrize("kind", RepresentativeKind)
@pytest.mark.parametrize("scope", RepresentationScope)
@pytest.mark.parametrize("event", [Event.ASSESSMENT_COMPLETED, Event.DECISION_MADE])
async def test_s15_messages_go_by_the_table(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    kind: RepresentativeKind,
    scope: RepresentationScope,
    event: Event,
) -> None:
    await all_rows.execute(
        "UPDATE representation SET kind = $2, scope = $3 WHERE client_id = $1", scene.client_id, kind, scope
    )
    hears = event in CASES[hearer_of(kind, scope, None, DAY)]
    expected = {scene.client_id, *([scene.representative_id] if hears else [])}
    assert set(await told(db, scene, event)) == expected


async def test_s15_with_turvakielto_details_are_for_the_client_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    added = "Palvelu: Kotihoito, Kotiapu Oy, 5/2026 alkaen."
    open_to = await told(db, scene, Event.DECISION_MADE, added)
    assert open_to == dict.fromkeys((scene.client_id, scene.representative_id), added)

    await all_rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", scene.client_id)

    hidden = await told(db, scene, Event.DECISION_MADE, added)
    assert hidden == {scene.client_id: added, scene.representative_id: ""}


async def test_s15_nobody_is_notified_for_a_client_who_has_died(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE client SET died_on = $2 WHERE id = $1", scene.client_id, NOW.date() - timedelta(1)
    )
    assert await told(db, scene, Event.DECISION_MADE) == {}


@pytest.mark.parametrize(
    "event",
    [Event.ASSESSMENT_COMPLETED, Event.IDENTITY_CODE_CHANGED, Event.PLAN_APPROVED, Event.PLAN_RETURNED],
)
async def test_s15_what_is_for_parties_alone_is_left_for_nobody_whose_capacity_is_not_said(
    db: Database, scene: Scene, event: Event
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def tell(tx: Transaction) -> int:
        tx.clock_read(NOW)
        with pytest.raises(ValueError, match="in what capacity"):
            messages.tell(tx, guide, event, scene.client_id, subject=None, client_id=scene.client_id)
        return len(tx.gathered.get(message, []))

    assert await db.run(guide.context("command"), tell) == 0
