"""What belongs to another organiser does not exist, for each operation of work, closing and sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.api.letters import mutations as of_letters
from hb.api.messages import mutations as of_messages
from hb.api.schema import make_engine
from hb.api.sending import mutations as of_sending
from hb.api.settlement import mutations as of_settlement
from hb.api.work import mutations as of_work
from hb.kit.ids import new_id
from hb.letters.model import letter_batch
from hb.messages.model import message, unsent_message
from hb.sending.model import webhook_call
from hb.settlement.model import month_close, settlement
from hb.work.model import clock_run, job
from tests.api.conftest import Api
from tests.api.sending import refusals, send
from tests.deliveries.builders import APRIL, MARCH
from tests.scene import NOW, Scene, make_producer, put

DAY = date(2026, 5, 16)
CHANGED = (
    "job", "month_close", "settlement", "message", "unsent_message", "webhook_call", "letter_batch",
    "clock_run", "reporting_exception",
)  # fmt: skip
"""The tables that the operations write to."""


@dataclass(frozen=True)
class Command:
    """A mutation that takes an id: who may send it, its document, the field of the id, and the rest."""

    role: Role
    document: str
    field: str
    type_name: str
    others: Mapping[str, object] | None = None


COMMANDS = {
    "jobRetry": Command(Role.ADMINISTRATOR, "administrator/RetryJob", "jobId", "Job"),
    "monthCloseResume": Command(Role.CONTROLLER, "controller/ResumeMonthClose", "closeId", "MonthClose"),
    "settlementCheck": Command(
        Role.INVOICE_CHECKER, "controller/CheckSettlement", "settlementId", "Settlement"
    ),
    "settlementRelease": Command(
        Role.PAYMENT_APPROVER, "controller/ReleaseSettlement", "settlementId", "Settlement"
    ),
    "reportingExceptionGrant": Command(
        Role.CONTROLLER,
        "controller/GrantReportingException",
        "producerId",
        "Producer",
        {"month": APRIL, "reason": "Katkos", "validUntil": "2026-05-31"},
    ),
    "messageResend": Command(Role.ADMINISTRATOR, "administrator/ResendMessage", "messageId", "Message"),
    "messageMarkRead": Command(Role.CONTROLLER, "controller/MarkRead", "messageId", "Message"),
    "webhookReplay": Command(Role.PRODUCER_ADMINISTRATOR, "producer/ReplayWebhook", "callId", "WebhookCall"),
    "letterBatchRemake": Command(
        Role.ADMINISTRATOR, "administrator/RemakeLetterBatch", "letterBatchId", "LetterBatch"
    ),
}
ROOTS = {
    "job": (Role.ADMINISTRATOR, "Job"),
    "monthClose": (Role.CONTROLLER, "MonthClose"),
    "settlement": (Role.CONTROLLER, "Settlement"),
    "webhookCall": (Role.PRODUCER_ADMINISTRATOR, "WebhookCall"),
    "webhookTest": (Role.PRODUCER_ADMINISTRATOR, "WebhookTest"),
    "letterBatch": (Role.ADMINISTRATOR, "LetterBatch"),
}
LISTS = {
    "channelRules": Role.ADMINISTRATOR,
    "jobs": Role.ADMINISTRATOR,
    "clockRuns": Role.ADMINISTRATOR,
    "unsentMessages": Role.ADMINISTRATOR,
    "letterBatches": Role.ADMINISTRATOR,
    "monthCloses": Role.CONTROLLER,
    "settlements": Role.CONTROLLER,
    "messages": Role.CONTROLLER,
    "webhookCalls": Role.PRODUCER_ADMINISTRATOR,
}


async def make_foreign(scene: Scene, other: Scene, all_rows: asyncpg.Connection) -> dict[str, UUID]:
    """Rows of another organiser, of the same producer and to the same people; their ids by type."""
    ids = {name: new_id() for name in ("Job", "MonthClose", "Settlement", "Message", "LetterBatch")}
    await _make_work(other, all_rows, ids)
    await _make_closes(scene, other, all_rows, ids)
    await _make_messages(scene, other, all_rows, ids)
    await all_rows.execute(
        "INSERT INTO period (organiser_id, month, state, reporting_deadline) VALUES ($1, $2, 'OPEN', $3)",
        scene.organiser_id,
        APRIL,
        date(2026, 5, 15),
    )
    producer_id, _ = await make_producer(
        all_rows, other.organiser_id, other.actors[Role.PRODUCER_COORDINATOR].user_id, {}
    )
    return {**ids, "WebhookCall": ids["Message"], "Producer": producer_id}


async def _make_work(other: Scene, all_rows: asyncpg.Connection, ids: dict[str, UUID]) -> None:
    own: dict[str, object] = {"organiser_id": other.organiser_id}
    await put(
        all_rows,
        job,
        **own,
        id=ids["Job"],
        kind="SENT",
        state="STOPPED",
        facts={},
        at=NOW,
        due_at=NOW,
        attempts=8,
        fault="HTTP_503",
        ended_at=NOW,
    )
    await put(
        all_rows,
        letter_batch,
        **own,
        id=ids["LetterBatch"],
        day=DAY,
        number=1,
        letters=1,
        pages=1,
        sheets=1,
        sha256="00",
        file_name="x.pdf",
        composed_at=NOW,
        made_at=NOW,
    )
    await all_rows.execute(
        "INSERT INTO clock (organiser_id, name, due_at) VALUES ($1, 'HOURS_SEALED', $2)", *own.values(), NOW
    )
    await put(all_rows, clock_run, **own, name="HOURS_SEALED", due_at=NOW, day=DAY, started_at=NOW, counts={})


async def _make_closes(
    scene: Scene, other: Scene, all_rows: asyncpg.Connection, ids: dict[str, UUID]
) -> None:
    own: dict[str, object] = {"organiser_id": other.organiser_id}
    controller = scene.actors[Role.CONTROLLER]
    await put(
        all_rows,
        month_close,
        **own,
        id=ids["MonthClose"],
        month=MARCH,
        state="STOPPED",
        is_early=False,
        ordered_by=controller.user_id,
        ordered_at=NOW,
        producers_count=1,
        deliveries_count=1,
        total_cents=3_400,
        fault="BOOKS_DIFFER",
        ended_at=NOW,
    )
    await put(
        all_rows,
        settlement,
        **own,
        id=ids["Settlement"],
        producer_id=scene.producer_id,
        month=MARCH,
        total_cents=3_400,
        deliveries_count=1,
        state="CALCULATED",
        calculated_at=NOW,
    )


async def _make_messages(
    scene: Scene, other: Scene, all_rows: asyncpg.Connection, ids: dict[str, UUID]
) -> None:
    own: dict[str, object] = {"organiser_id": other.organiser_id}
    controller = scene.actors[Role.CONTROLLER]
    failed = {"event": "MONTH_CLOSED", "state": "FAILED", "at": NOW}
    await put(
        all_rows,
        message,
        **own,
        **failed,
        id=ids["Message"],
        recipient_id=controller.party_id,
        channel="EMAIL",
        language="fi",
        title="x",
        body="x",
        facts={},
        failure="REFUSED_BY_RECEIVER",
    )
    await put(
        all_rows,
        unsent_message,
        **own,
        **failed,
        message_id=ids["Message"],
        channel="EMAIL",
        reason="REFUSED_BY_RECEIVER",
        attempts=1,
        tried_at=NOW,
    )
    await put(
        all_rows,
        webhook_call,
        **own,
        **failed,
        id=ids["Message"],
        producer_id=scene.producer_id,
        attempts=1,
        reason="REFUSED_BY_RECEIVER",
        tried_at=NOW,
    )


async def stored(all_rows: asyncpg.Connection, *scenes: Scene) -> dict[str, list[object]]:
    """What two organisers have in the tables."""
    return {
        table: [
            row[0]
            for row in await all_rows.fetch(
                f"SELECT to_jsonb({table}) FROM {table} WHERE organiser_id = ANY ($1) ORDER BY 1",
                [scene.organiser_id for scene in scenes],
            )
        ]
        for table in CHANGED
    }


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_command_on_another_organisers_row_finds_none_and_changes_nothing(
    api: Api, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection, name: str
) -> None:
    command = COMMANDS[name]
    foreign = await make_foreign(scene, second_scene, all_rows)
    before = await stored(all_rows, scene, second_scene)
    wish = {command.field: f"{command.type_name}:{foreign[command.type_name]}", **(command.others or {})}

    answer = await send(api, scene.actors[command.role], command.document, **wish)
    nowhere = {**wish, command.field: f"{command.type_name}:{new_id()}"}
    unknown = await send(api, scene.actors[command.role], command.document, **nowhere)

    assert refusals(answer) == [("NOT_FOUND", ["input", command.field])]
    assert answer == unknown
    assert await stored(all_rows, scene, second_scene) == before


@pytest.mark.parametrize("name", ROOTS)
async def test_another_organisers_row_is_shown_by_no_id(
    api: Api, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection, name: str
) -> None:
    role, type_name = ROOTS[name]
    foreign = await make_foreign(scene, second_scene, all_rows)
    query = f"query One($id: ID!) {{ {name}(id: $id) {{ id }} node(id: $id) {{ id }} }}"

    answer = await api.data(scene.actors[role], query, {"id": f"{type_name}:{foreign[type_name]}"})

    assert answer == {name: None, "node": None}


@pytest.mark.parametrize("name", LISTS)
async def test_another_organisers_rows_are_in_no_list(
    api: Api, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection, name: str
) -> None:
    await make_foreign(scene, second_scene, all_rows)
    answer = await api.data(scene.actors[LISTS[name]], f"query Many {{ {name} {{ totalCount }} }}", {})
    assert answer == {name: {"totalCount": 0}}


def test_every_mutation_of_these_modules_that_takes_an_id_is_tried() -> None:
    """Orders and urgent tasks are of clients, whose walls are tried elsewhere."""
    schema = make_engine().schema
    assert schema.mutation_type is not None
    names = {
        field
        for module in (of_work, of_settlement, of_sending, of_letters, of_messages)
        for command in module.MUTATIONS
        for field in [command.name]
    }
    takes_id = {
        name
        for name in names
        if any(
            str(field.type).rstrip("!") == "ID"
            for field in schema.mutation_type.fields[name].args["input"].type.of_type.fields.values()
        )
    }
    assert takes_id - {"urgentTaskClose"} == set(COMMANDS)
