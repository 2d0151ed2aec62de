"""The real `python -m hb clock` where time is real: a sentence, exit code 2, and nothing moved."""

from collections.abc import Mapping
from pathlib import Path

import asyncpg
import pytest

from hb.kit.keys import new_key
from hb.kit.settings import new_token_keys
from tests.reliability.served import ended, hb

REAL = "hb: The time is moved in development alone, on the embedded database: anywhere else it is real.\n"
KEYS = {
    "HB_DATA_KEY": new_key(),
    "HB_INDEX_KEY": new_key(),
    "HB_JWT_KEYS": new_token_keys(),
    "HB_JWT_ISSUER": "https://id.example",
}


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("tomorrow",), ("status",), ("tomorrow", "--demo")])
@pytest.mark.parametrize(
    "settings", [{"HB_ENVIRONMENT": "development"}, {"HB_ENVIRONMENT": "production", **KEYS}]
)
async def test_a_named_database_keeps_its_time(
    app_dsn: str,
    owner_dsn: str,
    all_rows: asyncpg.Connection,
    tmp_path: Path,
    settings: Mapping[str, str],
    arguments: tuple[str, ...],
) -> None:
    before = await all_rows.fetch("SELECT * FROM moved_time")
    runs = await all_rows.fetchval("SELECT count(*) FROM clock_run")
    addresses = {"HB_DATABASE_URL": app_dsn, "HB_OWNER_DATABASE_URL": owner_dsn}
    process = await hb(tmp_path / "home", "clock", *arguments, settings={**settings, **addresses})
    assert await ended(process) == (2, "", REAL)
    assert await all_rows.fetch("SELECT * FROM moved_time") == before
    assert await all_rows.fetchval("SELECT count(*) FROM clock_run") == runs
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
async def test_production_without_a_database_has_no_clock(tmp_path: Path) -> None:
    process = await hb(
        tmp_path / "home", "clock", "tomorrow", settings={"HB_ENVIRONMENT": "production", **KEYS}
    )
    code, said, complained = await ended(process)
    assert (code, said, complained.count("\n")) == (2, "", 1)
    assert complained.startswith("hb: In production HB_DATABASE_URL and HB_OWNER_DATABASE_URL must be set")
    assert not (tmp_path / "home").exists()
