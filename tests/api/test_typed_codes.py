"""Guessing personal identity codes is slowed per worker and day, whichever mutation takes them (S1)."""

import asyncio
from collections import Counter
from dataclasses import fields

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.api.schema import MUTATIONS
from hb.clients.rules import TypedCodesReached
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, at, done, given, operation, read, refusals, registered, send
from tests.api.test_back_door import EILA, code_of, guessed_codes, stranger
from tests.clients.builders import make_worker
from tests.scene import Scene

LIMIT = [("TYPED_CODES_REACHED", ["input", "hetu"])]
TRAIL = """
SELECT outcome, action, count(*) AS count FROM audit_event
WHERE organiser_id = $1 AND actor_id = $2 GROUP BY 1, 2 ORDER BY 3, 1
"""
COUNTED = "SELECT count(*) FROM typed_code WHERE organiser_id = $1 AND worker_id = $2 AND NOT is_hit"
STATE = """
SELECT (SELECT count(*) FROM emergency_access WHERE organiser_id = $1) AS accesses,
  (SELECT count(*) FROM client_identity WHERE organiser_id = $1) AS codes,
  (SELECT count(*) FROM reach WHERE organiser_id = $1) AS reach,
  (SELECT count(*) FROM filed_contact WHERE organiser_id = $1) AS contacts
"""


async def emergency(api: Api, actor: Actor, code: str) -> Json:
    """Try to open emergency access by a code."""
    return await send(api, actor, "OpenEmergencyAccess", hetu=code, reason="Kaatunut kotona")


async def own_client(api: Api, actor: Actor) -> str:
    """A client of the worker's own, whose code may be changed."""
    return await registered(api, actor, **{**EILA, "hetu": "010180-0025"})


async def trail(all_rows: asyncpg.Connection, scene: Scene, actor: Actor) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await all_rows.fetch(TRAIL, scene.organiser_id, actor.user_id)]


def test_every_mutation_that_takes_a_code_counts_it_s1() -> None:
    taking = {
        mutation.name: mutation.typed_codes
        for mutation in MUTATIONS
        if any(field.name == "hetu" for field in fields(mutation.input_type))
    }
    assert taking == dict.fromkeys(("clientHetuChange", "clientRegister", "emergencyAccessOpen"), ("hetu",))
    counting = [mutation for mutation in MUTATIONS if mutation.typed_codes]
    assert {mutation.name for mutation in counting} == set(taking)
    assert all(TypedCodesReached in mutation.refuses and mutation.records_refusals for mutation in counting)


async def test_guessing_by_emergencies_ends_at_the_days_limit_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await registered(api, scene.actors[Role.SERVICE_GUIDE], **{**EILA, "hetu": code_of(800)})
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    before = await all_rows.fetchrow(STATE, scene.organiser_id)

    answers = [refusals(await emergency(api, on_call, code)) for code in guessed_codes()]

    assert len(answers) == 898
    assert answers[:30] == [[("NOT_FOUND", ["input", "hetu"])]] * 30
    assert answers[30:] == [LIMIT] * 868
    assert await all_rows.fetchrow(STATE, scene.organiser_id) == before
    assert await trail(all_rows, scene, on_call) == [
        ("OUT_OF_REACH", "emergencyAccessOpen", 30),
        ("DENIED", "emergencyAccessOpen", 868),
    ]


async def test_guessing_by_changed_codes_ends_at_the_days_limit_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """That a code is taken tells as much as that it is not: both count."""
    await registered(api, scene.actors[Role.SOCIAL_WORKER], **{**EILA, "hetu": code_of(9)})
    await registered(api, scene.actors[Role.SOCIAL_WORKER], **{**EILA, "hetu": code_of(500)})
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    client_id = await own_client(api, worker)

    answers = [
        refusals(await send(api, worker, "ChangeHetu", clientId=client_id, hetu=code, reason="CORRECTION"))
        for code in guessed_codes()
    ]

    assert len(answers) == 898
    # One code was typed to register the own client.
    assert Counter(map(str, answers[:29])) == {"[]": 28, str([("HETU_OF_ANOTHER", ["input", "hetu"])]): 1}
    assert answers[7] == [("HETU_OF_ANOTHER", ["input", "hetu"])]
    assert answers[29:] == [LIMIT] * 869
    outcomes = {(action, outcome): count for outcome, action, count in await trail(all_rows, scene, worker)}
    assert outcomes[("clientHetuChange", "DENIED")] == 1 + 869
    assert outcomes[("hetu:change", "DONE")] == 28


async def test_the_three_ways_share_one_limit_and_each_worker_and_day_has_its_own_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = 3 WHERE organiser_id = $1 AND name = 'TYPED_CODES_A_DAY'",
        scene.organiser_id,
    )
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await all_rows.execute(
        "INSERT INTO role_assignment (organiser_id, id, user_id, role, party_id, valid_from)"
        " VALUES ($1, $2, $3, 'ON_CALL_WORKER', $3, '2026-01-01')",
        scene.organiser_id,
        new_id(),
        worker.user_id,
    )
    on_call = Actor(scene.organiser_id, worker.user_id, worker.user_id, Role.ON_CALL_WORKER)
    client_id = await own_client(api, worker)
    changing: Json = {"clientId": client_id, "hetu": code_of(10), "reason": "CORRECTION"}
    assert refusals(await emergency(api, on_call, code_of(11))) == [("NOT_FOUND", ["input", "hetu"])]
    assert refusals(await send(api, worker, "ChangeHetu", **changing)) == []

    assert refusals(await emergency(api, on_call, code_of(12))) == LIMIT
    assert refusals(await send(api, worker, "ChangeHetu", **{**changing, "hetu": code_of(13)})) == LIMIT
    last = await send(api, worker, "RegisterClient", **{**EILA, "hetu": code_of(14)})

    assert refusals(last) == LIMIT
    assert at(last, "userErrors", 0, "message") == (
        "You can enter at most 3 personal identity codes a day. Go on tomorrow, or ask a colleague to do "
        "this. In an emergency another worker on call can open the data."
    )
    other = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    assert refusals(await emergency(api, other, code_of(12))) == [("NOT_FOUND", ["input", "hetu"])]
    await all_rows.execute(
        "UPDATE typed_code SET typed_on = typed_on - 1 WHERE worker_id = $1", worker.user_id
    )
    assert refusals(await emergency(api, on_call, code_of(12))) == [("NOT_FOUND", ["input", "hetu"])]
    await all_rows.execute(
        "DELETE FROM parameter WHERE name = 'TYPED_CODES_A_DAY' AND organiser_id = $1", scene.organiser_id
    )
    assert refusals(await emergency(api, other, code_of(13))) == LIMIT


async def test_racing_tries_cannot_pass_the_limit_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = 7 WHERE organiser_id = $1 AND name = 'TYPED_CODES_A_DAY'",
        scene.organiser_id,
    )
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)

    answers = await asyncio.gather(*(emergency(api, on_call, code_of(number)) for number in range(2, 22)))

    counted = Counter(str(refusals(answer)) for answer in answers)
    assert counted == {str([("NOT_FOUND", ["input", "hetu"])]): 7, str(LIMIT): 13}
    assert await all_rows.fetchval(COUNTED, scene.organiser_id, on_call.user_id) == 7


@pytest.mark.parametrize("key", ["fresh", "same"])
async def test_a_key_is_no_way_round_the_limit_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, key: str
) -> None:
    """A refused command keeps no key, so that one key may come with many codes; a retry is no other try."""
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    sent = given(reason="Kaatunut kotona")["input"]
    assert isinstance(sent, dict)

    for number in range(2, 42):
        one_key = sent if key == "same" else {**sent, "idempotencyKey": str(new_id())}
        variables: Json = {"input": {**one_key, "hetu": code_of(number)}}
        for _ in range(2):
            await api.data(on_call, operation("OpenEmergencyAccess"), variables)

    assert await all_rows.fetchval(COUNTED, scene.organiser_id, on_call.user_id) == 30
    await all_rows.execute("UPDATE typed_code SET is_hit = true WHERE worker_id = $1", on_call.user_id)
    answer = await api.data(on_call, operation("OpenEmergencyAccess"), variables)
    assert refusals(at(answer, "emergencyAccessOpen")) == [("NOT_FOUND", ["input", "hetu"])]  # type: ignore[arg-type]


async def test_real_emergencies_do_not_count_and_are_not_locked_out_by_each_other_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE parameter SET value = 4 WHERE organiser_id = $1 AND name = 'TYPED_CODES_A_DAY'",
        scene.organiser_id,
    )
    codes = [code_of(number) for number in (3, 4, 5)]
    for code in codes:
        await registered(api, guide, **{**EILA, "hetu": code})
    on_call = await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    for number in (100, 101, 102):
        await emergency(api, on_call, code_of(number))

    opened = [await emergency(api, on_call, code) for code in codes * 3]

    assert [refusals(answer) for answer in opened] == [[]] * 9
    assert await all_rows.fetchval(COUNTED, scene.organiser_id, on_call.user_id) == 3
    # What is no code, and what names the client by id, are no tries either.
    for _ in range(5):
        assert refusals(await emergency(api, on_call, "131052-308U"))[0][0] == "INVALID_HETU"
    by_id = await done(
        api, on_call, "OpenEmergencyAccess", clientId=f"Client:{scene.client_id}", reason="Kaatunut kotona"
    )
    assert at(by_id, "emergencyAccess") is not None
    assert await all_rows.fetchval(COUNTED, scene.organiser_id, on_call.user_id) == 3


async def test_who_is_forbidden_to_type_codes_is_told_so_and_leaves_no_count_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute("DELETE FROM parameter WHERE organiser_id = $1", scene.organiser_id)
    controller = scene.actors[Role.CONTROLLER]

    answer = (await api.post(controller, operation("RegisterClient"), given(**EILA))).json()

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert (
        await all_rows.fetchval("SELECT count(*) FROM typed_code WHERE worker_id = $1", controller.user_id)
        == 0
    )


async def test_retry_of_a_command_that_was_done_answers_the_same_at_the_limit_s1(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, variables = await stranger(scene, all_rows), given(**EILA)
    first = await api.data(guide, operation("RegisterClient"), variables)
    await all_rows.execute(
        "UPDATE parameter SET value = 1 WHERE organiser_id = $1 AND name = 'TYPED_CODES_A_DAY'",
        scene.organiser_id,
    )

    assert await api.data(guide, operation("RegisterClient"), variables) == first
    assert refusals(await send(api, guide, "RegisterClient", **EILA)) == LIMIT
    assert await read(api, guide, "FiledContacts") is not None
