"""Deciding a budget: who may, what the decision holds, who is told, and that it never changes."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from hb.access.model import parameter
from hb.access.rules import Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetDecided, ParameterNotSet
from hb.kit.clock import last_day
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from tests.assessments.builders import Work, command, rows_of
from tests.budgets.builders import PROVISIONS, REASONS, granted_budget, prepared_budget
from tests.clock import utc
from tests.scene import NOW, Scene, make_scene, put
from tests.waiting import at_once

MONEY = ("account", "transfer", "link", "period", "decision", "decision_line")


def deciding(budget_id: UUID, version: int = 1, reasons: str = REASONS) -> Work[BudgetDecided]:
    return lambda tx, actor: budgets.decide(tx, actor, budget_id, version, reasons, PROVISIONS)


async def test_a_decision_states_what_was_granted_and_how_to_appeal(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await prepared_budget(db, scene)
    official = scene.actors[Role.SOCIAL_WORKER]

    decided = await command(db, official, BudgetDecided, deciding(budget_id))

    assert (decided.budget_id, decided.version) == (budget_id, 2)
    (decision,) = await rows_of(all_rows, "decision", scene)
    assert {name: value for name, value in decision.items() if name != "digest"} == {
        "organiser_id": scene.organiser_id,
        "id": decided.decision_id,
        "client_id": scene.client_id,
        "budget_id": budget_id,
        "kind": "GRANT",
        "reasons": REASONS,
        "provisions": PROVISIONS,
        "decided_by": official.user_id,
        "decided_at": NOW,
        "effective_from": date(2026, 1, 1),
        "granted_cents": 12 * 91_660,
        "appeal_days": 30,
        "previous_id": None,
    }
    lines = await all_rows.fetch(
        "SELECT line_no, category_code, way_of_organising, cents_per_month, minutes_per_month,"
        " pieces_per_month FROM decision_line WHERE decision_id = $1 ORDER BY line_no",
        decided.decision_id,
    )
    assert [tuple(line) for line in lines] == [
        (1, "HOME_CARE", "PURCHASE", 68_000, 1_200, None),
        (2, "PHYSIOTHERAPY", "PURCHASE", 10_860, None, 2),
        (3, "CLEANING", "PURCHASE", 12_800, None, None),
    ]
    (budget,) = await rows_of(all_rows, "budget", scene)
    assert (budget["state"], budget["version"]) == ("ACTIVE", 2)


async def test_a_decision_opens_its_months_and_tells_all_concerned(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene)

    periods = await rows_of(all_rows, "period", scene)
    assert [(row["month"], row["state"]) for row in periods] == [
        (month, "OPEN") for month in range(202601, 202613)
    ]
    assert periods[0]["reporting_deadline"] == date(2026, 2, 15)
    assert [(last_day(row["month"]) < row["reporting_deadline"]) for row in periods] == [True] * 12
    (decision,) = await rows_of(all_rows, "decision", scene)
    told = await all_rows.fetch(
        "SELECT recipient_id, channel, subject_id, client_id FROM message"
        " WHERE organiser_id = $1 AND event = 'DECISION_MADE'",
        scene.organiser_id,
    )
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    assert {tuple(row) for row in told} == {
        (recipient, channel, decision["id"], scene.client_id)
        for recipient, channel in (
            (scene.client_id, None),
            (scene.representative_id, None),
            (guide, None),
        )
    }
    events = await all_rows.fetch(
        "SELECT action, subject_id, facts FROM audit_event"
        " WHERE organiser_id = $1 AND action = 'budget:decide'",
        scene.organiser_id,
    )
    assert [tuple(event) for event in events] == [
        (
            "budget:decide",
            budget_id,
            {"kind": "GRANT", "decision_id": str(decision["id"]), "granted_cents": 12 * 91_660},
        )
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SOCIAL_WORKER])
async def test_who_does_not_decide_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    budget_id = await prepared_budget(db, scene)
    actor = scene.actors.get(role) or replace(scene.actors[Role.SOCIAL_WORKER], role=role)

    with pytest.raises(Forbidden):
        await command(db, actor, BudgetDecided, deciding(budget_id))

    assert [row["state"] for row in await rows_of(all_rows, "budget", scene)] == ["PREPARED"]
    for table in MONEY:
        assert await rows_of(all_rows, table, scene) == []


@pytest.mark.parametrize(
    ("version", "reasons", "refusal"), [(2, REASONS, VersionConflict), (1, "  ", InvalidInput)]
)
async def test_a_refused_decision_grants_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    version: int,
    reasons: str,
    refusal: type[DomainError],
) -> None:
    budget_id = await prepared_budget(db, scene)

    with pytest.raises(refusal):
        await command(
            db, scene.actors[Role.SOCIAL_WORKER], BudgetDecided, deciding(budget_id, version, reasons)
        )

    assert [row["state"] for row in await rows_of(all_rows, "budget", scene)] == ["PREPARED"]
    for table in MONEY:
        assert await rows_of(all_rows, table, scene) == []


async def test_a_budget_of_another_organiser_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    foreign = await prepared_budget(db, other)

    for budget_id in (foreign, new_id()):
        with pytest.raises(NotFound) as refused:
            await command(db, scene.actors[Role.SOCIAL_WORKER], BudgetDecided, deciding(budget_id))
        assert refused.value.path == ("input", "budgetId")

    assert [row["state"] for row in await rows_of(all_rows, "budget", other)] == ["PREPARED"]


async def test_of_many_decisions_at_once_one_grants(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await prepared_budget(db, scene)
    official = scene.actors[Role.SOCIAL_WORKER]

    outcomes = await at_once([partial(command, db, official, BudgetDecided, deciding(budget_id))] * 8)

    assert sum(isinstance(outcome, BudgetDecided) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, WrongState) for outcome in outcomes) == 7
    granted = await all_rows.fetchval(
        "SELECT granted FROM account WHERE budget_id = $1 AND line_no = 0 AND month = 0", budget_id
    )
    assert granted == 12 * 91_660
    assert len(await rows_of(all_rows, "decision", scene)) == 1


async def test_the_days_of_appeal_are_those_of_the_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    for valid_from, days in ((date(2026, 5, 15), 14), (date(2026, 5, 16), 60)):
        await put(
            all_rows,
            parameter,
            organiser_id=scene.organiser_id,
            name="APPEAL_DAYS",
            valid_from=valid_from,
            value=days,
        )

    await granted_budget(db, scene)

    assert [row["appeal_days"] for row in await rows_of(all_rows, "decision", scene)] == [14]


async def test_no_decision_without_days_of_appeal(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "DELETE FROM parameter WHERE organiser_id = $1 AND name = 'APPEAL_DAYS'", scene.organiser_id
    )
    with pytest.raises(ParameterNotSet) as refused:
        await granted_budget(db, scene)
    assert refused.value.facts == {"name": "APPEAL_DAYS", "day": "2026-05-15"}
    for table in MONEY:
        assert await rows_of(all_rows, table, scene) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decision SET granted_cents = 1",
        "DELETE FROM decision_line",
        "UPDATE decision_line SET line_no = 9",
    ],
)
async def test_a_decision_never_changes(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, change: str
) -> None:
    await granted_budget(db, scene)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await all_rows.execute(f"{change} WHERE organiser_id = $1", scene.organiser_id)


async def test_a_client_who_reads_swedish_is_told_in_swedish(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE client SET language = 'SV', consents_to_electronic = true WHERE id = $1", scene.client_id
    )
    await all_rows.execute(
        "UPDATE representation SET valid_until = $2 WHERE client_id = $1",
        scene.client_id,
        utc(2026, 5, 14).date(),
    )
    await granted_budget(db, scene)
    told = await all_rows.fetch(
        "SELECT recipient_id, language, channel FROM message"
        " WHERE organiser_id = $1 AND event = 'DECISION_MADE'",
        scene.organiser_id,
    )
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    assert {tuple(row) for row in told} == {
        (scene.client_id, "sv", None),
        (guide, "fi", None),
    }


async def test_a_decision_tells_the_client_of_services_month_and_whom_to_contact(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute("UPDATE client SET language = 'SV' WHERE id = $1", scene.client_id)
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE client_id = $1 AND worker_id = $2",
        scene.client_id,
        guide,
    )
    await all_rows.execute("UPDATE worker SET phone = '040 1' WHERE id = $1", guide)

    await granted_budget(db, scene)

    rows = await all_rows.fetch(
        "SELECT recipient_id, body FROM message WHERE organiser_id = $1 AND event = 'DECISION_MADE'",
        scene.organiser_id,
    )
    bodies = {row["recipient_id"]: row["body"].partition("\n\n")[2] for row in rows}
    assert bodies == {
        scene.client_id: "Tjänst: Hemvård, från 1/2026.\nTjänst: Fysioterapi, från 1/2026.\n"
        "Tjänst: Städning, från 1/2026.\n\nMer information ger Test SERVICE_GUIDE, tfn 040 1.",
        scene.representative_id: "Palvelu: Kotihoito, 1/2026 alkaen.\nPalvelu: Fysioterapia, 1/2026 alkaen.\n"
        "Palvelu: Siivous, 1/2026 alkaen.\n\nLisätietoja antaa Test SERVICE_GUIDE, puh. 040 1.",
        guide: "",
    }
