"""A command happens once, whatever its key is sent with and however often."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.audit import service as audit
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import KeyReused, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.scene import NOW, Scene


@dataclass(frozen=True)
class Made:
    """What the test's command made."""

    id: UUID


async def test_same_key_again_has_no_new_effect(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    claim = Claim(new_id(), "testThing", b"\1" * 32)
    runs = 0

    async def work(tx: Transaction) -> Made:
        nonlocal runs
        runs += 1
        made = Made(tx.new_id())
        audit.record(tx, guide, "thing:make", subject_id=made.id, count=3)
        return made

    async def payload(tx: Transaction, made: Made) -> UUID:
        assert tx.now == NOW
        return made.id

    first = await perform(db, guide.context("command"), claim, Made, work, payload)
    second = await perform(db, guide.context("command"), claim, Made, work, payload)

    assert second == first
    assert runs == 1
    events = await all_rows.fetch("SELECT * FROM audit_event WHERE organiser_id = $1", scene.organiser_id)
    assert [(event["action"], event["subject_id"], event["facts"], event["at"]) for event in events] == [
        ("thing:make", first, {"count": 3}, NOW)
    ]


async def test_same_key_with_other_input_is_refused(db: Database, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    key = new_id()

    async def work(tx: Transaction) -> Made:
        return Made(tx.new_id())

    async def payload(_tx: Transaction, made: Made) -> UUID:
        return made.id

    await perform(db, guide.context("command"), Claim(key, "testThing", b"\1"), Made, work, payload)
    with pytest.raises(KeyReused) as refusal:
        await perform(db, guide.context("command"), Claim(key, "testThing", b"\2"), Made, work, payload)
    assert refusal.value.path == ("input", "idempotencyKey")


async def test_a_refusal_stores_nothing(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def work(_tx: Transaction) -> Made:
        raise NotFound

    async def payload(_tx: Transaction, made: Made) -> UUID:
        return made.id

    with pytest.raises(NotFound):
        await perform(db, guide.context("command"), Claim(new_id(), "x", b""), Made, work, payload)
    assert (
        await all_rows.fetchval("SELECT count(*) FROM command WHERE organiser_id = $1", scene.organiser_id)
        == 0
    )
