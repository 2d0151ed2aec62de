"""The batch of a day: what is printed, what is not, and that it happens once."""

import asyncio
import hashlib
from datetime import date, timedelta
from pathlib import Path

import asyncpg
import pytest

from hb.access.rules import Role, system_actor
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.letters.service import LetterFolderMissing
from hb.letters.service.batching import make_batch
from hb.letters.work import CLOCKS, JOBS
from hb.work.service import WorkLoop, Workplace
from tests.letters.days import DAY, batches, files_in, give_address, run_all, workplace
from tests.letters.post import lay, leave, letters
from tests.letters.reading import pages_of
from tests.scene import NOW, Scene, make_client


async def test_a_batch_is_one_file_with_its_letters(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    message_ids = [await leave(all_rows, scene), await leave(all_rows, scene, language="sv")]
    await lay(db, scene, message_ids)

    counts = await run_all(workplace(db, tmp_path), scene)

    assert counts == {"letters": 2, "pages": 2, "sheets": 2}
    (batch,) = await batches(all_rows, scene)
    path = tmp_path / str(scene.organiser_id) / "2026-05-15.pdf"
    assert files_in(tmp_path) == [path]
    assert path.read_bytes() == batch["content"]
    assert batch["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (batch["day"], batch["number"], batch["letters"], batch["made_at"]) == (DAY, 1, 2, NOW)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    rows = await letters(all_rows, scene)
    assert [(row["state"], row["message_state"], row["position"], row["pages"]) for row in rows] == [
        ("PRINTED", "SENT", 1, 1),
        ("PRINTED", "SENT", 2, 1),
    ]
    pages = pages_of(batch["content"])
    assert "Aino Äijälä" in pages[2]
    assert "01900 NURMIJÄRVI" in pages[2]
    assert "15.5.2026" in pages[2]
    assert "Testområdet" in pages[4]
    audited = await all_rows.fetch(
        "SELECT role, facts FROM audit_event WHERE organiser_id = $1 AND action = 'letter-batch:make'",
        scene.organiser_id,
    )
    assert [(row["role"], row["facts"]) for row in audited] == [
        ("SYSTEM", {"letters": 2, "pages": 2, "sheets": 2})
    ]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ({"street_address": None}, "NO_ADDRESS"),
        ({"postal_code": None}, "NO_ADDRESS"),
        ({"postal_office": None}, "NO_ADDRESS"),
        ({"postal_code": "1900"}, "FOREIGN_ADDRESS"),
        ({"postal_code": "00000"}, "FOREIGN_ADDRESS"),
        ({"street_address": "街道 1"}, "UNPRINTABLE_ADDRESS"),
    ],
    ids=["no street", "no code", "no office", "four digits", "no such code", "not printable"],
)
async def test_a_letter_without_an_address_fails_and_the_own_worker_is_notified_once(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    tmp_path: Path,
    address: dict[str, str | None],
    reason: str,
) -> None:
    own_worker = scene.actors[Role.SOCIAL_WORKER].user_id
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE worker_id = $1", own_worker
    )
    await give_address(all_rows, scene, **address)
    await lay(db, scene, [await leave(all_rows, scene)])

    counts = await run_all(workplace(db, tmp_path), scene)
    again = await run_all(workplace(db, tmp_path), scene)

    assert (counts, again) == ({"failed": 1}, {})
    assert files_in(tmp_path) == []
    assert await batches(all_rows, scene) == []
    (row,) = await letters(all_rows, scene)
    assert (row["state"], row["failure"], row["message_state"]) == ("FAILED", "NO_ADDRESS", "FAILED")
    notices = await all_rows.fetch(
        "SELECT recipient_id, channel, client_id, facts->>'outcome' FROM message WHERE organiser_id = $1"
        " AND event = 'LETTER_FAILED'",
        scene.organiser_id,
    )
    assert [tuple(notice) for notice in notices] == [(own_worker, None, scene.client_id, reason)]
    unsent = await all_rows.fetch(
        "SELECT message_id, channel, state, reason FROM unsent_message WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert [tuple(shown) for shown in unsent] == [(row["message_id"], "LETTER", "FAILED", reason)]


async def test_a_letter_that_failed_is_printed_when_it_is_laid_by_again_with_an_address(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene, street_address=None)
    message_id = await leave(all_rows, scene)
    await lay(db, scene, [message_id])
    await run_all(workplace(db, tmp_path), scene)
    await give_address(all_rows, scene)
    await all_rows.execute("UPDATE message SET state = 'WAITING' WHERE id = $1", message_id)
    await lay(db, scene, [message_id])

    assert await run_all(workplace(db, tmp_path), scene) == {"letters": 1, "pages": 1, "sheets": 1}

    (row,) = await letters(all_rows, scene)
    assert (row["state"], row["failure"], row["message_state"]) == ("PRINTED", None, "SENT")
    shown = await all_rows.fetchval("SELECT state FROM unsent_message WHERE message_id = $1", message_id)
    assert shown == "SENT"


async def test_a_representative_without_an_address_fails_and_others_are_printed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    to_client = await leave(all_rows, scene)
    to_other = await leave(all_rows, scene, scene.representative_id)
    await lay(db, scene, [to_client, to_other])

    counts = await run_all(workplace(db, tmp_path), scene)

    assert counts == {"failed": 1, "letters": 1, "pages": 1, "sheets": 1}
    states = {row["message_id"]: row["state"] for row in await letters(all_rows, scene)}
    assert states == {to_client: "PRINTED", to_other: "FAILED"}


async def test_hidden_contact_data_are_used_for_the_clients_own_letter(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    await all_rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", scene.client_id)
    await lay(db, scene, [await leave(all_rows, scene)])

    await run_all(workplace(db, tmp_path), scene)

    (batch,) = await batches(all_rows, scene)
    assert "Esimerkkitie 1 A 2" in pages_of(batch["content"])[2]


async def test_a_merged_records_letter_goes_where_the_person_is(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    closed = new_id()
    await make_client(all_rows, scene.organiser_id, closed, "Aino", "Vanha")
    await all_rows.execute("UPDATE client SET merged_into = $2 WHERE id = $1", closed, scene.client_id)
    await lay(db, scene, [await leave(all_rows, scene, closed)])

    await run_all(workplace(db, tmp_path), scene)

    (batch,) = await batches(all_rows, scene)
    assert "Aino Äijälä" in pages_of(batch["content"])[2]


async def test_withheld_letters_are_not_printed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene, state="WITHHELD")])

    assert await run_all(workplace(db, tmp_path), scene) == {}

    (row,) = await letters(all_rows, scene)
    assert (row["state"], row["message_state"], row["batch_id"]) == ("LAID_BY", "WITHHELD", None)


async def test_a_kept_batch_is_given_up_when_a_letter_of_it_is_withheld_before_its_file_is_written(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    dead, living = await leave(all_rows, scene), await leave(all_rows, scene)
    await lay(db, scene, [dead, living])
    broken = tmp_path / "broken"
    broken.write_text("no folder")
    with pytest.raises(OSError, match="File exists"):
        await run_all(workplace(db, broken), scene)
    assert [batch["letters"] for batch in await batches(all_rows, scene)] == [2]
    await all_rows.execute("UPDATE message SET state = 'WITHHELD' WHERE id = $1", dead)

    counts = await run_all(workplace(db, tmp_path), scene)

    assert counts == {"letters": 1, "pages": 1, "sheets": 1}
    assert [(batch["letters"], batch["number"]) for batch in await batches(all_rows, scene)] == [(1, 1)]
    states = {
        row["message_id"]: (row["state"], row["message_state"]) for row in await letters(all_rows, scene)
    }
    assert states == {dead: ("LAID_BY", "WITHHELD"), living: ("PRINTED", "SENT")}


async def test_without_a_folder_letters_stay_laid_by_and_the_clock_says_so(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene)])
    loop = WorkLoop(Workplace(db), JOBS, CLOCKS)
    await loop.turn_of(scene.organiser_id)
    await all_rows.execute(
        "UPDATE clock SET due_at = $2 WHERE organiser_id = $1", scene.organiser_id, NOW - timedelta(hours=1)
    )

    await loop.turn_of(scene.organiser_id)

    clock = await all_rows.fetchrow(
        "SELECT fault, attempts FROM clock WHERE organiser_id = $1", scene.organiser_id
    )
    assert clock is not None
    assert (clock["fault"], clock["attempts"]) == ("LetterFolderMissing", 1)
    (row,) = await letters(all_rows, scene)
    assert (row["state"], row["message_state"], row["batch_id"]) == ("LAID_BY", "WAITING", None)
    assert await batches(all_rows, scene) == []
    with pytest.raises(LetterFolderMissing):
        await make_batch(Workplace(db), system_actor(scene.organiser_id), DAY)


async def test_nothing_is_printed_on_a_day_off_and_the_next_working_day_prints_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene)])
    place = workplace(db, tmp_path)

    assert await run_all(place, scene, date(2026, 5, 16)) == {}
    assert await run_all(place, scene, date(2026, 5, 14)) == {}, "Ascension Day, and laid by only later"
    assert await run_all(place, scene, date(2026, 5, 13)) == {}, "laid by only later"
    assert await run_all(place, scene, date(2026, 5, 18)) == {"letters": 1, "pages": 1, "sheets": 1}


async def test_a_later_batch_of_a_day_has_a_number(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    place = workplace(db, tmp_path)
    for _ in range(2):
        await lay(db, scene, [await leave(all_rows, scene)])
        await run_all(place, scene)

    assert [file.name for file in files_in(tmp_path)] == [
        "2026-05-15-2.pdf",
        "2026-05-15.pdf",
    ]
    assert [batch["number"] for batch in await batches(all_rows, scene)] == [1, 2]


async def test_two_loops_at_once_print_each_letter_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene) for _ in range(3)])
    place = workplace(db, tmp_path)

    counts = await asyncio.gather(*(run_all(place, scene) for _ in range(4)))

    (batch,) = await batches(all_rows, scene)
    assert batch["letters"] == 3
    assert sum(count.get("letters", 0) for count in counts) == 3
    assert [file.read_bytes() for file in files_in(tmp_path)] == [batch["content"]]
    assert {row["state"] for row in await letters(all_rows, scene)} == {"PRINTED"}


async def test_letters_of_another_organiser_are_left_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await give_address(all_rows, scene)
    await lay(db, scene, [await leave(all_rows, scene)])
    other = new_id()

    with pytest.raises(LookupError):
        await make_batch(workplace(db, tmp_path), system_actor(other), DAY)

    assert await batches(all_rows, scene) == []
