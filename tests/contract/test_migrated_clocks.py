"""0020 on a database with rows: who has which clocks after the way up, and freeing after the way down."""

from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.ledger.rules import Balance, Measure
from hb.modules import clocks
from hb.work.service import WorkLoop, Workplace
from tests.days import Days
from tests.deliveries.builders import MARCH, MAY, balance, make_order
from tests.deliveries.test_batches import assert_books_right
from tests.scene import NOW, make_scene
from tests.seals.world import World, open_world
from tests.settlement.freeing import NOTHING, due, free
from tests.settlement.test_carrying_over import carry

pytestmark = pytest.mark.slow

BEFORE = "0019"
ORGANISER = "INSERT INTO organiser (id, business_id, name_fi, name_sv) VALUES ($1, $2, 'A', 'A')"
KEPT = "SELECT organiser_id, value, valid_from::text FROM parameter WHERE name = 'WORK_KEPT_DAYS' ORDER BY 1"
CLOCKS = "SELECT name, due_at FROM clock WHERE organiser_id = $1 ORDER BY name"
FIRST_DUE = sorted((clock.name, clock.due.first(NOW)) for clock in clocks())


async def down(owner_dsn: str) -> None:
    """Go back to the release before work and clocks."""
    await _run(owner_dsn, lambda alembic: command.downgrade(alembic, BEFORE))


async def test_organisers_of_before_and_of_later_have_every_clock_from_the_first_turn_on(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """No clock is due for a time when there was none: each falls due from now on."""
    name = f"empty_{worker_id}"
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, BEFORE))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    with_days, without, later = sorted(new_id() for _ in range(3))
    for organiser_id in (with_days, without):
        await rows.execute(ORGANISER, organiser_id, str(organiser_id))
    await rows.execute(
        "INSERT INTO parameter (organiser_id, name, valid_from, value) VALUES"
        " ($1, 'REPORTING_DAYS', '2025-06-01', 15), ($1, 'APPEAL_DAYS', '2026-01-01', 30)",
        with_days,
    )

    await upgrade(empty_dsn)
    kept = [tuple(row) for row in await rows.fetch(KEPT)]
    assert kept == [(with_days, 90, "2025-06-01")]
    assert await rows.fetchval("SELECT count(*) FROM clock") == 0
    assert await clocks_after_a_turn(embedded, name, rows, with_days) == FIRST_DUE
    assert await clocks_after_a_turn(embedded, name, rows, without) == FIRST_DUE
    await rows.execute(ORGANISER, later, str(later))
    assert await clocks_after_a_turn(embedded, name, rows, later) == FIRST_DUE
    assert await rows.fetchval("SELECT count(*) FROM clock_run") == 0

    await rows.execute("UPDATE parameter SET value = 30 WHERE name = 'WORK_KEPT_DAYS'")
    await down(empty_dsn)
    assert await rows.fetchval("SELECT to_regclass('clock')") is None
    assert await rows.fetch(KEPT) == []
    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(KEPT)] == kept
    assert await clocks_after_a_turn(embedded, name, rows, with_days) == FIRST_DUE
    await rows.close()


async def clocks_after_a_turn(
    embedded: EmbeddedPostgres, name: str, rows: asyncpg.Connection, organiser_id: UUID
) -> list[tuple[str, object]]:
    """The clocks that an organiser has after a turn, in which none was due."""
    database = await Database.connect(embedded.dsn(APP, name), size=2, clock=NOW)
    try:
        assert (await WorkLoop(Workplace(database), (), clocks()).turn_of(organiser_id)).is_idle
    finally:
        await database.close()
    return [(row["name"], row["due_at"]) for row in await rows.fetch(CLOCKS, organiser_id)]


@pytest_asyncio.fixture
async def world(
    embedded: EmbeddedPostgres, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """A migrated database of its own, which may be migrated down."""
    name = f"hb_down_{worker_id}"
    embedded.drop_database(name)
    opened = await open_world(embedded, name, tmp_path_factory.mktemp("down"))
    assert opened.owner_dsn == embedded.dsn(OWNER, name)
    yield opened
    await opened.rows.close()
    embedded.drop_database(name)


async def test_freeing_after_the_way_down_and_up_is_as_at_its_first_run_and_bars_the_way_once_it_freed(
    world: World,
) -> None:
    scene = await make_scene(world.rows)
    await carry(scene, world.rows, 50)
    ordered = await make_order(world.db, scene, world.rows)
    days = Days(world.app_dsn)
    on_the_deadline = date(2026, 4, 15)
    assert await free(days, scene, world.rows, on_the_deadline) == NOTHING
    await days.close()
    await world.db.close()
    await world.rows.execute("DELETE FROM role_assignment WHERE role = 'ADMINISTRATOR'")  # unknown before

    await down(world.owner_dsn)
    await upgrade(world.owner_dsn)
    days = Days(world.app_dsn)
    counts = [await free(days, scene, world.rows, date(2026, 5, day)) for day in (15, 16, 17)]
    # As without the way down: half of March's 600,00 EUR goes on, and half of the 900,00 that April has then.
    assert counts == [due(1, 34_000, 30_000), due(1, 34_000, 45_000), NOTHING]
    await days.close()

    with pytest.raises(Exception, match="audit_event_role_check"):
        await down(world.owner_dsn)
    await upgrade(world.owner_dsn)
    days = Days(world.app_dsn)
    assert await free(days, scene, world.rows, date(2026, 5, 18)) == NOTHING
    assert await balance(world.rows, ordered, 0, MARCH, Measure.CENTS) == Balance(30_000, 0, 0)
    assert await balance(world.rows, ordered, 0, MAY, Measure.CENTS) == Balance(105_000, 34_000, 0)
    await assert_books_right(await days.at(NOW), scene)
    await days.close()
