"""Disclosing a hidden place: to one user, on named days, logged."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor, Ground, Role
from hb.clients.rules import ClientHasDied
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import DisclosedAlready, NothingToDisclose
from hb.plans.rules.recipient import Disclosed, DisclosureEnded, DisclosureWish
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order, do
from tests.plans.hiding import TODAY, change_contact, make_on_call, make_own_worker, notified
from tests.scene import Scene, make_producer, make_reach

REPORTER, ADMINISTRATOR = Role.PRODUCER_REPORTER, Role.PRODUCER_ADMINISTRATOR
PLACE = Statement(text("SELECT street_address, phone, contact_through_organiser FROM order_recipient"))
GIVEN, HIDDEN = ("Metsätie 2", None, True), (None, None, True)


async def place(db: Database, actor: Actor) -> tuple[object, ...]:
    """What a producer's user sees of the place today."""

    async def look(tx: Transaction) -> tuple[object, ...]:
        row = await tx.row(PLACE)
        assert row is not None
        return tuple(row)

    return await db.run(actor.context("read"), look)


async def hidden_order(db: Database, scene: Scene, rows: asyncpg.Connection) -> tuple[UUID, Actor]:
    """An order of a client under turvakielto, and the client's own worker."""
    owner = await make_own_worker(rows, scene, Role.SERVICE_GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await change_contact(db, scene, 1, secret=True)
    return order.order_id, owner


def wish(scene: Scene, hidden_id: UUID, **changes: object) -> DisclosureWish:
    """The place for the scene's reporter, today and tomorrow."""
    plain = DisclosureWish(
        hidden_id,
        scene.actors[REPORTER].user_id,
        TODAY,
        TODAY + timedelta(days=1),
        "Illan käynti",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # its fields


async def test_l1_place_is_disclosed_to_one_user_logged_and_ended_early(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    reporter, colleague = scene.actors[REPORTER], scene.actors[ADMINISTRATOR]
    assert await place(db, reporter) == await place(db, colleague) == HIDDEN

    made = await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))

    assert (await place(db, reporter), await place(db, colleague)) == (GIVEN, HIDDEN)
    logged = await all_rows.fetchrow("SELECT * FROM disclosure WHERE id = $1", made.disclosure_id)
    assert logged is not None
    assert {name: logged[name] for name in ("client_id", "order_id", "producer_id", "producer_user_id")} == {
        "client_id": scene.client_id,
        "order_id": order_id,
        "producer_id": scene.producer_id,
        "producer_user_id": reporter.user_id,
    }
    assert (logged["reason"], logged["disclosed_by"], logged["role"]) == (
        "Illan käynti",
        owner.user_id,
        "SERVICE_GUIDE",
    )
    assert (logged["first_day"], logged["last_day"]) == (TODAY, TODAY + timedelta(days=1))
    assert [recipient for recipient, _, _ in await notified(all_rows, scene, "PLACE_DISCLOSED")] == [
        reporter.user_id
    ]
    await do(db, owner, DisclosureEnded, plans.end_disclosure, made.disclosure_id)
    assert await place(db, reporter) == HIDDEN
    with pytest.raises(WrongState):
        await do(db, owner, DisclosureEnded, plans.end_disclosure, made.disclosure_id)
    actions = await all_rows.fetch(
        "SELECT action, subject_id FROM audit_event WHERE client_id = $1 AND subject_id = $2 ORDER BY id",
        scene.client_id,
        made.disclosure_id,
    )
    assert [row["action"] for row in actions] == ["contact:disclose", "disclosure:end"]


async def test_place_that_moves_is_told_to_whom_it_is_disclosed_and_shown_at_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))
    await change_contact(db, scene, 2, street="Piilotie 7")
    assert (await place(db, scene.actors[REPORTER]))[0] == "Piilotie 7"
    assert len(await notified(all_rows, scene, "CLIENT_CONTACT_CHANGED")) == 1


async def test_turvakielto_that_is_set_again_ends_what_was_disclosed_before(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))
    await change_contact(db, scene, 2, secret=False)
    await change_contact(db, scene, 3, secret=True)
    assert await place(db, scene.actors[REPORTER]) == HIDDEN
    assert (
        await all_rows.fetchval("SELECT count(*) FROM disclosure_end WHERE client_id = $1", scene.client_id)
        == 1
    )


async def test_worker_on_call_discloses_by_emergency_access_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, _ = await hidden_order(db, scene, all_rows)
    on_call = await make_on_call(all_rows, scene)
    with pytest.raises(NotFound):
        await do(db, on_call, Disclosed, plans.disclose_contact, wish(scene, order_id))
    await make_reach(
        all_rows, scene.organiser_id, on_call.party_id, scene.client_id, Ground.EMERGENCY, new_id()
    )
    await do(db, on_call, Disclosed, plans.disclose_contact, wish(scene, order_id))
    assert await place(db, scene.actors[REPORTER]) == GIVEN


@pytest.mark.parametrize(
    ("changes", "refusal", "path"),
    [
        ({"reason": "  "}, InvalidInput, "reason"),
        ({"first_day": TODAY - timedelta(days=1)}, InvalidInput, "firstDay"),
        ({"last_day": TODAY - timedelta(days=1)}, InvalidInput, "lastDay"),
        ({"last_day": date(2027, 1, 16)}, InvalidInput, "lastDay"),
        ({"order_id": new_id()}, NotFound, "orderId"),
        ({"producer_user_id": new_id()}, NotFound, "producerUserId"),
    ],
)
async def test_disclosing_is_refused_and_writes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    changes: dict[str, object],
    refusal: type[DomainError],
    path: str,
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    with pytest.raises(refusal) as refused:
        await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id, **changes))
    assert refused.value.path == ("input", path)
    assert (
        await all_rows.fetchval("SELECT count(*) FROM disclosure WHERE client_id = $1", scene.client_id) == 0
    )


async def test_who_is_not_responsible_discloses_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    actors: dict[Role, Actor] = {}
    await make_producer(all_rows, scene.organiser_id, scene.actors[Role.PRODUCER_COORDINATOR].user_id, actors)
    stranger = wish(scene, order_id, producer_user_id=actors[REPORTER].user_id)
    with pytest.raises(NotFound):
        await do(db, owner, Disclosed, plans.disclose_contact, stranger)
    for role in (Role.SOCIAL_WORKER, Role.TEAM_LEADER, Role.CLIENT, REPORTER, Role.AUDITOR):
        with pytest.raises(Forbidden):
            await do(db, scene.actors[role], Disclosed, plans.disclose_contact, wish(scene, order_id))
        if role is not Role.SOCIAL_WORKER:
            with pytest.raises(Forbidden):
                await do(db, scene.actors[role], DisclosureEnded, plans.end_disclosure, new_id())
    with pytest.raises(NotFound):
        await do(db, owner, DisclosureEnded, plans.end_disclosure, new_id())
    assert await place(db, scene.actors[REPORTER]) == HIDDEN


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE client SET non_disclosure = false WHERE id = $1",
        "UPDATE service_order SET state = 'DECLINED' WHERE client_id = $1",
        "UPDATE service_order SET first_month = 202603, last_month = 202603 WHERE client_id = $1",
        "UPDATE reach SET valid_from = '2026-01-01', valid_until = '2026-05-14'"
        " WHERE client_id = $1 AND ground = 'ORDER'",
    ],
)
async def test_nothing_is_disclosed_of_what_is_seen_already_or_is_over(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, change: str
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    await all_rows.execute(change, scene.client_id)
    with pytest.raises(NothingToDisclose):
        await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))


async def test_place_of_a_client_who_has_died_is_refused_with_the_reason(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    await all_rows.execute("UPDATE client SET died_on = '2026-05-01' WHERE id = $1", scene.client_id)
    with pytest.raises(ClientHasDied):
        await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))


async def test_place_is_disclosed_to_no_program(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    await all_rows.execute(
        "UPDATE producer_user SET role = 'SERVICE_ACCOUNT' WHERE id = $1", scene.actors[REPORTER].user_id
    )
    with pytest.raises(NotFound) as refused:
        await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))
    assert refused.value.path == ("input", "producerUserId")
    assert await disclosures(all_rows, scene) == 0


async def disclosures(rows: asyncpg.Connection, scene: Scene) -> int:
    """How many disclosures of the scene's client were made."""
    count = await rows.fetchval("SELECT count(*) FROM disclosure WHERE client_id = $1", scene.client_id)
    assert isinstance(count, int)
    return count


@pytest.mark.parametrize(("first", "last", "is_refused"), [(0, 0, True), (1, 5, True), (2, 5, False)])
async def test_days_that_are_disclosed_to_a_user_are_disclosed_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, first: int, last: int, is_refused: bool
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    made = await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id))
    again = wish(
        scene,
        order_id,
        first_day=TODAY + timedelta(days=first),
        last_day=TODAY + timedelta(days=last),
    )
    if is_refused:
        with pytest.raises(DisclosedAlready) as refused:
            await do(db, owner, Disclosed, plans.disclose_contact, again)
        assert refused.value.facts == {"first_day": "2026-05-15", "last_day": "2026-05-16"}
        assert "15.5.2026\N{EN DASH}16.5.2026. Valitse" in refused.value.message("fi")
        assert await disclosures(all_rows, scene) == 1
        colleague = scene.actors[ADMINISTRATOR].user_id
        to_colleague = replace(again, producer_user_id=colleague)
        await do(db, owner, Disclosed, plans.disclose_contact, to_colleague)
        await do(db, owner, DisclosureEnded, plans.end_disclosure, made.disclosure_id)
    await do(db, owner, Disclosed, plans.disclose_contact, again)


async def test_two_who_disclose_the_same_days_at_once_disclose_them_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    acts = [do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id)) for _ in range(4)]
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Disclosed", *["DisclosedAlready"] * 3]
    assert await disclosures(all_rows, scene) == 1


async def test_one_day_is_said_once(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    order_id, owner = await hidden_order(db, scene, all_rows)
    await do(db, owner, Disclosed, plans.disclose_contact, wish(scene, order_id, last_day=TODAY))
    body = await all_rows.fetchval(
        "SELECT body FROM message WHERE organiser_id = $1 AND event = 'PLACE_DISCLOSED'", scene.organiser_id
    )
    assert body.startswith("Näet asiakkaan osoitteen tilaukselta 15.5.2026. Osoite")
