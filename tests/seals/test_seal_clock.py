"""The clock of seals without its key: the fault is shown, it is tried again, and seals when the key comes."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from hb.installation.postgres import EmbeddedPostgres
from hb.jobs.seal_folder import SealFolder
from hb.jobs.work import seal_hours
from hb.kit.keys import new_key
from hb.kit.settings import Settings, new_token_keys
from hb.seals.work import CLOCKS, Sealer
from hb.work.service import Turn, WorkLoop, Workplace
from tests.scene import NOW, Scene, make_scene
from tests.seals.world import World, open_world, put_use
from tests.work.left import end_leases

HOURS_LATE = 3


@pytest_asyncio.fixture
async def world(embedded: EmbeddedPostgres, worker_id: str, tmp_path: Path) -> AsyncIterator[World]:
    """A database of its own: what is sealed here is signed by a key that other tests do not have."""
    name = f"hb_seal_clock_{worker_id}"
    embedded.drop_database(name)
    opened = await open_world(embedded, name, tmp_path)
    yield opened
    await opened.db.close()
    await opened.rows.close()
    embedded.drop_database(name)


def production(world: World, **more: object) -> Settings:
    """The settings of a process in production; without more it has no key to seal with."""
    return Settings.model_validate(
        {
            "environment": "production",
            "database_url": world.app_dsn,
            "owner_database_url": world.owner_dsn,
            "data_key": new_key(),
            "index_key": new_key(),
            "jwt_keys": new_token_keys(),
            "jwt_issuer": "https://id.example",
            **more,
        }
    )


async def turn(world: World, scene: Scene, settings: Settings | None) -> Turn:
    """A turn of a process with some settings, or of one that brings no sealer at all."""
    sealer = None if settings is None else Sealer(partial(seal_hours, settings, world.owner_dsn))
    workplace = Workplace(world.db, {} if sealer is None else {Sealer: sealer})
    return await WorkLoop(workplace, (), CLOCKS, chance=lambda: 1).turn_of(scene.organiser_id)


async def clock_of(world: World, scene: Scene) -> asyncpg.Record:
    row = await world.rows.fetchrow(
        "SELECT *, leased_until - clock_timestamp() AS wait FROM clock WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert row is not None
    return row


async def runs_of(world: World, scene: Scene) -> list[dict[str, int]]:
    rows = await world.rows.fetch(
        "SELECT counts FROM clock_run WHERE organiser_id = $1 AND ended_at IS NOT NULL", scene.organiser_id
    )
    return [row["counts"] for row in rows]


@pytest.mark.parametrize(("has_sealer", "code"), [(True, "SealKeyMissing"), (False, "LookupError")])
async def test_hours_wait_for_the_key_and_are_sealed_when_it_comes(
    world: World, tmp_path: Path, has_sealer: bool, code: str
) -> None:
    scene = await make_scene(world.rows)
    await put_use(world, scene, datetime.now(UTC) - timedelta(hours=HOURS_LATE), "ClientPage")
    without = production(world) if has_sealer else None
    await turn(world, scene, without)
    await world.rows.execute(
        "UPDATE clock SET due_at = $2 WHERE organiser_id = $1",
        scene.organiser_id,
        NOW - timedelta(hours=HOURS_LATE),
    )

    with capture_logs() as lines:
        for attempt, longest in ((1, 5), (2, 10), (3, 20)):
            await turn(world, scene, without)
            clock = await clock_of(world, scene)
            assert (clock["fault"], clock["attempts"]) == (code, attempt)
            assert timedelta(seconds=longest / 2) < clock["wait"] <= timedelta(seconds=longest)
            assert (await turn(world, scene, without)).is_idle
            await end_leases(world.rows, scene.organiser_id)
    assert [(line["event"], line["clock"], line["code"]) for line in lines] == [
        ("clock_failed", "HOURS_SEALED", code)
    ]
    assert await runs_of(world, scene) == []

    folder = tmp_path / "seals"
    fit = production(world, seal_key=new_key(), seal_dir=folder)
    assert (await turn(world, scene, fit)).steps == 1
    clock = await clock_of(world, scene)
    assert (clock["fault"], clock["attempts"], clock["lease_id"]) == (None, 0, None)
    assert NOW < clock["due_at"] <= NOW + timedelta(hours=1)
    ((name, count),) = (await runs_of(world, scene))[0].items()
    assert (name, count > 0) == ("seals", True)
    assert SealFolder(folder).organiser_ids() == [scene.organiser_id]
    assert (await turn(world, scene, fit)).is_idle
