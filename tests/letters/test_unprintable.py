"""A letter that cannot be set fails alone; the others of its batch are printed."""

from pathlib import Path

import asyncpg
import pytest
import typst

from hb.kit.db import Database
from hb.letters.service import printing
from hb.letters.service.printing import Batch
from tests.letters.days import batches, give_address, run_all, workplace
from tests.letters.post import lay, leave, letters
from tests.scene import Scene


async def test_one_letter_of_one_endless_word_stops_no_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    """The word of 200,000 signs made "a PDF string is longer than 32767" of the whole batch, each day."""
    await give_address(all_rows, scene)
    endless = await leave(all_rows, scene, body="x" * 200_000)
    whole = [await leave(all_rows, scene) for _ in range(3)]
    await lay(db, scene, [whole[0], endless, *whole[1:]])

    counts = await run_all(workplace(db, tmp_path), scene)

    assert (counts["letters"], counts["failed"]) == (3, 1)
    states = {
        row["message_id"]: (row["state"], row["message_state"]) for row in await letters(all_rows, scene)
    }
    assert states == {endless: ("FAILED", "FAILED"), **dict.fromkeys(whole, ("PRINTED", "SENT"))}
    assert [batch["letters"] for batch in await batches(all_rows, scene)] == [3]
    shown = await all_rows.fetchrow(
        "SELECT channel, state, reason FROM unsent_message WHERE message_id = $1", endless
    )
    assert shown is not None
    assert tuple(shown) == ("LETTER", "FAILED", "OWN_FAULT")
    notices = "SELECT count(*) FROM message WHERE organiser_id = $1 AND event = 'LETTER_FAILED'"
    assert await all_rows.fetchval(notices, scene.organiser_id) == 0


async def test_where_nothing_at_all_can_be_set_no_letter_fails(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene) for _ in range(2)])

    def broken(_batch: Batch) -> None:
        raise typst.TypstError("no font", "no font")

    monkeypatch.setattr(printing, "print_batch", broken)
    with pytest.raises(typst.TypstError):
        await run_all(workplace(db, tmp_path), scene)
    assert [row["state"] for row in await letters(all_rows, scene)] == ["LAID_BY"] * 2
