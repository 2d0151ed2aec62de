"""What one person tries who would both approve and pay: later decisions, substitutes, own producers."""

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.catalogue import service as catalogue
from hb.catalogue.rules import OfferingChange
from hb.catalogue.service import OfferingKept
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.producers import service as producers
from hb.producers.rules import Disqualified, RegisterSource, Segment, ServiceLanguage
from hb.producers.service import ApprovalDecided
from hb.settlement.rules import SeparatedDuties
from tests.catalogue.builders import decide_offering, decide_price, propose_price, terms
from tests.deliveries.builders import APRIL, MARCH, make_order, send, visit
from tests.producers.builders import run
from tests.scene import Scene, make_role
from tests.settlement.builders import check, close, make_payment_account, release, settlements, tamper


async def _checked(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> asyncpg.Record:
    """A checked settlement of 34,00 € for April, and an account to pay it to."""
    ordered = await make_order(db, scene, all_rows)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, date(2026, 4, 2))])
    for month in (MARCH, APRIL):
        await close(db, scene, month)
    await make_payment_account(scene, all_rows)
    made = (await settlements(all_rows, scene))[0]
    await check(db, scene.actors[Role.INVOICE_CHECKER], made["id"])
    return made


async def _second_coordinator(scene: Scene, all_rows: asyncpg.Connection) -> Actor:
    """A person who is both coordinator and payment approver; the second role is had by `replace`."""
    user_id = new_id()
    both = Actor(scene.organiser_id, user_id, user_id, Role.PRODUCER_COORDINATOR)
    await make_role(all_rows, both)
    await make_role(all_rows, replace(both, role=Role.PAYMENT_APPROVER))
    return both


async def test_who_approved_an_offering_never_pays_it_even_when_it_was_changed_since(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    both = await _second_coordinator(scene, all_rows)
    producer, other = scene.actors[Role.PRODUCER_ADMINISTRATOR], scene.actors[Role.PRODUCER_COORDINATOR]
    change = OfferingChange(
        scene.offerings["HOME_CARE"], scene.service_point_id, "Uusi nimi", "Apua", [ServiceLanguage.FI]
    )
    made = await _checked(db, scene, all_rows)

    async def change_it() -> None:
        await run(db, producer, OfferingKept, lambda tx: catalogue.change_offering(tx, producer, change))

    await change_it()
    await decide_offering(db, both, change.offering_id)
    await change_it()
    with pytest.raises(SeparatedDuties) as waiting:
        await release(db, replace(both, role=Role.PAYMENT_APPROVER), made["id"])
    await decide_offering(db, other, change.offering_id)
    with pytest.raises(SeparatedDuties) as approved_anew:
        await release(db, replace(both, role=Role.PAYMENT_APPROVER), made["id"])

    assert waiting.value.facts == approved_anew.value.facts == {"duty": "OFFERING"}
    assert (await settlements(all_rows, scene))[0]["state"] == "CHECKED"


async def test_who_approved_the_producer_never_pays_it_even_when_it_was_revoked_since(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    both = await _second_coordinator(scene, all_rows)
    other = scene.actors[Role.PRODUCER_COORDINATOR]
    made = await _checked(db, scene, all_rows)

    async def revoke(by: Actor) -> None:
        await run(
            db,
            by,
            ApprovalDecided,
            lambda tx: producers.revoke_approval(tx, by, scene.producer_id, "Ehdot eivät täyty"),
        )

    await revoke(other)
    await all_rows.execute(
        "UPDATE producer_approval SET state = 'APPLIED' WHERE producer_id = $1", scene.producer_id
    )
    await run(
        db,
        both,
        ApprovalDecided,
        lambda tx: producers.confirm_producer(tx, both, scene.producer_id, RegisterSource.YTJ),
    )
    await run(
        db,
        both,
        ApprovalDecided,
        lambda tx: producers.decide_application(
            tx, both, scene.producer_id, approve=True, segment=Segment.SUPPORTIVE, reason=None
        ),
    )
    await revoke(other)
    with pytest.raises(SeparatedDuties) as refused:
        await release(db, replace(both, role=Role.PAYMENT_APPROVER), made["id"])

    assert refused.value.facts == {"duty": "PRODUCER"}


async def test_a_substitute_is_the_person_not_the_absent_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    both = await _second_coordinator(scene, all_rows)
    made = await _checked(db, scene, all_rows)
    price_id = await propose_price(
        db, scene.actors[Role.PRODUCER_ADMINISTRATOR], scene.offerings["CLEANING"], terms()
    )
    await decide_price(db, both, price_id)
    absent = scene.actors[Role.PAYMENT_APPROVER]
    stand_in = replace(both, role=Role.PAYMENT_APPROVER, on_behalf_of=absent.user_id)
    checker = replace(scene.actors[Role.INVOICE_CHECKER], role=Role.PAYMENT_APPROVER)

    with pytest.raises(SeparatedDuties) as price:
        await release(db, stand_in, made["id"])
    with pytest.raises(SeparatedDuties) as settlement:
        await release(db, replace(checker, on_behalf_of=absent.user_id), made["id"])

    assert (price.value.facts, settlement.value.facts) == ({"duty": "PRICE"}, {"duty": "SETTLEMENT"})


async def test_who_belongs_to_the_producer_neither_checks_nor_releases_its_payment(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await _checked(db, scene, all_rows)
    for role in (Role.PAYMENT_APPROVER, Role.INVOICE_CHECKER):
        await all_rows.execute(
            "INSERT INTO producer_user (id, producer_id, name, role, valid_from)"
            " VALUES ($1, $2, 'Test', 'PRODUCER_REPORTER', '2026-01-01')",
            scene.actors[role].user_id,
            scene.producer_id,
        )

    with pytest.raises(Disqualified):
        await release(db, scene.actors[Role.PAYMENT_APPROVER], made["id"])
    await tamper(
        all_rows, "UPDATE settlement SET state = 'CALCULATED', checked_by = NULL WHERE id = $1", made["id"]
    )
    with pytest.raises(Disqualified):
        await check(db, scene.actors[Role.INVOICE_CHECKER], made["id"])
