"""Ending a budget early: later months are cut when nothing is reserved in them, and a decision says so."""

from datetime import date
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetDecided, ReservationsHeld, Slicing
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from hb.ledger.rules import BudgetExceeded, Slice
from tests.assessments.builders import Work, command, rows_of
from tests.budgets.builders import (
    FREE,
    HOME_CARE,
    PROVISIONS,
    REASONS,
    Prepared,
    balances,
    drawn,
    granted_budget,
    prepared_budget,
    reserved,
)
from tests.scene import Scene
from tests.waiting import at_once

TABLES = ("budget", "decision", "decision_line", "account", "transfer", "audit_event")
JUNE = date(2026, 6, 17)


def ending(budget_id: UUID, last_day: date, version: int = 2, reasons: str = REASONS) -> Work[BudgetDecided]:
    return lambda tx, actor: budgets.end(tx, actor, budget_id, version, last_day, reasons, PROVISIONS)


async def end(db: Database, scene: Scene, budget_id: UUID, last_day: date) -> BudgetDecided:
    return await command(db, scene.actors[Role.SOCIAL_WORKER], BudgetDecided, ending(budget_id, last_day))


async def test_what_is_left_of_later_months_is_cut(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    await reserved(db, scene, budget_id, Slice(1, 202606, cents=34_000, minutes=600))

    decided = await end(db, scene, budget_id, JUNE)

    layers = await balances(all_rows, budget_id)
    assert layers[0, 0, "CENTS"] == (6 * 91_660, 34_000, 0)
    assert layers[1, 0, "CENTS"] == (6 * 68_000, 34_000, 0)
    assert layers[2, 0, "CENTS"] == (6 * 10_860, 0, 0)
    assert layers[3, 0, "CENTS"] == (6 * 12_800, 0, 0)
    assert layers[0, 202606, "CENTS"] == (91_660, 34_000, 0)
    for month in range(202607, 202613):
        assert layers[0, month, "CENTS"] == (0, 0, 0)
        assert layers[1, month, "MINUTES"] == (0, 0, 0)
        assert layers[2, month, "PIECES"] == (0, 0, 0)
    (budget,) = await rows_of(all_rows, "budget", scene)
    assert (budget["state"], budget["valid_until"], budget["version"]) == ("ENDED", JUNE, 3)
    (ended,) = [row for row in await rows_of(all_rows, "decision", scene) if row["kind"] == "END"]
    assert ended["id"] == decided.decision_id
    assert (ended["effective_from"], ended["granted_cents"]) == (date(2026, 6, 18), 6 * 91_660)
    assert ended["previous_id"] is not None
    # The months after it are free for a new budget.
    await prepared_budget(db, scene, Prepared(valid_from=date(2026, 7, 1)))


async def test_a_whole_budget_gives_up_the_later_months_share(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, slicing=Slicing.WHOLE, lines=(HOME_CARE, FREE))
    # Nine months' worth of the first line is promised by June: three months' worth is left to cut.
    await reserved(db, scene, budget_id, Slice(1, 202605, cents=9 * 68_000, minutes=9 * 1_200))

    await end(db, scene, budget_id, JUNE)

    assert await balances(all_rows, budget_id) == {
        (0, 0, "CENTS"): (9 * 68_000 + 6 * 12_800, 9 * 68_000, 0),
        (1, 0, "CENTS"): (9 * 68_000, 9 * 68_000, 0),
        (1, 0, "MINUTES"): (9 * 1_200, 9 * 1_200, 0),
        (3, 0, "CENTS"): (6 * 12_800, 0, 0),
    }


@pytest.mark.parametrize("slicing", Slicing)
async def test_reservations_of_later_months_stand_in_the_way(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, slicing: Slicing
) -> None:
    budget_id = await granted_budget(db, scene, slicing=slicing)
    held, _ = await reserved(
        db, scene, budget_id, Slice(3, 202607, cents=10_000), Slice(3, 202606, cents=12_800)
    )
    await drawn(db, scene, budget_id, held, Slice(3, 202607, cents=4_000))
    before = [await rows_of(all_rows, table, scene) for table in TABLES]

    with pytest.raises(ReservationsHeld) as refused:
        await end(db, scene, budget_id, JUNE)

    assert refused.value.path == ("input", "lastDay")
    assert refused.value.facts == {"cents": 6_000}
    assert [await rows_of(all_rows, table, scene) for table in TABLES] == before
    await end(db, scene, budget_id, date(2026, 7, 31))


async def test_what_was_used_in_later_months_stays(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    (held,) = await reserved(db, scene, budget_id, Slice(3, 202605, cents=12_800))
    await drawn(db, scene, budget_id, held, Slice(3, 202605, cents=12_800))

    await end(db, scene, budget_id, date(2026, 3, 10))

    layers = await balances(all_rows, budget_id)
    assert layers[0, 202605, "CENTS"] == (12_800, 0, 12_800)
    assert layers[0, 0, "CENTS"] == (3 * 91_660 + 12_800, 0, 12_800)
    assert layers[3, 0, "CENTS"] == (3 * 12_800 + 12_800, 0, 12_800)


async def test_ending_on_the_last_day_cuts_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    before = await balances(all_rows, budget_id)
    await end(db, scene, budget_id, date(2026, 12, 31))
    assert await balances(all_rows, budget_id) == before


@pytest.mark.parametrize(
    ("last_day", "version", "reasons", "refusal", "path"),
    [
        (date(2025, 12, 31), 2, REASONS, InvalidInput, ("input", "lastDay")),
        (date(2027, 1, 1), 2, REASONS, InvalidInput, ("input", "lastDay")),
        (JUNE, 1, REASONS, VersionConflict, ("input", "expectedVersion")),
        (JUNE, 2, " ", InvalidInput, ("input", "reasons")),
    ],
)
async def test_a_refused_end_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    last_day: date,
    version: int,
    reasons: str,
    refusal: type[DomainError],
    path: tuple[str | int, ...],
) -> None:
    budget_id = await granted_budget(db, scene)
    before = [await rows_of(all_rows, table, scene) for table in TABLES]

    with pytest.raises(refusal) as refused:
        await command(
            db,
            scene.actors[Role.SOCIAL_WORKER],
            BudgetDecided,
            ending(budget_id, last_day, version, reasons),
        )

    assert refused.value.path == path
    assert [await rows_of(all_rows, table, scene) for table in TABLES] == before


async def test_an_ended_budget_is_not_ended_again_nor_by_a_guide(db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene)
    with pytest.raises(Forbidden):
        await command(db, scene.actors[Role.SERVICE_GUIDE], BudgetDecided, ending(budget_id, JUNE))
    await end(db, scene, budget_id, JUNE)
    with pytest.raises(WrongState) as refused:
        await command(db, scene.actors[Role.SOCIAL_WORKER], BudgetDecided, ending(budget_id, JUNE, 3))
    assert refused.value.facts == {"state": "ENDED"}
    with pytest.raises(NotFound):
        await end(db, scene, new_id(), JUNE)


async def test_an_end_and_reservations_at_once_leave_no_promise_without_money(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=(FREE,))

    reserving = [partial(reserved, db, scene, budget_id, Slice(3, 202608, cents=1_000))] * 6
    outcomes = await at_once([*reserving, partial(end, db, scene, budget_id, JUNE)])

    kinds = {type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)}
    layers = await balances(all_rows, budget_id)
    if isinstance(outcomes[-1], BudgetDecided):
        assert kinds == {BudgetExceeded}
        assert layers[0, 202608, "CENTS"] == (0, 0, 0)
    else:
        assert kinds <= {BudgetExceeded, ReservationsHeld}
        assert layers[0, 202608, "CENTS"] == (12_800, 6_000, 0)
