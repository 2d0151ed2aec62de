"""What an actor may spend: charged by plan, restored by the clock, few requests at once."""

import asyncio
import json
from dataclasses import replace

import pytest

from hb.access.rules import Actor, Role
from hb.kit.errors import LANGUAGES
from hb.kit.ids import new_id
from hb.read import Engine, Limits
from hb.web.admission import (
    ACTORS_KEPT,
    ALLOWANCES,
    REFUSED_COST,
    REQUEST_COST,
    SECOND_NS,
    WRITTEN_COST,
    Admission,
    Allowance,
    Charge,
    RateLimited,
    TooCostly,
    TooManyAtOnce,
)
from hb.web.endpoint import Endpoint
from tests.api.conftest import Api, serving, token_of
from tests.api.documents import document
from tests.scene import Scene

SMALL = Allowance(cost=100, per_second=7, burst=150, at_once=2)
PAGE = "{ clients(first: 5) { nodes { id } } }"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 5 * SECOND_NS

    def __call__(self) -> int:
        return self.now


def actor(role: Role = Role.CLIENT) -> Actor:
    user = new_id()
    return Actor(new_id(), user, user, role)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def admission(clock: Clock) -> Admission:
    return Admission(clock=clock, table=dict.fromkeys(Role, SMALL))


def test_cost_is_spent_and_restored_by_the_second(admission: Admission, clock: Clock) -> None:
    somebody = actor()
    with admission.admit(somebody) as request:
        assert request.charge(90) == Charge(100, 100, 50, 7)
    with admission.admit(somebody) as request, pytest.raises(RateLimited) as refused:
        request.charge(80)
    assert refused.value.extensions == {
        "code": "RATE_LIMITED",
        "limit": 150,
        "value": 190,
        "retryAfterSeconds": 8,
    }
    assert refused.value.headers == {"retry-after": "8"}

    clock.now += 7 * SECOND_NS
    with admission.admit(somebody) as request, pytest.raises(RateLimited):
        request.charge(80)
    clock.now += 2 * SECOND_NS
    with admission.admit(somebody) as request:
        assert request.charge(80) == Charge(90, 100, 3, 7)
    clock.now += 1_000 * SECOND_NS
    with admission.admit(somebody) as request:
        assert request.charge(0).available == 140


def test_waiting_as_long_as_told_is_enough(admission: Admission, clock: Clock) -> None:
    """Once to get in, and once for the document, whose cost nobody knew before."""
    somebody, waits = actor(), []
    for _ in range(50):
        waits.append(0)
        while True:
            try:
                with admission.admit(somebody) as request:
                    request.charge(83)
                break
            except RateLimited as limited:
                waits[-1] += 1
                clock.now += int(limited.extensions["retryAfterSeconds"]) * SECOND_NS
    assert set(waits) == {0, 1, 2}


def test_request_beyond_its_cost_is_refused_and_pays_for_being_one(admission: Admission) -> None:
    somebody = actor()
    with admission.admit(somebody) as request, pytest.raises(TooCostly) as refused:
        request.charge(91)
    assert refused.value.extensions == {"code": "TOO_COSTLY", "limit": 100, "value": 101}
    assert refused.value.headers == {}
    with admission.admit(somebody) as request:
        assert request.charge(0).available == 150 - 2 * REQUEST_COST


def test_refused_document_is_owed_even_beyond_the_burst(admission: Admission, clock: Clock) -> None:
    somebody = actor()
    with admission.admit(somebody) as request:
        request.refused()
    with pytest.raises(RateLimited) as refused, admission.admit(somebody):
        raise AssertionError
    assert refused.value.extensions["value"] == REQUEST_COST + REFUSED_COST + REQUEST_COST
    clock.now += 25 * SECOND_NS
    with admission.admit(somebody):
        pass


def test_more_at_once_than_allowed_are_refused_until_one_is_over(admission: Admission) -> None:
    somebody = actor()
    with admission.admit(somebody):
        with admission.admit(somebody):
            with pytest.raises(TooManyAtOnce) as refused, admission.admit(somebody):
                raise AssertionError
            with admission.admit(actor()):
                pass
        with pytest.raises(ZeroDivisionError), admission.admit(somebody):
            raise ZeroDivisionError
        with admission.admit(somebody):
            pass
    assert refused.value.extensions == {
        "code": "TOO_MANY_REQUESTS_AT_ONCE",
        "limit": 2,
        "value": 3,
        "retryAfterSeconds": 1,
    }


def test_accounts_are_bounded_and_debtors_stay(admission: Admission, clock: Clock) -> None:
    debtor, busy = actor(), actor()
    with admission.admit(debtor) as request:
        request.refused()
    with admission.admit(busy):
        for _ in range(ACTORS_KEPT):
            clock.now += SECOND_NS // 100
            with admission.admit(actor()):
                pass
        assert len(admission._owing) <= ACTORS_KEPT
        assert list(admission._under_way) == [(busy.organiser_id, busy.user_id, busy.role)]
    for _ in range(2 * ACTORS_KEPT):  # the clock stands, so all of them owe
        with admission.admit(actor()):
            pass
    assert (len(admission._owing), admission._under_way) == (ACTORS_KEPT, {})


def test_account_is_kept_until_the_last_of_its_debt_is_restored(admission: Admission, clock: Clock) -> None:
    """20 owed at 7 a second are restored in 2,857,142,858 ns; a nanosecond before, one is still owed."""
    somebody = actor()
    for _ in range(2):
        with admission.admit(somebody):
            pass
    clock.now += 2_857_142_857
    assert len(admission._owing) == 1
    with admission.admit(somebody) as request:
        assert request.charge(0).available == 150 - 1 - REQUEST_COST
    with admission.admit(somebody):
        pass
    clock.now += 3_000_000_001
    admission._owing.expire()
    assert len(admission._owing) == 0
    with admission.admit(somebody) as request:
        assert request.charge(0).available == 150 - REQUEST_COST


def test_account_outlasts_its_debt_while_a_request_is_under_way(admission: Admission, clock: Clock) -> None:
    somebody = actor()
    with admission.admit(somebody), admission.admit(somebody):
        clock.now += 3_600 * SECOND_NS
        with pytest.raises(TooManyAtOnce), admission.admit(somebody):
            raise AssertionError


def test_scale_widens_the_rate_but_no_single_request(clock: Clock) -> None:
    with Admission(10, clock=clock, table=dict.fromkeys(Role, SMALL)).admit(actor()) as request:
        assert request.charge(50) == Charge(60, 100, 1_440, 70)


def test_table_allows_every_role_its_largest_batch_and_nobody_more_than_the_engine() -> None:
    assert set(ALLOWANCES) == set(Role)
    for role, allowance in ALLOWANCES.items():
        assert allowance.cost <= Limits().cost
        assert allowance.burst >= 2 * allowance.cost
        if role is not Role.CLIENT and role is not Role.REPRESENTATIVE:
            assert allowance.cost >= 2 * 1_000 * WRITTEN_COST
    assert ALLOWANCES[Role.CLIENT].cost < ALLOWANCES[Role.CONTROLLER].cost


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_speak_three_languages(language: str) -> None:
    for refused in (
        TooCostly(limit=1, value=2),
        RateLimited(limit=1, value=2, retry_after=3),
        TooManyAtOnce(limit=1, value=2, retry_after=1),
    ):
        assert "{" not in refused.message(language)  # type: ignore[arg-type]
        assert any(number in refused.message(language) for number in "123")  # type: ignore[arg-type]


async def test_every_answer_of_a_planned_document_tells_its_cost(api: Api, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    answer = (await api.post(guide, PAGE)).json()
    assert list(answer) == ["data", "extensions"]
    cost = answer["extensions"]["cost"]
    assert (cost["requested"], cost["limit"]) == (REQUEST_COST + 5, 25_000)
    assert cost["restoredPerSecond"] == ALLOWANCES[Role.SERVICE_GUIDE].per_second * 1_000

    ordinary = (await api.post(guide, "{ __typename clients(first: 2) { nodes { id } } }")).json()
    assert ordinary["extensions"]["cost"]["requested"] == REQUEST_COST + 2


async def test_command_pays_for_its_rows(api: Api, engine: Engine, scene: Scene) -> None:
    producer = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    text = document("producer", "ReportDeliveries")

    async def requested(rows: int) -> int:
        row = {"orderId": f"Order:{new_id()}", "externalId": "x", "serviceDate": "2026-05-02", "quantity": 60}
        given = {"idempotencyKey": str(new_id()), "deliveries": [row] * rows}
        answer = (await api.post(producer, text, {"input": given})).json()
        return int(answer["extensions"]["cost"]["requested"])

    assert await requested(41) - await requested(1) == 40 * WRITTEN_COST


async def test_refusals_over_http(endpoint: Endpoint, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    table = dict.fromkeys(Role, Allowance(cost=100, per_second=1, burst=100, at_once=2))
    narrow = replace(endpoint, admission=Admission(clock=lambda: 0, table=table))
    async with serving(narrow) as api:
        dear = await api.post(guide, "{ clients(first: 95) { nodes { id } } }")
        assert dear.json()["errors"][0]["extensions"]["code"] == "TOO_COSTLY"
        told = dear.json()["errors"][0]["message"]
        assert told.startswith("The request asks for too much: its calculated size is 105 of at most 100.")

        at_once = await asyncio.gather(*(api.post(guide, "{ __typename }") for _ in range(3)))
        assert sorted(each.status_code for each in at_once) == [200, 200, 429]
        (refused,) = [each for each in at_once if each.status_code == 429]
        assert refused.headers["retry-after"] == "1"
        assert refused.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_REQUESTS_AT_ONCE"

        for _ in range(8):
            late = await api.client.post(
                "/graphql",
                json={"query": "{ __typename }"},
                headers={"authorization": f"Bearer {token_of(guide)}", "accept-language": "sv"},
            )
        assert late.status_code == 429
        told = late.json()["errors"][0]
        assert told["message"].startswith("För många begäranden på kort tid.")
        assert (told["extensions"]["code"], told["extensions"]["limit"]) == ("RATE_LIMITED", 100)
        assert told["extensions"]["retryAfterSeconds"] == int(late.headers["retry-after"]) > 0
        assert json.dumps(told).count(str(guide.user_id)) == 0
