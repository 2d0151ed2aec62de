"""A client is told who used their data in the last two years, and nothing of anybody else."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Purpose, Role, Scope
from hb.audit import service as audit
from hb.audit.model import use_log
from hb.audit.rules import UseLogAsked, UseLogEntry, UseLogWish, days_of, two_years_before
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clock import utc
from tests.scene import NOW, Scene, make_scene, put

TODAY = date(2026, 5, 15)


async def used(
    connection: asyncpg.Connection,
    actor: Actor,
    at: datetime,
    *client_ids: UUID,
    operation: str = "ClientCard",
) -> UUID:
    row_id = new_id()
    await put(
        connection,
        use_log,
        organiser_id=actor.organiser_id,
        id=row_id,
        at=at,
        actor_id=actor.user_id,
        role=actor.role,
        purpose=actor.purpose,
        operation=operation,
        client_ids=list(client_ids),
    )
    return row_id


async def ask(
    db: Database,
    actor: Actor,
    wish: UseLogWish | None = None,
    *,
    first: int = 100,
    after_id: UUID | None = None,
) -> tuple[UseLogEntry, ...]:
    async def work(tx: Transaction) -> UseLogAsked:
        return await audit.own_use_log(tx, actor, wish or UseLogWish())

    async def payload(tx: Transaction, asked: UseLogAsked) -> tuple[UseLogEntry, ...]:
        return await audit.use_log_entries(tx, actor, asked, first=first, after_id=after_id)

    return await perform(
        db, actor.context("command"), Claim(new_id(), "ownUseLog", b""), UseLogAsked, work, payload
    )


@pytest.mark.parametrize("role", [Role.CLIENT, Role.REPRESENTATIVE])
async def test_own_uses_are_told_with_role_and_unit_newest_first(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    guide, reporter = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.PRODUCER_REPORTER]
    other = new_id()
    first = await used(all_rows, guide, utc(2026, 5, 1), other, scene.client_id, operation="ClientList")
    second = await used(all_rows, reporter, utc(2026, 5, 2), scene.client_id, operation="Orders")
    third = await used(all_rows, scene.actors[Role.REPRESENTATIVE], utc(2026, 5, 3), scene.client_id)
    await used(all_rows, guide, utc(2026, 5, 4), other)

    entries = await ask(db, scene.actors[role])

    assert entries == (
        UseLogEntry(
            third, utc(2026, 5, 3), Role.REPRESENTATIVE, Purpose.OWN_MATTER, "ClientCard", None, None, True
        ),
        UseLogEntry(
            second,
            utc(2026, 5, 2),
            Role.PRODUCER_REPORTER,
            Purpose.SERVICE_DELIVERY,
            "Orders",
            None,
            scene.producer_id,
            False,
        ),
        UseLogEntry(
            first, utc(2026, 5, 1), Role.SERVICE_GUIDE, Purpose.CARE, "ClientList", "Tiimi", None, False
        ),
    )
    assert str(other) not in repr(entries)


async def test_asking_is_itself_on_record(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await ask(db, scene.actors[Role.CLIENT], UseLogWish(date(2026, 1, 1), date(2026, 3, 31)))

    event = await all_rows.fetchrow(
        "SELECT action, actor_id, client_id, facts, outcome FROM audit_event WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert event is not None
    assert tuple(event) == (
        "own-use-log:read",
        scene.client_id,
        scene.client_id,
        {"first_day": "2026-01-01", "last_day": "2026-03-31"},
        "DONE",
    )


async def test_two_years_to_the_helsinki_day_are_told_and_no_more(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await used(all_rows, guide, utc(2024, 5, 14, 20, 59), scene.client_id)
    oldest = await used(all_rows, guide, utc(2024, 5, 14, 21, 0), scene.client_id)
    newest = await used(all_rows, guide, NOW, scene.client_id)

    assert [entry.id for entry in await ask(db, scene.actors[Role.CLIENT])] == [newest, oldest]
    asked = UseLogWish(last_day=date(2026, 5, 14))
    assert [entry.id for entry in await ask(db, scene.actors[Role.CLIENT], asked)] == [oldest]


async def test_pages_follow_each_other_without_gap_or_repetition(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    ids = [await used(all_rows, guide, utc(2026, 5, 1 + at // 2), scene.client_id) for at in range(7)]

    told: list[UUID] = []
    while page := await ask(db, scene.actors[Role.CLIENT], first=3, after_id=told[-1] if told else None):
        told += [entry.id for entry in page]

    assert told == ids[::-1]


async def test_uses_at_another_organiser_are_that_ones_to_tell(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)
    await used(all_rows, elsewhere.actors[Role.SERVICE_GUIDE], NOW, scene.client_id)

    assert await ask(db, scene.actors[Role.CLIENT]) == ()


@pytest.mark.parametrize("scope", [Scope.VIEW, Scope.FINANCIAL])
async def test_representative_without_full_power_is_not_told(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, scope: Scope
) -> None:
    with pytest.raises(Forbidden):
        await ask(db, replace(scene.actors[Role.REPRESENTATIVE], scope=scope))
    assert (
        await all_rows.fetchval(
            "SELECT count(*) FROM audit_event WHERE organiser_id = $1", scene.organiser_id
        )
        == 0
    )


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CLIENT, Role.REPRESENTATIVE}])
async def test_nobody_else_asks_this_way(db: Database, scene: Scene, role: Role) -> None:
    with pytest.raises(Forbidden):
        await ask(db, Actor(scene.organiser_id, new_id(), new_id(), role, on_behalf_of=scene.client_id))


async def test_answer_for_one_client_is_not_read_by_another(db: Database, scene: Scene) -> None:
    actor = scene.actors[Role.CLIENT]
    asked = UseLogAsked(new_id(), TODAY, TODAY)

    async def work(tx: Transaction) -> tuple[UseLogEntry, ...]:
        return await audit.use_log_entries(tx, actor, asked)

    with pytest.raises(Forbidden):
        await db.run(actor.context("read"), work)


@pytest.mark.parametrize("first", [0, -1, 501])
async def test_page_out_of_range_is_refused(db: Database, scene: Scene, first: int) -> None:
    with pytest.raises(InvalidInput):
        await ask(db, scene.actors[Role.CLIENT], first=first)


@pytest.mark.parametrize(
    ("wish", "field", "rule"),
    [
        (UseLogWish(date(2024, 5, 14)), "firstDay", "TOO_EARLY"),
        (UseLogWish(date(2026, 5, 2), date(2026, 5, 1)), "lastDay", "BEFORE_START"),
        (UseLogWish(None, date(2020, 1, 1)), "lastDay", "BEFORE_START"),
    ],
)
def test_days_that_may_not_be_told_are_refused(wish: UseLogWish, field: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        days_of(wish, TODAY)
    assert (refusal.value.path, refusal.value.facts["rule"]) == (("input", field), rule)


@pytest.mark.parametrize(
    ("today", "earliest"),
    [
        (TODAY, date(2024, 5, 15)),
        (date(2028, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2024, 2, 28)),
    ],
)
def test_two_years_before(today: date, earliest: date) -> None:
    assert two_years_before(today) == earliest
