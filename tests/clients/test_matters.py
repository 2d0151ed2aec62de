"""A matter is pending from a day on until it is closed, once."""

from datetime import date, datetime
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import MatterKept, MatterOpening, MatterSource, ServiceTask
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import command, counts, make_worker
from tests.scene import NOW, Scene


def opening(scene: Scene, **changes: object) -> MatterOpening:
    given: dict[str, object] = {
        "client_id": scene.client_id,
        "service_task": ServiceTask.OLDER_PERSONS,
        "source": MatterSource.CONTACT,
        "pending_since": date(2026, 5, 12),
        "description": "Tytär soitti: äiti on kaatunut kotona.",
    }
    return MatterOpening(**{**given, **changes})  # type: ignore[arg-type]


async def open_matter(db: Database, actor: Actor, wish: MatterOpening) -> UUID:
    async def work(tx: Transaction) -> MatterKept:
        return await clients.open_matter(tx, actor, wish)

    return (await command(db, actor, MatterKept, work)).matter_id


async def close_matter(db: Database, actor: Actor, matter_id: UUID) -> MatterKept:
    async def work(tx: Transaction) -> MatterKept:
        return await clients.close_matter(tx, actor, matter_id)

    return await command(db, actor, MatterKept, work)


async def state_of(all_rows: asyncpg.Connection, matter_id: UUID) -> tuple[str, datetime | None]:
    row = await all_rows.fetchrow("SELECT state, closed_at FROM matter WHERE id = $1", matter_id)
    assert row is not None
    return row["state"], row["closed_at"]


async def test_opened_matter_is_pending_since_the_day_given(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    matter_id = await open_matter(db, guide, opening(scene))

    row = await all_rows.fetchrow("SELECT * FROM matter WHERE id = $1", matter_id)
    assert row is not None
    assert (row["state"], row["pending_since"], row["opened_by"], row["opened_at"], row["closed_at"]) == (
        "PENDING",
        date(2026, 5, 12),
        guide.user_id,
        NOW,
        None,
    )
    event = await all_rows.fetchrow(
        "SELECT action, client_id, subject_id, facts FROM audit_event WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert event is not None
    assert tuple(event) == (
        "matter:open",
        scene.client_id,
        matter_id,
        {"service_task": "OLDER_PERSONS", "pending_since": "2026-05-12"},
    )


async def test_matter_is_closed_once(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    matter_id = await open_matter(db, worker, opening(scene))

    assert await close_matter(db, worker, matter_id) == MatterKept(matter_id)
    assert await state_of(all_rows, matter_id) == ("CLOSED", NOW)

    with pytest.raises(WrongState) as refusal:
        await close_matter(db, worker, matter_id)
    assert refusal.value.facts == {"state": "CLOSED"}


@pytest.mark.parametrize(
    ("changes", "error", "path"),
    [
        ({"pending_since": date(2026, 5, 16)}, InvalidInput, ("input", "pendingSince")),
        ({"pending_since": date(1944, 3, 1)}, InvalidInput, ("input", "pendingSince")),
        ({"description": "\n"}, InvalidInput, ("input", "description")),
        ({"description": "x" * 4001}, InvalidInput, ("input", "description")),
        ({"client_id": UUID(int=1)}, NotFound, ("input", "clientId")),
    ],
)
async def test_bad_opening_is_refused_and_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    changes: dict[str, object],
    error: type[DomainError],
    path: tuple[str, ...],
) -> None:
    with pytest.raises(error) as refusal:
        await open_matter(db, scene.actors[Role.SERVICE_GUIDE], opening(scene, **changes))

    assert refusal.value.path == path
    assert await counts(all_rows, scene, "matter", "audit_event") == {"matter": 0, "audit_event": 0}


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.CLIENT, Role.PRODUCER_REPORTER, Role.CONTROLLER])
async def test_role_without_the_duty_neither_opens_nor_closes(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    matter_id = await open_matter(db, scene.actors[Role.SERVICE_GUIDE], opening(scene))

    with pytest.raises(Forbidden):
        await open_matter(db, scene.actors[role], opening(scene))
    with pytest.raises(Forbidden):
        await close_matter(db, scene.actors[role], matter_id)

    assert await counts(all_rows, scene, "matter") == {"matter": 1}
    assert await state_of(all_rows, matter_id) == ("PENDING", None)


async def test_worker_who_does_not_serve_the_client_finds_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    matter_id = await open_matter(db, scene.actors[Role.SERVICE_GUIDE], opening(scene))
    stranger = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)

    for attempt in (matter_id, new_id()):
        with pytest.raises(NotFound):
            await close_matter(db, stranger, attempt)
    with pytest.raises(NotFound):
        await open_matter(db, stranger, opening(scene))

    assert await state_of(all_rows, matter_id) == ("PENDING", None)
