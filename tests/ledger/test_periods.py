"""Months: made with their deadline, paid in the first open one, closed once, reported late by exception."""

import asyncio
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.ledger import service
from tests.ledger.builders import JUNE, MAY, act
from tests.ledger.moves import settlement_month
from tests.scene import NOW, Scene
from tests.waiting import until_blocked

APRIL, JULY = 202604, 202607


async def close(db: Database, scene: Scene, month: int) -> None:
    controller = scene.actors[Role.CONTROLLER]

    async def close_at_once(tx: Transaction) -> None:
        await service.begin_closing(tx, month)
        await service.end_closing(tx, month, controller.user_id)

    await act(db, scene, close_at_once)


async def paid_in(db: Database, scene: Scene, service_month: int) -> int:
    return await act(db, scene, lambda tx: settlement_month(tx, service_month))


async def months(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[int, str, date]]:
    rows = await all_rows.fetch(
        "SELECT * FROM period WHERE organiser_id = $1 ORDER BY month", scene.organiser_id
    )
    return [(row["month"], row["state"], row["reporting_deadline"]) for row in rows]


async def test_months_are_made_once_with_the_deadline_of_their_time(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "INSERT INTO parameter (organiser_id, name, valid_from, value) VALUES ($1, 'REPORTING_DAYS', $2, 20)",
        scene.organiser_id,
        date(2026, 6, 30),
    )

    await act(db, scene, lambda tx: service.ensure_periods(tx, [JUNE, 202602, MAY, MAY]))
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY]))

    assert await months(all_rows, scene) == [
        (202602, "OPEN", date(2026, 3, 15)),
        (MAY, "OPEN", date(2026, 6, 15)),
        (JUNE, "OPEN", date(2026, 7, 20)),
    ]


@pytest.mark.parametrize(("month", "rule"), [(202613, "MONTH"), (5, "MONTH"), (202512, "NO_REPORTING_DAYS")])
async def test_what_is_no_month_or_has_no_deadline_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, month: int, rule: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY, month]))

    assert refusal.value.facts["rule"] == rule
    assert await months(all_rows, scene) == []


async def test_a_service_month_is_paid_in_the_first_open_month(db: Database, scene: Scene) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [APRIL, MAY, JUNE]))
    assert await paid_in(db, scene, APRIL) == APRIL

    await close(db, scene, APRIL)
    assert await paid_in(db, scene, APRIL) == MAY
    await close(db, scene, MAY)
    await close(db, scene, JUNE)

    assert [await paid_in(db, scene, month) for month in (APRIL, JUNE, JULY)] == [JULY, JULY, JULY]


async def test_a_month_closes_once_and_an_unknown_one_never(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    with pytest.raises(NotFound):
        await close(db, scene, MAY)
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY]))
    await close(db, scene, MAY)
    with pytest.raises(WrongState) as refusal:
        await close(db, scene, MAY)

    assert refusal.value.facts == {"state": "CLOSED"}
    closed = await all_rows.fetchrow(
        "SELECT * FROM period WHERE organiser_id = $1 AND month = $2", scene.organiser_id, MAY
    )
    assert closed is not None
    assert (closed["closed_at"], closed["closed_by"]) == (NOW, scene.actors[Role.CONTROLLER].user_id)
    assert [month for month, _, _ in await months(all_rows, scene)] == [MAY, JUNE]


async def test_a_post_that_waits_for_a_closing_goes_to_the_next_month(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY, JUNE]))
    closing, may_commit = asyncio.Event(), asyncio.Event()

    async def close_slowly(tx: Transaction) -> None:
        await service.begin_closing(tx, MAY)
        closing.set()
        await may_commit.wait()

    closer = asyncio.create_task(act(db, scene, close_slowly))
    await closing.wait()
    poster = asyncio.create_task(paid_in(db, scene, MAY))
    await until_blocked(all_rows)
    assert not poster.done()
    may_commit.set()

    await closer
    assert await poster == JUNE


async def test_a_closing_waits_for_the_posts_under_way(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY]))
    posting, may_commit = asyncio.Event(), asyncio.Event()

    async def post_slowly(tx: Transaction) -> int:
        month = await settlement_month(tx, MAY)
        posting.set()
        await may_commit.wait()
        return month

    poster = asyncio.create_task(act(db, scene, post_slowly))
    await posting.wait()
    closer = asyncio.create_task(close(db, scene, MAY))
    await until_blocked(all_rows)
    assert not closer.done()
    may_commit.set()

    assert await poster == MAY
    await closer


async def test_posts_in_one_month_do_not_wait_for_each_other(db: Database, scene: Scene) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY]))

    async def post_beside_another(tx: Transaction) -> tuple[int, int]:
        return await settlement_month(tx, MAY), await paid_in(db, scene, MAY)

    assert await act(db, scene, post_beside_another) == (MAY, MAY)


async def test_a_closing_gets_its_turn_under_steady_posting(db: Database, scene: Scene) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MAY]))
    posted: list[int] = []
    has_posted = asyncio.Event()

    async def post_until_june(nth: int) -> None:
        async def post(tx: Transaction) -> None:
            month = await settlement_month(tx, MAY)
            # Out of step with each other, so that the month is never without somebody who posts in it.
            await asyncio.sleep(0.02 + nth / 1000)
            posted.append(month)
            has_posted.set()

        while JUNE not in posted:
            await act(db, scene, post)

    posters = [asyncio.create_task(post_until_june(nth)) for nth in range(16)]
    try:
        await has_posted.wait()
        await close(db, scene, MAY)  # a lock that does not come in three seconds would be refused as busy
        await asyncio.gather(*posters)
    finally:
        for poster in posters:
            poster.cancel()

    assert MAY in posted
