"""A file of deliveries: good rows in, bad rows out with their reason, the same file again without effect."""

from pathlib import Path

import asyncpg
import pytest

from hb.access.rules import Role
from hb.jobs import report_deliveries as job
from hb.jobs.report_deliveries import ReportSummary, report_deliveries
from hb.jobs.row_file import RUN_AGAIN, Unjudged, read_rows
from hb.kit.db import Database
from hb.kit.errors import Forbidden
from tests.deliveries.builders import MARCH, Ordered, make_order, make_orders
from tests.deliveries.test_batches import assert_books_right
from tests.jobs.lost_commit import lost_commit
from tests.scene import Scene
from tests.settlement.builders import grant_exception

pytestmark = pytest.mark.slow

HEADER = "external_id;order_id;kind;service_date;quantity"


def _write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def _mixed(ordered: Ordered) -> list[str]:
    return [
        f"v1;{ordered.order_id};DELIVERED;2026-05-04;60",
        f"v2;ProducerOrder:{ordered.order_id};missed;4.5.2026;30",
        f"v3;{ordered.order_id};DELIVERED;2026-05-04;100000",
        f"v4;{ordered.order_id};DELIVERED;2026-05-04;1,5",
        f"v5;{ordered.order_id};HOLIDAY;2026-05-04;60",
        "v6;123;DELIVERED;2026-05-04;60",
        f"v7;{ordered.order_id};DELIVERED;31.2.2026;60",
        f"v8;{ordered.order_id};DELIVERED;2026-03-04;60",
        f";{ordered.order_id};DELIVERED;2026-05-04;60",
        f"v9;{ordered.order_id};;2026-05-05;60",
    ]


async def test_each_row_of_a_file_gets_its_result(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    ordered = await make_order(db, scene, all_rows)
    path = _write(tmp_path / "toteumat.csv", _mixed(ordered))

    summary = await report_deliveries(db, scene.actors[Role.PRODUCER_REPORTER], path)

    assert summary == ReportSummary(3, 0, 7, tmp_path / "toteumat.csv.results.csv")
    lines = summary.results_path.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[:4] for line in lines[1:]] == [
        ["2", "ACCEPTED", "", ""],
        ["3", "ACCEPTED", "", ""],
        ["4", "REJECTED", "OVER_QUANTITY", "quantity"],
        ["5", "REJECTED", "INVALID_INPUT", "quantity"],
        ["6", "REJECTED", "INVALID_INPUT", "kind"],
        ["7", "REJECTED", "INVALID_INPUT", "order_id"],
        ["8", "REJECTED", "INVALID_INPUT", "service_date"],
        ["9", "REJECTED", "REPORTING_DEADLINE_PASSED", "service_date"],
        ["10", "REJECTED", "INVALID_EXTERNAL_ID", "external_id"],
        ["11", "ACCEPTED", "", ""],
    ]
    assert lines[3].endswith("Tilauksesta on tälle kuukaudelle jäljellä 510\xa0min.")
    await assert_books_right(db, scene)


async def test_a_row_with_a_nul_is_refused_and_the_others_are_reported(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    """PostgreSQL stores no NUL: one in the producer's number once undid the whole chunk by a fault."""
    ordered = await make_order(db, scene, all_rows)
    rows = [f"v1;{ordered.order_id};DELIVERED;2026-05-04;60", f"v\0;{ordered.order_id};;2026-05-04;60"]

    summary = await report_deliveries(
        db, scene.actors[Role.PRODUCER_REPORTER], _write(tmp_path / "toteumat.csv", rows)
    )

    assert (summary.accepted, summary.rejected) == (1, 1)
    lines = summary.results_path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[2].split(";")[:4] == ["3", "REJECTED", "INVALID_INPUT", "external_id"]


async def test_the_same_file_again_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    ordered = await make_order(db, scene, all_rows)
    path = _write(tmp_path / "toteumat.csv", _mixed(ordered))
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await report_deliveries(db, reporter, path)
    before = await _rows(all_rows, scene)

    again = await report_deliveries(db, reporter, path)

    assert (again.accepted, again.already_reported, again.rejected) == (0, 3, 7)
    assert await _rows(all_rows, scene) == before


async def test_the_same_file_again_posts_rows_that_have_become_good(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    ordered = await make_order(db, scene, all_rows)
    path = _write(tmp_path / "toteumat.csv", _mixed(ordered))
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    await report_deliveries(db, reporter, path)
    await grant_exception(scene, all_rows, MARCH)

    again = await report_deliveries(db, reporter, path)

    assert (again.accepted, again.already_reported, again.rejected) == (1, 3, 6)


async def test_a_file_of_many_chunks_is_posted_whole(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    orders = await make_orders(db, scene, all_rows, 20)
    lines = [f"v{number};{orders[number % 20].order_id};;2026-05-04;10" for number in range(1_200)]
    lines[700] = f"v700;{orders[0].order_id};;2026-05-04;0"
    path = _write(tmp_path / "toteumat.csv", lines)
    reporter = scene.actors[Role.PRODUCER_REPORTER]

    first = await report_deliveries(db, reporter, path)
    again = await report_deliveries(db, reporter, path)

    assert (first.accepted, first.already_reported, first.rejected) == (1_199, 0, 1)
    assert (again.accepted, again.already_reported, again.rejected) == (0, 1_199, 1)
    keys = await all_rows.fetchval("SELECT count(*) FROM command WHERE organiser_id = $1", scene.organiser_id)
    assert keys == 3
    await assert_books_right(db, scene)


async def test_a_chunk_at_which_the_database_fails_is_not_told_as_rejected(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ordered = await make_order(db, scene, all_rows)
    path = _write(tmp_path / "toteumat.csv", [f"v{n};{ordered.order_id};;2026-05-04;10" for n in range(6)])
    monkeypatch.setattr(job, "CHUNK_ROWS", 2)
    reporter = scene.actors[Role.PRODUCER_REPORTER]

    async with lost_commit(all_rows, scene, "delivery", "NEW.external_id = 'v3'"):
        await all_rows.execute("BEGIN")
        try:
            # Another session holds the key of the third chunk, so that this chunk waits in vain.
            await all_rows.execute(
                "INSERT INTO command VALUES ($1, $2, $3, 'x', '', NULL, now())",
                scene.organiser_id,
                reporter.user_id,
                read_rows(path, job.COLUMNS).chunk_key(job.COMMAND, 2),
            )
            summary = await report_deliveries(db, reporter, path)
        finally:
            await all_rows.execute("ROLLBACK")

    lines = summary.results_path.read_text(encoding="utf-8-sig").splitlines()
    unknown, not_done = RUN_AGAIN[Unjudged.UNKNOWN]["fi"], RUN_AGAIN[Unjudged.NOT_DONE]["fi"]
    assert lines[1:] == [
        *[f"{number};ACCEPTED;;;" for number in (2, 3)],
        *[f"{number};UNKNOWN;UNKNOWN_OUTCOME;;{unknown}" for number in (4, 5)],
        *[f"{number};NOT_DONE;BUSY;;{not_done}" for number in (6, 7)],
    ]
    assert summary == ReportSummary(2, 0, 0, summary.results_path, unknown=2, not_done=2)
    assert str(summary).startswith("2 accepted, 0 reported before, 0 rejected, 2 unknown, 2 not done;")
    again = await report_deliveries(db, reporter, path)
    assert (again.accepted, again.already_reported, again.rejected) == (4, 2, 0)
    assert (again.unknown, again.not_done) == (0, 0)
    await assert_books_right(db, scene)


async def test_a_role_that_may_not_report_reads_no_file(db: Database, scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        await report_deliveries(db, scene.actors[Role.CONTROLLER], tmp_path / "missing.csv")


async def _rows(all_rows: asyncpg.Connection, scene: Scene) -> list[int]:
    """How many rows of each kind the organiser has."""
    return [
        await all_rows.fetchval(f"SELECT count(*) FROM {table} WHERE organiser_id = $1", scene.organiser_id)
        for table in ("delivery", "transfer", "link", "message", "audit_event", "command")
    ]
