"""Producers that have yet to be approved, numbers with right check digits, and one way to run a command."""

from collections.abc import Awaitable, Callable
from itertools import count
from typing import TypeVar

import asyncpg
from stdnum.iban import calc_check_digits

from hb.access.rules import Actor, Role
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.producers import service as producers
from hb.producers.rules import ProducerApplication, ProducerKind, RegisterSource, Segment
from hb.producers.service import ApprovalDecided, ProducerApplied
from tests.scene import Scene

Result = TypeVar("Result")

# The scene's producers have no Y-tunnus of the real form, so these never meet another test's.
_numbers = count(1_000_000)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def business_id() -> str:
    """A Y-tunnus that no other test has."""
    while True:
        digits = f"{next(_numbers):07}"
        rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
        if rest != 1:
            return f"{digits}-{0 if rest == 0 else 11 - rest}"


def iban() -> str:
    """A Finnish IBAN that no other test has."""
    account = f"{next(_numbers):014}"
    return f"FI{calc_check_digits(f'FI00{account}')}{account}"


def application(**changes: str) -> ProducerApplication:
    """An application in which nothing is wrong."""
    fields = {
        "business_id": business_id(),
        "name": "Äijän Apu Oy",
        "rule_book_version": "2026-1",
        "iban": iban(),
        "administrator_name": "Aatu Äijä",
        **changes,
    }
    return ProducerApplication(kind=ProducerKind.PRIVATE, **fields)


def administrator(scene: Scene) -> Actor:
    """The administrator of a producer nobody knows yet."""
    return Actor(scene.organiser_id, new_id(), new_id(), Role.PRODUCER_ADMINISTRATOR)


async def run(
    db: Database, actor: Actor, kind: type[Result], work: Callable[[Transaction], Awaitable[Result]]
) -> Result:
    """Do a command as the API does, under a key of its own."""

    async def payload(_tx: Transaction, result: Result) -> Result:
        return result

    claim = Claim(new_id(), "test", b"")
    return await perform(db, actor.context("command"), claim, kind, work, payload)


async def applied(db: Database, actor: Actor, **changes: str) -> ProducerApplied:
    """Let a producer apply."""
    return await run(
        db, actor, ProducerApplied, lambda tx: producers.apply(tx, actor, application(**changes))
    )


async def approved(db: Database, scene: Scene) -> Actor:
    """The administrator of a new producer that the coordinator has confirmed and approved."""
    actor = administrator(scene)
    await applied(db, actor)
    await decide(
        db, scene.actors[Role.PRODUCER_COORDINATOR], actor, approve=True, segment=Segment.COMPLEMENTARY
    )
    return actor


async def confirm(db: Database, actor: Actor, producer: Actor) -> ApprovalDecided:
    """Let a coordinator confirm an applicant from the register."""
    source = RegisterSource.YTJ
    return await run(
        db,
        actor,
        ApprovalDecided,
        lambda tx: producers.confirm_producer(tx, actor, producer.party_id, source),
    )


async def actions(all_rows: asyncpg.Connection, scene: Scene) -> list[str]:
    """What the audit trail of the scene's organiser tells, oldest first."""
    rows = await all_rows.fetch(
        "SELECT action FROM audit_event WHERE organiser_id = $1 ORDER BY id", scene.organiser_id
    )
    return [row["action"] for row in rows]


async def decide(
    db: Database,
    actor: Actor,
    producer: Actor,
    approve: bool,
    reason: str | None = None,
    segment: Segment = Segment.CORE,
) -> ApprovalDecided:
    """Let a coordinator decide on an application, confirmed before if it is approved."""
    if approve:
        await confirm(db, actor, producer)
    return await run(
        db,
        actor,
        ApprovalDecided,
        lambda tx: producers.decide_application(
            tx, actor, producer.party_id, approve, segment if approve else None, reason
        ),
    )


async def revoke(db: Database, actor: Actor, producer: Actor, reason: str = "Vakuutus puuttuu.") -> None:
    """Let a coordinator revoke an approval."""
    await run(
        db,
        actor,
        ApprovalDecided,
        lambda tx: producers.revoke_approval(tx, actor, producer.party_id, reason),
    )


async def approval_of(all_rows: asyncpg.Connection, scene: Scene, producer: Actor) -> asyncpg.Record | None:
    """How the scene's organiser stands to a producer."""
    return await all_rows.fetchrow(
        "SELECT * FROM producer_approval WHERE organiser_id = $1 AND producer_id = $2",
        scene.organiser_id,
        producer.party_id,
    )
