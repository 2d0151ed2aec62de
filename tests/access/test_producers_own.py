"""Contacts, endpoints and calls are a producer's own; administrators see what failed, and no client data."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.messages.model import message, unsent_message, unsent_party
from hb.messages.rules import Channel, Event, SendingFault, UnsentRecipient
from hb.sending.model import producer_contact, webhook, webhook_call, webhook_secret, webhook_test
from hb.sending.rules import CallState
from tests.scene import NOW, Scene, make_scene, put

SERVING = (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER)
"""Who serves the client of a scene, or leads those who do."""
OWN_TABLES = ("producer_contact", "webhook", "webhook_call", "webhook_test")
PRODUCERS = {Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER}


async def fill(rows: asyncpg.Connection, organiser_id: UUID, producer_id: UUID, recipient_id: UUID) -> UUID:
    """A contact, an endpoint with its secret, and a call about a message that failed."""
    message_id, webhook_id = new_id(), new_id()
    await put(
        rows,
        message,
        organiser_id=organiser_id,
        id=message_id,
        recipient_id=recipient_id,
        event=Event.ORDER_CANCELLED,
        channel=Channel.EMAIL,
        state="FAILED",
        failure=SendingFault.NO_ADDRESS,
        language="fi",
        title="Otsikko",
        body="Teksti",
        facts={},
        at=NOW,
    )
    await put(
        rows,
        unsent_message,
        organiser_id=organiser_id,
        message_id=message_id,
        event=Event.ORDER_CANCELLED,
        channel=Channel.EMAIL,
        state="FAILED",
        reason=SendingFault.NO_ADDRESS,
        attempts=1,
        at=NOW,
        tried_at=NOW,
        recipient=UnsentRecipient.CLIENT,
    )
    await put(
        rows, unsent_party, organiser_id=organiser_id, message_id=message_id, client_id=recipient_id, at=NOW
    )
    await put(
        rows,
        producer_contact,
        organiser_id=organiser_id,
        producer_id=producer_id,
        email="posti@tuottaja.example",
        changed_by=new_id(),
        changed_at=NOW,
    )
    await put(
        rows,
        webhook,
        organiser_id=organiser_id,
        id=webhook_id,
        producer_id=producer_id,
        url="https://tuottaja.example/hb",
        made_by=new_id(),
        made_at=NOW,
    )
    await put(
        rows,
        webhook_secret,
        organiser_id=organiser_id,
        webhook_id=webhook_id,
        signing_secret_ciphertext=b"\1",
        signing_secret_index=webhook_id.bytes,
        key_id="k",
    )
    await put(
        rows,
        webhook_call,
        organiser_id=organiser_id,
        id=message_id,
        producer_id=producer_id,
        event=Event.ORDER_CANCELLED,
        state=CallState.WAITING,
        attempts=0,
        at=NOW,
    )
    await put(
        rows,
        webhook_test,
        organiser_id=organiser_id,
        id=message_id,
        producer_id=producer_id,
        webhook_id=webhook_id,
        state=CallState.WAITING,
        asked_by=new_id(),
        asked_at=NOW,
    )
    return message_id


async def seen(db: Database, actor: Actor, table: str, columns: str, door: str) -> set[tuple[object, ...]]:
    async def work(tx: Transaction) -> Sequence[asyncpg.Record]:
        return await tx.fetch_text(f"SELECT {columns} FROM {table}")

    rows = await db.run({**actor.context("read"), "hb.door": door}, work)
    return {tuple(row) for row in rows}


@pytest.mark.parametrize("door", ["read", "command"])
@pytest.mark.parametrize("table", OWN_TABLES)
async def test_a_producer_sees_its_own_with_this_organiser_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, table: str, door: str
) -> None:
    elsewhere = await make_scene(all_rows)
    await fill(all_rows, scene.organiser_id, scene.producer_id, scene.producer_id)
    await fill(all_rows, scene.organiser_id, elsewhere.producer_id, elsewhere.producer_id)
    await fill(all_rows, elsewhere.organiser_id, scene.producer_id, scene.producer_id)
    all_here = {(scene.producer_id,), (elsewhere.producer_id,)}
    for role, actor in scene.actors.items():
        expected: set[tuple[object, ...]] = set()
        if role in PRODUCERS:
            expected = {(scene.producer_id,)}
        elif (role, table) in {
            (Role.PRODUCER_COORDINATOR, "producer_contact"),
            (Role.ADMINISTRATOR, "webhook_call"),
        }:
            expected = set(all_here)
        assert await seen(db, actor, table, "producer_id", door) == expected, role


async def test_no_read_shows_a_secret(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await fill(all_rows, scene.organiser_id, scene.producer_id, scene.producer_id)
    for actor in scene.actors.values():
        assert await seen(db, actor, "webhook_secret", "webhook_id", "read") == set()


async def test_an_administrator_sees_what_failed_and_no_message(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    message_id = await fill(all_rows, scene.organiser_id, scene.producer_id, scene.client_id)
    elsewhere = await make_scene(all_rows)
    await fill(all_rows, elsewhere.organiser_id, elsewhere.producer_id, elsewhere.client_id)
    administrator = scene.actors[Role.ADMINISTRATOR]
    assert await seen(db, administrator, "unsent_message", "message_id", "read") == {(message_id,)}
    for table in ("message", "client", "representative", "client_identity"):
        assert await seen(db, administrator, table, "id", "read") == set(), table
    for role, actor in scene.actors.items():
        expected = {(message_id,)} if role in {Role.ADMINISTRATOR, *SERVING} else set()
        assert await seen(db, actor, "unsent_message", "message_id", "read") == expected, role
        about = {(scene.client_id,)} if role in {*SERVING, Role.CLIENT, Role.REPRESENTATIVE} else set()
        assert await seen(db, actor, "unsent_party", "client_id", "read") == about, role
    assert not {"title", "body", "recipient_id", "client_id", "facts"} & set(unsent_message.c.keys())
