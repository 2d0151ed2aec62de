"""Preparing a budget: what is stored, who may, what overlaps, and that refusals leave nothing."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.assessments import service as assessments
from hb.assessments.rules import ProposalMade
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetContent, BudgetSaved, OverlappingValidity, Slicing
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from tests.assessments.builders import Work, command, completed_assessment, rows_of, set_rates
from tests.budgets.builders import FREE, HOME_CARE, LINES, Prepared, granted_budget, prepared_budget
from tests.scene import NOW, Scene, make_client, make_scene
from tests.waiting import at_once


def preparing(scene: Scene, prepared: Prepared) -> Work[BudgetSaved]:
    return lambda tx, actor: budgets.prepare(tx, actor, prepared.preparation(scene))


def changing(budget_id: UUID, version: int, content: BudgetContent) -> Work[BudgetSaved]:
    return lambda tx, actor: budgets.change_preparation(tx, actor, budget_id, version, content)


NEXT_YEAR = BudgetContent(Slicing.WHOLE, date(2027, 1, 1), date(2027, 6, 30), (FREE,))


async def test_a_prepared_budget_has_lines_and_no_money(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await prepared_budget(db, scene)

    (budget,) = await rows_of(all_rows, "budget", scene)
    guide = scene.actors[Role.SERVICE_GUIDE]
    assert dict(budget) == {
        "organiser_id": scene.organiser_id,
        "id": budget_id,
        "client_id": scene.client_id,
        "proposal_id": None,
        "state": "PREPARED",
        "slicing": "MONTHLY",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
        "prepared_by": guide.user_id,
        "prepared_at": NOW,
        "version": 1,
    }
    lines = await all_rows.fetch("SELECT * FROM budget_line WHERE budget_id = $1 ORDER BY line_no", budget_id)
    assert [
        (
            line["line_no"],
            line["category_code"],
            line["kind"],
            line["cents_per_month"],
            line["minutes_per_month"],
            line["pieces_per_month"],
        )
        for line in lines
    ] == [
        (1, "HOME_CARE", "EARMARKED", 68_000, 1_200, None),
        (2, "PHYSIOTHERAPY", "EARMARKED", 10_860, None, 2),
        (3, "CLEANING", "FLEXIBLE", 12_800, None, None),
    ]
    for table in ("account", "transfer", "decision", "period"):
        assert await rows_of(all_rows, table, scene) == []
    (message,) = await rows_of(all_rows, "message", scene)
    assert (message["event"], message["recipient_id"], message["channel"], message["subject_id"]) == (
        "BUDGET_AWAITS_DECISION",
        scene.actors[Role.SOCIAL_WORKER].user_id,
        None,
        budget_id,
    )
    assert [event["action"] for event in await rows_of(all_rows, "audit_event", scene)] == ["budget:prepare"]


async def test_a_budget_names_the_proposal_it_came_from(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await set_rates(all_rows, scene)
    assessment_id = await completed_assessment(db, all_rows, scene)
    guide = scene.actors[Role.SERVICE_GUIDE]
    made = await command(
        db, guide, ProposalMade, lambda tx, actor: assessments.propose_budget(tx, actor, assessment_id)
    )

    await prepared_budget(db, scene, Prepared(proposal_id=made.proposal_id))

    assert [row["proposal_id"] for row in await rows_of(all_rows, "budget", scene)] == [made.proposal_id]
    later = Prepared(proposal_id=new_id(), valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31))
    with pytest.raises(NotFound) as refused:
        await command(db, guide, BudgetSaved, preparing(scene, later))
    assert refused.value.path == ("input", "proposalId")


@pytest.mark.parametrize(
    ("prepared", "refusal", "path"),
    [
        (Prepared(client_id=new_id()), NotFound, ("input", "clientId")),
        (Prepared(valid_from=date(2026, 1, 15)), InvalidInput, ("input", "validFrom")),
        (Prepared(valid_until=date(2029, 1, 31)), InvalidInput, ("input", "validUntil")),
        (Prepared(lines=()), InvalidInput, ("input", "lines")),
        (
            Prepared(lines=(HOME_CARE, replace(FREE, cents_per_month=-1))),
            InvalidInput,
            ("input", "lines", 1, "centsPerMonth"),
        ),
        (
            Prepared(lines=(replace(FREE, category_code="X"),)),
            NotFound,
            ("input", "lines", 0, "categoryCode"),
        ),
    ],
)
async def test_a_refused_preparation_leaves_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    prepared: Prepared,
    refusal: type[DomainError],
    path: tuple[str | int, ...],
) -> None:
    with pytest.raises(refusal) as refused:
        await prepared_budget(db, scene, prepared)

    assert refused.value.path == path
    for table in ("budget", "budget_line", "audit_event", "message", "command"):
        assert await rows_of(all_rows, table, scene) == []


async def test_a_client_out_of_reach_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    unserved = new_id()
    await make_client(all_rows, scene.organiser_id, unserved, "Olli", "Outo")
    other = await make_scene(all_rows)

    for client_id in (unserved, other.client_id):
        with pytest.raises(NotFound) as refused:
            await prepared_budget(db, scene, Prepared(client_id=client_id))
        assert refused.value.path == ("input", "clientId")

    assert await rows_of(all_rows, "budget", scene) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [
        (date(2026, 12, 1), date(2027, 11, 30)),
        (date(2025, 2, 1), date(2026, 1, 31)),
        (date(2026, 5, 1), date(2026, 5, 31)),
    ],
)
async def test_a_second_budget_for_the_same_months_is_refused_with_the_dates(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, valid_from: date, valid_until: date
) -> None:
    await granted_budget(db, scene)

    with pytest.raises(OverlappingValidity) as refused:
        await prepared_budget(db, scene, Prepared(valid_from=valid_from, valid_until=valid_until))

    assert refused.value.path == ("input", "validFrom")
    assert refused.value.facts == {"valid_from": "2026-01-01", "valid_until": "2026-12-31"}
    assert len(await rows_of(all_rows, "budget", scene)) == 1
    await prepared_budget(db, scene, Prepared(valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31)))


async def test_of_many_preparations_at_once_one_wins(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    outcomes = await at_once(partial(prepared_budget, db, scene) for _ in range(8))

    assert sum(isinstance(outcome, UUID) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, OverlappingValidity) for outcome in outcomes) == 7
    assert len(await rows_of(all_rows, "budget", scene)) == 1


async def test_the_database_itself_refuses_overlapping_budgets(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await prepared_budget(db, scene)
    copied = """INSERT INTO budget SELECT organiser_id, $2, client_id, proposal_id, state, slicing,
        valid_from, valid_until, prepared_by, prepared_at, version FROM budget WHERE organiser_id = $1"""
    with pytest.raises(asyncpg.ExclusionViolationError):
        await all_rows.execute(copied, scene.organiser_id, new_id())


async def test_a_preparation_is_changed_at_its_version(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await prepared_budget(db, scene)
    guide = scene.actors[Role.SERVICE_GUIDE]

    saved = await command(db, guide, BudgetSaved, changing(budget_id, 1, NEXT_YEAR))
    with pytest.raises(VersionConflict) as refused:
        await command(db, guide, BudgetSaved, changing(budget_id, 1, NEXT_YEAR))

    assert saved == BudgetSaved(budget_id, 2)
    assert refused.value.facts == {"current": 2}
    (budget,) = await rows_of(all_rows, "budget", scene)
    assert (budget["slicing"], budget["valid_from"], budget["valid_until"], budget["version"]) == (
        "WHOLE",
        date(2027, 1, 1),
        date(2027, 6, 30),
        2,
    )
    lines = await all_rows.fetch("SELECT line_no FROM budget_line WHERE budget_id = $1", budget_id)
    assert [line["line_no"] for line in lines] == [3]


async def test_a_decided_budget_is_not_prepared_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)
    with pytest.raises(WrongState) as refused:
        await command(db, scene.actors[Role.SERVICE_GUIDE], BudgetSaved, changing(budget_id, 2, NEXT_YEAR))
    assert refused.value.facts == {"state": "ACTIVE"}
    assert len(await all_rows.fetch("SELECT * FROM budget_line WHERE budget_id = $1", budget_id)) == len(
        LINES
    )


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER}]
)
async def test_who_may_not_prepare_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    budget_id = await prepared_budget(db, scene)
    actor = scene.actors.get(role) or replace(scene.actors[Role.SERVICE_GUIDE], role=role)
    before = await rows_of(all_rows, "budget", scene)

    for work in (preparing(scene, Prepared()), changing(budget_id, 1, NEXT_YEAR)):
        with pytest.raises(Forbidden):
            await command(db, actor, BudgetSaved, work)

    assert await rows_of(all_rows, "budget", scene) == before
