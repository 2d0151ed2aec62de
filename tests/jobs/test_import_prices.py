"""A price list as a file: good rows in, bad rows out with their reason, nothing twice."""

from pathlib import Path

import asyncpg
import pytest

from hb.access.rules import Role
from hb.catalogue import model
from hb.catalogue.rules import RowResult
from hb.jobs import import_prices as job
from hb.jobs.import_prices import ImportSummary, import_prices
from hb.jobs.row_file import RUN_AGAIN, FileColumnsWrong, Unjudged, read_rows, results_path
from hb.kit.db import Database
from hb.kit.errors import Busy, Forbidden, UnknownOutcome
from hb.producers.rules import ProducerNotApproved
from tests.catalogue.builders import decide_offering, prices_of, propose_offering, wish
from tests.jobs.lost_commit import lost_commit
from tests.producers.builders import actions, administrator, applied
from tests.scene import START, Scene, put

pytestmark = pytest.mark.slow

HEADER = "offering_code;unit_price_eur;evening_percent;saturday_percent;sunday_percent;valid_from;valid_until"
RESULTS = ("row", "outcome", "code", "field")
GOOD = "HOME_CARE;34,50;115;120;200;2026-06-01;"


def price_list(folder: Path, *rows: str) -> Path:
    path = folder / "prices.csv"
    path.write_text("\r\n".join([HEADER, *rows, ""]), encoding="utf-8-sig")
    return path


def results(summary: ImportSummary) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for _, row in read_rows(summary.results_path, RESULTS)]


async def imported(db: Database, scene: Scene, path: Path) -> ImportSummary:
    return await import_prices(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], path)


def counts(summary: ImportSummary) -> tuple[int, int, int]:
    return summary.accepted, summary.already_there, summary.rejected


async def proposed_count(all_rows: asyncpg.Connection, scene: Scene) -> int:
    count: int = await all_rows.fetchval(
        "SELECT count(*) FROM price WHERE organiser_id = $1 AND state = 'PROPOSED'", scene.organiser_id
    )
    return count


async def test_good_rows_go_in_and_bad_rows_come_out_with_their_reason(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await put(
        all_rows,
        model.price_cap,
        organiser_id=scene.organiser_id,
        product_id=scene.products["CLEANING"],
        valid_from=START,
        cap_cents=3300,
    )
    path = price_list(
        tmp_path,
        GOOD,
        "CLEANING;33.00;115;120;200;1.6.2026;31.12.2026",
        "CLEANING;33,01;115;120;200;2027-01-01;",
        "PHYSIOTHERAPY;34,505;100;100;100;2026-06-01;",
        "PHYSIOTHERAPY;-34,50;100;100;100;2026-06-01;",
        "PHYSIOTHERAPY;1e3;100;100;100;2026-06-01;",
        "PHYSIOTHERAPY;55;90;100;100;2026-06-01;",
        "PHYSIOTHERAPY;55;100;100;x;2026-06-01;",
        "PHYSIOTHERAPY;55;100;100;100;2026-02-30;",
        "PHYSIOTHERAPY;55;100;100;100;2026-06-01;2026-05-31",
        "PHYSIOTHERAPY;55;100;100;100;;",
        "=1+1;55;100;100;100;2026-06-01;",
        ";55;100;100;100;2026-06-01;",
        "PHYSIOTHERAPY;55;100;100;100;2026-06-01;;x",
        '"PHYSIOTHERAPY;55;100;100;100;2026-06-01;',
        "PHYSIOTHERAPY;55;100;100;100;2026-01-01;2026-05-14",
        "PHYSIOTHERAPY;55;100;100;100;2026-01-01;",
        "PHYSIOTHERAPY;55;100;100;100;2026-06-01;",
    )

    summary = await imported(db, scene, path)

    assert summary.results_path == tmp_path / "prices.csv.results.csv"
    assert results(summary) == [
        ("2", "ACCEPTED", "", ""),
        ("3", "ACCEPTED", "", ""),
        ("4", "REJECTED", "PRICE_OVER_CAP", "unit_price_eur"),
        ("5", "REJECTED", "INVALID_INPUT", "unit_price_eur"),
        ("6", "REJECTED", "INVALID_INPUT", "unit_price_eur"),
        ("7", "REJECTED", "INVALID_INPUT", "unit_price_eur"),
        ("8", "REJECTED", "INVALID_INPUT", "evening_percent"),
        ("9", "REJECTED", "INVALID_INPUT", "sunday_percent"),
        ("10", "REJECTED", "INVALID_INPUT", "valid_from"),
        ("11", "REJECTED", "INVALID_INPUT", "valid_until"),
        ("12", "REJECTED", "INVALID_INPUT", "valid_from"),
        ("13", "REJECTED", "NOT_FOUND", "offering_code"),
        ("14", "REJECTED", "INVALID_INPUT", "offering_code"),
        ("15", "REJECTED", "INVALID_INPUT", ""),
        ("16", "REJECTED", "INVALID_INPUT", ""),
        ("17", "REJECTED", "PRICE_IN_PAST", "valid_until"),
        ("18", "REJECTED", "OVERLAPPING_VALIDITY", "valid_from"),
        ("19", "ACCEPTED", "", ""),
    ]
    assert counts(summary) == (3, 0, 15)
    assert await proposed_count(all_rows, scene) == 3
    rows = await prices_of(all_rows, scene.offerings["HOME_CARE"])
    assert [(row[0], row[3]) for row in rows] == [(3400, "APPROVED"), (3450, "PROPOSED")]


async def test_the_same_file_twice_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    path = price_list(
        tmp_path, GOOD, "CLEANING;33,00;115;120;200;2026-06-01;", "NONE;1;100;100;100;2026-06-01;"
    )
    first = await imported(db, scene, path)

    second = await imported(db, scene, path)

    assert (counts(first), counts(second)) == ((2, 0, 1), (0, 2, 1))
    assert [row[1] for row in results(second)] == ["ALREADY_THERE", "ALREADY_THERE", "REJECTED"]
    assert await proposed_count(all_rows, scene) == 2


async def test_a_file_without_fault_is_not_even_judged_twice(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    path = price_list(tmp_path, GOOD)
    await imported(db, scene, path)

    assert counts(await imported(db, scene, path)) == (0, 1, 0)

    assert await actions(all_rows, scene) == ["price:propose"]


async def test_a_refused_row_goes_in_once_its_fault_is_mended(
    db: Database, scene: Scene, tmp_path: Path
) -> None:
    path = price_list(tmp_path, GOOD, "ILTA;40;115;120;200;2026-06-01;")
    assert counts(await imported(db, scene, path)) == (1, 0, 1)
    await propose_offering(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], wish(scene, "ILTA"))

    assert counts(await imported(db, scene, path)) == (1, 1, 0)
    assert counts(await imported(db, scene, path)) == (0, 2, 0)


async def test_a_long_file_goes_in_by_chunks(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    rows = [
        f"{code};30,{number % 100:02};100;100;100;{2027 + number // 12}-{number % 12 + 1:02}-01;"
        for code in scene.offerings
        for number in range(400)
    ]
    path = price_list(tmp_path, *rows)

    assert counts(await imported(db, scene, path)) == (1_200, 0, 0)
    assert await proposed_count(all_rows, scene) == 1_200
    assert await actions(all_rows, scene) == ["price:propose"] * 3
    commands = await all_rows.fetchval(
        "SELECT count(*) FROM command WHERE organiser_id = $1", scene.organiser_id
    )
    assert commands == 3


async def test_a_failure_on_the_way_is_told_row_by_row(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [f"HOME_CARE;35;100;100;100;{2027 + number}-01-01;" for number in range(4)]
    path = price_list(tmp_path, *rows)
    monkeypatch.setattr(job, "CHUNK_ROWS", 2)
    await all_rows.execute("BEGIN")
    try:
        # Another session holds the key of the second chunk, so that this chunk waits in vain.
        file = read_rows(path, job.COLUMNS)
        actor = scene.actors[Role.PRODUCER_ADMINISTRATOR]
        await all_rows.execute(
            "INSERT INTO command VALUES ($1, $2, $3, 'x', '', NULL, now())",
            scene.organiser_id,
            actor.user_id,
            file.chunk_key(job.COMMAND, 1),
        )
        summary = await imported(db, scene, path)
    finally:
        await all_rows.execute("ROLLBACK")

    assert [row[1:3] for row in results(summary)] == [("ACCEPTED", "")] * 2 + [("NOT_DONE", Busy.code)] * 2
    assert (counts(summary), summary.unknown, summary.not_done) == ((2, 0, 0), 0, 2)
    assert str(summary).startswith("2 accepted, 0 there already, 0 rejected, 0 unknown, 2 not done;")
    assert counts(await imported(db, scene, path)) == (2, 2, 0)
    assert await proposed_count(all_rows, scene) == 4


async def test_a_chunk_whose_commit_is_lost_is_told_as_unknown(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [f"HOME_CARE;35;100;100;100;{2027 + number}-01-01;" for number in range(4)]
    path = price_list(tmp_path, *rows)
    monkeypatch.setattr(job, "CHUNK_ROWS", 2)

    async with lost_commit(all_rows, scene, "price", "NEW.valid_from = '2029-01-01'"):
        summary = await imported(db, scene, path)

    assert [row[1:3] for row in results(summary)] == [
        *[("ACCEPTED", "")] * 2,
        *[("UNKNOWN", UnknownOutcome.code)] * 2,
    ]
    message = summary.results_path.read_text(encoding="utf-8-sig").splitlines()[3].split(";")[4]
    assert message == RUN_AGAIN[Unjudged.UNKNOWN]["fi"]
    assert (counts(summary), summary.unknown, summary.not_done) == ((2, 0, 0), 2, 0)
    assert str(summary).startswith("2 accepted, 0 there already, 0 rejected, 2 unknown, 0 not done;")
    assert counts(await imported(db, scene, path)) == (2, 2, 0)
    assert await proposed_count(all_rows, scene) == 4


async def test_a_rejected_offering_takes_no_price(db: Database, scene: Scene, tmp_path: Path) -> None:
    offering_id = await propose_offering(db, scene.actors[Role.PRODUCER_ADMINISTRATOR], wish(scene, "ILTA"))
    await decide_offering(
        db, scene.actors[Role.PRODUCER_COORDINATOR], offering_id, approve=False, reason="Ei."
    )

    summary = await imported(db, scene, price_list(tmp_path, "ILTA;40;115;120;200;2026-06-01;"))

    assert results(summary) == [("2", RowResult.REJECTED, "WRONG_STATE", "offering_code")]


async def test_a_file_that_may_not_be_imported_leaves_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    path = price_list(tmp_path, GOOD)
    newcomer = administrator(scene)
    await applied(db, newcomer)

    with pytest.raises(Forbidden):
        await import_prices(db, scene.actors[Role.PRODUCER_COORDINATOR], path)
    with pytest.raises(ProducerNotApproved):
        await import_prices(db, newcomer, path)
    headless = tmp_path / "headless.csv"
    headless.write_text(GOOD)
    with pytest.raises(FileColumnsWrong):
        await imported(db, scene, headless)

    assert await proposed_count(all_rows, scene) == 0
    assert not results_path(path).exists()
    assert not results_path(headless).exists()
