"""Days on which letters are printed, and what lies in the folder and the database afterwards."""

from datetime import date
from pathlib import Path

import asyncpg

from hb.access.rules import system_actor
from hb.kit.db import Database
from hb.letters.service import LetterFolder
from hb.letters.service.batching import make_batch
from hb.work.service import Step, Workplace
from tests.scene import Scene

DAY = date(2026, 5, 15)
"""A Friday, and the day of the tests' clock."""


def workplace(db: Database, folder: Path) -> Workplace:
    return Workplace(db, {LetterFolder: LetterFolder(folder)})


async def give_address(connection: asyncpg.Connection, scene: Scene, **columns: str | None) -> None:
    values = {
        "street_address": "Esimerkkitie 1 A 2",
        "postal_code": "01900",
        "postal_office": "Nurmijärvi",
        **columns,
    }
    await connection.execute(
        "UPDATE client SET street_address = $2, postal_code = $3, postal_office = $4 WHERE id = $1",
        scene.client_id,
        values["street_address"],
        values["postal_code"],
        values["postal_office"],
    )


def files_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


async def batches(connection: asyncpg.Connection, scene: Scene) -> list[asyncpg.Record]:
    return await connection.fetch(
        "SELECT letter_batch.*, letter_batch_file.content FROM letter_batch JOIN letter_batch_file"
        " ON letter_batch_file.batch_id = letter_batch.id"
        " WHERE letter_batch.organiser_id = $1 ORDER BY number",
        scene.organiser_id,
    )


async def run_all(place: Workplace, scene: Scene, day: date = DAY) -> dict[str, int]:
    """Take steps until nothing is left, as the loop does; gives the counts of all."""
    counts: dict[str, int] = {}
    step = Step({}, is_done=False)
    while not step.is_done:
        step = await make_batch(place, system_actor(scene.organiser_id), day)
        for name, count in step.counts.items():
            counts[name] = counts.get(name, 0) + count
    return counts
