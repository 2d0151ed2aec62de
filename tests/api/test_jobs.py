"""The administrator over the interface: jobs, clocks and runs are seen, and a stopped job is tried again."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.language import Language
from hb.modules import jobs
from hb.work.service import JobKind
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, given, operation, read, refusals, rows_at, send
from tests.scene import NOW, Scene
from tests.work.left import LABEL, left, loop_of, rows_of
from tests.work.left import done as succeed

APP = "administrator"
INSTANT = "2026-05-15T09:00:00.000000Z"


async def stopped(db: Database, scene: Scene, all_rows: asyncpg.Connection, kind: str = "SENT") -> UUID:
    """A job that has stopped beside one that waits; gives its id."""
    job_id, _ = await left(db, scene.organiser_id, kind, 2)
    await all_rows.execute(
        "UPDATE job SET state = 'STOPPED', attempts = 8, fault = 'HTTP_503', ended_at = $2 WHERE id = $1",
        job_id,
        NOW,
    )
    return job_id


async def test_a_stopped_job_is_listed_and_tried_again_once(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    job_id = await stopped(db, scene, all_rows)
    administrator = scene.actors[Role.ADMINISTRATOR]

    listed = await read(api, administrator, f"{APP}/Jobs", filter={"state": "STOPPED"})
    everything = await read(api, administrator, f"{APP}/Jobs")
    retried = await done(api, administrator, f"{APP}/RetryJob", jobId=f"Job:{job_id}")
    again = await send(api, administrator, f"{APP}/RetryJob", jobId=f"Job:{job_id}")
    unknown = await send(api, administrator, f"{APP}/RetryJob", jobId=f"Job:{new_id()}")

    seen = {
        "id": f"Job:{job_id}",
        "kind": "SENT",
        "label": "Other background job",
        "state": "STOPPED",
        "subjectId": None,
        "leftAt": INSTANT,
        "dueAt": INSTANT,
        "attempts": 8,
        "fault": "HTTP_503",
        "faultLabel": "A fault of this system, of which the log says more",
        "endedAt": INSTANT,
    }
    assert at(listed, "jobs", "nodes") == [seen]
    assert at(everything, "jobs", "totalCount") == 2
    assert retried["job"] == {**seen, "state": "WAITING", "attempts": 0, "endedAt": None}
    assert refusals(again) == [("WRONG_STATE", ["input", "jobId"])]
    assert refusals(unknown) == [("NOT_FOUND", ["input", "jobId"])]
    events = await all_rows.fetch(
        "SELECT actor_id, subject_id, facts FROM audit_event"
        " WHERE organiser_id = $1 AND action = 'work:retry' AND outcome = 'DONE'",
        scene.organiser_id,
    )
    assert [tuple(event) for event in events] == [(administrator.user_id, job_id, {"kind": "SENT"})]

    await loop_of(db, JobKind("SENT", inside=succeed, batch=2, label=LABEL)).turn_of(scene.organiser_id)
    rows = await rows_of(all_rows, scene.organiser_id, "SENT")
    assert [(row["state"], row["attempts"], row["fault"]) for row in rows] == [("DONE", 1, None)] * 2


async def test_clocks_and_their_runs_are_seen(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await all_rows.execute(
        "INSERT INTO clock (organiser_id, name, due_at, attempts, fault)"
        " VALUES ($1, 'HOURS_SEALED', $2, 3, 'SealKeyMissing')",
        scene.organiser_id,
        NOW,
    )
    await all_rows.execute(
        "INSERT INTO clock_run (organiser_id, name, due_at, day, started_at, ended_at, counts)"
        " VALUES ($1, 'HOURS_SEALED', $2, '2026-05-15', $2, NULL, '{\"seals\": 2}')",
        scene.organiser_id,
        NOW,
    )
    administrator = scene.actors[Role.ADMINISTRATOR]
    clocks = await read(api, administrator, f"{APP}/Clocks")
    runs = await read(api, administrator, f"{APP}/ClockRuns", filter={"name": "HOURS_SEALED"})
    none = await read(api, administrator, f"{APP}/ClockRuns", filter={"since": "2026-05-16"})

    assert at(clocks, "clocks", "nodes") == [
        {
            "name": "HOURS_SEALED",
            "label": "Sealing of books and logs",
            "dueAt": INSTANT,
            "attempts": 3,
            "fault": "SealKeyMissing",
            "faultLabel": "The key or folder of seals is not set up",
        }
    ]
    assert at(runs, "clockRuns", "nodes") == [
        {
            "name": "HOURS_SEALED",
            "label": "Sealing of books and logs",
            "dueAt": INSTANT,
            "day": "2026-05-15",
            "startedAt": INSTANT,
            "endedAt": None,
            "counts": [
                {"word": "seals", "label": "New seals", "number": 2, "cents": None, "text": "2"},
            ],
        }
    ]
    assert at(none, "clockRuns", "totalCount") == 0


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.AUDITOR, Role.SOCIAL_WORKER, Role.CLIENT])
async def test_nobody_else_tries_a_job_again(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    job_id = await stopped(db, scene, all_rows)
    await denied(api, scene.actors[role], f"{APP}/RetryJob", jobId=f"Job:{job_id}")
    assert (await rows_of(all_rows, scene.organiser_id, "SENT"))[0]["state"] == "STOPPED"


NOT_RETRIED: list[tuple[str, Language, str]] = [
    ("MESSAGE_SEND", "fi", "Tätä työtä ei voi yrittää uudelleen. Lähetä viesti uudelleen."),
    ("WEBHOOK_POST", "sv", "Detta arbete kan inte göras om. Upprepa anropet till producentens system."),
    ("MONTH_CLOSE", "en", "This job cannot be tried again. Resume the month's close."),
    ("WEBHOOK_TEST", "en", "This job cannot be tried again. Try the endpoint again."),
]


@pytest.mark.parametrize(("kind", "language", "sentence"), NOT_RETRIED)
async def test_a_job_whose_subject_has_ended_for_good_is_not_tried_again(
    api: Api,
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    kind: str,
    language: Language,
    sentence: str,
) -> None:
    """It would find nothing to do: what to go on with instead is what its kind declares, and no other's."""
    job_id = await stopped(db, scene, all_rows, kind)
    answer = await api.post(
        scene.actors[Role.ADMINISTRATOR],
        operation(f"{APP}/RetryJob"),
        given(jobId=f"Job:{job_id}"),
        **{"accept-language": language},
    )
    (error,) = rows_at(answer.json(), "data", "jobRetry", "userErrors")
    assert (error["code"], error["path"]) == ("JOB_NOT_RETRIED", ["input", "jobId"])
    assert error["message"] == sentence
    assert (await rows_of(all_rows, scene.organiser_id, kind))[0]["state"] == "STOPPED"


def test_every_kind_that_is_not_retried_has_a_case() -> None:
    declared = [kind.name for kind in jobs() if kind.instead is not None]
    assert sorted(kind for kind, _, _ in NOT_RETRIED) == sorted(declared)
