"""What belongs to another organiser does not exist, for each operation of work, closing and sending."""

from collections.abc import Mapping
from dataclasses import dataclass

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
from tests.api.conftest import Api
from tests.api.foreign import make_foreign
from tests.api.sending import refusals, send
from tests.deliveries.builders import APRIL
from tests.scene import Scene

CHANGED = (
    "job", "month_close", "settlement", "message", "unsent_message", "webhook_call", "webhook_test",
    "letter_batch", "clock_run", "reporting_exception",
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
    "webhookTests": Role.PRODUCER_ADMINISTRATOR,
}


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
