"""A person's record over HTTP: the code changed, two records merged, a death recorded; who learns of it."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.secrecy import Secrecy
from tests.api.conftest import Api
from tests.api.sending import done, read, refusals, rows_at, send
from tests.clients.builders import OTHER_HETU
from tests.clients.identities import make_identity, make_served
from tests.scene import Scene

NEW = "120464-126J"
GUARD = "query($id: ID!) { client(id: $id) { diedOn identityChanges { reason } } }"
TIMELINE = """
query($id: ID!) { client(id: $id) { timeline { nodes { __typename
  ... on RecordsMerged { recordMerge { kind reason otherId } }
  ... on DeathRecorded { deathRecord { diedOn reason } }
  ... on IdentityCodeChanged { identityChange { reason birthDateBefore birthDateAfter } } } } } }
"""


async def test_code_is_changed_shown_and_never_logged(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, capfd: pytest.CaptureFixture[str]
) -> None:
    worker, leader = scene.actors[Role.SOCIAL_WORKER], scene.actors[Role.TEAM_LEADER]
    client_id = f"Client:{scene.client_id}"
    await make_identity(all_rows, scene, scene.client_id, OTHER_HETU, Secrecy(b"d" * 32, b"i" * 32))

    fields = {"clientId": client_id, "reason": "PROTECTION"}
    for text in ("x", "010594Y9032"):
        refused = await send(api, worker, "ChangeHetu", hetu=text, **fields)
        assert refusals(refused) == [("INVALID_HETU", ["input", "hetu"])]
    changed = await done(api, worker, "ChangeHetu", hetu=NEW, **fields)

    assert changed == {"client": {"id": client_id, "birthDate": "1964-04-12", "version": 2}}
    shown = await done(api, worker, "ShowHetu", clientId=client_id, reason="WRITE_DOCUMENT")
    assert shown == {"hetu": NEW}
    page = await read(api, leader, "ClientRecord", id=client_id)
    (change,) = rows_at(page, "client", "identityChanges")
    assert (change["reason"], change["birthDateBefore"], change["birthDateAfter"]) == (
        "PROTECTION",
        "1944-03-02",
        "1964-04-12",
    )
    denied = await all_rows.fetch(
        "SELECT action, facts FROM audit_event WHERE organiser_id = $1 AND outcome = 'DENIED'",
        scene.organiser_id,
    )
    assert [tuple(row) for row in denied] == [("clientHetuChange", {"code": "INVALID_HETU"})] * 2
    assert NEW not in "".join(capfd.readouterr())
    stored = await all_rows.fetch("SELECT * FROM command WHERE actor_id = $1", worker.user_id)
    assert all(NEW not in str(tuple(row)) for row in stored)


async def test_who_may_not_change_codes_does_not_read_why_they_were(api: Api, scene: Scene) -> None:
    answer = await api.post(scene.actors[Role.SERVICE_GUIDE], GUARD, {"id": f"Client:{scene.client_id}"})
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["FORBIDDEN"]


async def test_merge_death_and_code_are_entries_of_both_cases(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    leader = scene.actors[Role.TEAM_LEADER]
    closed = f"Client:{await make_served(all_rows, scene, OTHER_HETU)}"
    kept = f"Client:{scene.client_id}"

    merged = await done(api, leader, "MergeRecords", closedId=closed, keptId=kept, reason="Sama henkilö")
    assert merged == {
        "kept": {"id": kept},
        "closed": {"id": closed, "mergedIntoId": kept},
    }
    died = await done(api, leader, "RecordDeath", clientId=kept, diedOn="2026-05-14")
    assert died == {"client": {"id": kept, "diedOn": "2026-05-14", "version": 2}}

    for record, kind, other in ((closed, "CLOSED", kept), (kept, "TOOK_OVER", closed)):
        data = await api.data(leader, TIMELINE, {"id": record})
        entries = rows_at(data, "client", "timeline", "nodes")
        assert {
            "__typename": "RecordsMerged",
            "recordMerge": {"kind": kind, "reason": "Sama henkilö", "otherId": other},
        } in entries
        assert {
            "__typename": "DeathRecorded",
            "deathRecord": {"diedOn": "2026-05-14", "reason": None},
        } in entries
    listed = await api.data(
        leader,
        "query($of: ID!) { clients(filter: {mergedInto: $of}) { totalCount nodes { id } } }",
        {"of": kept},
    )
    assert listed == {"clients": {"totalCount": 1, "nodes": [{"id": closed}]}}
    open_ones = await api.data(leader, "{ clients(filter: {isClosed: false}) { nodes { id } } }")
    assert open_ones == {"clients": {"nodes": [{"id": kept}]}}


async def test_messages_that_wait_for_the_dead_are_not_sent(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = f"Client:{scene.client_id}"
    guide = scene.actors[Role.SERVICE_GUIDE]
    person = {"firstName": "Veera", "lastName": "Valtuutettu", "language": "SV"}
    await done(
        api,
        guide,
        "RecordRepresentation",
        clientId=client_id,
        kind="AUTHORISED",
        scope="VIEW",
        ground="Valtakirja",
        validFrom="2026-05-15",
        person=person,
    )

    await done(api, guide, "RecordDeath", clientId=client_id, diedOn="2026-05-14")

    states = await all_rows.fetch(
        "SELECT event, state FROM message WHERE organiser_id = $1 AND recipient_id = $2",
        scene.organiser_id,
        scene.client_id,
    )
    assert [tuple(row) for row in states] == [("REPRESENTATION_RECORDED", "WITHHELD")]
    answer = await api.post(scene.actors[Role.CLIENT], "{ me { id } }")
    assert answer.json().get("data") in (None, {"me": None})
