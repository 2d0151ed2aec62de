"""What a producer reads of an order's client over the interface is the present, and ends."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from tests.api.conftest import Api
from tests.api.sending import Json, at, done, read
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order
from tests.scene import Scene

REPORTER = Role.PRODUCER_REPORTER
CONTACT: Json = {"phone": "+358401234567", "streetAddress": "Piilotie 7", "postalCode": "08100"}
PLACE = {"streetAddress": "Piilotie 7", "postalCode": "08100", "postalOffice": "Lohja"}


async def recipient(api: Api, scene: Scene, order_id: object) -> object:
    """What the producer reads of the order's client."""
    page = await read(api, scene.actors[REPORTER], "producer/OrderPage", producerOrderId=order_id)
    return at(page, "producerOrder", "recipient")


async def changed(api: Api, scene: Scene, version: int, **more: object) -> None:
    """A worker replaces the client's contact data."""
    contact = {"language": "FI", "postalOffice": "Lohja", **CONTACT}
    await done(
        api,
        scene.actors[Role.SOCIAL_WORKER],
        "ChangeContact",
        clientId=f"Client:{scene.client_id}",
        expectedVersion=version,
        contact=contact,
        **more,
    )


async def test_l1_turvakielto_and_a_move_reach_orders_that_were_sent_before(
    api: Api, db: Database, scene: Scene
) -> None:
    order = await approved_order(db, scene, await granted_budget(db, scene))
    order_id = f"ProducerOrder:{order.order_id}"
    before = await recipient(api, scene, order_id)
    assert (at(before, "name"), at(before, "streetAddress")) == ("Aino Äijälä", "Metsätie 2")

    await changed(api, scene, 1, municipalityCode="444")
    moved = await recipient(api, scene, order_id)
    assert {name: at(moved, name) for name in PLACE} == PLACE
    assert (at(moved, "phone"), at(moved, "contactThroughOrganiser")) == ("+358401234567", False)

    await changed(api, scene, 2, nonDisclosure=True)
    hidden = await recipient(api, scene, order_id)
    assert [at(hidden, name) for name in (*PLACE, "phone")] == [None] * 4
    assert (at(hidden, "name"), at(hidden, "contactThroughOrganiser")) == ("Aino Äijälä", True)

    await changed(api, scene, 3, nonDisclosure=False)
    assert await recipient(api, scene, order_id) == moved


@pytest.mark.parametrize(
    "ending",
    [
        "UPDATE service_order SET first_month = 202001, last_month = 202001 WHERE client_id = $1",
        "UPDATE reach SET valid_until = '2026-05-14' WHERE client_id = $1 AND ground = 'ORDER'",
        "UPDATE client SET died_on = '2026-05-14' WHERE id = $1",
    ],
)
async def test_s2_contact_data_end_with_the_order_with_its_reach_and_with_death(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, ending: str
) -> None:
    order = await approved_order(db, scene, await granted_budget(db, scene))
    reached = "UPDATE reach SET valid_from = '2026-05-01' WHERE ground = 'ORDER' AND client_id = $1"
    await all_rows.execute(reached, scene.client_id)
    await all_rows.execute(ending, scene.client_id)

    left = await recipient(api, scene, f"ProducerOrder:{order.order_id}")

    assert [at(left, name) for name in ("name", "phone", *PLACE, "language")] == [None] * 6
    assert at(left, "contactThroughOrganiser") is True


async def test_s2_contact_data_end_with_the_producers_approval(api: Api, db: Database, scene: Scene) -> None:
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await done(
        api,
        scene.actors[Role.PRODUCER_COORDINATOR],
        "controller/RevokeProducerApproval",
        producerId=f"Producer:{scene.producer_id}",
        reason="Valvonta",
    )

    left = await recipient(api, scene, f"ProducerOrder:{order.order_id}")

    assert [at(left, name) for name in ("name", "phone", *PLACE)] == [None] * 5


@pytest.mark.parametrize(("last_month", "name"), [(202604, "Aino Äijälä"), (202603, None)])
async def test_s2_contact_data_end_with_the_time_to_report(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, last_month: int, name: str | None
) -> None:
    """Today is 15 May: deliveries of April may be reported until today (15 days after the month)."""
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await all_rows.execute(
        "UPDATE service_order SET first_month = $2, last_month = $2 WHERE id = $1", order.order_id, last_month
    )

    assert at(await recipient(api, scene, f"ProducerOrder:{order.order_id}"), "name") == name
