"""A client's matters are opened and closed, over the interface."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, send, text_at
from tests.scene import Scene

GUIDE, LEADER = Role.SERVICE_GUIDE, Role.TEAM_LEADER


async def test_matter_is_pending_until_closed(api: Api, scene: Scene) -> None:
    guide = scene.actors[GUIDE]
    opening: Json = {
        "clientId": f"Client:{scene.client_id}",
        "serviceTask": "OLDER_PERSONS",
        "source": "CONTACT",
        "pendingSince": "2026-05-13",
        "description": "Tytär soitti.",
    }

    opened = await done(api, guide, "OpenMatter", **opening)
    listed = await read(api, guide, "PendingMatters")
    matter_id = text_at(opened, "matter", "id")
    closed = await done(api, guide, "CloseMatter", matterId=matter_id)
    again = await send(api, guide, "CloseMatter", matterId=matter_id)

    assert at(opened, "matter", "openedBy", "name") == "Test SERVICE_GUIDE"
    assert at(listed, "matters", "nodes", 0, "id") == matter_id
    assert at(listed, "matters", "nodes", 0, "client", "lastName") == "Äijälä"
    assert at(closed, "matter", "state") == "CLOSED"
    assert at(closed, "matter", "closedAt") == "2026-05-15T09:00:00.000000Z"
    assert refusals(again) == [("WRONG_STATE", ["input", "matterId"])]
    assert at(await read(api, guide, "PendingMatters"), "matters", "totalCount") == 0


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ({"pendingSince": "2026-05-16"}, ("INVALID_INPUT", ["input", "pendingSince"])),
        ({"description": " "}, ("INVALID_INPUT", ["input", "description"])),
        ({"clientId": f"Client:{new_id()}"}, ("NOT_FOUND", ["input", "clientId"])),
        ({"clientId": "Matter:1"}, ("NOT_FOUND", ["input", "clientId"])),
        ({"clientId": "Client:x"}, ("NOT_FOUND", ["input", "clientId"])),
    ],
)
async def test_faulty_matter_is_refused(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, fault: Json, refusal: tuple[str, list[str]]
) -> None:
    opening: Json = {
        "clientId": f"Client:{scene.client_id}",
        "serviceTask": "DISABILITY",
        "source": "APPLICATION",
        "pendingSince": "2026-05-15",
        "description": "Hakemus",
    }

    refused = await send(api, scene.actors[GUIDE], "OpenMatter", **{**opening, **fault})
    await denied(api, scene.actors[LEADER], "OpenMatter", **opening)

    assert refused["matter"] is None
    assert refusals(refused) == [refusal]
    count = "SELECT count(*) FROM matter WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 0
