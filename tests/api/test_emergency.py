"""Emergency access over the interface: opened at night, told to the leader, reviewed, shown to the client."""

import asyncpg

from hb.access.rules import Role
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, given, operation, read, refusals, rows_at, send, text_at
from tests.clients.builders import HETU, make_worker
from tests.scene import Scene

REASON = "Naapuri soitti: asiakas ei avaa ovea."


async def test_on_call_worker_sees_the_client_and_the_leader_reviews_it(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call, leader = await make_worker(all_rows, scene, Role.ON_CALL_WORKER), scene.actors[Role.TEAM_LEADER]
    client = f"Client:{scene.client_id}"
    assert (await read(api, on_call, "ClientPage", id=client))["client"] is None

    opened = await done(api, on_call, "OpenEmergencyAccess", clientId=client, reason=REASON)
    access = text_at(opened, "emergencyAccess", "id")
    inbox = await read(api, leader, "Inbox")
    awaiting = await read(api, leader, "EmergencyAccesses", filter={"awaitsReview": True})
    reviewed = await done(api, leader, "ReviewEmergencyAccess", emergencyAccessId=access)
    again = await send(api, leader, "ReviewEmergencyAccess", emergencyAccessId=access)
    left = await read(api, leader, "EmergencyAccesses", filter={"awaitsReview": True})
    kept = await read(api, leader, "EmergencyAccesses", filter={"awaitsReview": False})

    assert opened == {
        "emergencyAccess": {
            "id": access,
            "openedAt": "2026-05-15T09:00:00.000000Z",
            "validUntil": "2026-05-16",
            "client": {"id": client, "firstName": "Aino", "lastName": "Äijälä"},
        }
    }
    assert at(await read(api, on_call, "ClientPage", id=client), "client", "lastName") == "Äijälä"
    assert [each["event"] for each in rows_at(inbox, "messages", "nodes")] == ["EMERGENCY_ACCESS_OPENED"]
    assert [
        (each["id"], each["reason"], at(each, "worker", "id"), at(each, "client", "id"))
        for each in rows_at(awaiting, "emergencyAccesses", "nodes")
    ] == [(access, REASON, f"Worker:{on_call.user_id}", client)]
    assert at(reviewed, "emergencyAccess", "reviewedBy", "id") == f"Worker:{leader.user_id}"
    assert refusals(again) == [("WRONG_STATE", ["input", "emergencyAccessId"])]
    assert at(left, "emergencyAccesses", "totalCount") == 0
    assert at(kept, "emergencyAccesses", "totalCount") == 1


async def test_client_sees_in_the_use_log_that_it_was_an_emergency(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call, client = await make_worker(all_rows, scene, Role.ON_CALL_WORKER), f"Client:{scene.client_id}"
    await done(api, on_call, "OpenEmergencyAccess", clientId=client, reason=REASON)
    await read(api, on_call, "ClientPage", id=client)
    await read(api, scene.actors[Role.SERVICE_GUIDE], "ClientPage", id=client)

    shown = await done(api, scene.actors[Role.CLIENT], "client/MyUseLog")

    assert [
        (each["operation"], each["role"], each["purpose"], each["inEmergency"])
        for each in rows_at(shown, "entries")
    ] == [
        ("ClientPage", "SERVICE_GUIDE", "CARE", False),
        ("ClientPage", "ON_CALL_WORKER", "CARE", True),
        ("emergencyAccessOpen", "ON_CALL_WORKER", "CARE", True),
    ]


async def test_refusals_are_told_as_data_and_never_repeat_the_code(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)

    unknown = await send(api, on_call, "OpenEmergencyAccess", clientId=f"Client:{new_id()}", reason=REASON)
    wrong = await send(api, on_call, "OpenEmergencyAccess", clientId="Budget:1", reason=REASON)
    faulty = await send(api, on_call, "OpenEmergencyAccess", hetu="131052-308X", reason=REASON)
    silent = await send(api, on_call, "OpenEmergencyAccess", hetu=HETU, reason="")

    assert refusals(unknown) == refusals(wrong) == [("NOT_FOUND", ["input", "clientId"])]
    assert refusals(faulty) == [("INVALID_HETU", ["input", "hetu"])]
    assert refusals(silent) == [("INVALID_INPUT", ["input", "reason"])]
    assert "131052" not in str(faulty)
    tried = await all_rows.fetch(
        "SELECT outcome, facts->>'code' AS code FROM audit_event"
        " WHERE organiser_id = $1 AND action = 'emergencyAccessOpen' ORDER BY id",
        scene.organiser_id,
    )
    assert [tuple(row) for row in tried] == [
        ("OUT_OF_REACH", "NOT_FOUND"),
        ("DENIED", "NOT_FOUND"),
        ("DENIED", "INVALID_HETU"),
        ("DENIED", "INVALID_INPUT"),
    ]


async def test_roles_are_kept_apart(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    on_call, client = await make_worker(all_rows, scene, Role.ON_CALL_WORKER), f"Client:{scene.client_id}"
    opened = await done(api, on_call, "OpenEmergencyAccess", clientId=client, reason=REASON)
    access = text_at(opened, "emergencyAccess", "id")

    await denied(api, scene.actors[Role.TEAM_LEADER], "OpenEmergencyAccess", clientId=client, reason=REASON)
    await denied(api, on_call, "ReviewEmergencyAccess", emergencyAccessId=access)
    listed = (await api.post(on_call, operation("EmergencyAccesses"), {})).json()
    assert [error["extensions"]["code"] for error in listed["errors"]] == ["FORBIDDEN"]
    assert await all_rows.fetchval("SELECT count(*) FROM emergency_access WHERE reviewed_at IS NULL") >= 1


async def test_same_key_opens_once(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    variables = given(clientId=f"Client:{scene.client_id}", reason=REASON)

    first = await api.data(on_call, operation("OpenEmergencyAccess"), variables)
    second = await api.data(on_call, operation("OpenEmergencyAccess"), variables)

    assert first == second
    held = "SELECT count(*) FROM emergency_access WHERE organiser_id = $1"
    assert await all_rows.fetchval(held, scene.organiser_id) == 1
