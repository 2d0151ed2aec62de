"""An administrator has the file of a batch written again, and sees counts alone."""

import hashlib
from pathlib import Path

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.letters.service import LetterFolder
from hb.letters.work import JOBS
from hb.work.service import WorkLoop, Workplace
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, read, refusals, rows_at, send
from tests.letters.days import batches, files_in, give_address, run_all, workplace
from tests.letters.post import lay, leave, letters
from tests.letters.reading import pages_of
from tests.scene import Scene

APP = "administrator"
REMAKE = f"{APP}/RemakeLetterBatch"


@pytest.fixture
async def folder(db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path) -> Path:
    """The folder in which a batch of one letter was printed."""
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene)])
    await run_all(workplace(db, tmp_path), scene)
    return tmp_path


async def jobs(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[object, ...]]:
    rows = await all_rows.fetch(
        "SELECT state, fault, attempts FROM job WHERE organiser_id = $1 AND kind = 'LETTER_BATCH_REMAKE'",
        scene.organiser_id,
    )
    return [tuple(row) for row in rows]


async def test_a_lost_file_is_written_again_byte_for_byte(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, folder: Path
) -> None:
    (path,) = files_in(folder)
    printed = path.read_bytes()
    path.unlink()
    administrator = scene.actors[Role.ADMINISTRATOR]
    await all_rows.execute("UPDATE client SET street_address = 'Muualla 9' WHERE id = $1", scene.client_id)
    (batch,) = rows_at(await read(api, administrator, f"{APP}/LetterBatches"), "letterBatches", "nodes")
    assert (batch["lettersCount"], batch["pagesCount"], batch["sheetsCount"]) == (1, 1, 1)
    before = await letters(all_rows, scene)

    payload = await done(api, administrator, REMAKE, letterBatchId=batch["id"])
    assert at(payload, "letterBatch", "sha256") == batch["sha256"]
    loop = WorkLoop(Workplace(db, {LetterFolder: LetterFolder(folder)}), JOBS, [])
    await loop.turn_of(scene.organiser_id)

    assert await jobs(all_rows, scene) == [("DONE", None, 1)]
    assert path.read_bytes() == printed
    sheet = folder / str(scene.organiser_id) / "2026-05-15-uudelleen.pdf"
    assert files_in(folder) == [sheet, path]
    assert await letters(all_rows, scene) == before
    assert len(await batches(all_rows, scene)) == 1
    audited = await all_rows.fetch(
        "SELECT role, client_id FROM audit_event WHERE organiser_id = $1 AND action = 'letter-batch:remake'",
        scene.organiser_id,
    )
    assert [tuple(row) for row in audited] == [("ADMINISTRATOR", None)]


async def test_the_sheet_beside_the_file_says_when_it_was_made_and_written_again(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, folder: Path
) -> None:
    (path,) = files_in(folder)
    (batch,) = await batches(all_rows, scene)
    await all_rows.execute(
        "UPDATE letter_batch SET composed_at = '2026-05-14T11:05:00Z' WHERE id = $1", batch["id"]
    )
    await done(api, scene.actors[Role.ADMINISTRATOR], REMAKE, letterBatchId=f"LetterBatch:{batch['id']}")

    loop = WorkLoop(Workplace(db, {LetterFolder: LetterFolder(folder)}), JOBS, [])
    await loop.turn_of(scene.organiser_id)

    (page,) = pages_of((path.parent / "2026-05-15-uudelleen.pdf").read_bytes())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert page.replace(" \n", " ").splitlines() == [
        "Kirje-erä 15.5.2026/1, tiedosto kirjoitettu uudelleen",
        "Kirje-erä",
        "15.5.2026/1",
        "Hyvinvointialue",
        "Testialue",
        "Kirjeiden päiväys",
        "15.5.2026",
        "Tehty",
        "14.5.2026 klo 14.05",
        "Kirjoitettu uudelleen",
        "15.5.2026 klo 12.00",
        "Kirjeitä",
        "1",
        "Sivuja",
        "1",
        "Arkkeja, kaksipuolinen",
        "1",
        "Tämä arkki",
        "ei kirjekuoreen",
        "Huomaa",
        "Tiedosto on sama kuin ensin tehty. Tulosta se vain, jos kirjeitä ei ole tulostettu.",
        "Tiedosto",
        "2026-05-15.pdf",
        "Tiedoston SHA-256",
        digest[:32],
        digest[32:],
        "Erän tunnus",
        str(batch["id"]),
    ]


async def test_without_a_folder_the_job_waits_and_says_why(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, folder: Path
) -> None:
    (batch,) = await batches(all_rows, scene)
    await done(api, scene.actors[Role.ADMINISTRATOR], REMAKE, letterBatchId=f"LetterBatch:{batch['id']}")

    await WorkLoop(Workplace(db), JOBS, []).turn_of(scene.organiser_id)

    assert await jobs(all_rows, scene) == [("WAITING", "LetterFolderMissing", 1)]
    assert len(files_in(folder)) == 1


async def test_no_such_batch_and_no_such_right(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, folder: Path
) -> None:
    (batch,) = await batches(all_rows, scene)
    batch_id = f"LetterBatch:{batch['id']}"
    unknown = f"LetterBatch:{new_id()}"
    answer = await send(api, scene.actors[Role.ADMINISTRATOR], REMAKE, letterBatchId=unknown)
    assert refusals(answer) == [("NOT_FOUND", ["input", "letterBatchId"])]
    for role in (Role.CONTROLLER, Role.SOCIAL_WORKER, Role.AUDITOR):
        await denied(api, scene.actors[role], REMAKE, letterBatchId=batch_id)
    assert await jobs(all_rows, scene) == []
    assert len(files_in(folder)) == 1
