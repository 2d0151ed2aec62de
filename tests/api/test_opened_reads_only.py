"""A client who was opened for a stated reason is read and not changed, by no mutation of the opener (S1)."""

from dataclasses import dataclass, replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.policies import subject_of
from hb.access.rules import PERMISSIONS, Actor, Role
from hb.api.schema import MUTATIONS, graphql_schema
from hb.kit.db import Database
from hb.modules import metadata
from tests.api.conftest import Api
from tests.api.sending import Json, at, done, read, refusals, registered, send, text_at
from tests.api.specimens import specimen_mutation
from tests.budgets.builders import granted_budget
from tests.clients.builders import make_team, make_worker
from tests.plans.builders import added_item, started_plan, wish_for
from tests.scene import Scene, make_care

GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER
REASON = "Asiakas soitti ja pyysi kotikäyntiä."
EILA: Json = {
    "hetu": "131052-308T",
    "firstName": "Eila",
    "lastName": "Salminen",
    "municipalityCode": "543",
    "contact": {"language": "FI", "streetAddress": "Metsätie 3", "postalCode": "01900"},
    "nonDisclosure": True,
}
OTHER_HETU = "120464-126J"
MATTER: Json = {
    "serviceTask": "OLDER_PERSONS",
    "source": "CONTACT",
    "pendingSince": "2026-05-13",
    "description": "Tytär soitti.",
}
PERSON: Json = {"firstName": "Siiri", "lastName": "Sisar", "language": "SV"}
BY_PHONE: Json = {"channel": "PHONE", "heard": "Asiakas", "shown": "Hinnat"}
MONTHS = ("firstMonth", "lastMonth")
LOGS = {"audit_event", "use_log", "command"}
OF_CLIENT = [
    table
    for table in metadata().sorted_tables
    if "subject" in table.info
    and "view" not in table.info
    and table.name not in LOGS
    and subject_of(table) in table.c
]
FOUND_BY_FULL_REACH = {
    "assessmentStart",
    "budgetChange",
    "budgetDecide",
    "budgetEnd",
    "budgetPreparationChange",
    "budgetPrepare",
    "clientContactChange",
    "clientDeathRecord",
    "clientHetuChange",
    "clientHetuShow",
    "matterClose",
    "matterOpen",
    "planApprove",
    "planItemAdd",
    "planItemChange",
    "planItemEnd",
    "planItemRemove",
    "planReturn",
    "planStart",
    "planSubmit",
    "representationRecord",
}
"""What answers an official with full reach to the client something else than NOT_FOUND, in `World`."""


@dataclass(frozen=True)
class World:
    """A client whose guide keeps the address secret, with a plan; and who opened the client."""

    client_id: UUID
    opener: Actor
    leader: Actor
    ids: dict[str, str]


async def opened_world(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, *, stands_in: bool = False
) -> World:
    """The opening is made by the commands, also as a substitute's."""
    guide = scene.actors[GUIDE]
    client = await registered(api, guide, **EILA)
    client_id = UUID(client.partition(":")[2])
    matter = await done(api, guide, "OpenMatter", clientId=client, **MATTER)
    await make_care(all_rows, scene.organiser_id, client_id, scene.actors[OFFICIAL].user_id, scene.team_id)
    own = Actor(scene.organiser_id, client_id, client_id, Role.CLIENT)
    of_client = replace(scene, client_id=client_id, actors={**scene.actors, Role.CLIENT: own})
    budget_id = await granted_budget(db, of_client)
    plan_id = await started_plan(db, of_client, budget_id)
    item_id = await added_item(db, of_client, wish_for(of_client, plan_id))
    team_id = await make_team(all_rows, scene.organiser_id)
    opener = await make_worker(all_rows, scene, OFFICIAL, team_id)
    leader = await make_worker(all_rows, scene, LEADER, team_id)
    if stands_in:
        absent = await make_worker(all_rows, scene, OFFICIAL, team_id)
        opener = replace(opener, on_behalf_of=absent.user_id)
        await all_rows.execute(
            "UPDATE role_assignment SET substitutes_for = $2 WHERE user_id = $1",
            opener.user_id,
            absent.user_id,
        )
    filed = await done(api, opener, "RegisterClient", **EILA)
    contact_id = text_at(filed, "filedContact", "id")
    await done(api, opener, "OpenFiledContact", filedContactId=contact_id, reason=REASON)
    care_id = await all_rows.fetchval(
        "SELECT id FROM care_relationship WHERE client_id = $1 AND kind = 'CARE'", client_id
    )
    access_id = await all_rows.fetchval("SELECT id FROM emergency_access WHERE client_id = $1", client_id)
    ids = {
        "clientId": client,
        "matterId": text_at(matter, "matter", "id"),
        "budgetId": f"Budget:{budget_id}",
        "planId": f"Plan:{plan_id}",
        "itemId": f"PlanItem:{item_id}",
        "offeringId": f"Offering:{scene.offerings['HOME_CARE']}",
        "workerId": f"Worker:{opener.user_id}",
        "careRelationshipId": f"CareRelationship:{care_id}",
        "emergencyAccessId": f"EmergencyAccess:{access_id}",
    }
    return World(client_id, opener, leader, ids)


async def rows_of(all_rows: asyncpg.Connection, client_id: UUID) -> dict[str, list[str]]:
    """All that is stored of a client, but for the logs."""
    return {
        table.name: [
            row[0]
            for row in await all_rows.fetch(
                f'SELECT stored::text FROM "{table.name}" AS stored'
                f' WHERE "{subject_of(table)}" = $1 ORDER BY 1',
                client_id,
            )
        ]
        for table in OF_CLIENT
    }


async def not_finding(api: Api, actor: Actor, world: World) -> set[str]:
    """Send every mutation with the ids of the client's; those that answer NOT_FOUND or FORBIDDEN."""
    names = set()
    for mutation in MUTATIONS:
        document, variables = specimen_mutation(graphql_schema(), mutation.name)
        sent = variables["input"]
        assert isinstance(sent, dict)
        sent.update({name: value for name, value in world.ids.items() if name in sent})
        if "hetu" in sent:
            sent["hetu"] = OTHER_HETU
        if mutation.name in {"planItemAdd", "planItemChange", "planItemEnd", "planItemRemove"}:
            sent |= {"assistance": BY_PHONE} | {name: 202605 for name in MONTHS if name in sent}
        if mutation.name == "clientContactChange":
            sent["nonDisclosure"] = False
        if mutation.name == "representationRecord":
            sent |= {"person": PERSON, "kind": "AUTHORISED"}
        answer = (await api.post(actor, document, variables)).json()
        if mutation.permission not in PERMISSIONS[actor.role]:
            assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN", mutation.name
            continue
        codes = [refusal["code"] for refusal in answer["data"][mutation.name]["userErrors"]]
        if codes == ["NOT_FOUND"]:
            names.add(mutation.name)
    return names


@pytest.mark.parametrize("stands_in", [False, True], ids=["worker", "substitute"])
async def test_every_mutation_of_an_opener_changes_nothing_of_the_client_s1(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, *, stands_in: bool
) -> None:
    world = await opened_world(api, db, scene, all_rows, stands_in=stands_in)
    assert await read(api, world.opener, "ClientPage", id=world.ids["clientId"]) != {"client": None}
    before = await rows_of(all_rows, world.client_id)
    assert len(before["client"]) == len(before["plan_item"]) == len(before["matter"]) == 1

    refused = await not_finding(api, world.opener, world)
    team_refused = await not_finding(api, world.leader, world)

    assert await rows_of(all_rows, world.client_id) == before
    assert refused >= FOUND_BY_FULL_REACH
    assert {"careAssign", "careEnd", "clientDeathRecord", "emergencyAccessReview"} <= team_refused
    await all_rows.execute("UPDATE reach SET scope = 'FULL' WHERE client_id = $1", world.client_id)
    assert refused - await not_finding(api, world.opener, world) == FOUND_BY_FULL_REACH
    assert await rows_of(all_rows, world.client_id) != before


async def test_opened_worker_lifts_no_secrecy_and_leaves_no_power_behind_s1(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    world = await opened_world(api, db, scene, all_rows)
    client, opener, path = world.ids["clientId"], world.opener, ["input", "clientId"]
    before = await rows_of(all_rows, world.client_id)
    contact: Json = {
        "clientId": client,
        "expectedVersion": 1,
        "contact": {"language": "FI"},
        "nonDisclosure": False,
    }
    power: Json = {
        "clientId": client,
        "kind": "AUTHORISED",
        "scope": "FULL",
        "ground": "Valtakirja",
        "validFrom": "2026-05-15",
        "person": PERSON,
    }

    for name, fields in (
        ("ChangeContact", contact),
        ("ChangeHetu", {"clientId": client, "hetu": OTHER_HETU, "reason": "CORRECTION"}),
        ("RecordDeath", {"clientId": client, "diedOn": "2026-05-14"}),
        ("RecordRepresentation", power),
        ("ShowHetu", {"clientId": client, "reason": "WRITE_DOCUMENT"}),
    ):
        assert refusals(await send(api, opener, name, **fields)) == [("NOT_FOUND", path)], name

    assert await rows_of(all_rows, world.client_id) == before
    page = await read(api, opener, "ClientPage", id=client)
    assert at(page, "client", "id") == client

    await done(
        api,
        scene.actors[LEADER],
        "AssignCare",
        clientId=client,
        workerId=f"Worker:{opener.user_id}",
        kind="CARE",
        validFrom="2026-05-15",
    )
    assert refusals(await send(api, opener, "ChangeContact", **contact)) == []
