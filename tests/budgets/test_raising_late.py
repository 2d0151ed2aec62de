"""A raise of months that are over says what of it could be used, and grants it only when told to (M19)."""

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetChange, BudgetDecided, LineContent, RaiseLapses, Slicing
from hb.budgets.rules.declaration import Frame, amounts_of, lapsing
from hb.kit.db import Database
from hb.ledger.rules import Slice
from tests.assessments.builders import command, rows_of
from tests.budgets.builders import HOME_CARE, PROVISIONS, REASONS, balances, granted_budget
from tests.budgets.usable import balance_of
from tests.scene import Scene

MORE = replace(HOME_CARE, cents_per_month=78_000, minutes_per_month=1_500)
TABLES = ("budget", "decision", "account", "transfer", "message")


async def change(
    db: Database, scene: Scene, budget_id: object, line: LineContent, month: int, *, lapsed: bool | None
) -> BudgetDecided:
    wanted = BudgetChange(month, (line,), REASONS, PROVISIONS, lapsed)
    return await command(
        db,
        scene.actors[Role.SOCIAL_WORKER],
        BudgetDecided,
        lambda tx, actor: budgets.change(tx, actor, budget_id, 2, wanted),  # type: ignore[arg-type] # a UUID
    )


async def test_a_retroactive_raise_says_what_can_be_used_and_changes_nothing_m19(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """On 15 May: February and March are over, April and May are not."""
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE], valid_until=date(2026, 5, 31))
    before = [await rows_of(all_rows, table, scene) for table in TABLES]

    with pytest.raises(RaiseLapses) as refused:
        await change(db, scene, budget_id, MORE, 202602, lapsed=None)

    assert refused.value.path == ("input", "effectiveFrom")
    assert refused.value.facts == {
        "lapsed_cents": 20_000,
        "lapsed_minutes": 600,
        "lapsed_pieces": 0,
        "usable_cents": 20_000,
        "usable_minutes": 600,
        "usable_pieces": 0,
        "first_month": 202604,
    }
    assert refused.value.message("fi") == (
        "Korotuksesta 200,00 €, 600\xa0min kohdistuu kuukausiin, joille ei voi enää varata. "
        "Käytettäväksi tulisi 200,00 €, 600\xa0min. Aloita korotus kuukaudesta 4/2026, tai vahvista, "
        "että korotat myös aiempia "
        "kuukausia."
    )
    assert [await rows_of(all_rows, table, scene) for table in TABLES] == before


async def test_a_raise_from_the_first_open_month_or_told_to_is_granted_m19(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE], valid_until=date(2026, 5, 31))
    await change(db, scene, budget_id, MORE, 202602, lapsed=True)
    assert (await balances(all_rows, budget_id))[0, 202602, "CENTS"] == (78_000, 0, 0)
    balance = await balance_of(db, scene, budget_id)
    assert (balance["usable_cents"], balance["lapsed_cents"]) == (2 * 78_000, 68_000 + 2 * 78_000)


async def test_a_raise_from_the_first_open_month_is_granted_m19(db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE], valid_until=date(2026, 5, 31))
    await change(db, scene, budget_id, MORE, 202604, lapsed=None)
    assert (await balance_of(db, scene, budget_id))["usable_cents"] == 2 * 78_000


async def test_a_whole_budget_can_use_a_retroactive_raise_and_a_cut_lapses_nothing_m19(
    db: Database, scene: Scene
) -> None:
    budget_id = await granted_budget(
        db, scene, lines=[HOME_CARE], slicing=Slicing.WHOLE, valid_until=date(2026, 5, 31)
    )
    await change(db, scene, budget_id, MORE, 202601, lapsed=None)
    assert (await balance_of(db, scene, budget_id))["usable_cents"] == 5 * 78_000


OVER = {202601, 202602}
PARTS = [Slice(1, 202602, 1, 2, 3), Slice(1, 202603, 10, 20, 30)]


@pytest.mark.parametrize(
    ("slicing", "last", "lapsed", "usable"),
    [
        (Slicing.MONTHLY, 202603, (1, 2, 3), (10, 20, 30)),
        (Slicing.WHOLE, 202603, (0, 0, 0), (11, 22, 33)),
        (Slicing.WHOLE, 202602, (1, 2, 3), (10, 20, 30)),
    ],
)
def test_what_lapses_goes_by_the_limits_of_months(
    slicing: Slicing, last: int, lapsed: tuple[int, int, int], usable: tuple[int, int, int]
) -> None:
    parts = lapsing(Frame(slicing, 202601, last), PARTS, OVER)
    assert tuple(amounts_of(part) for part in parts) == (lapsed, usable)
