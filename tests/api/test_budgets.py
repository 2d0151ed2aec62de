"""Budgets are prepared and decided, changed and ended, and seen in three layers, over the interface."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.budgets.rules import Slicing
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.ledger.rules import Slice
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, registered, send, text_at
from tests.assessments.builders import set_rates
from tests.budgets.builders import (
    HOME_CARE,
    PROVISIONS,
    REASONS,
    drawn,
    granted_budget,
    prepared_budget,
    reserved,
)
from tests.scene import Scene

GUIDE, OFFICIAL = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER
PERSON: Json = {
    "hetu": "131052-308T",
    "firstName": "Maija",
    "lastName": "Meikäläinen",
    "municipalityCode": "543",
    "contact": {"language": "FI"},
}
NEED: Json = {
    "lifeDomain": "DAILY_ACTIVITIES",
    "duration": "LONG_TERM",
    "description": "Aamutoimet",
    "categoryCode": "HOME_CARE",
    "supportClass": 2,
    "minutesPerMonth": 1_230,
}
LINE: Json = {
    "lineNo": 1,
    "categoryCode": "HOME_CARE",
    "kind": "EARMARKED",
    "wayOfOrganising": "PURCHASE",
    "centsPerMonth": 73_800,
    "minutesPerMonth": 1_230,
}
MONTHS: Json = {"slicing": "MONTHLY", "validFrom": "2026-06-01", "validUntil": "2026-08-31"}
GROUNDS: Json = {"reasons": REASONS, "provisions": PROVISIONS}
LAYERS = ("granted", "reserved", "used", "usable", "lapsed")


def layers(node: object) -> tuple[object, ...]:
    return tuple(at(node, name) for name in LAYERS)


async def assessed(api: Api, scene: Scene) -> tuple[str, str]:
    """Register a client and assess the needs, as the guide; the client's id and the assessment's."""
    guide = scene.actors[GUIDE]
    client_id = await registered(api, guide, **PERSON)
    matter = await done(
        api,
        guide,
        "OpenMatter",
        clientId=client_id,
        serviceTask="OLDER_PERSONS",
        source="CONTACT",
        pendingSince="2026-05-15",
        description="Yhteydenotto",
    )
    matter_id = text_at(matter, "matter", "id")
    started = await done(api, guide, "StartAssessment", clientId=client_id, matterId=matter_id)
    assessment_id = text_at(started, "assessment", "id")
    await done(
        api,
        guide,
        "FillAssessment",
        assessmentId=assessment_id,
        expectedVersion=1,
        summary="Asuu yksin.",
        clientView="Haluan asua kotona.",
        conclusions="Tarvitsee tukea.",
        ownWorkerEstimate="On tarpeen.",
        needs=[NEED],
    )
    await done(api, guide, "CompleteAssessment", assessmentId=assessment_id, expectedVersion=2)
    return client_id, assessment_id


async def test_from_first_contact_to_the_decision(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, official = scene.actors[GUIDE], scene.actors[OFFICIAL]
    await set_rates(all_rows, scene)
    client_id, assessment_id = await assessed(api, scene)
    await done(
        api,
        scene.actors[Role.TEAM_LEADER],
        "AssignCare",
        clientId=client_id,
        workerId=f"Worker:{official.user_id}",
        kind="CARE",
        validFrom="2026-05-15",
    )
    proposed = await done(api, guide, "ProposeBudget", assessmentId=assessment_id)
    proposal_id = text_at(proposed, "budgetProposal", "id")

    prepared = await done(
        api, guide, "PrepareBudget", clientId=client_id, proposalId=proposal_id, **MONTHS, lines=[LINE]
    )
    budget_id = text_at(prepared, "budget", "id")
    grounds: Json = {"budgetId": budget_id, "expectedVersion": 1, **GROUNDS}
    await denied(api, guide, "DecideBudget", **grounds)
    waiting = await read(api, official, "BudgetsAwaitingDecision")
    decided = await done(api, official, "DecideBudget", **grounds)

    assert at(prepared, "budget", "state") == "PREPARED"
    assert at(prepared, "budget", "proposal", "centsPerMonth") == 73_800
    assert at(waiting, "budgets", "nodes", 0, "id") == budget_id
    assert at(decided, "budget") == {
        "id": budget_id,
        "state": "ACTIVE",
        "slicing": "MONTHLY",
        "validFrom": "2026-06-01",
        "validUntil": "2026-08-31",
        "version": 2,
        "balance": {
            "grantedCents": 221_400,
            "reservedCents": 0,
            "usedCents": 0,
            "usableCents": 221_400,
            "lapsedCents": 0,
        },
    }
    decision = at(decided, "decision")
    told = tuple(at(decision, name) for name in ("kind", "grantedCents", "appealDays", "previous"))
    assert told == ("GRANT", 221_400, 30, None)
    assert at(decision, "decidedBy", "name") == "Test SOCIAL_WORKER"
    assert at(await read(api, official, "BudgetsAwaitingDecision"), "budgets", "totalCount") == 0


async def test_client_sees_the_three_layers_of_each_limit(api: Api, db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene)
    client = scene.actors[Role.CLIENT]
    (reservation,) = await reserved(db, scene, budget_id, Slice(1, 202605, cents=34_000, minutes=600))
    await drawn(db, scene, budget_id, reservation, Slice(1, 202605, cents=6_800, minutes=120))

    mine = await read(api, client, "client/MyBudget", limits={"month": 202605}, orderBy="MONTH")

    budget = at(mine, "me", "budgets", "nodes", 0)
    assert at(budget, "balance") == {
        "grantedCents": 1_099_920,
        "reservedCents": 27_200,
        "usedCents": 6_800,
        "usableCents": 790_940,
        "lapsedCents": 274_980,
    }
    limits = at(budget, "limits", "nodes")
    assert isinstance(limits, list)
    assert [(each["lineNo"], each["month"], each["measure"], *layers(each)) for each in limits] == [
        (0, 202605, "CENTS", 91_660, 27_200, 6_800, 57_660, 0),
        (1, 202605, "MINUTES", 1_200, 480, 120, 600, 0),
        (2, 202605, "PIECES", 2, 0, 0, 2, 0),
    ]
    by_line = await read(api, client, "client/MyBudget", limits={"lineNo": 1, "measure": "CENTS"})
    assert layers(at(by_line, "me", "budgets", "nodes", 0, "limits", "nodes", 0)) == (
        816_000,
        27_200,
        6_800,
        782_000,
        0,
    )
    everything = await read(api, client, "client/MyBudget")
    assert at(everything, "me", "budgets", "nodes", 0, "limits", "totalCount") == 1 + 12 + 3 + 12 + 12


async def test_line_carries_its_own_limits(api: Api, db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene, slicing=Slicing.WHOLE, lines=[HOME_CARE])

    page = await api.data(
        scene.actors[Role.CLIENT],
        "query Lines($id: ID!) { budget(id: $id) { lines { limits { month measure granted } } } }",
        {"id": f"Budget:{budget_id}"},
    )

    assert at(page, "budget", "lines", 0, "limits") == [
        {"month": 0, "measure": "CENTS", "granted": 816_000},
        {"month": 0, "measure": "MINUTES", "granted": 14_400},
    ]


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ({"clientId": f"Client:{new_id()}"}, ("NOT_FOUND", ["input", "clientId"])),
        ({"proposalId": f"BudgetProposal:{new_id()}"}, ("NOT_FOUND", ["input", "proposalId"])),
        ({"validFrom": "2026-06-02"}, ("INVALID_INPUT", ["input", "validFrom"])),
        ({"lines": []}, ("INVALID_INPUT", ["input", "lines"])),
        (
            {"lines": [{**LINE, "centsPerMonth": -1}]},
            ("INVALID_INPUT", ["input", "lines", "0", "centsPerMonth"]),
        ),
        (
            {"lines": [{**LINE, "piecesPerMonth": 1}]},
            ("INVALID_INPUT", ["input", "lines", "0", "piecesPerMonth"]),
        ),
        (
            {"lines": [{**LINE, "categoryCode": "X"}]},
            ("NOT_FOUND", ["input", "lines", "0", "categoryCode"]),
        ),
    ],
)
async def test_faulty_preparation_is_refused_and_writes_nothing(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, fault: Json, refusal: tuple[str, list[str]]
) -> None:
    wish: Json = {"clientId": f"Client:{scene.client_id}", **MONTHS, "lines": [LINE]}

    refused = await send(api, scene.actors[GUIDE], "PrepareBudget", **{**wish, **fault})
    await denied(api, scene.actors[Role.CLIENT], "PrepareBudget", **wish)

    assert refused["budget"] is None
    assert refusals(refused) == [refusal]
    count = "SELECT count(*) FROM budget WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 0


async def test_fractional_cents_are_no_cents(api: Api, scene: Scene) -> None:
    wish: Json = {"clientId": f"Client:{scene.client_id}", **MONTHS}
    text = "mutation P($input: BudgetPrepareInput!) { budgetPrepare(input: $input) { userErrors { code } } }"
    given = {"input": {"idempotencyKey": str(new_id()), **wish, "lines": [{**LINE, "centsPerMonth": 10.5}]}}

    answer = (await api.post(scene.actors[GUIDE], text, given)).json()

    assert "data" not in answer
    assert "whole number" in answer["errors"][0]["message"]


async def test_overlapping_preparation_is_told_with_the_other_dates(
    api: Api, db: Database, scene: Scene
) -> None:
    await prepared_budget(db, scene)

    refused = await send(
        api,
        scene.actors[GUIDE],
        "PrepareBudget",
        clientId=f"Client:{scene.client_id}",
        **MONTHS,
        lines=[LINE],
    )

    assert refusals(refused) == [("OVERLAPPING_VALIDITY", ["input", "validFrom"])]
    assert at(refused, "userErrors", 0, "facts") == [
        {"name": "valid_from", "value": "2026-01-01"},
        {"name": "valid_until", "value": "2026-12-31"},
    ]


async def test_preparation_is_changed_by_who_read_it_last(api: Api, db: Database, scene: Scene) -> None:
    wish: Json = {
        "budgetId": f"Budget:{await prepared_budget(db, scene)}",
        "expectedVersion": 1,
        **MONTHS,
        "lines": [LINE],
    }

    changed = await done(api, scene.actors[GUIDE], "ChangePreparation", **wish)
    late = await send(api, scene.actors[GUIDE], "ChangePreparation", **wish)

    assert (at(changed, "budget", "version"), at(changed, "budget", "validUntil")) == (2, "2026-08-31")
    assert refusals(late) == [("VERSION_CONFLICT", ["input", "expectedVersion"])]
    assert at(late, "userErrors", 0, "current") == 2
