"""Changing a budget: a new decision, and the remaining months raised or cut by exactly the difference."""

from dataclasses import replace
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetChange, BudgetDecided, LineContent, Slicing
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from hb.ledger.rules import BudgetExceeded, ExceededLimit, Measure, Slice
from tests.assessments.builders import Work, command, rows_of
from tests.budgets.builders import (
    FREE,
    HOME_CARE,
    PHYSIOTHERAPY,
    PROVISIONS,
    REASONS,
    balances,
    granted_budget,
    prepared_budget,
    reserved,
)
from tests.scene import Scene
from tests.waiting import at_once

LATER = range(202607, 202613)
MORE = replace(HOME_CARE, cents_per_month=102_000, minutes_per_month=1_800)
LESS = replace(HOME_CARE, cents_per_month=34_000, minutes_per_month=600)
TABLES = ("budget", "budget_line", "decision", "decision_line", "account", "transfer", "audit_event")


def changing(
    budget_id: UUID, *lines: LineContent, month: int = 202607, version: int = 2, reasons: str = REASONS
) -> Work[BudgetDecided]:
    wanted = BudgetChange(month, lines, reasons, PROVISIONS)
    return lambda tx, actor: budgets.change(tx, actor, budget_id, version, wanted)


async def change(
    db: Database, scene: Scene, budget_id: UUID, *lines: LineContent, month: int = 202607, version: int = 2
) -> BudgetDecided:
    work = changing(budget_id, *lines, month=month, version=version)
    return await command(db, scene.actors[Role.SOCIAL_WORKER], BudgetDecided, work)


async def test_a_raise_grants_the_difference_to_the_remaining_months(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    before = await balances(all_rows, budget_id)

    decided = await change(db, scene, budget_id, MORE)

    assert await balances(all_rows, budget_id) == {
        **before,
        (0, 0, "CENTS"): (12 * 91_660 + 6 * 34_000, 0, 0),
        (1, 0, "CENTS"): (12 * 68_000 + 6 * 34_000, 0, 0),
        **{(0, month, "CENTS"): (125_660, 0, 0) for month in LATER},
        **{(1, month, "MINUTES"): (1_800, 0, 0) for month in LATER},
    }
    first, second = sorted(await rows_of(all_rows, "decision", scene), key=lambda row: row["kind"] != "GRANT")
    assert (second["id"], second["kind"], second["previous_id"]) == (
        decided.decision_id,
        "CHANGE",
        first["id"],
    )
    assert second["effective_from"].isoformat() == "2026-07-01"
    assert second["granted_cents"] == 12 * 91_660 + 6 * 34_000
    (budget,) = await rows_of(all_rows, "budget", scene)
    assert (budget["state"], budget["version"]) == ("ACTIVE", 3)


async def test_each_decision_keeps_the_lines_it_stated(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    first = await change(db, scene, budget_id, MORE)
    second = await change(db, scene, budget_id, LESS, replace(FREE, line_no=4), month=202609, version=3)

    found = await all_rows.fetch(
        "SELECT decision_id, line_no, cents_per_month FROM decision_line WHERE decision_id = ANY ($1)",
        [first.decision_id, second.decision_id],
    )
    assert {(row["decision_id"], row["line_no"]): row["cents_per_month"] for row in found} == {
        (first.decision_id, 1): 102_000,
        (first.decision_id, 2): 10_860,
        (first.decision_id, 3): 12_800,
        (second.decision_id, 1): 34_000,
        (second.decision_id, 2): 10_860,
        (second.decision_id, 3): 12_800,
        (second.decision_id, 4): 12_800,
    }
    now = await all_rows.fetch(
        "SELECT line_no, cents_per_month FROM budget_line WHERE budget_id = $1 ORDER BY 1", budget_id
    )
    assert [tuple(row) for row in now] == [(1, 34_000), (2, 10_860), (3, 12_800), (4, 12_800)]


async def test_a_change_after_a_change_moves_the_difference_to_each_months_own_grant(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    await change(db, scene, budget_id, MORE, month=202610)
    # Decided later, effective earlier: it covers October to December too.
    await change(db, scene, budget_id, LESS, month=202608, version=3)

    layers = await balances(all_rows, budget_id)
    assert [layers[1, month, "MINUTES"][0] for month in range(202607, 202613)] == [
        1_200,
        600,
        600,
        600,
        600,
        600,
    ]
    assert [layers[0, month, "CENTS"][0] for month in (202607, 202608, 202612)] == [91_660, 57_660, 57_660]
    assert layers[1, 0, "CENTS"] == (7 * 68_000 + 5 * 34_000, 0, 0)
    assert layers[0, 0, "CENTS"] == (7 * 91_660 + 5 * 57_660, 0, 0)


async def test_a_cut_and_a_raise_again_come_back_to_the_same_money(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    before = await balances(all_rows, budget_id)

    await change(db, scene, budget_id, LESS)
    cut = await balances(all_rows, budget_id)
    await change(db, scene, budget_id, HOME_CARE, version=3)

    assert cut[0, 0, "CENTS"] == (12 * 91_660 - 6 * 34_000, 0, 0)
    assert cut[1, 202607, "MINUTES"] == (600, 0, 0)
    assert await balances(all_rows, budget_id) == before
    decisions = await rows_of(all_rows, "decision", scene)
    assert sorted(row["granted_cents"] for row in decisions) == [
        12 * 91_660 - 6 * 34_000,
        12 * 91_660,
        12 * 91_660,
    ]


async def test_a_cut_below_what_is_reserved_is_refused_and_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    await reserved(db, scene, budget_id, Slice(1, 202609, cents=60_000, minutes=1_000))
    before = [await rows_of(all_rows, table, scene) for table in TABLES]

    with pytest.raises(BudgetExceeded) as refused:
        await change(db, scene, budget_id, LESS)

    assert refused.value.path == ("input", "lines")
    assert refused.value.limits == (
        ExceededLimit(0, 202609, Measure.CENTS, available=31_660, needed=34_000),
        ExceededLimit(1, 202609, Measure.MINUTES, available=200, needed=600),
    )
    assert [await rows_of(all_rows, table, scene) for table in TABLES] == before


async def test_money_moves_between_lines_of_a_month_that_is_full(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=(HOME_CARE, FREE))
    await reserved(
        db,
        scene,
        budget_id,
        *(Slice(1, month, cents=68_000, minutes=1_200) for month in LATER),
        *(Slice(3, month, cents=12_800) for month in LATER),
    )

    # The months are full, yet the earlier months of the first line have money that the line can give.
    shift = 5_000
    await change(
        db,
        scene,
        budget_id,
        replace(HOME_CARE, cents_per_month=68_000 - shift),
        replace(FREE, cents_per_month=12_800 + shift),
    )

    layers = await balances(all_rows, budget_id)
    assert layers[0, 202607, "CENTS"] == (80_800, 80_800, 0)
    assert layers[1, 0, "CENTS"] == (12 * 68_000 - 6 * shift, 6 * 68_000, 0)
    assert layers[3, 0, "CENTS"] == (12 * 12_800 + 6 * shift, 6 * 12_800, 0)


async def test_a_new_line_opens_its_limits(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    budget_id = await granted_budget(db, scene, lines=(HOME_CARE,), slicing=Slicing.WHOLE)

    await change(db, scene, budget_id, PHYSIOTHERAPY, month=202611)

    layers = await balances(all_rows, budget_id)
    assert layers[2, 0, "CENTS"] == (2 * 10_860, 0, 0)
    assert layers[2, 0, "PIECES"] == (4, 0, 0)
    assert layers[0, 0, "CENTS"] == (12 * 68_000 + 2 * 10_860, 0, 0)


@pytest.mark.parametrize(
    ("work", "refusal", "path"),
    [
        ({"version": 1}, VersionConflict, ("input", "expectedVersion")),
        ({"month": 202512}, InvalidInput, ("input", "effectiveFrom")),
        ({"month": 202701}, InvalidInput, ("input", "effectiveFrom")),
        ({"month": 202613}, InvalidInput, ("input", "effectiveFrom")),
        ({"reasons": ""}, InvalidInput, ("input", "reasons")),
        ({"lines": ()}, InvalidInput, ("input", "lines")),
        (
            {"lines": (replace(HOME_CARE, cents_per_month=-1),)},
            InvalidInput,
            ("input", "lines", 0, "centsPerMonth"),
        ),
        (
            {"lines": (replace(HOME_CARE, minutes_per_month=None),)},
            InvalidInput,
            ("input", "lines", 0, "lineNo"),
        ),
        ({"lines": (replace(FREE, category_code="X"),)}, NotFound, ("input", "lines", 0, "categoryCode")),
    ],
)
async def test_a_refused_change_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    work: dict[str, object],
    refusal: type[DomainError],
    path: tuple[str | int, ...],
) -> None:
    budget_id = await granted_budget(db, scene)
    before = [await rows_of(all_rows, table, scene) for table in TABLES]
    lines = work.get("lines", (MORE,))
    assert isinstance(lines, tuple)
    others = {name: value for name, value in work.items() if name != "lines"}

    with pytest.raises(refusal) as refused:
        await command(
            db,
            scene.actors[Role.SOCIAL_WORKER],
            BudgetDecided,
            changing(budget_id, *lines, **others),  # type: ignore[arg-type]
        )

    assert refused.value.path == path
    assert [await rows_of(all_rows, table, scene) for table in TABLES] == before


async def test_only_an_active_budget_of_ones_own_client_is_changed(db: Database, scene: Scene) -> None:
    prepared = await prepared_budget(db, scene)
    with pytest.raises(WrongState) as refused:
        await change(db, scene, prepared, MORE, version=1)
    assert refused.value.facts == {"state": "PREPARED"}
    with pytest.raises(NotFound):
        await change(db, scene, new_id(), MORE)
    with pytest.raises(Forbidden):
        await command(db, scene.actors[Role.SERVICE_GUIDE], BudgetDecided, changing(prepared, MORE))


async def test_cuts_and_reservations_at_once_never_break_a_limit(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=(replace(FREE, cents_per_month=10_000),))

    reserving = [partial(reserved, db, scene, budget_id, Slice(3, 202608, cents=1_000))] * 10
    cut = partial(change, db, scene, budget_id, replace(FREE, cents_per_month=4_000))
    outcomes = await at_once([*reserving, cut])

    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert {type(refusal) for refusal in refused} <= {BudgetExceeded}
    changed = isinstance(outcomes[-1], BudgetDecided)
    done = sum(isinstance(outcome, list) for outcome in outcomes)
    layers = await balances(all_rows, budget_id)
    assert layers[0, 202608, "CENTS"] == (4_000 if changed else 10_000, done * 1_000, 0)
    assert done == (4 if changed else 10)
