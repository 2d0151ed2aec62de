"""Registering is no back door to the county's clients (S1), tried over the interface as the finding did."""

import json
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.transaction import Transaction
from tests.api.conftest import Api
from tests.api.sending import (
    Json,
    at,
    done,
    given,
    operation,
    read,
    refusals,
    registered,
    rows_at,
    send,
    text_at,
)
from tests.clients.builders import make_team, make_worker
from tests.scene import Scene

HETU, REASON = "131052-308T", "Sovittu kotikäynti on tänään."
GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER
EILA: Json = {
    "hetu": HETU,
    "firstName": "Eila",
    "lastName": "Salminen",
    "municipalityCode": "543",
    "contact": {"language": "FI", "phone": "+358 40 1234567", "streetAddress": "Metsätie 3"},
}
GREEDY = """
mutation Greedy($input: ClientRegisterInput!) {
  clientRegister(input: $input) {
    client {
      firstName lastName phone streetAddress
      careRelationships { worker { name } }
      budgets(first: 1) { nodes { id } }
    }
    userErrors { code }
  }
}
"""
RELEASED = Path(__file__).parents[2] / "frontend_contract/released/trusted_documents.json"
OPENED = """
SELECT (SELECT count(*) FROM reach WHERE organiser_id = $1) AS reach,
  (SELECT count(*) FROM client WHERE organiser_id = $1) AS client,
  (SELECT count(*) FROM client_identity WHERE organiser_id = $1) AS client_identity,
  (SELECT count(*) FROM care_relationship WHERE organiser_id = $1) AS care_relationship,
  (SELECT count(*) FROM role_assignment WHERE organiser_id = $1) AS role_assignment
"""


async def stranger(scene: Scene, all_rows: asyncpg.Connection) -> Actor:
    """A guide of another team, who serves nobody."""
    return await make_worker(all_rows, scene, GUIDE, await make_team(all_rows, scene.organiser_id))


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of each statement that transactions run from now on."""
    ran: list[str] = []
    for name in ("rows", "row", "execute", "fetch_text", "close_with"):
        original = getattr(Transaction, name)

        async def run(
            self: Transaction,
            statement: object,
            *arguments: object,
            run_it: object = original,
            **values: object,
        ) -> object:
            ran.append(str(getattr(statement, "text", None) or getattr(statement, "name", None) or statement))
            assert callable(run_it)
            return await run_it(self, statement, *arguments, **values)

        monkeypatch.setattr(Transaction, name, run)
    return ran


@pytest.mark.parametrize("names", [("Xx", "Yy"), ("Eila", "Salminen")])
async def test_known_hetu_opens_nothing_and_shows_nothing_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, names: tuple[str, str]
) -> None:
    victim = await registered(api, scene.actors[GUIDE], **EILA)
    guide = await stranger(scene, all_rows)
    before = await all_rows.fetchrow(OPENED, scene.organiser_id)
    typed = {**EILA, "firstName": names[0], "lastName": names[1], "contact": {"language": "FI"}}

    greedy = await api.data(guide, GREEDY, given(**typed))
    filed = await done(api, guide, "RegisterClient", **typed)

    assert greedy == {"clientRegister": {"client": None, "userErrors": []}}
    shown = at(filed, "filedContact")
    assert [at(shown, name) for name in ("firstName", "lastName", "phone", "streetAddress", "state")] == [
        *names,
        None,
        None,
        "FILED",
    ]
    assert HETU not in str((greedy, filed))
    assert await all_rows.fetchrow(OPENED, scene.organiser_id) == before
    assert await read(api, guide, "ClientPage", id=victim) == {"client": None}
    contact_id = at(shown, "id")
    found = await read(api, guide, "MyClients", filter={"filedContactId": contact_id})
    assert at(found, "clients", "totalCount") == 0


async def test_document_of_the_last_release_is_valid_and_shows_no_client_s1(api: Api, scene: Scene) -> None:
    released = json.loads(RELEASED.read_text(encoding="utf-8"))
    documents = released if isinstance(released, list) else list(released.values())
    (text,) = (document["text"] for document in documents if "mutation RegisterClient" in document["text"])
    await registered(api, scene.actors[GUIDE], **EILA)

    answer = await api.data(scene.actors[OFFICIAL], text, given(**EILA))

    assert answer == {"clientRegister": {"client": None, "userErrors": []}}


async def test_answer_and_statements_are_the_same_whoever_is_known_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, texts: list[str]
) -> None:
    guide = await stranger(scene, all_rows)
    statements: list[list[str]] = []
    answers: list[object] = []
    messages: list[object] = []

    async def file(**typed: object) -> None:
        texts.clear()
        answer = await done(api, guide, "RegisterClient", **{**EILA, **typed})
        statements.append(list(texts))
        shown = at(answer, "filedContact")
        assert isinstance(shown, dict)
        contact_id = str(shown.pop("id")).partition(":")[2]
        answers.append({**shown, "firstName": "", "birthDate": ""})
        told = "SELECT recipient_id, client_id, event, title, body, facts FROM message WHERE subject_id = $1"
        messages.append([tuple(row) for row in await all_rows.fetch(told, contact_id)])

    await read(api, guide, "Inbox")  # the role is looked up once and then remembered
    await file()
    await registered(api, scene.actors[GUIDE], **EILA)
    await file()
    await file(firstName="Xx")
    await file(hetu=code_of(5))

    assert len(statements[0]) > 5
    assert statements[1:] == [statements[0]] * 3
    assert answers[1:] == [answers[0]] * 3
    assert messages[1:] == [messages[0]] * 3
    count = "SELECT count(*) FROM use_log WHERE actor_id = $2 AND organiser_id = $1 AND operation <> 'Inbox'"
    assert await all_rows.fetchval(count, scene.organiser_id, guide.user_id) == 0


def code_of(number: int) -> str:
    """A personal identity code of somebody born on 13 October 1952, by the individual number."""
    body = f"131052{number:03}"
    return f"131052-{number:03}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(body) % 31]}"


def guessed_codes() -> Iterator[str]:
    """The 898 codes of a birth date: individual numbers 002 to 899 (VNa 128/2010 2 §)."""
    return map(code_of, range(2, 900))


async def test_guessing_the_codes_of_a_birth_date_ends_at_the_days_limit_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assert HETU in set(guessed_codes())
    await registered(api, scene.actors[GUIDE], **{**EILA, "hetu": code_of(9)})
    guide = await stranger(scene, all_rows)
    before = await all_rows.fetchrow(OPENED, scene.organiser_id)

    answers = [await send(api, guide, "RegisterClient", **{**EILA, "hetu": code}) for code in guessed_codes()]

    assert len(answers) == 898
    assert [refusals(answer) for answer in answers[:30]] == [[]] * 30
    assert {str(refusals(answer)) for answer in answers[30:]} == {
        str([("TYPED_CODES_REACHED", ["input", "hetu"])])
    }
    shown = [at(answer, "filedContact") for answer in answers[:30]]
    assert all(isinstance(contact, dict) for contact in shown)
    assert len({str({**contact, "id": ""}) for contact in shown if isinstance(contact, dict)}) == 1
    assert await all_rows.fetchrow(OPENED, scene.organiser_id) == before
    assert at(answers[-1], "userErrors", 0, "message") == (
        "You can enter at most 30 personal identity codes a day. Go on tomorrow, or ask a colleague to do "
        "this. In an emergency another worker on call can open the data."
    )
    trail = await all_rows.fetch(
        "SELECT outcome, action, count(*) AS count FROM audit_event"
        " WHERE organiser_id = $1 AND actor_id = $2 GROUP BY 1, 2 ORDER BY 3",
        scene.organiser_id,
        guide.user_id,
    )
    assert [tuple(row) for row in trail] == [
        ("DONE", "client:register", 30),
        ("DENIED", "clientRegister", 868),
    ]


async def test_retry_answers_the_same_and_shows_no_more_after_the_client_is_known_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, variables = await stranger(scene, all_rows), given(**{**EILA, "firstName": "Xx"})
    document = operation("RegisterClient")

    first = await api.data(guide, document, variables)
    again = await api.data(guide, document, variables)
    await registered(api, scene.actors[GUIDE], **EILA)
    later = await api.data(guide, document, variables)

    assert first == again == later
    count = "SELECT count(*) FROM filed_contact WHERE organiser_id = $1 AND filed_by = $2"
    assert await all_rows.fetchval(count, scene.organiser_id, guide.user_id) == 1


async def test_key_of_the_last_release_shows_its_client_only_to_who_reaches_the_client_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = await registered(api, scene.actors[GUIDE], **EILA)
    stored = "UPDATE command SET result = $3 WHERE name = 'clientRegister' AND actor_id = $1 AND key = $2"
    answers = []
    for actor in (scene.actors[GUIDE], await stranger(scene, all_rows)):
        variables = given(**EILA)
        await api.data(actor, GREEDY, variables)
        key = text_at(variables, "input", "idempotencyKey")
        result = {"client_id": client_id.partition(":")[2]}
        await all_rows.execute(stored, actor.user_id, key, result)
        answers.append(at(await api.data(actor, GREEDY, variables), "clientRegister", "client"))

    assert at(answers[0], "lastName") == "Salminen"
    assert answers[1] is None


async def test_leader_sees_what_waits_compares_and_resolves_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    victim = await registered(api, scene.actors[GUIDE], **EILA)
    team_id = await make_team(all_rows, scene.organiser_id)
    guide = await make_worker(all_rows, scene, GUIDE, team_id)
    leader = await make_worker(all_rows, scene, LEADER, team_id)
    filed = await done(api, guide, "RegisterClient", **{**EILA, "lastName": "Virta"})
    contact_id = text_at(filed, "filedContact", "id")

    tried = await send(api, guide, "OpenFiledContact", filedContactId=contact_id, reason=REASON)
    inbox = await read(api, leader, "Inbox")
    waiting = await read(api, leader, "FiledContacts", filter={"state": "FILED"})
    early = await send(api, leader, "AcceptFiledContact", filedContactId=contact_id)
    compared = await done(api, leader, "CompareFiledContact", filedContactId=contact_id)

    assert refusals(tried) == [("LEADER_RESOLVES", ["input", "filedContactId"])]
    assert refusals(early) == [("SERVED_BY_ANOTHER_TEAM", ["input", "filedContactId"])]
    assert [message["event"] for message in rows_at(inbox, "messages", "nodes")] == ["CONTACT_FILED"]
    # What that leader may not accept is passed on to the leader of the team that serves the client.
    serving = scene.actors[LEADER]
    passed_on = await read(api, serving, "Inbox")
    assert [message["event"] for message in rows_at(passed_on, "messages", "nodes")] == ["CONTACT_FILED"] * 2
    differs = await send(api, serving, "AcceptFiledContact", filedContactId=contact_id)
    assert refusals(differs) == [("NOT_COMPARED", ["input", "filedContactId"])]
    assert [node["id"] for node in rows_at(waiting, "filedContacts", "nodes")] == [contact_id]
    assert compared == {
        "filedContact": {
            "id": contact_id,
            "firstName": "Eila",
            "lastName": "Virta",
            "birthDate": "1952-10-13",
        },
        "recorded": {"firstName": "Eila", "lastName": "Salminen", "birthDate": "1952-10-13"},
        "isSame": False,
    }
    assert await read(api, leader, "ClientPage", id=victim) == {"client": None}
    page = await read(api, guide, "FiledContactPage", id=contact_id)
    assert at(page, "filedContact", "state") == "FILED"
    for other in (await stranger(scene, all_rows), scene.actors[OFFICIAL]):
        seen = await read(api, other, "FiledContacts")
        # The scene's official is not of the client's care and sees no more than the stranger does.
        assert at(seen, "filedContacts", "totalCount") == 0
    own = await read(api, scene.actors[GUIDE], "FiledContacts", filter={"filedByYou": False})
    assert [node["id"] for node in rows_at(own, "filedContacts", "nodes")] == [contact_id]

    rejected = await done(api, leader, "RejectFiledContact", filedContactId=contact_id, reason="Eri ihminen")

    assert rejected == {"filedContact": {"id": contact_id, "state": "REJECTED", "reason": "Eri ihminen"}}
    assert await read(api, guide, "ClientPage", id=victim) == {"client": None}
    told = await read(api, guide, "Inbox")
    assert [at(message, "body") for message in rows_at(told, "messages", "nodes")] == [
        "Kirjaamasi yhteydenotto on käsitelty. Se ei johda palveluun."
    ]
