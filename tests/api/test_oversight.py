"""S6: the auditor looks into what stands out; keyed hashes match namesakes after an assessment."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.ids import new_id
from hb.oversight.model import found_look, look_finding
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, read, refusals, send
from tests.clients.builders import counts
from tests.scene import NOW, Scene, put

DAY = date(2026, 5, 14)
CARD = "query Card($id: ID!) { client(id: $id) { id lastName } }"
SEARCH = "query Search($start: String) { clients(filter: {nameStarts: $start}) { totalCount } }"
APP = "auditor"


async def put_finding(all_rows: asyncpg.Connection, scene: Scene, worker: Actor) -> str:
    finding_id = new_id()
    await put(
        all_rows,
        look_finding,
        organiser_id=scene.organiser_id,
        id=finding_id,
        day=DAY,
        worker_id=worker.user_id,
        kind="BY_NAME",
        looks=1,
        state="OPEN",
        found_at=NOW,
    )
    await put(
        all_rows,
        found_look,
        organiser_id=scene.organiser_id,
        finding_id=finding_id,
        row_id=finding_id,
        at=NOW,
        operation="MyClients",
    )
    return f"LookFinding:{finding_id}"


async def marks(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[str, bool, bool, bool]]:
    """How each use is marked, oldest first: by name, own surname, own address."""
    rows = await all_rows.fetch(
        "SELECT operation, by_name, own_surname, own_address FROM use_log"
        " WHERE organiser_id = $1 ORDER BY id",
        scene.organiser_id,
    )
    return [tuple(row) for row in rows]


async def record_trait(api: Api, scene: Scene, worker: Actor, **given: object) -> dict[str, object]:
    fields: dict[str, object] = {"workerId": f"Worker:{worker.user_id}", "lastName": " ÄIJÄLÄ ", **given}
    return await send(api, scene.actors[Role.AUDITOR], f"{APP}/RecordWorkerTrait", **fields)


async def assess(api: Api, scene: Scene) -> None:
    await done(
        api,
        scene.actors[Role.AUDITOR],
        f"{APP}/RecordImpactAssessment",
        doneOn="2026-05-01",
        reference=" Dnro  7/2026 ",
    )


async def test_finding_is_listed_with_its_rows_and_reviewed_once(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, auditor = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.AUDITOR]
    finding_id = await put_finding(all_rows, scene, guide)

    listed = await read(api, auditor, f"{APP}/LookFindings", filter={"state": "OPEN"})
    seen = await read(api, auditor, f"{APP}/LookFinding", id=finding_id)
    closed = await done(
        api, auditor, f"{APP}/ReviewLookFinding", findingId=finding_id, note=" Oikea asiakas.\nEi muuta. "
    )
    again = await send(api, auditor, f"{APP}/ReviewLookFinding", findingId=finding_id, note="Uusi")

    assert at(listed, "lookFindings", "totalCount") == 1
    assert at(seen, "lookFinding", "worker", "name") == "Test SERVICE_GUIDE"
    assert at(seen, "lookFinding", "rows", "nodes") == [
        {
            "rowId": finding_id.partition(":")[2],
            "at": "2026-05-15T09:00:00.000000Z",
            "operation": "MyClients",
        }
    ]
    assert closed["finding"] == {
        "id": finding_id,
        "day": "2026-05-14",
        "kind": "BY_NAME",
        "worker": {"id": f"Worker:{guide.user_id}", "name": "Test SERVICE_GUIDE"},
        "looks": 1,
        "state": "REVIEWED",
        "reviewedAt": "2026-05-15T09:00:00.000000Z",
        "reviewedBy": {"id": f"Worker:{auditor.user_id}", "name": "Test AUDITOR"},
        "note": "Oikea asiakas.\nEi muuta.",
    }
    assert refusals(again) == [("WRONG_STATE", ["input", "findingId"])]
    event = await all_rows.fetchrow(
        "SELECT actor_id, subject_id, facts FROM audit_event"
        " WHERE organiser_id = $1 AND action = 'look:review'",
        scene.organiser_id,
    )
    assert event is not None
    assert tuple(event) == (
        auditor.user_id,
        UUID(finding_id.partition(":")[2]),
        {"worker_id": str(guide.user_id), "note_length": 24},
    )


async def test_nobody_reviews_their_own_looks_and_refusals_change_nothing(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    auditor = scene.actors[Role.AUDITOR]
    own = await put_finding(all_rows, scene, auditor)
    review = f"{APP}/ReviewLookFinding"

    answers = [
        await send(api, auditor, review, findingId=own, note="Kaikki kunnossa"),
        await send(api, auditor, review, findingId=f"LookFinding:{new_id()}", note="Mikä"),
        await send(api, auditor, review, findingId=own, note="  "),
        await send(api, auditor, f"{APP}/CollectLookFindings", day="2026-05-15"),
    ]
    await all_rows.execute("DELETE FROM parameter WHERE organiser_id = $1", scene.organiser_id)
    answers.append(await send(api, auditor, f"{APP}/CollectLookFindings", day="2026-05-14"))

    assert [refusals(answer) for answer in answers] == [
        [("OWN_LOOKS", ["input", "findingId"])],
        [("NOT_FOUND", ["input", "findingId"])],
        [("INVALID_INPUT", ["input", "note"])],
        [("INVALID_INPUT", ["input", "day"])],
        [("PARAMETER_NOT_SET", ["input", "day"])],
    ]
    assert (
        await all_rows.fetchval("SELECT state FROM look_finding WHERE organiser_id = $1", scene.organiser_id)
        == "OPEN"
    )


async def test_collecting_answers_the_findings_of_the_day(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, auditor = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.AUDITOR]
    for _ in range(3):
        await api.data(guide, CARD, {"id": f"Client:{new_id()}"})
    await all_rows.execute("SET session_replication_role = 'replica'")
    await all_rows.execute(
        "UPDATE audit_event SET at = at - interval '1 day' WHERE organiser_id = $1", scene.organiser_id
    )
    await all_rows.execute("RESET session_replication_role")

    answer = await done(api, auditor, f"{APP}/CollectLookFindings", day="2026-05-14")

    assert at(answer, "findings", 0, "kind") == "MANY_REFUSALS"
    assert at(answer, "findings", 0, "looks") == 3
    assert at(answer, "findings", 0, "worker", "id") == f"Worker:{guide.user_id}"


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.SOCIAL_WORKER, Role.CONTROLLER, Role.CLIENT])
async def test_other_roles_see_and_record_nothing(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors[role]
    finding_id = await put_finding(all_rows, scene, scene.actors[Role.SERVICE_GUIDE])

    await denied(api, actor, f"{APP}/ReviewLookFinding", findingId=finding_id, note="Ei")
    await denied(api, actor, f"{APP}/CollectLookFindings", day="2026-05-14")
    await denied(api, actor, f"{APP}/RecordImpactAssessment", doneOn="2026-05-01", reference="x")
    await denied(api, actor, f"{APP}/RecordWorkerTrait", workerId=f"Worker:{actor.user_id}", lastName="Niemi")
    for query in ("{ lookFindings { totalCount } }", f'{{ lookFinding(id: "{finding_id}") {{ id }} }}'):
        answer = (await api.post(actor, query)).json()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]

    assert await counts(all_rows, scene, "impact_assessment", "worker_trait") == {
        "impact_assessment": 0,
        "worker_trait": 0,
    }


async def test_a_look_up_by_name_is_marked(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    for start in ("äij", "niemi", None):
        await api.data(guide, SEARCH, {"start": start})

    assert await marks(all_rows, scene) == [
        ("Search", True, False, False),
        ("Search", True, False, False),
        ("Search", False, False, False),
    ]


async def test_matching_is_off_until_the_impact_assessment(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    answer = await record_trait(api, scene, guide)
    await api.data(guide, CARD, {"id": f"Client:{scene.client_id}"})

    assert refusals(answer) == [("IMPACT_ASSESSMENT_MISSING", ["input", "workerId"])]
    assert await counts(all_rows, scene, "worker_trait") == {"worker_trait": 0}
    assert await marks(all_rows, scene) == [("Card", False, False, False)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (True, False)),
        ({"streetAddress": "metsätie  2", "postalCode": "01900"}, (True, True)),
        ({"lastName": "Niemi", "streetAddress": "Metsätie 2", "postalCode": "01900"}, (False, True)),
        ({"lastName": "Niemi", "streetAddress": "Metsätie 2"}, (False, False)),
        ({"lastName": "Niemi", "streetAddress": "Metsätie 22", "postalCode": "01900"}, (False, False)),
    ],
)
async def test_namesakes_and_neighbours_are_marked_by_keyed_hashes(
    api: Api,
    scene: Scene,
    all_rows: asyncpg.Connection,
    given: dict[str, object],
    expected: tuple[bool, bool],
) -> None:
    guide, colleague = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.SOCIAL_WORKER]
    await assess(api, scene)

    answer = await record_trait(api, scene, guide, **given)

    assert answer == {
        "worker": {"id": f"Worker:{guide.user_id}", "name": "Test SERVICE_GUIDE"},
        "userErrors": [],
    }
    for actor in (guide, colleague):
        await api.data(actor, CARD, {"id": f"Client:{scene.client_id}"})
    assert await marks(all_rows, scene) == [("Card", False, *expected), ("Card", False, False, False)]
    trait = await all_rows.fetchrow("SELECT * FROM worker_trait WHERE worker_id = $1", guide.user_id)
    assert trait is not None
    assert len(trait["surname_index"]) == 32
    stored = await all_rows.fetchval(
        "SELECT string_agg(row::text, ' ') FROM ("
        "SELECT to_jsonb(a) AS row FROM audit_event a WHERE organiser_id = $1"
        " UNION ALL SELECT to_jsonb(c) FROM command c WHERE organiser_id = $1"
        " UNION ALL SELECT to_jsonb(t) FROM worker_trait t WHERE organiser_id = $1) AS rows",
        scene.organiser_id,
    )
    assert not any(word in stored.casefold() for word in ("äijälä", "niemi", "metsätie", "01900"))


async def test_assessments_are_listed_and_bad_ones_refused(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    auditor, record = scene.actors[Role.AUDITOR], f"{APP}/RecordImpactAssessment"
    await assess(api, scene)

    answers = [
        await send(api, auditor, record, doneOn="2026-05-16", reference="Dnro 8/2026"),
        await send(api, auditor, record, doneOn="2026-05-15", reference="  "),
        await send(api, auditor, record, doneOn="2026-05-15", reference="x" * 201),
        await record_trait(api, scene, auditor, lastName=" "),
        await record_trait(api, scene, auditor, workerId=f"Worker:{new_id()}"),
    ]

    assert [refusals(answer) for answer in answers] == [
        [("INVALID_INPUT", ["input", "doneOn"])],
        [("INVALID_INPUT", ["input", "reference"])],
        [("INVALID_INPUT", ["input", "reference"])],
        [("INVALID_INPUT", ["input", "lastName"])],
        [("NOT_FOUND", ["input", "workerId"])],
    ]
    listed = await read(api, auditor, f"{APP}/ImpactAssessments")
    assert at(listed, "impactAssessments", "nodes", 0, "reference") == "Dnro 7/2026"
    assert at(listed, "impactAssessments", "nodes", 0, "recordedBy", "name") == "Test AUDITOR"
    assert await counts(all_rows, scene, "impact_assessment") == {"impact_assessment": 1}
