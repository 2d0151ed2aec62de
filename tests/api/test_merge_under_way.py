"""A contact that is opened or accepted while its person's records are merged opens no closed record."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import done, refusals, registered, send, text_at
from tests.api.test_back_door import EILA, REASON, code_of, stranger
from tests.clients.builders import make_worker
from tests.scene import Scene
from tests.waiting import until_blocked

MERGED = [("RECORD_MERGED", ["input", "filedContactId"])]
MERGE = """
WITH pointed AS (UPDATE client SET merged_into = $2 WHERE id = $1)
INSERT INTO record_merge (organiser_id, id, client_id, other_id, kind, reason, worker_id, at)
SELECT organiser_id, $4, $1, $2, 'CLOSED', 'Sama henkilö', $3, now() FROM client WHERE id = $1
"""
OPEN_ON = "SELECT count(*) FROM reach WHERE client_id = $1 AND NOT by_merge"


@pytest.mark.parametrize("act", ["OpenFiledContact", "AcceptFiledContact"])
async def test_act_that_waits_for_a_merge_is_refused_and_then_finds_the_other_record_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, act: str
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    closed, kept = [
        UUID((await registered(api, guide, **{**EILA, "hetu": code})).partition(":")[2])
        for code in (str(EILA["hetu"]), code_of(77))
    ]
    other = await stranger(scene, all_rows)
    filed = await done(api, other, "RegisterClient", **EILA)
    contact_id = text_at(filed, "filedContact", "id")
    actor: Actor = other if act == "OpenFiledContact" else scene.actors[Role.TEAM_LEADER]
    reason = {"reason": REASON} if act == "OpenFiledContact" else {}
    before = await all_rows.fetchval(OPEN_ON, closed)

    async with all_rows.transaction():
        await all_rows.fetch("SELECT 1 FROM client WHERE id = $1 FOR UPDATE", closed)
        sending = asyncio.create_task(send(api, actor, act, filedContactId=contact_id, **reason))
        await until_blocked(all_rows)
        await all_rows.execute(MERGE, closed, kept, guide.user_id, new_id())
    answer = await sending

    assert refusals(answer) == MERGED
    assert await all_rows.fetchval(OPEN_ON, closed) == before
    assert refusals(await send(api, actor, act, filedContactId=contact_id, **reason)) == []
    assert await all_rows.fetchval(OPEN_ON, closed) == before
    served = "SELECT client_id FROM care_relationship WHERE worker_id = $1"
    assert await all_rows.fetchval(served, other.user_id) == kept


async def test_emergency_on_a_closed_record_is_refused_and_by_its_code_finds_the_other(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    closed, kept = [
        UUID((await registered(api, guide, **{**EILA, "hetu": code})).partition(":")[2])
        for code in (str(EILA["hetu"]), code_of(77))
    ]
    await all_rows.execute(MERGE, closed, kept, guide.user_id, new_id())
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    why = {"reason": "Kaatunut kotona"}

    refused = await send(api, on_call, "OpenEmergencyAccess", clientId=f"Client:{closed}", **why)
    opened = await send(api, on_call, "OpenEmergencyAccess", hetu=EILA["hetu"], **why)

    assert refusals(refused) == [("RECORD_MERGED", ["input", "clientId"])]
    assert refusals(opened) == []
    of_clients = "SELECT client_id FROM emergency_access WHERE worker_id = $1"
    assert [row["client_id"] for row in await all_rows.fetch(of_clients, on_call.user_id)] == [kept]
