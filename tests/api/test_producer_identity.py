"""S8: applicants are confirmed over the interface before approval, and only by organisers that exist."""

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.producers import model
from tests.api.asking import send
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import at
from tests.api.sending import refusals as refused_with
from tests.api.sending import send as send_operation
from tests.api.test_producers import APPLY, COORDINATOR, PRODUCER, applied, confirmed, newcomer, producer_of
from tests.producers.builders import business_id, iban
from tests.scene import START, Scene, put

CONFIRM, DECIDE = "controller/ConfirmProducer", "controller/DecideProducerApplication"
AT_PRODUCER = ["input", "producerId"]


async def test_a_confirmed_applicant_has_the_number_and_is_approved(api: Api, scene: Scene) -> None:
    coordinator, number = scene.actors[COORDINATOR], business_id()
    first = at(await applied(api, newcomer(scene), businessId=number), "producer", "id")
    second = at(await applied(api, newcomer(scene), businessId=number), "producer", "id")
    approval = {"approve": True, "segment": "CORE"}

    early = await send_operation(api, coordinator, DECIDE, producerId=first, **approval)
    done = await send_operation(api, coordinator, CONFIRM, producerId=first, source="YTJ")
    late = await send_operation(api, coordinator, CONFIRM, producerId=second, source="REGISTER_EXTRACT")
    approved = await send_operation(api, coordinator, DECIDE, producerId=first, **approval)
    again = await send_operation(api, coordinator, CONFIRM, producerId=first, source="YTJ")
    nobody = await send_operation(api, coordinator, CONFIRM, producerId=f"Producer:{new_id()}", source="YTJ")
    third = await send(
        api, newcomer(scene), "producer", "ApplyAsProducer", **APPLY, businessId=number, iban=iban()
    )

    assert refused_with(early) == [("PRODUCER_NOT_CONFIRMED", AT_PRODUCER)]
    assert at(done, "approval", "state") == "APPLIED"
    assert (at(done, "approval", "registerSource"), at(done, "approval", "confirmedAt")) == (
        "YTJ",
        "2026-05-15T09:00:00.000000Z",
    )
    assert at(done, "approval", "confirmedBy", "id") == f"Worker:{coordinator.user_id}"
    assert refused_with(late) == [("BUSINESS_ID_TAKEN", AT_PRODUCER)]
    assert at(approved, "approval", "state") == "APPROVED"
    assert refused_with(again) == [("WRONG_STATE", AT_PRODUCER)]
    assert refused_with(nobody) == [("NOT_FOUND", AT_PRODUCER)]
    assert refused_with(third) == [("BUSINESS_ID_TAKEN", ["input", "businessId"])]


async def test_a_member_confirms_not_the_own_producer(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, db: Database
) -> None:
    producer_id = await producer_of(api, newcomer(scene))
    await put(
        all_rows,
        model.producer_user,
        id=scene.actors[COORDINATOR].user_id,
        producer_id=producer_id.partition(":")[2],
        name="Jäsen",
        role="PRODUCER_REPORTER",
        valid_from=START,
    )

    refused = await confirmed(api, scene, producer_id)

    assert refused_with(refused) == [("DISQUALIFIED", AT_PRODUCER)]


async def test_an_organiser_that_does_not_exist_is_nobodys(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """An application to a county that is not one was taken, with its audit rows."""
    here = newcomer(scene)
    ghost = Actor(new_id(), here.user_id, here.party_id, PRODUCER)
    fields = {"businessId": business_id(), "iban": iban(), "idempotencyKey": str(new_id()), **APPLY}

    refused = await api.post(ghost, document("producer", "ApplyAsProducer"), {"input": fields})

    assert refused.status_code == 401
    for table in ("producer_approval", "payment_account", "audit_event", "command"):
        rows = f"SELECT count(*) FROM {table} WHERE organiser_id = $1"
        assert await all_rows.fetchval(rows, ghost.organiser_id) == 0
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await all_rows.execute(
            "INSERT INTO payment_account (organiser_id, id, producer_id, iban, valid_from, proposed_by,"
            " proposed_at) VALUES ($1, $2, $3, 'FI2112345600000785', '2026-05-15', $2, now())",
            ghost.organiser_id,
            new_id(),
            scene.producer_id,
        )
    assert (await applied(api, here))["producer"] is not None
