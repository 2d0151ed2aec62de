"""A producer tries its endpoint: one signed call about nothing, and what the endpoint answered."""

import json
from datetime import timedelta

import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import LANGUAGES, Forbidden
from hb.kit.transaction import Transaction
from hb.sending import service as sending
from hb.sending.rules import TESTS_AN_HOUR, EndpointNotSet, TooManyTestCalls
from hb.sending.service import trying
from tests.clients.builders import command
from tests.outlets.standins import HALF, Answer, answer, web_server
from tests.scene import NOW
from tests.sending.builders import Nowhere, Post, outlets, service_account
from tests.sending.test_webhooks import end, secret_of, set_webhook, signature

ADMINISTRATOR = Role.PRODUCER_ADMINISTRATOR
HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"]


async def try_it(db: Database, actor: Actor) -> trying.TestCallLeft:
    async def work(tx: Transaction) -> trying.TestCallLeft:
        return await sending.try_webhook(tx, actor)

    return await command(db, actor, trying.TestCallLeft, work)


async def tests_of(post: Post) -> list[tuple[object, ...]]:
    """What became of each test call, in the order in which they were asked for."""
    rows = await post.rows.fetch(
        "SELECT state, status_code, reason, signature_headers, duration_ms IS NOT NULL, ended_at"
        " FROM webhook_test WHERE organiser_id = $1 ORDER BY id",
        post.scene.organiser_id,
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("role", [ADMINISTRATOR, Role.SERVICE_ACCOUNT])
async def test_one_signed_call_is_made_that_holds_no_client_data(post: Post, role: Role) -> None:
    scene = post.scene
    async with web_server(lambda _posted: answer(204)) as server:
        kept = await set_webhook(post.db, scene.actors[ADMINISTRATOR], f"{server.url}/hb")
        actor = scene.actors.get(role) or await service_account(post.rows, scene)
        left = await try_it(post.db, actor)
        assert await tests_of(post) == [("WAITING", None, None, None, False, None)]
        for _ in range(2):
            await post.turn(outlets(Nowhere()))
    (posted,) = server.got
    assert json.loads(posted.body) == {
        "type": "WEBHOOK_TEST",
        "timestamp": NOW.isoformat(),
        "data": {
            "organiserId": str(scene.organiser_id),
            "producerId": f"Producer:{scene.producer_id}",
            "testId": f"WebhookTest:{left.test_id}",
            "messageId": None,
            "subjectId": None,
        },
    }
    assert (posted.path, posted.headers["webhook-id"]) == ("/hb", str(left.test_id))
    assert posted.headers["webhook-signature"] == signature(await secret_of(post, kept.webhook_id), posted)
    assert set(HEADERS) <= set(posted.headers)
    assert await tests_of(post) == [("RECEIVED", 204, None, HEADERS, True, NOW)]
    assert await post.job(left.test_id) == ("DONE", 1, None)
    audited = await post.rows.fetch(
        "SELECT actor_id, role, client_id, subject_id FROM audit_event"
        " WHERE organiser_id = $1 AND action = 'webhook:test'",
        scene.organiser_id,
    )
    assert [tuple(row) for row in audited] == [(actor.user_id, role, None, left.test_id)]
    calls = "SELECT count(*) FROM webhook_call WHERE organiser_id = $1"
    assert await post.rows.fetchval(calls, scene.organiser_id) == 0


@pytest.mark.parametrize(
    ("says", "ended"),
    [
        (lambda _posted: answer(500), ("FAILED", 500, "ANSWERED_WITH_ERROR")),
        (lambda _posted: answer(401), ("FAILED", 401, "REFUSED_BY_RECEIVER")),
        (lambda _posted: answer(302, location="https://elsewhere.example"), ("FAILED", 302, "REDIRECTED")),
        (lambda _posted: HALF, ("FAILED", None, "BAD_ANSWER")),
        (lambda _posted: None, ("FAILED", None, "NO_ANSWER_IN_TIME")),
    ],
    ids=["error", "refused", "redirected", "half an answer", "no answer"],
)
async def test_a_call_that_fails_says_why_and_is_not_made_again(
    post: Post, says: Answer, ended: tuple[object, ...]
) -> None:
    async with web_server(says) as server:
        await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], server.url)
        await try_it(post.db, post.scene.actors[ADMINISTRATOR])
        await post.turn(outlets(Nowhere(), webhook_seconds=0.3))
        await post.due()
        await post.turn(outlets(Nowhere(), webhook_seconds=0.3))
    assert await tests_of(post) == [(*ended, HEADERS, True, NOW)]
    assert len(server.got) == 1
    failed = "SELECT count(*) FROM message WHERE organiser_id = $1 AND event = 'WEBHOOK_FAILED'"
    assert await post.rows.fetchval(failed, post.scene.organiser_id) == 0


async def test_an_endpoint_that_was_ended_meanwhile_is_not_called(post: Post) -> None:
    producer = post.scene.actors[ADMINISTRATOR]
    async with web_server(lambda _posted: answer(204)) as server:
        await set_webhook(post.db, producer, server.url)
        await try_it(post.db, producer)
        await end(post.db, producer)
        await post.turn(outlets(Nowhere()))
    assert server.got == []
    assert await tests_of(post) == [("FAILED", None, "NO_ENDPOINT", None, False, NOW)]


async def test_without_an_endpoint_nothing_is_tried(post: Post) -> None:
    with pytest.raises(EndpointNotSet) as refused:
        await try_it(post.db, post.scene.actors[ADMINISTRATOR])
    assert len({refused.value.message(language) for language in LANGUAGES}) == 3
    assert await tests_of(post) == []


async def test_an_endpoint_is_tried_a_few_times_an_hour(post: Post) -> None:
    producer = post.scene.actors[ADMINISTRATOR]
    await set_webhook(post.db, producer, "http://127.0.0.1:9/hb")
    for _ in range(TESTS_AN_HOUR):
        await try_it(post.db, producer)
    with pytest.raises(TooManyTestCalls) as refused:
        await try_it(post.db, await service_account(post.rows, post.scene))
    assert refused.value.facts == {"most": 10}
    assert [refused.value.message(language) for language in LANGUAGES] == [
        "Osoitetta voi kokeilla enintään 10 kertaa tunnissa. Jatka myöhemmin.",
        "Adressen kan provas högst 10 gånger i timmen. Fortsätt senare.",
        "You can try the address at most 10 times an hour. Go on later.",
    ]
    assert len(await tests_of(post)) == TESTS_AN_HOUR
    jobs = "SELECT count(*) FROM job WHERE organiser_id = $1 AND kind = 'WEBHOOK_TEST'"
    assert await post.rows.fetchval(jobs, post.scene.organiser_id) == TESTS_AN_HOUR

    await post.rows.execute("UPDATE webhook_test SET asked_at = asked_at - $1::interval", timedelta(hours=1))
    await try_it(post.db, producer)
    assert len(await tests_of(post)) == TESTS_AN_HOUR + 1


@pytest.mark.parametrize("role", [Role.PRODUCER_REPORTER, Role.ADMINISTRATOR, Role.PRODUCER_COORDINATOR])
async def test_others_try_no_endpoint(post: Post, role: Role) -> None:
    await set_webhook(post.db, post.scene.actors[ADMINISTRATOR], "http://127.0.0.1:9/hb")
    with pytest.raises(Forbidden):
        await try_it(post.db, post.scene.actors[role])
    assert await tests_of(post) == []
