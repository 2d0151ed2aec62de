"""The second acts on filed contacts over the interface: opened and reviewed, and each refusal as data."""

import asyncpg

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, registered, rows_at, send, text_at
from tests.clients.builders import make_team, make_worker
from tests.scene import Scene, make_role

GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER
REASON = "Asiakas soitti ja pyysi kotikäyntiä."
PERSON: Json = {
    "hetu": "131052-308T",
    "firstName": "Eila",
    "lastName": "Salminen",
    "municipalityCode": "543",
    "contact": {"language": "FI"},
}
ACTS = ("OpenFiledContact", "AcceptFiledContact", "RejectFiledContact", "CompareFiledContact")


async def filed(api: Api, actor: Actor, **typed: object) -> str:
    """File a contact; its typed id."""
    return text_at(await done(api, actor, "RegisterClient", **{**PERSON, **typed}), "filedContact", "id")


async def act(api: Api, actor: Actor, name: str, contact_id: str) -> list[tuple[object, object]]:
    """Do one of the second acts, with a reason where it takes one; what refused it."""
    reason: Json = {"reason": REASON} if name[:4] in {"Open", "Reje"} else {}
    return refusals(await send(api, actor, name, filedContactId=contact_id, **reason))


async def test_known_client_is_opened_for_days_told_of_and_reviewed_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = await registered(api, scene.actors[GUIDE], **PERSON)
    guide = await make_worker(all_rows, scene, GUIDE, await make_team(all_rows, scene.organiser_id))
    leader = scene.actors[LEADER]
    contact_id = await filed(api, guide)

    opened = await done(api, guide, "OpenFiledContact", filedContactId=contact_id, reason=REASON)
    page = await read(api, guide, "ClientPage", id=client_id)
    awaiting = await read(api, leader, "EmergencyAccesses", filter={"awaitsReview": True})
    access = rows_at(awaiting, "emergencyAccesses", "nodes")[0]
    reviewed = await done(api, leader, "ReviewEmergencyAccess", emergencyAccessId=access["id"])

    assert at(opened, "filedContact") == {"id": contact_id, "state": "OPENED"}
    assert at(opened, "client", "id") == client_id
    assert [
        (at(care, "worker", "id"), care["kind"], care["validUntil"])
        for care in rows_at(page, "client", "careRelationships")
    ] == [
        (f"Worker:{scene.actors[GUIDE].user_id}", "CARE", None),
        (f"Worker:{guide.user_id}", "TEMPORARY", "2026-05-21"),
    ]
    assert (access["reason"], access["validUntil"], at(access, "worker", "id")) == (
        REASON,
        "2026-05-21",
        f"Worker:{guide.user_id}",
    )
    assert at(reviewed, "emergencyAccess", "reviewedBy", "id") == f"Worker:{leader.user_id}"
    inbox = await read(api, leader, "Inbox")
    assert [message["event"] for message in rows_at(inbox, "messages", "nodes")] == [
        "CONTACT_OPENED",
        "CONTACT_FILED",
    ]


async def test_each_refusal_is_answered_as_data(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    guide, leader, official = (scene.actors[role] for role in (GUIDE, LEADER, OFFICIAL))
    also_leader = Actor(scene.organiser_id, guide.user_id, scene.team_id, LEADER)
    await make_role(all_rows, also_leader)
    path = ["input", "filedContactId"]
    nothing, contact_id = f"FiledContact:{new_id()}", await filed(api, guide)

    for name, actor in zip(ACTS, (guide, leader, leader, leader), strict=True):
        assert await act(api, actor, name, nothing) == [("NOT_FOUND", path)]
    for name in ACTS[1:]:
        assert await act(api, also_leader, name, contact_id) == [("RESOLVED_BY_ANOTHER", path)]
    for name, actor in (("OpenFiledContact", guide), ("RejectFiledContact", leader)):
        blank = await send(api, actor, name, filedContactId=contact_id, reason=" ")
        assert refusals(blank) == [("INVALID_INPUT", ["input", "reason"])]
    assert await act(api, guide, "OpenFiledContact", contact_id) == []
    for name, actor in zip(ACTS, (guide, leader, leader, leader), strict=True):
        assert await act(api, actor, name, contact_id) == [("WRONG_STATE", path)]

    newcomer = await make_worker(all_rows, scene, GUIDE, await make_team(all_rows, scene.organiser_id))
    first, second, differing = (
        await filed(api, newcomer),
        await filed(api, newcomer),
        await filed(api, newcomer, firstName="Ella"),
    )
    assert await act(api, newcomer, "OpenFiledContact", first) == []
    assert await act(api, newcomer, "OpenFiledContact", second) == [("ALREADY_SERVES", path)]
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE organiser_id = $1 AND worker_id = $2",
        scene.organiser_id,
        guide.user_id,
    )
    assert await act(api, guide, "AcceptFiledContact", differing) == [("LEADER_RESOLVES", path)]
    assert await act(api, official, "AcceptFiledContact", differing) == [("NOT_FOUND", path)]
    await denied(api, leader, "OpenFiledContact", filedContactId=second, reason=REASON)
    await denied(api, guide, "CompareFiledContact", filedContactId=second)
    denied_rows = await all_rows.fetch(
        "SELECT facts->>'code' AS code FROM audit_event WHERE organiser_id = $1"
        " AND action = 'filedContactOpen' AND outcome = 'DENIED' ORDER BY id",
        scene.organiser_id,
    )
    assert [row["code"] for row in denied_rows] == [
        "NOT_FOUND",
        "INVALID_INPUT",
        "WRONG_STATE",
        "ALREADY_SERVES",
        "FORBIDDEN",
    ]
