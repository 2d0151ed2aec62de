"""Each change past the services outside the ledger is found and named, and nothing else (S4, M17)."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import cast

import asyncpg
import pytest
import pytest_asyncio

from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.jobs.books import COMPARISONS, COUNTED, Piece, Pieces, compare, prove
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.proof import Difference
from hb.kit.transaction import Connection, Transaction
from tests.demo.region import Loaded, load_small
from tests.jobs import planted
from tests.jobs.planted import EXACT, SETTLED

PAST_TRIGGERS = "SET LOCAL session_replication_role = replica"


@pytest_asyncio.fixture(scope="module")
async def region(embedded: EmbeddedPostgres, worker_id: str) -> Loaded:
    return await load_small(embedded, f"{DATABASE}_books_{worker_id}")


@pytest_asyncio.fixture(scope="module")
async def rows(region: Loaded) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(region.superuser_dsn)
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    yield connection
    await connection.close()


async def found_after(
    rows: asyncpg.Connection, change: str, only: Pieces | None = None
) -> tuple[asyncpg.Record, list[Difference]]:
    """Make a change that returns its row as the superuser, prove, and undo it."""
    undone = rows.transaction()
    await undone.start()
    try:
        await rows.execute(PAST_TRIGGERS)
        changed = await rows.fetch(change)
        assert len({row["organiser_id"] for row in changed}) == 1
        await rows.execute(
            "SELECT set_config('hb.organiser', $1, true), set_config('hb.door', 'command', true)",
            str(changed[0]["organiser_id"]),
        )
        tx = Transaction(cast("Connection", rows), new_id)
        differences = [
            difference
            for comparison in COMPARISONS
            for difference in (await compare(tx, comparison, only))[1]
        ]
    finally:
        await undone.rollback()
    return changed[0], differences


async def test_the_region_has_no_difference(region: Loaded) -> None:
    owner = await Database.connect(region.owner_dsn, size=2)
    app = await Database.connect(region.app_dsn, size=2)
    try:
        organiser_ids = {actor.organiser_id for actor in region.region.actors.values()}
        proofs = [await prove(owner, organiser_id) for organiser_id in organiser_ids]
        unseen = [await prove(app, organiser_id) for organiser_id in organiser_ids]
    finally:
        await owner.close()
        await app.close()

    assert [proved.differences for proved in proofs] == [()] * len(proofs)
    counts = {name: sum(proved.counts[name] for proved in proofs) for name in COUNTED}
    assert counts["deliveries"] > 1_000
    assert min(counts.values()) > 0
    # Whoever is not the owner sees no decision and no delivery: the policy of the proof is the owner's alone.
    assert {proved.counts["decisions"] + proved.counts["deliveries"] for proved in unseen} == {0}


@pytest.mark.parametrize("what", EXACT)
async def test_a_change_is_named_and_nothing_else(rows: asyncpg.Connection, what: str) -> None:
    change, named = EXACT[what]

    row, differences = await found_after(rows, change)

    assert differences == [named(row)]


@pytest.mark.parametrize("what", planted.COUNTED)
async def test_a_change_is_named_by_its_kinds_and_nothing_else(rows: asyncpg.Connection, what: str) -> None:
    change, kinds = planted.COUNTED[what]

    row, differences = await found_after(rows, change)

    counted = {kind: row[count] if isinstance(count, str) else count for kind, count in kinds.items()}
    assert Counter(difference["kind"] for difference in differences) == counted
    assert min(counted.values()) > 0


async def test_some_pieces_alone_are_proved(rows: asyncpg.Connection) -> None:
    change, named = EXACT["S4, M17 a settlement's total, 10 000 € more"]
    month = await rows.fetchval(f"SELECT month FROM settlement WHERE {SETTLED}")

    row, there = await found_after(rows, change, {Piece.SETTLEMENT_MONTH: [month]})
    _, elsewhere = await found_after(rows, change, {Piece.SETTLEMENT_MONTH: [209901]})
    _, otherwise = await found_after(rows, change, {Piece.BUDGET: [new_id()]})

    assert (there, elsewhere, otherwise) == ([named(row)], [], [])
