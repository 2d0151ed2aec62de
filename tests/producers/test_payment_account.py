"""An account is proposed by one person and approved by another; settlement asks which holds on a day."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.producers import model
from hb.producers import service as producers
from hb.producers.rules import Disqualified, DutiesNotSeparated
from hb.producers.service import PaymentAccountKept
from hb.settlement.queries import PAYMENT
from tests.producers.builders import actions, administrator, applied, iban, run
from tests.scene import NOW, Scene, make_scene, put

TODAY = date(2026, 5, 15)


async def propose(db: Database, actor: Actor, number: str, day: date) -> UUID:
    kept = await run(
        db,
        actor,
        PaymentAccountKept,
        lambda tx: producers.propose_payment_account(tx, actor, number, day),
    )
    return kept.payment_account_id


async def approve(db: Database, actor: Actor, account_id: UUID) -> None:
    await run(
        db, actor, PaymentAccountKept, lambda tx: producers.approve_payment_account(tx, actor, account_id)
    )


async def account_on(db: Database, actor: Actor, producer_id: UUID, day: date) -> str | None:
    """The IBAN that a settlement released on a day would be paid to."""

    async def work(tx: Transaction) -> str | None:
        await tx.execute(Statement(text(f"SELECT set_config('hb.today', '{day}', true)")))
        row = await tx.row(PAYMENT, producer_id=producer_id)
        assert row is not None
        iban: str | None = row["iban"]
        return iban

    return await db.run(actor.context("command"), work)


async def test_the_account_of_a_day_is_the_latest_approved_one_that_has_begun(
    db: Database, scene: Scene
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    first, later, unapproved = iban(), iban(), iban()
    result = await applied(db, actor, iban=first)
    assert await account_on(db, coordinator, actor.party_id, TODAY) is None

    await approve(db, coordinator, result.payment_account_id)
    await approve(db, coordinator, await propose(db, actor, later, date(2026, 7, 1)))
    await propose(db, actor, unapproved, date(2026, 6, 1))

    assert await account_on(db, coordinator, actor.party_id, date(2026, 5, 14)) is None
    assert await account_on(db, coordinator, actor.party_id, TODAY) == first
    assert await account_on(db, coordinator, actor.party_id, date(2026, 6, 30)) == first
    assert await account_on(db, coordinator, actor.party_id, date(2026, 7, 1)) == later


async def test_the_same_account_from_the_same_day_is_one_proposal(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, number = administrator(scene), iban()
    result = await applied(db, actor, iban=number)

    assert await propose(db, actor, number, TODAY) == result.payment_account_id

    count = await all_rows.fetchval(
        "SELECT count(*) FROM payment_account WHERE producer_id = $1", actor.party_id
    )
    assert count == 1
    assert await actions(all_rows, scene) == ["producer:apply"]


async def test_an_approved_account_tells_who_and_when(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    result = await applied(db, actor)

    await approve(db, coordinator, result.payment_account_id)
    with pytest.raises(WrongState):
        await approve(db, coordinator, result.payment_account_id)

    row = await all_rows.fetchrow("SELECT * FROM payment_account WHERE id = $1", result.payment_account_id)
    assert row is not None
    assert (row["proposed_by"], row["approved_by"], row["approved_at"]) == (
        actor.user_id,
        coordinator.user_id,
        NOW,
    )
    assert await actions(all_rows, scene) == ["producer:apply", "payment-account:approve"]


async def test_one_person_does_not_approve_what_they_proposed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor = administrator(scene)
    result = await applied(db, actor)
    both = Actor(scene.organiser_id, actor.user_id, new_id(), Role.PRODUCER_COORDINATOR)

    with pytest.raises(DutiesNotSeparated):
        await approve(db, both, result.payment_account_id)

    row = await all_rows.fetchrow("SELECT * FROM payment_account WHERE id = $1", result.payment_account_id)
    assert row is not None
    assert row["approved_by"] is None


async def test_a_member_of_the_producer_does_not_approve_its_account(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor, coordinator = administrator(scene), scene.actors[Role.PRODUCER_COORDINATOR]
    result = await applied(db, actor)
    await put(
        all_rows,
        model.producer_user,
        id=coordinator.user_id,
        producer_id=actor.party_id,
        name="Kaksoisrooli",
        role="PRODUCER_REPORTER",
        valid_from=date(2026, 1, 1),
    )

    with pytest.raises(Disqualified):
        await approve(db, coordinator, result.payment_account_id)


async def test_another_organisers_account_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    result = await applied(db, administrator(scene))
    other = await make_scene(all_rows)

    with pytest.raises(NotFound):
        await approve(db, other.actors[Role.PRODUCER_COORDINATOR], result.payment_account_id)


@pytest.mark.parametrize(
    ("number", "day", "path", "rule"),
    [
        ("FI2112345600000786", TODAY, ("input", "iban"), "IBAN"),
        ("FI2112345600000785", date(2026, 5, 14), ("input", "validFrom"), "TOO_EARLY"),
    ],
)
async def test_a_proposal_names_the_field_at_fault(
    db: Database, scene: Scene, number: str, day: date, path: tuple[str, ...], rule: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await propose(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], number, day)
    assert (refusal.value.path, refusal.value.facts["rule"]) == (path, rule)


@pytest.mark.parametrize("role", [Role.PRODUCER_REPORTER, Role.PAYMENT_APPROVER, Role.CONTROLLER])
async def test_others_neither_propose_nor_approve(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors[role]
    result = await applied(db, administrator(scene))

    with pytest.raises(Forbidden):
        await propose(db, actor, iban(), TODAY)
    with pytest.raises(Forbidden):
        await approve(db, actor, result.payment_account_id)

    rows = await all_rows.fetch(
        "SELECT approved_by FROM payment_account WHERE organiser_id = $1", scene.organiser_id
    )
    assert [row["approved_by"] for row in rows] == [None]
