"""The time of a demo's database moves for every process at once, forward alone, and nowhere else."""

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from hb.access.rules import system_actor
from hb.jobs.demo_time import LONGEST_MOVE_DAYS, refuse_real_time, refuse_unfit_move
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.keys import new_key
from hb.kit.moved_time import MOVE
from hb.kit.settings import Settings, UnfitSettings, new_token_keys
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction

NOW = Statement(text("SELECT ctx_now() AS now, ctx_today() AS today, transaction_timestamp() AS own"))
CONTEXT: Mapping[str, str] = system_actor(new_id()).context("command")
DATABASES = {
    "database_url": "postgresql://hb_app:a@localhost/hb",
    "owner_database_url": "postgresql://hb_owner:a@localhost/hb",
}


async def ahead(database: Database) -> timedelta:
    """How far the time of a transaction is ahead of the server's own."""

    async def read(tx: Transaction) -> timedelta:
        row = await tx.row(NOW)
        assert row is not None
        assert row["today"] >= row["own"].date()
        moved: timedelta = row["now"] - row["own"]
        return moved

    return await database.run(CONTEXT, read)


async def move(owner: Database, seconds: int) -> None:
    async def write(tx: Transaction) -> None:
        await tx.execute(MOVE, seconds=seconds)

    await owner.run(CONTEXT, write)


async def test_every_process_follows_at_once_and_never_back(app_dsn: str, owner_dsn: str) -> None:
    movable, usual, owner = await asyncio.gather(
        Database.connect(app_dsn, size=2, is_moved=True),
        Database.connect(app_dsn, size=2),
        Database.connect(owner_dsn, size=1),
    )
    try:
        assert await ahead(movable) == timedelta(0)
        await move(owner, 3 * 86_400)
        assert await ahead(movable) == timedelta(days=3)
        await move(owner, 86_400)
        assert await ahead(movable) == timedelta(days=3)
        assert await ahead(usual) == timedelta(0)  # who was not opened so pays nothing and sees nothing
    finally:

        async def reset(tx: Transaction) -> None:
            await tx.execute(Statement(text("DELETE FROM moved_time")))

        await owner.run(CONTEXT, reset)
        for database in (movable, usual, owner):
            await database.close()


def test_it_is_moved_forward_and_not_very_far() -> None:
    today = date(2026, 5, 15)
    refuse_unfit_move(today, today + timedelta(days=LONGEST_MOVE_DAYS))
    for days in (0, -1):
        with pytest.raises(UnfitSettings, match="forward alone"):
            refuse_unfit_move(today, today + timedelta(days=days))
    with pytest.raises(UnfitSettings, match="at most 400 days"):
        refuse_unfit_move(today, today + timedelta(days=LONGEST_MOVE_DAYS + 1))


def test_real_time_is_not_moved() -> None:
    refuse_real_time(Settings(environment="development"))
    keys = {
        "data_key": new_key(),
        "index_key": new_key(),
        "jwt_keys": new_token_keys(),
        "jwt_issuer": "https://id.example",
    }
    for settings in (
        Settings.model_validate({"environment": "development", **DATABASES}),
        Settings.model_validate({"environment": "production", **DATABASES, **keys}),
    ):
        with pytest.raises(UnfitSettings, match="in development alone, on the embedded database"):
            refuse_real_time(settings)
