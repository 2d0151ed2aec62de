"""A process that is killed while it prints loses no letter and prints none twice (O4)."""

import asyncio
import sys
from pathlib import Path

import asyncpg
import pytest

from hb.kit.db import Database
from tests.letters.days import batches, files_in, give_address, run_all, workplace
from tests.letters.post import lay, leave, letters
from tests.scene import Scene

KILLED = -9


@pytest.mark.parametrize("point", ["kept", "half", "file"])
async def test_killed_between_the_batch_and_its_end(
    point: str, db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene), await leave(all_rows, scene, language="sv")])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.letters.dying", point, app_dsn, str(scene.organiser_id)), str(tmp_path)
    )
    assert await process.wait() == KILLED
    (kept,) = await batches(all_rows, scene)
    assert (kept["made_at"], kept["letters"]) == (None, 2)
    assert {row["message_state"] for row in await letters(all_rows, scene)} == {"WAITING"}
    path = tmp_path / str(scene.organiser_id) / "2026-05-15.pdf"
    assert (path in files_in(tmp_path)) is (point == "file")
    await all_rows.execute("UPDATE client SET street_address = 'Muualla 9' WHERE id = $1", scene.client_id)

    counts = await run_all(workplace(db, tmp_path), scene)

    assert counts == {"letters": 2, "pages": 2, "sheets": 2}
    (made,) = await batches(all_rows, scene)
    assert (made["id"], made["content"], made["sha256"]) == (kept["id"], kept["content"], kept["sha256"])
    assert {file.name: file.read_bytes() for file in files_in(tmp_path)} == {path.name: kept["content"]}
    assert {(row["state"], row["message_state"]) for row in await letters(all_rows, scene)} == {
        ("PRINTED", "SENT")
    }
    assert await run_all(workplace(db, tmp_path), scene) == {}
