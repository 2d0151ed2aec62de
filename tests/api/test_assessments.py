"""Needs are assessed and a budget is proposed from them, over the interface."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import Json, at, count_statements, denied, done, given, read, refusals, send, text_at
from tests.assessments.builders import NEEDS, completed_assessment, open_matter, set_rates, started_assessment
from tests.scene import Scene, make_scene

GUIDE = Role.SERVICE_GUIDE
HOME_CARE: Json = {
    "lifeDomain": "DAILY_ACTIVITIES",
    "duration": "LONG_TERM",
    "description": "Aamutoimet joka päivä",
    "categoryCode": "HOME_CARE",
    "supportClass": 2,
    "minutesPerMonth": 1_230,
}
COMPANY: Json = {"lifeDomain": "SOCIAL_RELATIONS", "duration": "TEMPORARY", "description": "Yksinäisyys"}
TEXTS: Json = {
    "summary": "Asuu yksin.",
    "clientView": "Haluan asua kotona.",
    "conclusions": "Tarvitsee tukea.",
    "ownWorkerEstimate": "On tarpeen.",
}


async def test_assessment_is_started_filled_and_completed(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, matter_id = scene.actors[GUIDE], await open_matter(all_rows, scene)

    started = await done(
        api,
        guide,
        "StartAssessment",
        clientId=f"Client:{scene.client_id}",
        matterId=f"Matter:{matter_id}",
    )
    assessment_id = text_at(started, "assessment", "id")
    filled = await done(
        api,
        guide,
        "FillAssessment",
        assessmentId=assessment_id,
        expectedVersion=1,
        **TEXTS,
        needs=[HOME_CARE, COMPANY],
    )
    completed = await done(api, guide, "CompleteAssessment", assessmentId=assessment_id, expectedVersion=2)

    assert (at(started, "assessment", "state"), at(started, "assessment", "needs")) == ("STARTED", [])
    assert at(filled, "assessment", "needs") == [
        {
            "id": text_at(filled, "assessment", "needs", 0, "id"),
            "lifeDomain": "DAILY_ACTIVITIES",
            "duration": "LONG_TERM",
            "description": "Aamutoimet joka päivä",
            "supportClass": 2,
            "minutesPerMonth": 1_230,
            "piecesPerMonth": 0,
            "category": {"code": "HOME_CARE", "nameFi": "Kotihoito", "nameSv": "Hemvård", "unit": "HOUR"},
        },
        {
            "id": text_at(filled, "assessment", "needs", 1, "id"),
            "lifeDomain": "SOCIAL_RELATIONS",
            "duration": "TEMPORARY",
            "description": "Yksinäisyys",
            "supportClass": 1,
            "minutesPerMonth": 0,
            "piecesPerMonth": 0,
            "category": None,
        },
    ]
    assert {name: at(completed, "assessment", name) for name in TEXTS} == TEXTS
    assert at(completed, "assessment", "state") == "COMPLETED"
    assert at(completed, "assessment", "version") == 3
    assert at(completed, "assessment", "completedAt") == "2026-05-15T09:00:00.000000Z"
    page = await read(api, guide, "AssessmentPage", id=assessment_id)
    assert at(page, "assessment", "matter", "id") == f"Matter:{matter_id}"


async def test_incomplete_assessment_names_what_is_missing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assessment_id = f"Assessment:{await started_assessment(db, all_rows, scene)}"

    refused = await send(
        api, scene.actors[GUIDE], "CompleteAssessment", assessmentId=assessment_id, expectedVersion=1
    )

    assert refused == {
        "assessment": None,
        "userErrors": [
            {
                "__typename": "Refused",
                "code": "ASSESSMENT_INCOMPLETE",
                "message": "The assessment lacks statutory parts:"
                " summary of the situation, service needs, conclusions, the client's opinion and view,"
                " estimate of the need for an own worker.",
                "path": ["input", "assessmentId"],
                "facts": [
                    {"name": "missing", "value": "summary, needs, conclusions, clientView, ownWorkerEstimate"}
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ({"expectedVersion": 2}, ("VERSION_CONFLICT", ["input", "expectedVersion"])),
        ({"assessmentId": f"Assessment:{new_id()}"}, ("NOT_FOUND", ["input", "assessmentId"])),
        ({"assessmentId": "nothing"}, ("NOT_FOUND", ["input", "assessmentId"])),
        (
            {"needs": [COMPANY, {**HOME_CARE, "supportClass": 6}]},
            ("INVALID_INPUT", ["input", "needs", "1", "supportClass"]),
        ),
        (
            {"needs": [{**HOME_CARE, "categoryCode": "X"}]},
            ("NOT_FOUND", ["input", "needs", "0", "categoryCode"]),
        ),
    ],
)
async def test_faulty_filling_is_refused_and_changes_nothing(
    api: Api,
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    fault: Json,
    refusal: tuple[str, list[str]],
) -> None:
    assessment_id = f"Assessment:{await started_assessment(db, all_rows, scene)}"
    filling: Json = {"assessmentId": assessment_id, "expectedVersion": 1, **TEXTS, "needs": [HOME_CARE]}

    refused = await send(api, scene.actors[GUIDE], "FillAssessment", **{**filling, **fault})
    await denied(api, scene.actors[Role.CLIENT], "FillAssessment", **filling)

    assert refusals(refused) == [refusal]
    row = await all_rows.fetchrow(
        "SELECT version, summary, (SELECT count(*) FROM need WHERE organiser_id = $1) AS needs"
        " FROM assessment WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert tuple(row or ()) == (1, "", 0)


async def test_proposal_tells_every_step_of_its_sum(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await set_rates(all_rows, scene)
    assessment_id = f"Assessment:{await completed_assessment(db, all_rows, scene)}"

    made = await done(api, scene.actors[GUIDE], "ProposeBudget", assessmentId=assessment_id)

    proposal = at(made, "budgetProposal")
    assert at(proposal, "centsPerMonth") == 73_800 + 10_860
    first = at(proposal, "lines", 0)
    assert first == {
        "lineNo": 1,
        "minutesPerMonth": 1_230,
        "piecesPerMonth": 0,
        "centsPerMonth": 73_800,
        "category": {"code": "HOME_CARE", "nameFi": "Kotihoito", "nameSv": "Hemvård", "unit": "HOUR"},
    }
    step = at(proposal, "explanation", "lines", 0, "steps", 0)
    assert isinstance(step, dict)
    step.pop("needId")
    assert step == {
        "supportClass": 2,
        "quantity": 1_230,
        "unitCents": 3_600,
        "per": 60,
        "rateValidFrom": "2026-01-01",
        "cents": 73_800,
    }
    assert at(proposal, "explanation", "sentences", "en", 0) == (
        "Home care, support class 2: 20 h 30 min × 36,00 €/hour = 738,00 € a month (rate from 1.1.2026)."
    )


async def test_proposal_without_rate_or_completion_is_refused(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[GUIDE]
    started = f"Assessment:{await started_assessment(db, all_rows, scene)}"
    completed = f"Assessment:{await completed_assessment(db, all_rows, scene)}"

    early = await send(api, guide, "ProposeBudget", assessmentId=started)
    without_rate = await send(api, guide, "ProposeBudget", assessmentId=completed)

    assert refusals(early) == [("WRONG_STATE", ["input", "assessmentId"])]
    assert refusals(without_rate) == [("RATE_NOT_FOUND", ["input", "assessmentId"])]
    count = "SELECT count(*) FROM budget_proposal WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 0


async def test_same_key_proposes_once(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await set_rates(all_rows, scene)
    assessment_id = f"Assessment:{await completed_assessment(db, all_rows, scene)}"
    text, variables = document("social_worker", "ProposeBudget"), given(assessmentId=assessment_id)

    first = await api.data(scene.actors[GUIDE], text, variables)
    again = await api.data(scene.actors[GUIDE], text, variables)

    assert again == first
    count = "SELECT count(*) FROM budget_proposal WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 1


async def test_client_reads_own_assessments_but_a_financial_guardian_does_not(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await completed_assessment(db, all_rows, scene)
    seen = await read(api, scene.actors[Role.CLIENT], "client/MyAssessments")
    await all_rows.execute(
        "UPDATE reach SET scope = 'FINANCIAL' WHERE organiser_id = $1 AND party_id = $2",
        scene.organiser_id,
        scene.representative_id,
    )

    refused = await api.post(scene.actors[Role.REPRESENTATIVE], document("client", "MyAssessments"))
    budgets = await read(api, scene.actors[Role.REPRESENTATIVE], "client/MyBudget")
    details = await read(api, scene.actors[Role.REPRESENTATIVE], "client/MyDetails")

    assert at(seen, "me", "assessments", "nodes", 0, "clientView") == "Haluan asua kotona."
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert at(seen, "me", "matters", "nodes", 0, "description") == "Yhteydenotto"
    assert at(budgets, "me", "id") == at(details, "me", "id") == f"Client:{scene.client_id}"


async def test_lists_cost_the_same_however_many_assessments(
    api: Api,
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guide = scene.actors[GUIDE]
    await started_assessment(db, all_rows, scene)
    counts = count_statements(monkeypatch)
    await read(api, guide, "StartedAssessments")
    with_one = counts[-1]
    for _ in range(3):
        await started_assessment(db, all_rows, scene)

    listed = await read(api, guide, "StartedAssessments")

    assert counts[-1] == with_one
    assert at(listed, "assessments", "totalCount") == 4


async def test_assessments_of_others_are_not_found(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assessment_id = f"Assessment:{await completed_assessment(db, all_rows, scene, NEEDS)}"
    elsewhere = (await make_scene(all_rows)).actors[GUIDE]

    assert await read(api, elsewhere, "AssessmentPage", id=assessment_id) == {"assessment": None}
    refused = await send(api, elsewhere, "ProposeBudget", assessmentId=assessment_id)
    assert refusals(refused) == [("NOT_FOUND", ["input", "assessmentId"])]
