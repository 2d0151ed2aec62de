"""Clients over the interface: registered and reached, their codes, matters, and lists of them."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.api.clients.inputs import ClientRegisterInput, ContactInput
from hb.api.storing import input_hash
from hb.clients.rules import ClientLanguage
from hb.clients.rules.input_rules import HetuRule
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import (
    Json,
    at,
    count_statements,
    denied,
    done,
    given,
    read,
    refusals,
    registered,
    rows_at,
    send,
    text_at,
)
from tests.budgets.builders import granted_budget, prepared_budget
from tests.scene import Scene, make_care, make_client, make_scene

HETU = "131052-308T"
REASON = "Sovittu kotikäynti on tänään."
GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER
PERSON: Json = {
    "hetu": HETU,
    "firstName": "Maija",
    "lastName": "Meikäläinen",
    "municipalityCode": "543",
    "contact": {"language": "FI", "phone": "+358 40 1234567", "postalCode": "01900"},
}


async def test_contact_is_filed_as_typed_and_its_client_reached_once_it_is_opened(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[GUIDE]

    filed = await done(api, guide, "RegisterClient", **PERSON)
    contact_id = text_at(filed, "filedContact", "id")
    assert filed == {
        "filedContact": {
            "firstName": "Maija",
            "lastName": "Meikäläinen",
            "birthDate": "1952-10-13",
            "id": contact_id,
            "state": "FILED",
            "filedAt": "2026-05-15T09:00:00.000000Z",
            "language": "FI",
            "phone": "+358 40 1234567",
            "email": None,
            "streetAddress": None,
            "postalCode": "01900",
            "postalOffice": None,
            "nonDisclosure": False,
            "consentsToElectronic": False,
            "municipality": {"code": "543", "nameFi": "Nurmijärvi", "nameSv": "Nurmijärvi"},
        }
    }
    opened = await done(api, guide, "OpenFiledContact", filedContactId=contact_id, reason=REASON)
    client_id = text_at(opened, "client", "id")

    assert at(opened, "filedContact") == {"id": contact_id, "state": "ACCEPTED"}
    assert [at(opened, "client", name) for name in ("lastName", "birthDate", "version", "phone")] == [
        "Meikäläinen",
        "1952-10-13",
        1,
        "+358 40 1234567",
    ]
    page = await read(api, guide, "ClientPage", id=client_id)
    assert at(page, "client", "careRelationships", 0, "worker", "name") == "Test SERVICE_GUIDE"
    assert await read(api, scene.actors[OFFICIAL], "ClientPage", id=client_id) == {"client": None}
    found = await read(api, guide, "MyClients", filter={"filedContactId": contact_id})
    assert [node["id"] for node in rows_at(found, "clients", "nodes")] == [client_id]
    purposes = await all_rows.fetch(
        "SELECT operation, client_ids FROM use_log WHERE organiser_id = $1 ORDER BY id", scene.organiser_id
    )
    assert [row["operation"] for row in purposes] == ["filedContactOpen", "ClientPage", "MyClients"]
    assert {f"Client:{row['client_ids'][0]}" for row in purposes} == {client_id}


@pytest.mark.parametrize(
    ("hetu", "rule"),
    [
        ("131052-308U", "HETU_CHECK_CHARACTER"),
        ("311152-308T", "HETU_DATE_OR_NUMBER"),
        ("1310523", "HETU_FORM"),
        ("010594Y9021", "HETU_TEMPORARY"),
    ],
)
async def test_invalid_code_is_refused_without_being_repeated(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, hetu: str, rule: str
) -> None:
    document_text = document("social_worker", "RegisterClient")
    answer = await api.post(scene.actors[GUIDE], document_text, given(**{**PERSON, "hetu": hetu}))

    assert hetu not in answer.text
    payload = answer.json()["data"]["clientRegister"]
    assert payload["filedContact"] is None
    assert payload["userErrors"] == [
        {
            "__typename": "InvalidInput",
            "code": "INVALID_HETU",
            "message": HetuRule[rule].texts["en"],
            "path": ["input", "hetu"],
            "rule": rule,
            "facts": [],
        }
    ]
    count = "SELECT count(*) FROM client WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 1


async def test_stored_hash_of_the_input_does_not_let_the_code_be_guessed(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    key = new_id()
    text, guide = document("social_worker", "RegisterClient"), scene.actors[GUIDE]
    variables = {"input": {**PERSON, "idempotencyKey": str(key)}}

    first = await api.data(guide, text, variables)
    again = await api.data(guide, text, variables)
    other = await api.data(
        guide, text, {"input": {**PERSON, "idempotencyKey": str(key), "hetu": "010594Y9032"}}
    )

    guessed = ClientRegisterInput(
        idempotency_key=key,
        hetu=HETU,
        first_name="Maija",
        last_name="Meikäläinen",
        municipality_code="543",
        contact=ContactInput(language=ClientLanguage.FI, phone="+358 40 1234567", postal_code="01900"),
    )
    stored = await all_rows.fetchval("SELECT input_hash FROM command WHERE key = $1", key)
    assert stored != input_hash(guessed)
    assert again == first
    assert at(other, "clientRegister", "userErrors", 0, "code") == "IDEMPOTENCY_KEY_REUSED"


async def test_code_is_shown_and_recorded_to_who_serves_the_client(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[GUIDE]
    client_id = await registered(api, guide, **PERSON)

    shown = await done(api, guide, "ShowHetu", clientId=client_id, reason="IDENTIFY_CLIENT")
    hidden = await send(api, scene.actors[OFFICIAL], "ShowHetu", clientId=client_id, reason="IDENTIFY_CLIENT")
    await denied(api, scene.actors[Role.CLIENT], "ShowHetu", clientId=client_id, reason="IDENTIFY_CLIENT")

    assert shown == {"hetu": HETU}
    assert hidden["hetu"] is None
    assert refusals(hidden) == [("NOT_FOUND", ["input", "clientId"])]
    audited = await all_rows.fetch(
        "SELECT facts FROM audit_event WHERE organiser_id = $1 AND action = 'hetu:show'", scene.organiser_id
    )
    assert [row["facts"] for row in audited] == [{"reason": "IDENTIFY_CLIENT"}]
    used = "SELECT count(*) FROM use_log WHERE organiser_id = $1 AND operation = 'hetu:show'"
    assert await all_rows.fetchval(used, scene.organiser_id) == 1


async def test_client_changes_own_contact_data_and_no_more(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client, client_id = scene.actors[Role.CLIENT], f"Client:{scene.client_id}"
    contact: Json = {"language": "SV", "email": "aino@example.fi"}
    wish: Json = {"clientId": client_id, "expectedVersion": 1, "contact": contact}

    changed = await done(api, client, "client/ChangeMyContact", **wish)
    late = await send(api, scene.actors[GUIDE], "ChangeContact", **wish)
    await denied(
        api, client, "client/ChangeMyContact", **{**wish, "expectedVersion": 2, "nonDisclosure": True}
    )

    assert (at(changed, "client", "version"), at(changed, "client", "language")) == (2, "SV")
    assert at(changed, "client", "streetAddress") is None
    assert refusals(late) == [("VERSION_CONFLICT", ["input", "expectedVersion"])]
    assert at(late, "userErrors", 0, "current") == 2
    row = await all_rows.fetchrow(
        "SELECT version, non_disclosure, email FROM client WHERE organiser_id = $1", scene.organiser_id
    )
    assert tuple(row or ()) == (2, False, "aino@example.fi")


async def test_my_clients_show_their_budgets_in_one_statement(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = scene.actors[GUIDE]
    await granted_budget(db, scene, valid_until=date(2026, 6, 30))
    counts = count_statements(monkeypatch)
    await read(api, guide, "MyClients")
    with_one = counts[-1]
    for number in range(4):
        client_id = new_id()
        await make_client(all_rows, scene.organiser_id, client_id, "Asiakas", f"Aalto {number}")
        for role in (GUIDE, OFFICIAL):
            await make_care(
                all_rows, scene.organiser_id, client_id, scene.actors[role].user_id, scene.team_id
            )

    listed = await read(api, guide, "MyClients")

    assert counts[-1] == with_one
    assert at(listed, "clients", "totalCount") == 5
    last = at(listed, "clients", "nodes", 4)
    assert at(last, "lastName") == "Äijälä"
    shown = at(last, "budgets", "nodes", 0)
    assert (at(shown, "state"), at(shown, "validUntil")) == ("ACTIVE", "2026-06-30")
    assert at(shown, "balance") == {
        "grantedCents": 549_960,
        "reservedCents": 0,
        "usedCents": 0,
        "usableCents": 274_980,
        "lapsedCents": 274_980,
    }


async def test_clients_are_found_by_what_is_asked(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, other = scene.actors[GUIDE], new_id()
    await make_client(all_rows, scene.organiser_id, other, "Veikko", "Aalto")
    for role in (GUIDE, OFFICIAL):
        await make_care(all_rows, scene.organiser_id, other, scene.actors[role].user_id, scene.team_id)
    await prepared_budget(db, scene)

    async def names(**asked: object) -> list[object]:
        nodes = at(await read(api, guide, "MyClients", filter=asked), "clients", "nodes")
        assert isinstance(nodes, list)
        return [node["lastName"] for node in nodes]

    assert await names() == ["Aalto", "Äijälä"]
    assert await names(nameStarts="ÄI") == ["Äijälä"]
    assert await names(nameFrom="b") == ["Äijälä"]
    assert await names(municipalityCode="091") == []
    assert await names(awaitsDecision=True) == ["Äijälä"]
    assert await names(awaitsDecision=False) == ["Aalto"]
    assert await names(hasBudget=True) == []
    assert await names(ownWorker=True) == []
    assert await names(ownWorker=False) == ["Aalto", "Äijälä"]


async def test_me_is_the_client_for_who_speaks_for_the_client(api: Api, scene: Scene) -> None:
    for role in (Role.CLIENT, Role.REPRESENTATIVE):
        details = await read(api, scene.actors[role], "client/MyDetails")
        assert at(details, "me", "id") == f"Client:{scene.client_id}"
        assert at(details, "me", "representations", 0, "representative", "lastName") == "Edustaja"
    assert await read(api, scene.actors[GUIDE], "client/MyDetails") == {"me": None}


async def test_clients_of_another_organiser_are_not_found(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)

    seen = await read(api, elsewhere.actors[GUIDE], "ClientPage", id=f"Client:{scene.client_id}")
    changed = await send(
        api,
        elsewhere.actors[GUIDE],
        "ChangeContact",
        clientId=f"Client:{scene.client_id}",
        expectedVersion=1,
        contact={"language": "FI"},
    )

    assert seen == {"client": None}
    assert refusals(changed) == [("NOT_FOUND", ["input", "clientId"])]
