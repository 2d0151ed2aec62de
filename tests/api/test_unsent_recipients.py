"""Whom a message was for that did not leave: its kind always, the client to those who serve the client."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role, system_actor
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Channel, MessageState, SendingFault
from tests.api.conftest import Api
from tests.api.sending import read, rows_at
from tests.clients.builders import make_worker
from tests.letters.post import leave
from tests.scene import NOW, Scene, make_scene

WORKERS = (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER)


async def fail(db: Database, scene: Scene, message_id: UUID) -> None:
    """Write that a message could not be sent, as the sender does."""
    actor = system_actor(scene.organiser_id)

    async def work(tx: Transaction) -> None:
        tx.clock_read(NOW)
        sent = messages.Sent(message_id, MessageState.FAILED, Channel.EMAIL, SendingFault.NO_ADDRESS, 1)
        await messages.end_sending(tx, [sent])

    await db.run(actor.context("command"), work)


def recipients(scene: Scene) -> dict[str, UUID]:
    """A recipient of each kind."""
    return {
        "CLIENT": scene.client_id,
        "REPRESENTATIVE": scene.representative_id,
        "WORKER": scene.actors[Role.SOCIAL_WORKER].user_id,
        "PRODUCER": scene.producer_id,
    }


async def listed(api: Api, actor: Actor) -> list[dict[str, object]]:
    answer = await read(api, actor, "administrator/UnsentMessages")
    return rows_at(answer, "unsentMessages", "nodes")


async def of_clients(api: Api, actor: Actor, **variables: object) -> list[dict[str, object]]:
    answer = await read(api, actor, "ClientUnsentMessages", **variables)
    return rows_at(answer, "clientUnsentMessages", "nodes")


@pytest.mark.parametrize("kind", ["CLIENT", "REPRESENTATIVE", "WORKER", "PRODUCER"])
async def test_an_administrator_is_told_the_kind_and_no_client(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, kind: str
) -> None:
    await fail(db, scene, await leave(all_rows, scene, recipients(scene)[kind]))

    (row,) = await listed(api, scene.actors[Role.ADMINISTRATOR])

    assert row["recipient"] == kind
    shown = {name: isinstance(row[name], dict) for name in ("producer", "worker")}
    assert shown == {"producer": kind == "PRODUCER", "worker": kind == "WORKER"}
    for name in ("Aino", "Äijälä", "Eino", "Edustaja", str(scene.client_id), str(scene.representative_id)):
        assert name not in str(row)


@pytest.mark.parametrize("role", WORKERS)
@pytest.mark.parametrize(
    ("kind", "representative"),
    [("CLIENT", None), ("REPRESENTATIVE", "Edustaja"), ("WORKER", None), ("PRODUCER", None)],
)
async def test_who_serves_the_client_sees_the_name(
    api: Api,
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    role: Role,
    kind: str,
    representative: str | None,
) -> None:
    message_id = await leave(all_rows, scene, recipients(scene)[kind])
    await fail(db, scene, message_id)

    (row,) = await of_clients(api, scene.actors[role], filter={"clientId": f"Client:{scene.client_id}"})

    assert row["messageId"] == f"Message:{message_id}"
    client, message, speaking = row["client"], row["message"], row["representative"]
    assert isinstance(client, dict)
    assert isinstance(message, dict)
    assert (client["firstName"], client["lastName"]) == ("Aino", "Äijälä")
    assert (message["recipient"], message["reason"]) == (kind, "NO_ADDRESS")
    assert (speaking["lastName"] if isinstance(speaking, dict) else None) == representative


async def test_a_message_about_no_client_is_shown_to_administrators_alone(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker_id = scene.actors[Role.CONTROLLER].user_id
    await fail(db, scene, await leave(all_rows, scene, worker_id, client_id=None))

    assert [row["recipient"] for row in await listed(api, scene.actors[Role.ADMINISTRATOR])] == ["WORKER"]
    assert await of_clients(api, scene.actors[Role.SOCIAL_WORKER]) == []


async def test_who_does_not_serve_the_client_sees_nothing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)
    await fail(db, scene, await leave(all_rows, scene))

    assert await of_clients(api, await make_worker(all_rows, scene, Role.ON_CALL_WORKER)) == []
    assert await of_clients(api, elsewhere.actors[Role.SOCIAL_WORKER]) == []
    await all_rows.execute(
        "UPDATE reach SET valid_until = '2026-05-14' WHERE client_id = $1 AND party_id = $2",
        scene.client_id,
        scene.actors[Role.SERVICE_GUIDE].party_id,
    )
    assert await of_clients(api, scene.actors[Role.SERVICE_GUIDE]) == []
    for role in (Role.ADMINISTRATOR, Role.CLIENT, Role.CONTROLLER, Role.AUDITOR):
        answer = (await api.post(scene.actors[role], OPERATION, {})).json()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], role


OPERATION = "query Unsent { clientUnsentMessages(first: 1) { totalCount } }"
