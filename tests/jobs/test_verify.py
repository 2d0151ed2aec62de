"""`verify` counts what it checked, names a planted difference, and says so by its exit code."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from hb.access.rules import Role
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.jobs.verify import verify_all
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.ledger.rules import DifferenceKind
from tests.deliveries.builders import Ordered, Wanted, make_order, send, visit
from tests.scene import NOW, Scene, make_scene

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Apart:
    """A database of its own, since the counts are of the whole of it."""

    app_dsn: str
    owner_dsn: str
    all_rows: asyncpg.Connection
    scene: Scene
    ordered: Ordered


@pytest_asyncio.fixture
async def apart(embedded: EmbeddedPostgres) -> AsyncIterator[Apart]:
    name = f"verify_{new_id().hex}"
    embedded.create_database(name, template=DATABASE)
    app_dsn, owner_dsn = embedded.dsn(APP, name), embedded.dsn(OWNER, name)
    all_rows = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    await all_rows.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    db = await Database.connect(app_dsn, size=2, clock=NOW)
    scene = await make_scene(all_rows)
    await make_scene(all_rows)
    ordered = await make_order(db, scene, all_rows, Wanted(is_decided=True))
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1"), visit(ordered, "2")])
    yield Apart(app_dsn, owner_dsn, all_rows, scene, ordered)
    await db.close()
    await all_rows.close()
    embedded.drop_database(name)


def command(apart: Apart, home: Path) -> "subprocess.CompletedProcess[str]":
    """`python -m hb verify` on that database."""
    return subprocess.run(
        [sys.executable, "-m", "hb", "verify"],
        env={
            **os.environ,
            "HB_ENVIRONMENT": "development",
            "HB_DATABASE_URL": apart.app_dsn,
            "HB_OWNER_DATABASE_URL": apart.owner_dsn,
            "HB_HOME": str(home),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def run(apart: Apart, home: Path) -> tuple[int, list[str]]:
    """Its exit code and lines, where it could look at the books."""
    done = command(apart, home)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


async def test_whole_books_end_with_exit_0(apart: Apart, tmp_path: Path) -> None:
    code, lines = run(apart, tmp_path)

    # Accounts: budget, line, and both of each of four months. Transfers: grants, reservations, one drawing.
    assert (code, lines) == (
        0,
        [
            "Checked 2 organisers: 1 budgets, 10 accounts, 9 transfers, 24 links, 4 reservations,"
            " 1 decisions, 4 item months, 2 deliveries, 0 payment accounts, 0 settlements; 0 differences.",
            "Checked 0 seals: 0 sealed rows, 30 rows not sealed yet; 0 differences.",
        ],
    )


async def test_a_planted_difference_is_named_and_ends_with_exit_1(apart: Apart, tmp_path: Path) -> None:
    await apart.all_rows.execute(
        "UPDATE account SET used = used - 1 WHERE budget_id = $1 AND line_no = 1 AND month = 0",
        apart.ordered.budget_id,
    )

    code, lines = run(apart, tmp_path)

    assert code == 1
    assert lines[0].endswith("; 1 differences.")
    assert lines[1:2] == [
        f"USED organiser={apart.scene.organiser_id} budget={apart.ordered.budget_id}"
        " line=1 month=0 measure=CENTS expected=6800 found=6799"
    ]


async def test_a_delivery_changed_past_the_services_is_named_m17(apart: Apart, tmp_path: Path) -> None:
    """S4, M17: what stands outside the ledger was not proved."""
    await apart.all_rows.execute("SET session_replication_role = replica")
    transfer_id = await apart.all_rows.fetchval(
        "UPDATE delivery SET cents = cents + 100000 WHERE external_id = '1' RETURNING transfer_id"
    )

    code, lines = run(apart, tmp_path)

    assert code == 1
    assert lines[0].endswith("; 1 differences.")
    assert lines[1:2] == [
        f"DELIVERED organiser={apart.scene.organiser_id} budget={apart.ordered.budget_id} month=202605"
        f" measure=CENTS transfer={transfer_id} expected=6800 found=106800"
    ]


async def test_the_owner_behind_row_level_security_checks_every_organiser(apart: Apart) -> None:
    await apart.all_rows.execute(
        "UPDATE account SET granted = granted + 1 WHERE budget_id = $1 AND line_no = 0 AND month = 0",
        apart.ordered.budget_id,
    )
    owner = await Database.connect(apart.owner_dsn, size=2)

    try:
        report = await verify_all(owner)
    finally:
        await owner.close()

    assert len(report.verified) == 2
    ((organiser_id, difference),) = report.differences
    assert (organiser_id, difference["kind"]) == (apart.scene.organiser_id, DifferenceKind.GRANTED)
    assert (difference["expected"], difference["found"]) == (240_000, 240_001)


@pytest.mark.parametrize(
    ("applied", "told"),
    [
        (
            "UPDATE alembic_version SET version_num = '0005'",
            "The database is at migration 0005 and this release",
        ),
        ("DROP TABLE alembic_version", "The database is empty; run `python -m hb migrate`."),
    ],
)
async def test_books_of_another_release_are_refused_in_one_sentence(
    apart: Apart, tmp_path: Path, applied: str, told: str
) -> None:
    await apart.all_rows.execute(applied)

    done = command(apart, tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"hb: {told}")
    assert done.stderr.count("\n") == 1
