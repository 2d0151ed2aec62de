"""Rows of another organiser for tests: of the same producer and to the same people as one's own."""

from datetime import date
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.kit.ids import new_id
from hb.letters.model import letter_batch
from hb.messages.model import message, unsent_message
from hb.sending.model import webhook, webhook_call, webhook_test
from hb.settlement.model import month_close, settlement
from hb.work.model import clock_run, job
from tests.deliveries.builders import APRIL, MARCH
from tests.scene import NOW, Scene, make_producer, put

DAY = date(2026, 5, 16)


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
    return {**ids, "WebhookCall": ids["Message"], "WebhookTest": ids["Message"], "Producer": producer_id}


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
        recipient="WORKER",
        worker_id=controller.user_id,
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
    await _make_test_call(scene, own, all_rows, ids["Message"])


async def _make_test_call(
    scene: Scene, own: dict[str, object], all_rows: asyncpg.Connection, test_id: UUID
) -> None:
    endpoint = {**own, "producer_id": scene.producer_id}
    webhook_id, by = new_id(), scene.actors[Role.PRODUCER_ADMINISTRATOR].user_id
    address = "https://producer.example/hb"
    await put(all_rows, webhook, **endpoint, id=webhook_id, url=address, made_by=by, made_at=NOW)
    await put(
        all_rows,
        webhook_test,
        **endpoint,
        id=test_id,
        webhook_id=webhook_id,
        state="WAITING",
        asked_by=by,
        asked_at=NOW,
    )
