"""Clients with personal identity codes, whoever a code finds, and how the tests read a code."""

from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.clients import model, queries
from hb.clients.service.registration import place_of_hetu
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from tests.clients.builders import SECRECY
from tests.scene import Scene, make_care, make_client, put


async def make_identity(
    connection: asyncpg.Connection, scene: Scene, client_id: UUID, code: str, secrecy: Secrecy = SECRECY
) -> None:
    """Give a client a present code, as registering does."""
    actor = scene.actors[Role.SOCIAL_WORKER]
    await put(
        connection,
        model.client_identity,
        organiser_id=scene.organiser_id,
        id=client_id,
        client_id=client_id,
        hetu_ciphertext=secrecy.encrypt(code, *place_of_hetu(actor, client_id)),
        hetu_index=secrecy.blind_index(code),
        key_id=secrecy.key_id,
    )


async def make_served(connection: asyncpg.Connection, scene: Scene, code: str) -> UUID:
    """A client with a code, served by the scene's social worker and so by the leader's team."""
    client_id = new_id()
    await make_client(connection, scene.organiser_id, client_id, "Matti", "Meikäläinen")
    await make_identity(connection, scene, client_id, code)
    worker = scene.actors[Role.SOCIAL_WORKER]
    await make_care(connection, scene.organiser_id, client_id, worker.user_id, scene.team_id)
    return client_id


async def client_of(db: Database, actor: Actor, code: str) -> UUID | None:
    """The client whom a code finds, if any."""

    async def work(tx: Transaction) -> UUID | None:
        row = await tx.row(queries.CLIENT_OF_CODE, **model.HETU.sought(SECRECY, code))
        return row["client_id"] if row else None

    return await db.run(actor.context("command"), work)
