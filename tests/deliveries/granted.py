"""The line of a budget and the decision that granted it, as rows."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.budgets import model as budgets
from hb.kit.clock import first_day
from hb.kit.ids import new_id
from tests.scene import NOW, Scene, put


async def put_granted_line(
    scene: Scene,
    all_rows: asyncpg.Connection,
    own: Mapping[str, object],
    budget_id: UUID,
    months: Sequence[int],
    cents: int,
    minutes: int,
    *,
    is_decided: bool,
) -> None:
    """Put a line worth so much in each month, perhaps with its decision; `own` are organiser and client."""
    decision_id = new_id()
    line = {
        "line_no": 1,
        "category_code": "HOME_CARE",
        "kind": "EARMARKED",
        "way_of_organising": "PURCHASE",
        "cents_per_month": cents,
        "minutes_per_month": minutes,
        **own,
    }
    await put(all_rows, budgets.budget_line, budget_id=budget_id, **line)
    if not is_decided:
        return
    await put(
        all_rows,
        budgets.decision,
        id=decision_id,
        budget_id=budget_id,
        kind="GRANT",
        reasons="Palvelutarve",
        provisions="SHL 46 §",
        decided_by=scene.actors[Role.SOCIAL_WORKER].user_id,
        decided_at=NOW,
        effective_from=first_day(months[0]),
        granted_cents=cents * len(months),
        appeal_days=30,
        **own,
    )
    await put(all_rows, budgets.decision_line, decision_id=decision_id, **line)
