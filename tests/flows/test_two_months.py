"""Two months of a demo, watched over HTTP while `python -m hb clock` moves the days of a real server.

An order is not answered: its producer is reminded, then it is in the worker's queue. Another is accepted and
never reported: its money is freed after the deadline. A month is closed by a job whose process is killed.
"""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from time import time

import pytest
import pytest_asyncio

from hb.kit.clock import first_day, next_month
from hb.kit.holidays import working_day_from
from hb.kit.ids import new_id
from hb.outlets.webhook import new_secret, signature_of
from tests.api.sending import rows_at, text_at
from tests.flows import closing
from tests.flows.calls import is_signed, require_signed_once
from tests.flows.course import Course, Lunches, day_of, month_end_from
from tests.outlets.standins import Posted, answer, web_server
from tests.reliability.homes import demo_home
from tests.reliability.served import ended, hb

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_800)]

ONE_DAY = timedelta(days=1)
REMINDED_AFTER, ANSWERED_WITHIN = timedelta(days=7), timedelta(days=14)
"""The demo's parameters ORDER_REMINDER_DAYS and ORDER_ANSWER_DAYS."""
REPORTED_BY = 15
"""The day of the next month on which the reporting of a month ends in the demo."""
UNANSWERED_PIECES, ACCEPTED_PIECES = 2, 3
REPORTER = "producer administrator"


@pytest_asyncio.fixture
async def course() -> AsyncIterator[Course]:
    """A demo that is served, and the system of its first producer."""
    with demo_home("months") as home:
        async with web_server(lambda _call: answer(204)) as system:
            begun = await Course.begun(home, system)
            try:
                yield begun
            finally:
                await begun.end()


async def test_two_months_by_the_demo_s_clock(course: Course) -> None:
    stopped = await stopped_jobs(course)
    await a_system_is_named(course)
    unanswered, accepted = await two_orders_are_sent(course)
    await one_is_accepted(course, unanswered, accepted)
    await the_other_is_reminded_of(course, unanswered)
    await the_other_is_given_back(course, unanswered)
    await the_accepted_is_freed(course, accepted)
    settlement_id = await closing.a_month_is_closed(course)

    await course.move("tomorrow", to=course.day + ONE_DAY)
    assert course.calls(unanswered.producer_order_id, accepted.producer_order_id, settlement_id) == Counter(
        {
            ("ORDER_WAITING", unanswered.producer_order_id): 1,
            ("ORDER_REMINDED", unanswered.producer_order_id): 1,
            ("ORDER_GIVEN_BACK", unanswered.producer_order_id): 1,
            ("ORDER_WAITING", accepted.producer_order_id): 1,
            ("MONTH_CLOSED", settlement_id): 1,
        }
    )
    require_signed_once(course.system.got, course.secret)
    assert await stopped_jobs(course) == stopped
    code, said, complained = await ended(await hb(course.home, "verify"))
    assert (code, complained) == (0, ""), said
    assert [line.rpartition("; ")[2] for line in said.splitlines()] == ["0 differences."] * 2


async def stopped_jobs(course: Course) -> list[str]:
    """The jobs that have stopped: the demo begins with one."""
    stopped = await course.read("administrator", "administrator/Jobs", filter={"state": "STOPPED"})
    return [text_at(job, "id") for job in rows_at(stopped, "jobs", "nodes")]


async def a_system_is_named(course: Course) -> None:
    """The producer names its system, and gets the secret that its calls are signed with."""
    webhook = await course.done(REPORTER, "producer/SetWebhook", url=f"{course.system.url}/hb")
    course.secret = text_at(webhook, "secret")
    assert course.system.got == []


async def two_orders_are_sent(course: Course) -> tuple[Lunches, Lunches]:
    """The client adds lunches of the next month twice and submits the plan, which the worker approves."""
    lunches = [await course.add_lunches(pieces) for pieces in (UNANSWERED_PIECES, ACCEPTED_PIECES)]
    plan_id = text_at(await course.plan(), "id")
    await course.done("client", "client/SubmitPlan", planId=plan_id)
    approved = await course.done("social worker", "social_worker/ApprovePlan", planId=plan_id)
    orders = {text_at(order, "item", "id"): order for order in rows_at(approved, "orders")}
    assert orders.keys() == {part.item_id for part in lunches}
    assert {order["state"] for order in orders.values()} == {"SENT"}
    for part in lunches:
        part.order_id = text_at(orders[part.item_id], "id")
        part.sent_on = day_of(orders[part.item_id]["sentAt"])
    unanswered, accepted = lunches
    return unanswered, accepted


async def one_is_accepted(course: Course, unanswered: Lunches, accepted: Lunches) -> None:
    """The producer's system gets both orders, and the producer accepts one of them."""
    for part in (unanswered, accepted):
        await course.until_called("ORDER_WAITING", part.producer_order_id)
    await course.done(REPORTER, "producer/AnswerOrder", orderId=accepted.producer_order_id, accept=True)
    assert await course.order_state(accepted) == "ACCEPTED"
    assert await course.order_state(unanswered) == "SENT"


async def the_other_is_reminded_of(course: Course, order: Lunches) -> None:
    """On the first working day from the seventh day on, not before."""
    reminded_on = working_day_from(order.sent_on + REMINDED_AFTER)
    await course.move_to(reminded_on - ONE_DAY)
    assert await course.messages(REPORTER, "ORDER_REMINDED", order.producer_order_id) == []
    await course.move("tomorrow", to=reminded_on)
    assert await course.messages(REPORTER, "ORDER_REMINDED", order.producer_order_id) == [reminded_on]
    await course.until_called("ORDER_REMINDED", order.producer_order_id)


async def the_other_is_given_back(course: Course, order: Lunches) -> None:
    """On the day after the last one to answer, which is a working day; its money is free again."""
    last_day = working_day_from(order.sent_on + ANSWERED_WITHIN)
    await course.move_to(last_day)
    assert order.order_id not in await course.given_back()
    assert await course.order_state(order) == "SENT"
    money = await course.money_of(order.month)

    await course.move("tomorrow", to=last_day + ONE_DAY)
    assert (await course.given_back())[order.order_id] == course.day
    assert await course.money_of(order.month) == money.with_free(order.cents)
    for who, subject_id in (
        ("social worker", order.order_id),
        ("client", order.order_id),
        (REPORTER, order.producer_order_id),
    ):
        assert await course.messages(who, "ORDER_GIVEN_BACK", subject_id) == [course.day]
    reminded_on = working_day_from(order.sent_on + REMINDED_AFTER)
    assert await course.messages(REPORTER, "ORDER_REMINDED", order.producer_order_id) == [reminded_on]
    await course.until_called("ORDER_GIVEN_BACK", order.producer_order_id)


async def the_accepted_is_freed(course: Course, order: Lunches) -> None:
    """Whatever is reserved for its month stays so through the deadline, and is free on the day after."""
    deadline = first_day(next_month(order.month)).replace(day=REPORTED_BY)
    while (end := month_end_from(course.day)) < deadline:
        await course.move("month-end", to=end)
    await course.move_to(deadline)
    money, reserved_cents = await course.money_of(order.month), await course.reserved_by_items(order.month)
    assert (money.reserved, await course.freed_on(order)) == (reserved_cents, None)
    assert (await course.transfers(order.month))["EXPIRE", order.cents] == 0
    freed = await course.messages("client", "RESERVATION_FREED")

    await course.move("next-reporting-deadline", to=deadline + ONE_DAY)
    assert await course.freed_on(order) == course.day
    assert await course.money_of(order.month) == money.with_free(reserved_cents)
    assert (await course.transfers(order.month))["EXPIRE", order.cents] == 1
    assert await course.messages("client", "RESERVATION_FREED") == [course.day, *freed]


def test_a_call_that_is_signed_wrongly_or_comes_twice_is_found() -> None:
    """The control of the judgement of calls."""
    secret, other = new_secret(), new_secret()
    call_id, sent_at, body = new_id(), int(time()), b'{"type": "ORDER_WAITING"}'
    signature = signature_of(secret, call_id, sent_at, body)
    headers = {
        "webhook-id": str(call_id),
        "webhook-timestamp": str(sent_at),
        "webhook-signature": signature,
    }
    call = Posted("POST", "/hb", headers, body)
    assert is_signed(call, secret)
    assert not is_signed(call, other)
    assert not is_signed(replace(call, body=body + b" "), secret)
    late = replace(call, headers={**headers, "webhook-timestamp": str(sent_at - 7_200)})
    assert not is_signed(late, secret)
    require_signed_once([call], secret)
    for calls in ([call, call], [late]):
        with pytest.raises(AssertionError):
            require_signed_once(calls, secret)
