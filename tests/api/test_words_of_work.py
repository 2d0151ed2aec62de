"""What administrators see of work is said in words of their language, and holds nothing of clients."""

import json
import re
from collections.abc import Iterable, Mapping

import asyncpg
import pytest

from hb.access.rules import Role
from hb.api.wording import CLOCK_WORDING, COUNT_WORDING, FAULT_WORDING, JOB_WORDING
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.language import LANGUAGES, Label, Language
from hb.kit.money import euros_text
from hb.kit.sentences import number_text
from hb.messages.rules import SendingFault
from hb.modules import clocks, faults, jobs
from hb.read import Wording
from hb.work.rules import OWN_FAULT
from hb.work.service import JobKind
from tests.access.test_producers_own import fill
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import at, rows_at
from tests.scene import NOW, Scene
from tests.work.left import left

APP = "administrator"
SUMS = (0, 5, 123_444, -7, 100_000_000_000)
SETTING = re.compile(r"\bHB_[A-Z_]+\b")
"""A setting is named as whoever sets it writes it."""
JOB = "{ jobs { nodes { kind label subjectId fault faultLabel } } }"
CLOCK = "{ clocks { nodes { name label faultLabel } } }"


def raw_words(codes: Iterable[str], wording: Wording) -> list[str]:
    """The codes that have no text of their own in some language, or the raw word instead of one."""
    return sorted(
        f"{code} {language}"
        for code in codes
        for language in LANGUAGES
        for text in [SETTING.sub("", wording.texts[language].get(code, ""))]
        if not text.strip() or "_" in text or text.isupper() or code in text
    )


def test_every_clock_kind_count_and_fault_has_words_in_each_language() -> None:
    counts = [f"{clock.name}.{word}" for clock in clocks() for word in clock.counts]
    assert raw_words((clock.name for clock in clocks()), CLOCK_WORDING) == []
    assert raw_words((kind.name for kind in jobs()), JOB_WORDING) == []
    assert raw_words(counts, COUNT_WORDING) == []
    assert raw_words(faults(), FAULT_WORDING) == []
    assert set(SendingFault) <= set(faults())
    assert (len(clocks()), len(jobs()), len(counts)) >= (14, 4, 26)


def test_what_has_no_words_is_found() -> None:
    wording = Wording("language", {language: {"A": "A_WORD", "B": " "} for language in LANGUAGES}, {})
    assert raw_words(["A", "B", "C"], wording) == sorted(
        f"{code} {language}" for code in "ABC" for language in LANGUAGES
    )


async def said(
    api: Api, scene: Scene, text: str, language: Language, **variables: object
) -> Mapping[str, object]:
    """What an administrator is answered in a language."""
    actor = scene.actors[Role.ADMINISTRATOR]
    answer = await api.post(actor, text, variables, **{"accept-language": language})
    body: Mapping[str, object] = json.loads(answer.content)
    assert "errors" not in body, body
    data = body["data"]
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("language", LANGUAGES)
async def test_counts_of_a_run_are_said_with_sums_as_money(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, language: Language
) -> None:
    await all_rows.execute(
        "INSERT INTO clock (organiser_id, name, due_at) VALUES ($1, 'RESERVATIONS_FREED', $2)",
        scene.organiser_id,
        NOW,
    )
    counts = {"cents": 0, "item_months": 1234, "carried_cents": 7, "PLANTED": 3}
    for number, cents in enumerate(SUMS):
        await all_rows.execute(
            "INSERT INTO clock_run (organiser_id, name, due_at, day, started_at, counts)"
            " VALUES ($1, 'RESERVATIONS_FREED', $2::timestamptz - make_interval(days => $3), '2026-05-15',"
            " $2::timestamptz - make_interval(days => $3), $4)",
            scene.organiser_id,
            NOW,
            number,
            {**counts, "cents": cents},
        )
    data = await said(api, scene, document(APP, "ClockRuns"), language)
    label = COUNT_WORDING.texts[language]
    runs = at(data, "clockRuns", "nodes")
    assert isinstance(runs, list)
    for run, cents in zip(runs, SUMS, strict=True):
        assert run["label"] == CLOCK_WORDING.texts[language]["RESERVATIONS_FREED"]
        said_of = {
            count["word"]: (count["label"], count["number"], count["cents"], count["text"])
            for count in run["counts"]
        }
        assert said_of == {
            "PLANTED": (COUNT_WORDING.otherwise[language], 3, None, "3"),
            "carried_cents": (label["RESERVATIONS_FREED.carried_cents"], None, 7, euros_text(7, language)),
            "cents": (label["RESERVATIONS_FREED.cents"], None, cents, euros_text(cents, language)),
            "item_months": (label["RESERVATIONS_FREED.item_months"], 1234, None, number_text(1234)),
        }


@pytest.mark.parametrize("language", LANGUAGES)
async def test_jobs_and_clocks_say_what_they_do_and_why_they_failed(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, language: Language
) -> None:
    for kind in ("WEBHOOK_POST", "PLANTED"):
        await left(db, scene.organiser_id, kind)
    about = new_id()
    await all_rows.execute(
        "UPDATE job SET subject_id = $2, fault = CASE kind WHEN 'PLANTED' THEN 'SQLSTATE_XX000'"
        " ELSE 'REDIRECTED' END WHERE organiser_id = $1",
        scene.organiser_id,
        about,
    )
    await all_rows.execute(
        "INSERT INTO clock (organiser_id, name, due_at, fault)"
        " VALUES ($1, 'HOURS_SEALED', $2, 'SealKeyMissing'), ($1, 'PLANTED', $2, NULL)",
        scene.organiser_id,
        NOW,
    )
    listed = at(await said(api, scene, JOB, language), "jobs", "nodes")
    ran = at(await said(api, scene, CLOCK, language), "clocks", "nodes")
    assert isinstance(listed, list)
    assert sorted(listed, key=lambda job: str(job["kind"])) == [
        {
            "kind": "PLANTED",
            "label": JOB_WORDING.otherwise[language],
            "subjectId": None,
            "fault": "SQLSTATE_XX000",
            "faultLabel": OWN_FAULT[language],
        },
        {
            "kind": "WEBHOOK_POST",
            "label": JOB_WORDING.texts[language]["WEBHOOK_POST"],
            "subjectId": f"WebhookCall:{about}",
            "fault": "REDIRECTED",
            "faultLabel": FAULT_WORDING.texts[language]["REDIRECTED"],
        },
    ]
    assert ran == [
        {
            "name": "HOURS_SEALED",
            "label": CLOCK_WORDING.texts[language]["HOURS_SEALED"],
            "faultLabel": FAULT_WORDING.texts[language]["SealKeyMissing"],
        },
        {"name": "PLANTED", "label": CLOCK_WORDING.otherwise[language], "faultLabel": None},
    ]


@pytest.mark.parametrize("kind", [kind for kind in jobs() if kind.about], ids=lambda kind: kind.name)
async def test_the_id_of_what_a_job_is_about_opens_nothing_of_a_client(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, kind: JobKind
) -> None:
    """A message to a client is an id to the administrator: neither its text nor whom it is about."""
    message_id = await fill(all_rows, scene.organiser_id, scene.producer_id, scene.client_id)
    await left(db, scene.organiser_id, kind.name)
    await all_rows.execute(
        "UPDATE job SET subject_id = $2 WHERE organiser_id = $1", scene.organiser_id, message_id
    )
    (job,) = rows_at(await said(api, scene, JOB, "en"), "jobs", "nodes")
    assert job["subjectId"] == f"{kind.about}:{message_id}"
    opened = await api.post(
        scene.actors[Role.ADMINISTRATOR],
        "query ($id: ID!) { node(id: $id) { id ... on Message { title } } }",
        {"id": job["subjectId"]},
    )
    body = opened.json()
    node = (body.get("data") or {}).get("node")
    assert node == ({"id": job["subjectId"]} if kind.about == "WebhookCall" else None)


def test_a_label_is_of_each_language() -> None:
    label = Label("a", "b", "c")
    assert [label[language] for language in LANGUAGES] == ["a", "b", "c"]
