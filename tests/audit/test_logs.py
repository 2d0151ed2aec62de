"""What is done, read or refused leaves a row that its writer cannot read back."""

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.audit import service as audit
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.scene import NOW, Scene

ROLES = [
    Role.SERVICE_GUIDE,
    Role.CLIENT,
    Role.REPRESENTATIVE,
    Role.PRODUCER_REPORTER,
    Role.CONTROLLER,
    Role.AUDITOR,
]


@pytest.mark.parametrize("door", ["read", "command"])
@pytest.mark.parametrize("role", ROLES)
async def test_refused_attempt_is_recorded_through_either_door(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role, door: str
) -> None:
    actor, aim = scene.actors[role], new_id()

    async def work(tx: Transaction) -> None:
        await audit.record_denied(tx, actor, "plan:approve", "FORBIDDEN", subject_id=aim)

    await db.run({**actor.context("read"), "hb.door": door}, work)

    row = await all_rows.fetchrow("SELECT * FROM audit_event WHERE organiser_id = $1", scene.organiser_id)
    assert row is not None
    assert (row["action"], row["outcome"], row["facts"], row["subject_id"], row["client_id"]) == (
        "plan:approve",
        "DENIED",
        {"code": "FORBIDDEN"},
        aim,
        None,
    )
    assert (row["actor_id"], row["role"], row["on_behalf_of"], row["at"]) == (
        actor.user_id,
        role,
        actor.on_behalf_of,
        NOW,
    )


@pytest.mark.parametrize("role", ROLES)
async def test_reading_is_logged_through_the_read_door_by_every_role(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors[role]

    async def work(tx: Transaction) -> None:
        await audit.log_use(tx, "ClientCard", [scene.client_id, actor.user_id])

    async def read_back(tx: Transaction) -> int:
        return len(await tx.fetch_text("SELECT 1 FROM use_log UNION ALL SELECT 1 FROM audit_event"))

    await db.run(actor.context("read"), work)

    assert await db.run(actor.context("read"), read_back) == (1 if role is Role.AUDITOR else 0)
    row = await all_rows.fetchrow("SELECT * FROM use_log WHERE organiser_id = $1", scene.organiser_id)
    assert row is not None
    assert (row["actor_id"], row["role"], row["purpose"], row["operation"], row["client_ids"]) == (
        actor.user_id,
        role,
        actor.purpose,
        "ClientCard",
        [scene.client_id, actor.user_id],
    )


async def test_nobody_writes_the_log_in_anothers_name(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, worker = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.SOCIAL_WORKER]
    forged: list[Actor] = [worker, Actor(new_id(), guide.user_id, guide.party_id, guide.role)]

    async def work(tx: Transaction) -> None:
        await audit.record_denied(tx, forged[0], "plan:approve", "FORBIDDEN")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await db.run(guide.context("command"), work)
    assert (
        await all_rows.fetchval(
            "SELECT count(*) FROM audit_event WHERE organiser_id = $1", scene.organiser_id
        )
        == 0
    )


@pytest.mark.parametrize(
    "forged", ["role = 'AUDITOR'", "purpose = 'STEERING'", "actor_id = gen_random_uuid()"]
)
async def test_row_of_the_use_log_is_the_contexts_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, forged: str
) -> None:
    """It has no CHECK on its closed sets: the policy takes no role and purpose but the context's."""
    columns = ("organiser_id", "id", "at", "actor_id", "role", "purpose", "operation", "client_ids")
    values = {
        "organiser_id": "ctx_organiser()",
        "id": "gen_random_uuid()",
        "at": "ctx_now()",
        "actor_id": "ctx_actor()",
        "role": "ctx_role()",
        "purpose": "ctx_purpose()",
        "operation": "'Own'",
        "client_ids": "'{}'",
    }
    column, _, value = forged.partition(" = ")

    async def write(tx: Transaction, row: dict[str, str]) -> None:
        told = ", ".join(row[each] for each in columns)
        await tx.fetch_text(f"INSERT INTO use_log ({', '.join(columns)}) VALUES ({told})")

    context = scene.actors[Role.SERVICE_GUIDE].context("read")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await db.run(context, lambda tx: write(tx, {**values, column: value}))
    await db.run(context, lambda tx: write(tx, values))

    rows = await all_rows.fetch(
        "SELECT role, purpose FROM use_log WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(row) for row in rows] == [("SERVICE_GUIDE", "CARE")]
