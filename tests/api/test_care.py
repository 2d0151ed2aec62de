"""Who serves a client, who speaks for one and who stands in for whom, over the interface."""

from dataclasses import replace
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, send, text_at
from tests.scene import Scene, make_scene

GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER
TODAY, YESTERDAY = "2026-05-15", "2026-05-14"


def worker(actor: Actor) -> str:
    return f"Worker:{actor.user_id}"


async def test_leader_names_an_own_worker_who_then_finds_the_client(api: Api, scene: Scene) -> None:
    leader, official = scene.actors[LEADER], scene.actors[OFFICIAL]
    wish: Json = {
        "clientId": f"Client:{scene.client_id}",
        "workerId": worker(official),
        "kind": "OWN_WORKER",
        "validFrom": TODAY,
    }

    assigned = await done(api, leader, "AssignCare", **wish)
    again = await send(api, leader, "AssignCare", **wish)
    found = await read(api, official, "MyClients", filter={"ownWorker": True})

    assert assigned == {
        "careRelationship": {
            "id": text_at(assigned, "careRelationship", "id"),
            "kind": "OWN_WORKER",
            "validFrom": TODAY,
            "validUntil": None,
            "worker": {"id": worker(official), "name": "Test SOCIAL_WORKER"},
            "team": {"id": f"Team:{scene.team_id}", "name": "Tiimi"},
        }
    }
    assert refusals(again) == [("ALREADY_SERVES", ["input", "workerId"])]
    assert at(found, "clients", "totalCount") == 1


async def test_ended_care_takes_the_client_out_of_sight(api: Api, scene: Scene) -> None:
    leader, guide = scene.actors[LEADER], scene.actors[GUIDE]
    page = await read(api, leader, "ClientPage", id=f"Client:{scene.client_id}")
    held = at(page, "client", "careRelationships")
    assert isinstance(held, list)
    (mine,) = [care["id"] for care in held if care["worker"]["id"] == worker(guide)]
    await denied(api, guide, "EndCare", careRelationshipId=mine, lastDay=YESTERDAY)
    assert at(await read(api, guide, "MyClients"), "clients", "totalCount") == 1

    ended = await done(api, leader, "EndCare", careRelationshipId=mine, lastDay=YESTERDAY)
    again = await send(api, leader, "EndCare", careRelationshipId=mine, lastDay=TODAY)

    assert at(ended, "careRelationship", "validUntil") == YESTERDAY
    assert refusals(again) == [("WRONG_STATE", ["input", "lastDay"])]
    assert at(await read(api, guide, "MyClients"), "clients", "totalCount") == 0


async def test_worker_of_another_organiser_is_not_found(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)

    refused = await send(
        api,
        scene.actors[LEADER],
        "AssignCare",
        clientId=f"Client:{scene.client_id}",
        workerId=worker(elsewhere.actors[GUIDE]),
        kind="CARE",
        validFrom=TODAY,
    )

    assert refusals(refused) == [("NOT_FOUND", ["input", "workerId"])]
    assert refused["careRelationship"] is None


async def test_leader_sees_workers_and_teams_to_choose_from(api: Api, scene: Scene) -> None:
    leader = scene.actors[LEADER]

    listed = await read(api, leader, "Workers", filter={"role": "SERVICE_GUIDE"})
    everybody = await read(api, leader, "Workers", filter={"teamId": f"Team:{scene.team_id}"})

    team = {"id": f"Team:{scene.team_id}", "name": "Tiimi"}
    assert listed == {
        "teams": [team],
        "workers": {
            "totalCount": 1,
            "nodes": [{"id": worker(scene.actors[GUIDE]), "name": "Test SERVICE_GUIDE", "team": team}],
            "pageInfo": {"hasNextPage": False, "endCursor": at(listed, "workers", "pageInfo", "endCursor")},
        },
    }
    assert at(everybody, "workers", "totalCount") == 9


async def test_substitute_stands_in_with_the_absent_workers_role(api: Api, scene: Scene) -> None:
    leader, guide, auditor = scene.actors[LEADER], scene.actors[GUIDE], scene.actors[Role.AUDITOR]
    substitute = replace(auditor, role=GUIDE, on_behalf_of=guide.user_id)
    wish: Json = {
        "absentWorkerId": worker(guide),
        "substituteWorkerId": worker(auditor),
        "validFrom": TODAY,
        "validUntil": "2026-05-31",
    }

    assigned = await done(api, leader, "AssignSubstitute", **wish)
    overlapping = await send(api, leader, "AssignSubstitute", **wish)
    await denied(api, guide, "AssignSubstitute", **wish)
    listed = await read(api, leader, "Substitutions")
    clients = await read(api, substitute, "MyClients")

    assert at(assigned, "substitutions", 0) == {
        "id": text_at(assigned, "substitutions", 0, "id"),
        "role": "SERVICE_GUIDE",
        "validFrom": TODAY,
        "validUntil": "2026-05-31",
        "substitute": {"id": worker(auditor), "name": "Test AUDITOR"},
        "absentWorker": {"id": worker(guide), "name": "Test SERVICE_GUIDE"},
    }
    assert refusals(overlapping) == [("SUBSTITUTION_OVERLAPS", ["input", "validFrom"])]
    assert at(listed, "substitutions", "nodes") == at(assigned, "substitutions")
    assert at(clients, "clients", "totalCount") == 1

    ended = await done(
        api,
        leader,
        "EndSubstitute",
        assignmentId=text_at(assigned, "substitutions", 0, "id"),
        lastDay=TODAY,
    )
    assert at(ended, "substitution", "validUntil") == TODAY


async def test_representative_speaks_for_the_client_until_it_ends(api: Api, scene: Scene) -> None:
    guide = scene.actors[GUIDE]
    recorded = await done(
        api,
        guide,
        "RecordRepresentation",
        clientId=f"Client:{scene.client_id}",
        kind="AUTHORISED",
        scope="VIEW",
        ground="Valtakirja",
        validFrom="2026-05-01",
        person={"firstName": "Siiri", "lastName": "Sisar", "language": "SV"},
    )
    person = UUID(text_at(recorded, "representation", "representative", "id").partition(":")[2])
    sister = Actor(scene.organiser_id, person, person, Role.REPRESENTATIVE, on_behalf_of=scene.client_id)

    seen = await read(api, sister, "client/MyDetails")
    await denied(
        api,
        sister,
        "client/ChangeMyContact",
        clientId=f"Client:{scene.client_id}",
        expectedVersion=1,
        contact={"language": "SV"},
    )
    ended = await done(
        api,
        guide,
        "EndRepresentation",
        representationId=text_at(recorded, "representation", "id"),
        lastDay=YESTERDAY,
    )
    unknown = await send(
        api, guide, "EndRepresentation", representationId=f"Representation:{new_id()}", lastDay=TODAY
    )

    assert at(recorded, "representation", "representative", "lastName") == "Sisar"
    assert (at(seen, "me", "id"), at(seen, "me", "version")) == (f"Client:{scene.client_id}", 1)
    assert at(ended, "representation", "validUntil") == YESTERDAY
    assert refusals(unknown) == [("NOT_FOUND", ["input", "representationId"])]


async def test_representation_needs_a_person_or_a_representative(api: Api, scene: Scene) -> None:
    refused = await send(
        api,
        scene.actors[GUIDE],
        "RecordRepresentation",
        clientId=f"Client:{scene.client_id}",
        kind="GUARDIAN",
        scope="FULL",
        ground="Päätös",
        validFrom=TODAY,
    )

    assert refusals(refused) == [("INVALID_INPUT", ["input", "person"])]
    assert refused["representation"] is None
