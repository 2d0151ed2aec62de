"""Batches: as many statements for 500 rows as for one, no deadlock side by side, one effect of two copies."""

import asyncio
from collections import Counter
from functools import partial

import asyncpg

from hb.access.rules import Actor, Role
from hb.deliveries.rules import OnError, OutcomeState, ReportedDelivery
from hb.kit.db import Database
from hb.ledger import service as ledger
from hb.ledger.rules import Balance, Measure
from tests.deliveries.builders import MAY, QUANTITY, Ordered, Wanted, balance, make_orders, send, visit
from tests.scene import Scene, make_producer
from tests.waiting import at_once, patiently

STATEMENTS = 5
"""The claim of the key, three locks, and the one that judges and posts."""


async def test_500_rows_with_one_percent_bad_take_as_many_statements_as_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 50)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    rows = [visit(orders[number % 50], f"v{number}", 60) for number in range(500)]
    for bad in range(0, 500, 100):
        rows[bad] = visit(orders[bad % 50], f"v{bad}", 10**9)
    statements: list[int] = []

    await send(db, reporter, [visit(orders[0], "single", 30)], statements=statements)
    outcomes = await send(db, reporter, rows, statements=statements)

    assert statements == [STATEMENTS, STATEMENTS]
    states = Counter((one.state, one.code) for one in outcomes)
    assert states == {(OutcomeState.ACCEPTED, None): 495, (OutcomeState.REJECTED, "OVER_QUANTITY"): 5}
    assert [number for number, one in enumerate(outcomes) if one.code] == [0, 100, 200, 300, 400]
    assert sum(one.cents or 0 for one in outcomes) == 495 * 3400
    # Order 0 had all five bad rows, and the single visit of half an hour.
    assert await balance(all_rows, orders[0], 0, MAY, Measure.CENTS) == Balance(60_000, 15_300, 18_700)
    assert await balance(all_rows, orders[1], 1, MAY, Measure.MINUTES) == Balance(1_200, 0, QUANTITY)
    draws = await all_rows.fetch(
        "SELECT rows_count FROM transfer WHERE organiser_id = $1 AND code = 'DRAW' ORDER BY id",
        scene.organiser_id,
    )
    assert Counter(row["rows_count"] for row in draws) == {10: 49, 5: 1, 1: 1}
    trails = await all_rows.fetch(
        "SELECT client_id, facts FROM audit_event WHERE organiser_id = $1 AND action = 'delivery:report'"
        " AND client_id IS NOT NULL ORDER BY id",
        scene.organiser_id,
    )
    expected = [(orders[0].client_id, 1, 1_700), (orders[0].client_id, 5, 17_000)]
    expected += [(ordered.client_id, 10, 34_000) for ordered in orders[1:]]
    assert Counter(
        (row["client_id"], row["facts"]["accepted"], row["facts"]["cents"]) for row in trails
    ) == Counter(expected)
    await assert_books_right(db, scene)


async def test_the_same_batch_twice_at_once_has_one_effect(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 10)
    rows = [visit(orders[number % 10], f"v{number}", 30) for number in range(200)]
    reporter = scene.actors[Role.PRODUCER_REPORTER]

    copies = await asyncio.gather(*(patiently(partial(send, db, reporter, rows)) for _ in range(4)))

    states = Counter(one.state for outcomes in copies for one in outcomes)
    assert states == {OutcomeState.ACCEPTED: 200, OutcomeState.ALREADY_REPORTED: 600}
    for copy in zip(*copies, strict=True):
        assert len({(one.delivery_id, one.cents) for one in copy}) == 1
    assert await balance(all_rows, orders[3], 0, MAY, Measure.CENTS) == Balance(60_000, 0, 34_000)
    await assert_books_right(db, scene)


async def test_one_external_id_for_two_orders_at_once_is_one_delivery(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 2)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    batches = [[visit(ordered, f"v{number}", 60) for number in range(10)] for ordered in orders]

    first, second = await asyncio.gather(*(patiently(partial(send, db, reporter, rows)) for rows in batches))

    states = Counter((one.state, one.code) for one in first + second)
    assert states == {
        (OutcomeState.ACCEPTED, None): 10,
        (OutcomeState.REJECTED, "DUPLICATE_WITH_OTHER_CONTENT"): 10,
    }
    used = [(await balance(all_rows, ordered, 0, 0, Measure.CENTS)).used for ordered in orders]
    assert sum(used) == 34_000
    await assert_books_right(db, scene)


async def test_producers_reporting_for_the_same_clients_never_deadlock(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    others: dict[Role, Actor] = {}
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR].user_id
    other_id, _ = await make_producer(all_rows, scene.organiser_id, coordinator, others)
    own = await make_orders(db, scene, all_rows, 12, Wanted(quantity=300))
    theirs: list[Ordered] = []
    for ordered in own:
        beside = Wanted(quantity=300, beside=ordered, producer_id=other_id)
        theirs += await make_orders(db, scene, all_rows, 1, beside)
    before = await deadlocks(all_rows)

    def batch(orders: list[Ordered], number: int) -> list[ReportedDelivery]:
        turned = orders if number % 2 else orders[::-1]
        return [visit(ordered, f"{number}-{place}", 30) for place, ordered in enumerate(turned)]

    outcomes = await asyncio.gather(
        *(
            patiently(partial(send, db, scene.actors[Role.PRODUCER_REPORTER], batch(own, number)))
            for number in range(10)
        ),
        *(
            patiently(partial(send, db, others[Role.PRODUCER_REPORTER], batch(theirs, number)))
            for number in range(10)
        ),
    )

    assert {one.state for batch in outcomes for one in batch} == {OutcomeState.ACCEPTED}
    assert await deadlocks(all_rows) == before
    assert await balance(all_rows, own[5], 0, MAY, Measure.CENTS) == Balance(60_000, 0, 34_000)
    await assert_books_right(db, scene)


async def test_all_or_none_at_once_never_posts_half(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    orders = await make_orders(db, scene, all_rows, 2)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    batches = [
        [visit(orders[0], "a"), visit(orders[0], "b")],
        [visit(orders[1], "b"), visit(orders[1], "c")],
    ]

    results = await at_once(partial(send, db, reporter, rows, OnError.REJECT_ALL) for rows in batches)

    accepted = [one for one in results if isinstance(one, list) and one[0].state is OutcomeState.ACCEPTED]
    assert len(accepted) == 1
    stored = await all_rows.fetchval(
        "SELECT count(*) FROM delivery WHERE organiser_id = $1", scene.organiser_id
    )
    assert stored == 2


async def deadlocks(all_rows: asyncpg.Connection) -> int:
    """How many deadlocks PostgreSQL has met in the tests' database."""
    await all_rows.execute("SELECT pg_stat_clear_snapshot()")
    found: int = await all_rows.fetchval(
        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    )
    return found


async def assert_books_right(db: Database, scene: Scene) -> None:
    """Balances are the fold of transfers and the chains hold, for the scene's organiser."""
    verified = (await ledger.verify_all(db))[scene.organiser_id]
    assert not verified.differences
