"""Proposals through their command, on the database: the rates of the day, and refusals that leave nothing."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.assessments import service as assessments
from hb.assessments.rules import ProposalMade
from hb.assessments.rules.proposal import RateNotFound
from hb.kit.db import Database
from hb.kit.errors import NotFound, WrongState
from hb.kit.ids import new_id
from tests.assessments.builders import command, completed_assessment, rows_of, set_rates, started_assessment
from tests.assessments.oracle import recompute
from tests.scene import Scene


async def propose(db: Database, scene: Scene, assessment_id: UUID) -> UUID:
    made = await command(
        db,
        scene.actors[Role.SERVICE_GUIDE],
        ProposalMade,
        lambda tx, actor: assessments.propose_budget(tx, actor, assessment_id),
    )
    return made.proposal_id


async def test_a_proposal_takes_the_rates_of_the_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await set_rates(all_rows, scene)
    assessment_id = await completed_assessment(db, all_rows, scene)

    proposal_id = await propose(db, scene, assessment_id)

    (proposal,) = await rows_of(all_rows, "budget_proposal", scene)
    assert proposal["id"] == proposal_id
    assert proposal["cents_per_month"] == 73_800 + 10_860
    lines = await all_rows.fetch(
        "SELECT line_no, category_code, minutes_per_month, pieces_per_month, cents_per_month"
        " FROM proposal_line WHERE proposal_id = $1 ORDER BY line_no",
        proposal_id,
    )
    assert [tuple(line) for line in lines] == [
        (1, "HOME_CARE", 1_230, 0, 73_800),
        (2, "PHYSIOTHERAPY", 0, 2, 10_860),
    ]
    explanation = proposal["explanation"]
    assert recompute(explanation) == 84_660
    assert [step["rateValidFrom"] for line in explanation["lines"] for step in line["steps"]] == [
        "2026-01-01",
        "2026-01-01",
    ]
    assert explanation["sentences"]["sv"][-1] == "Totalt 846,60 € i månaden."


async def test_no_proposal_before_completion_nor_without_a_rate(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    started = await started_assessment(db, all_rows, scene)
    with pytest.raises(WrongState):
        await propose(db, scene, started)

    completed = await completed_assessment(db, all_rows, scene)
    with pytest.raises(RateNotFound) as refused:
        await propose(db, scene, completed)

    assert refused.value.facts == {"category": "HOME_CARE", "support_class": 2, "day": "2026-05-15"}
    with pytest.raises(NotFound):
        await propose(db, scene, new_id())
    assert await rows_of(all_rows, "budget_proposal", scene) == []
    assert await rows_of(all_rows, "proposal_line", scene) == []
