"""Many prices in one command: as many statements for a thousand as for one, and nothing twice."""

import asyncio
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.catalogue import service as catalogue
from hb.catalogue.rules import PriceRow, RowOutcome, RowResult
from hb.kit.db import Database
from hb.kit.errors import InvalidInput
from hb.kit.transaction import Transaction
from tests.catalogue.builders import decide_price, prices_of, terms
from tests.producers.builders import run
from tests.scene import Scene


async def propose(db: Database, scene: Scene, rows: list[PriceRow]) -> tuple[list[RowOutcome], int]:
    """The outcomes, and how many statements ran before the command's end."""
    actor = scene.actors[Role.PRODUCER_ADMINISTRATOR]
    statements = 0

    async def work(tx: Transaction) -> list[RowOutcome]:
        nonlocal statements
        before = tx.statements
        outcomes = await catalogue.propose_prices(tx, actor, rows)
        statements = tx.statements - before
        return outcomes

    return await run(db, actor, list[RowOutcome], work), statements


def months(code: str, count: int) -> list[PriceRow]:
    """Prices that follow one another, each from the first of a month."""
    return [
        PriceRow(code, terms(3500 + number, f"{2027 + number // 12}-{number % 12 + 1:02}-01"))
        for number in range(count)
    ]


async def test_a_thousand_rows_cost_as_many_statements_as_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    one, statements_of_one = await propose(db, scene, months("CLEANING", 1))
    many, statements_of_many = await propose(db, scene, months("HOME_CARE", 1_000))

    assert [outcome.result for outcome in one] == [RowResult.ACCEPTED]
    assert [outcome.result for outcome in many] == [RowResult.ACCEPTED] * 1_000
    assert statements_of_one == statements_of_many == 5
    rows = await prices_of(all_rows, scene.offerings["HOME_CARE"])
    assert len(rows) == 1_001
    ids = await all_rows.fetch(
        "SELECT id FROM price WHERE offering_id = $1 AND state = 'PROPOSED' ORDER BY valid_from",
        scene.offerings["HOME_CARE"],
    )
    assert [row["id"] for row in ids] == [outcome.price_id for outcome in many]


async def test_the_same_rows_again_are_already_there_whatever_became_of_them(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    rows = [*months("HOME_CARE", 3), PriceRow("NONE", terms())]
    first, _ = await propose(db, scene, rows)
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]
    ids = [outcome.price_id for outcome in first]
    assert ids[0] is not None
    assert ids[1] is not None
    await decide_price(db, coordinator, ids[0])
    await decide_price(db, coordinator, ids[1], approve=False, reason="Liikaa.")

    again, _ = await propose(db, scene, rows)

    assert [(outcome.result, outcome.price_id) for outcome in again] == [
        *((RowResult.ALREADY_THERE, price_id) for price_id in ids[:3]),
        (RowResult.REJECTED, None),
    ]
    assert len(await prices_of(all_rows, scene.offerings["HOME_CARE"])) == 4


async def test_the_same_rows_at_the_same_time_are_inserted_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    rows = months("HOME_CARE", 20)

    results = await asyncio.gather(*(propose(db, scene, rows) for _ in range(8)))

    accepted = [outcome for outcomes, _ in results for outcome in outcomes if outcome.result == "ACCEPTED"]
    assert len(accepted) == 20
    assert len(await prices_of(all_rows, scene.offerings["HOME_CARE"])) == 21


async def test_too_many_rows_are_refused_whole(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await propose(db, scene, months("HOME_CARE", 1_001))
    assert refusal.value.facts == {"rule": "TOO_MANY", "most": 1_000}
    assert len(await prices_of(all_rows, scene.offerings["HOME_CARE"])) == 1


async def test_a_code_that_cannot_be_stored_is_not_found(db: Database, scene: Scene) -> None:
    outcomes, _ = await propose(db, scene, [PriceRow("A\0", terms()), PriceRow("\ud800", terms())])
    assert [outcome.code for outcome in outcomes] == ["NOT_FOUND", "NOT_FOUND"]


async def test_the_list_is_told_in_the_audit_trail_with_its_counts(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await propose(db, scene, [*months("HOME_CARE", 2), PriceRow("NONE", terms())])

    events = await all_rows.fetch(
        "SELECT action, subject_id, facts FROM audit_event WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(event) for event in events] == [
        ("price:propose", scene.producer_id, {"count": 3, "accepted_count": 2})
    ]
    assert (await prices_of(all_rows, scene.offerings["HOME_CARE"]))[1][1] == date(2027, 1, 1)
