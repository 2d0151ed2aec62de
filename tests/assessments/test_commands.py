"""Assessments through their commands, on the database."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.assessments import service as assessments
from hb.assessments.rules import AssessmentContent, AssessmentIncomplete, AssessmentSaved, ProposalMade
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict, WrongState
from hb.kit.ids import new_id
from tests.assessments.builders import (
    COMPANY,
    HOME_CARE,
    NEEDS,
    PHYSIOTHERAPY,
    Work,
    command,
    completed_assessment,
    content,
    open_matter,
    rows_of,
    started_assessment,
)
from tests.scene import NOW, Scene, make_scene


def starting(client_id: UUID, matter_id: UUID) -> Work[AssessmentSaved]:
    return lambda tx, actor: assessments.start(tx, actor, client_id, matter_id)


def filling(assessment_id: UUID, version: int, given: AssessmentContent) -> Work[AssessmentSaved]:
    return lambda tx, actor: assessments.fill(tx, actor, assessment_id, version, given)


def completing(assessment_id: UUID, version: int) -> Work[AssessmentSaved]:
    return lambda tx, actor: assessments.complete(tx, actor, assessment_id, version)


async def test_an_assessment_is_started_filled_and_completed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE client SET consents_to_electronic = true, language = 'SV' WHERE id = $1", scene.client_id
    )
    assessment_id = await completed_assessment(db, all_rows, scene)

    (assessment,) = await rows_of(all_rows, "assessment", scene)
    assert (assessment["id"], assessment["state"], assessment["version"]) == (assessment_id, "COMPLETED", 3)
    assert assessment["client_id"] == scene.client_id
    assert assessment["worker_id"] == scene.actors[Role.SERVICE_GUIDE].user_id
    assert (assessment["started_at"], assessment["completed_at"]) == (NOW, NOW)
    assert assessment["client_view"] == "Haluan asua kotona."
    needs = await rows_of(all_rows, "need", scene)
    assert [
        (need["life_domain"], need["category_code"], need["minutes_per_month"], need["pieces_per_month"])
        for need in needs
    ] == [
        ("DAILY_ACTIVITIES", "HOME_CARE", 1_230, 0),
        ("MOBILITY", "PHYSIOTHERAPY", 0, 2),
        ("SOCIAL_RELATIONS", None, 0, 0),
    ]
    events = await rows_of(all_rows, "audit_event", scene)
    assert [event["action"] for event in events] == [
        "assessment:start",
        "assessment:fill",
        "assessment:complete",
    ]
    told = await all_rows.fetch(
        "SELECT recipient_id, event, channel, language, subject_id FROM message WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert {tuple(row) for row in told} == {
        (scene.client_id, "ASSESSMENT_COMPLETED", None, "sv", assessment_id),
        (scene.representative_id, "ASSESSMENT_COMPLETED", None, "fi", assessment_id),
    }


async def test_filling_again_replaces_the_needs(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assessment_id = await started_assessment(db, all_rows, scene)
    guide = scene.actors[Role.SERVICE_GUIDE]

    for version, needs in ((1, NEEDS), (2, (PHYSIOTHERAPY, COMPANY, COMPANY, HOME_CARE)), (3, (COMPANY,))):
        saved = await command(
            db,
            guide,
            AssessmentSaved,
            filling(assessment_id, version, content(needs)),
        )
        assert saved == AssessmentSaved(assessment_id, version + 1)

    needs_left = await rows_of(all_rows, "need", scene)
    assert [need["description"] for need in needs_left] == ["Yksinäisyys"]


@pytest.mark.parametrize(
    ("version", "given", "refusal", "path"),
    [
        (2, content(), VersionConflict, ("input", "expectedVersion")),
        (
            1,
            content([replace(HOME_CARE, category_code="CONCIERGE")]),
            NotFound,
            ("input", "needs", 0, "categoryCode"),
        ),
        (
            1,
            content([HOME_CARE, replace(HOME_CARE, support_class=9)]),
            InvalidInput,
            ("input", "needs", 1, "supportClass"),
        ),
    ],
)
async def test_a_refused_filling_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    version: int,
    given: AssessmentContent,
    refusal: type[DomainError],
    path: tuple[str | int, ...],
) -> None:
    assessment_id = await started_assessment(db, all_rows, scene)
    before = await rows_of(all_rows, "assessment", scene)

    with pytest.raises(refusal) as refused:
        await command(
            db,
            scene.actors[Role.SERVICE_GUIDE],
            AssessmentSaved,
            filling(assessment_id, version, given),
        )

    assert refused.value.path == path
    assert await rows_of(all_rows, "assessment", scene) == before
    assert await rows_of(all_rows, "need", scene) == []
    assert len(await rows_of(all_rows, "audit_event", scene)) == 1


async def test_completing_with_parts_missing_names_them(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assessment_id = await started_assessment(db, all_rows, scene)
    guide = scene.actors[Role.SERVICE_GUIDE]
    half = content([], client_view="  ")
    await command(
        db,
        guide,
        AssessmentSaved,
        filling(assessment_id, 1, half),
    )

    with pytest.raises(AssessmentIncomplete) as refused:
        await command(db, guide, AssessmentSaved, completing(assessment_id, 2))

    assert refused.value.missing == ("needs", "clientView")
    assert refused.value.message("en") == (
        "The assessment lacks statutory parts: service needs, the client's opinion and view."
    )
    (assessment,) = await rows_of(all_rows, "assessment", scene)
    assert (assessment["state"], assessment["version"], assessment["completed_at"]) == ("STARTED", 2, None)
    assert await rows_of(all_rows, "message", scene) == []


async def test_a_completed_assessment_does_not_change(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    assessment_id = await completed_assessment(db, all_rows, scene)
    guide = scene.actors[Role.SERVICE_GUIDE]
    before = await rows_of(all_rows, "assessment", scene)

    for work in (
        filling(assessment_id, 3, content([COMPANY])),
        completing(assessment_id, 3),
    ):
        with pytest.raises(WrongState) as refused:
            await command(db, guide, AssessmentSaved, work)
        assert refused.value.facts == {"state": "COMPLETED"}

    assert await rows_of(all_rows, "assessment", scene) == before
    assert len(await rows_of(all_rows, "need", scene)) == 3


async def test_a_matter_must_be_the_clients_and_pending(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    other = await make_scene(all_rows)
    closed = await open_matter(all_rows, scene, state="CLOSED")
    foreign = await open_matter(all_rows, other)
    own = await open_matter(all_rows, scene)

    for client_id, matter_id, refusal in (
        (scene.client_id, closed, WrongState),
        (scene.client_id, foreign, NotFound),
        (other.client_id, foreign, NotFound),
        (other.client_id, own, NotFound),
        (scene.client_id, new_id(), NotFound),
    ):
        with pytest.raises(refusal) as refused:
            await command(
                db,
                guide,
                AssessmentSaved,
                starting(client_id, matter_id),
            )
        assert refused.value.path == ("input", "matterId")

    assert await rows_of(all_rows, "assessment", scene) == []
    assert await rows_of(all_rows, "assessment", other) == []


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER}]
)
async def test_who_may_not_assess_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    assessment_id = await started_assessment(db, all_rows, scene)
    matter_id = await open_matter(all_rows, scene)
    actor = scene.actors.get(role) or replace(scene.actors[Role.SERVICE_GUIDE], role=role)
    before = await rows_of(all_rows, "assessment", scene)

    for work in (
        starting(scene.client_id, matter_id),
        filling(assessment_id, 1, content()),
        completing(assessment_id, 1),
    ):
        with pytest.raises(Forbidden):
            await command(db, actor, AssessmentSaved, work)
    with pytest.raises(Forbidden):
        await command(
            db, actor, ProposalMade, lambda tx, actor: assessments.propose_budget(tx, actor, assessment_id)
        )

    assert await rows_of(all_rows, "assessment", scene) == before
    assert await rows_of(all_rows, "need", scene) == []
    assert await rows_of(all_rows, "budget_proposal", scene) == []


async def test_a_foreign_assessment_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    foreign = await started_assessment(db, all_rows, other)

    for assessment_id in (foreign, new_id()):
        for work in (
            filling(assessment_id, 1, content()),
            completing(assessment_id, 1),
        ):
            with pytest.raises(NotFound) as refused:
                await command(db, scene.actors[Role.SERVICE_GUIDE], AssessmentSaved, work)
            assert refused.value.path == ("input", "assessmentId")

    assert [row["version"] for row in await rows_of(all_rows, "assessment", other)] == [1]
