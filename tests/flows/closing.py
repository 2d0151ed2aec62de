"""The chapter of the close: its job's process is killed before the last step, and another ends it."""

import asyncpg

from hb.demo.cast import organiser_id_of_cast
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.clock import next_month
from tests.api.sending import Json, at, rows_at, text_at
from tests.flows.course import Course, number_at
from tests.waiting import until, until_blocked
from tests.work.left import end_leases


async def a_month_is_closed(course: Course) -> str:
    """The earliest open month is settled, each producer once; gives the settlement of the cast's producer."""
    open_months = [
        number_at(period, "month")
        for period in rows_at(await course.read("controller", "controller/Months"), "periods", "nodes")
        if period["state"] == "OPEN"
    ]
    preview = await _preview(course)
    month, total_cents = preview["month"], preview["totalCents"]
    owed = {
        text_at(row, "producerId"): (row["deliveriesCount"], row["totalCents"])
        for row in rows_at(preview, "settlements")
    }
    assert (month, preview["obstacles"], preview["isEarly"]) == (min(open_months), [], False)
    assert len(owed) == preview["producersCount"]

    close_id = await _ordered_and_killed(course, preview)
    await course.serve_again()
    await until(lambda: _is_closed(course, close_id))
    close = await _close(course, close_id)
    assert (close["settledCount"], close["settledCents"]) == (len(owed), total_cents)

    settlements = await course.read("controller", "controller/Settlements", filter={"month": month})
    rows = rows_at(settlements, "settlements", "nodes")
    assert (len(rows), at(settlements, "settlements", "totalCount")) == (len(owed), len(owed))
    assert {
        text_at(row, "producer", "id"): (row["deliveriesCount"], row["totalCents"]) for row in rows
    } == owed
    own = await course.producer_id()
    (settlement_id,) = (text_at(row, "id") for row in rows if at(row, "producer", "id") == own)
    assert await course.messages("producer administrator", "MONTH_CLOSED", settlement_id) == [course.day]
    assert await course.messages("controller", "MONTH_CLOSED", close_id) == [course.day]
    assert (await _preview(course))["month"] == next_month(number_at(preview, "month"))
    await course.until_called("MONTH_CLOSED", settlement_id)
    return settlement_id


async def _preview(course: Course) -> Json:
    shown = at(await course.done("controller", "controller/PreviewMonthClose", month=None), "preview")
    assert isinstance(shown, dict)
    return shown


async def _ordered_and_killed(course: Course, preview: Json) -> str:
    """Order the close and kill its process once every producer is settled and the month waits to be ended.

    The end notifies producers; it cannot while somebody reads messages and lets nobody write any.
    """
    looking = await asyncpg.connect(EmbeddedPostgres(course.home, durable=True).dsn(SUPERUSER))
    async with looking.transaction():
        await looking.execute("LOCK TABLE message IN SHARE MODE")
        ordered = await course.done(
            "controller",
            "controller/CloseMonth",
            month=preview["month"],
            expectedTotalCents=preview["totalCents"],
        )
        close_id = text_at(ordered, "monthClose", "id")
        await until(lambda: _is_settled(course, close_id))
        await until_blocked(looking)
        assert at(await _close(course, close_id), "state") == "RUNNING"
        await course.kill()
    state = await looking.fetchval(
        "SELECT state FROM period WHERE month = $1 AND organiser_id = $2",
        preview["month"],
        organiser_id_of_cast(),
    )
    assert state == "CLOSING"
    await end_leases(looking, organiser_id_of_cast())
    await looking.close()
    return close_id


async def _close(course: Course, close_id: str) -> Json:
    """A close in the list of closes, as a person watches its progress."""
    closes = await course.read("controller", "controller/MonthCloses")
    (close,) = (row for row in rows_at(closes, "monthCloses", "nodes") if row["id"] == close_id)
    return close


async def _is_settled(course: Course, close_id: str) -> bool:
    close = await _close(course, close_id)
    return (close["settledCount"], close["settledCents"]) == (close["producersCount"], close["totalCents"])


async def _is_closed(course: Course, close_id: str) -> bool:
    return (await _close(course, close_id))["state"] == "DONE"
