"""The commands `seal` and `verify --since-seal`: what they print, their exit codes, their settings (S4)."""

import asyncio
import base64
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from hb.installation.postgres import EmbeddedPostgres
from hb.jobs.progress import Progress
from hb.kit.ids import new_id
from hb.kit.settings import new_token_keys
from hb.seals.rules import Signer
from tests.command_line import run_main
from tests.scene import NOW
from tests.seals.test_verifier import check
from tests.seals.world import SIGNER, Life, World, live, open_world, put_use, report

pytestmark = pytest.mark.slow
KEY = base64.b64encode(b"s" * 32).decode()
PUBLIC_KEY = base64.b64encode(SIGNER.public_key).decode()


@pytest_asyncio.fixture
async def apart(embedded: EmbeddedPostgres, tmp_path: Path) -> AsyncIterator[tuple[World, Life]]:
    """A database of its own, since the commands seal and check the whole of it."""
    name = f"seal_{new_id().hex}"
    world = await open_world(embedded, name, tmp_path / "home" / "seals")
    yield world, await live(world)
    await world.db.close()
    await world.rows.close()
    embedded.drop_database(name)


async def hb(world: World, home: Path, *arguments: str, **settings: str) -> tuple[int, list[str], str]:
    """Exit code, lines and what was said on the error stream."""
    named = {
        "HB_ENVIRONMENT": "development",
        "HB_DATABASE_URL": world.app_dsn,
        "HB_OWNER_DATABASE_URL": world.owner_dsn,
        "HB_HOME": str(home),
        **settings,
    }
    done = await asyncio.to_thread(run_main, arguments, named)
    return done.returncode, done.stdout.splitlines(), done.stderr


async def test_seal_then_verify_then_only_what_is_new(apart: tuple[World, Life], tmp_path: Path) -> None:
    world, life = apart
    home = tmp_path / "home"
    # By the clock of this machine: the rows of the tests' day, then months of quiet hours.
    closed = (datetime.now(UTC) - timedelta(minutes=5)).replace(minute=0)

    code, lines, errors = await hb(world, home, "seal")

    assert (code, errors) == (0, "")
    assert lines[0] in [
        f"Sealed until {hour:%Y-%m-%dT%H:%MZ}: 1 organisers, 2 new seals, 42 rows."
        for hour in (closed, closed + timedelta(hours=1))
    ]
    public_key = base64.b64encode(
        Signer(base64.b64decode((home / "keys" / "seal").read_text())).public_key
    ).decode()
    assert lines[1:] == [
        f"Outside the database they are in {home / 'seals'}, a file for each organiser; the public key that"
        f" proves them is {public_key} (base64)."
    ]
    kept, export = home / "seals" / f"{life.organiser_id}.jsonl", tmp_path / "export.jsonl"
    assert (await hb(world, home, "seal", "--export", str(export), "--organiser", str(life.organiser_id)))[
        0
    ] == 0
    assert check(export, str(kept), key=public_key) == (0, ["2 seals, 42 rows, 0 faults"])
    assert (home / "keys" / "seal").stat().st_mode & 0o077 == 0
    assert (await hb(world, home, "verify"))[:2] == (
        0,
        [
            "Checked 1 organisers: 1 budgets, 10 accounts, 9 transfers, 24 links, 4 reservations,"
            " 1 decisions, 4 item months, 2 deliveries, 1 payment accounts, 1 settlements; 0 differences.",
            "Checked 2 seals: 42 sealed rows, 0 rows not sealed yet; 0 differences.",
        ],
    )

    code, lines, errors = await hb(world, home, "verify", "--since-seal")
    assert (code, lines[:2], errors) == (
        0,
        [
            "Checked 1 organisers: 0 budgets, 0 accounts, 0 transfers, 0 links, 0 reservations,"
            " 0 decisions, 0 item months, 0 deliveries, 1 payment accounts, 0 settlements; 0 differences.",
            "Checked 2 seals: 0 sealed rows, 0 rows not sealed yet; 0 differences.",
        ],
        "",
    )
    assert lines[2].startswith(
        "Proved is only what is new since the last seal; what was sealed before is not"
    )

    await world.tamper(life.organiser_id, "DELETE FROM use_log WHERE organiser_id = $1")
    code, lines, _ = await hb(world, home, "verify")
    assert (code, lines[2:]) == (
        1,
        [
            f"SEALED_ROWS_MISSING organiser={life.organiser_id} table=use_log hour=2026-05-15T09:00Z"
            " expected=2 found=0"
        ],
    )


async def test_what_was_posted_since_the_seal_is_proved(apart: tuple[World, Life]) -> None:
    """Only the budgets that were touched, each whole."""
    world, life = apart
    await world.seal(NOW - timedelta(hours=1))
    await put_use(world, life.scene, NOW - timedelta(hours=3), "ClientPage")
    await world.seal(NOW - timedelta(minutes=50))
    await report(world, life.scene, life.ordered, "3")

    code, lines, _ = await hb(world, world.folder.folder.parent, "verify", "--since-seal", HB_SEAL_KEY=KEY)

    assert code == 0
    assert lines[0].startswith("Checked 1 organisers: 1 budgets, 10 accounts, 10 transfers, ")
    assert lines[1] == "Checked 1 seals: 0 sealed rows, 49 rows not sealed yet; 0 differences."


async def test_an_export_is_written_for_a_verifier(apart: tuple[World, Life], tmp_path: Path) -> None:
    world, life = apart
    await world.seal()
    file = tmp_path / "export.jsonl"

    of_one = ("--export", str(file), "--organiser", str(life.organiser_id))
    code, lines, _ = await hb(world, tmp_path, "seal", *of_one)
    assert (code, lines) == (0, [f"1 seals are in {file}."])
    code, _, errors = await hb(world, tmp_path, "seal", "--export", str(file))
    assert (code, errors) == (
        2,
        f"hb: --export needs --organiser, whose seals are to be exported. Organisers: {life.organiser_id}.\n",
    )
    unknown, other = new_id(), tmp_path / "other.jsonl"
    of_none = ("--export", str(other), "--organiser", str(unknown))
    code, lines, errors = await hb(world, tmp_path, "seal", *of_none)
    assert (code, lines, errors) == (
        2,
        [],
        f"hb: No organiser has the id {unknown}. Organisers: {life.organiser_id}.\n",
    )
    assert not other.exists()


async def test_keys_and_folder_come_from_the_settings(apart: tuple[World, Life], tmp_path: Path) -> None:
    world, _life = apart
    settings = {"HB_SEAL_KEY": KEY, "HB_SEAL_DIR": str(tmp_path / "elsewhere")}

    assert (await hb(world, tmp_path / "home", "seal", **settings))[0] == 0
    assert list((tmp_path / "home").rglob("seal*")) == []
    public = {"HB_SEAL_PUBLIC_KEYS": f"{KEY},{PUBLIC_KEY}", "HB_SEAL_DIR": settings["HB_SEAL_DIR"]}
    assert (await hb(world, tmp_path / "home", "verify", **public))[0] == 0
    code, lines, _ = await hb(world, tmp_path / "home", "verify", HB_SEAL_DIR=settings["HB_SEAL_DIR"])
    assert code == 1
    assert lines[2].startswith("SEAL_SIGNATURE organiser=")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"HB_SEAL_KEY": "short"}, "HB_SEAL_KEY is not the base64 of 32 bytes."),
        ({"HB_SEAL_PUBLIC_KEYS": f"{KEY},x"}, "A key of HB_SEAL_PUBLIC_KEYS is not the base64 of 32 bytes."),
        (
            {
                "HB_ENVIRONMENT": "production",
                "HB_JWT_KEYS": new_token_keys(),
                "HB_JWT_ISSUER": "https://idp.example",
                "HB_DATA_KEY": KEY,
                "HB_INDEX_KEY": PUBLIC_KEY,
            },
            "In production HB_SEAL_KEY and HB_SEAL_DIR must be set to seal.",
        ),
    ],
)
async def test_a_refused_seal_is_one_sentence(
    apart: tuple[World, Life], tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    world, _life = apart

    code, lines, errors = await hb(world, tmp_path, "seal", **settings)

    assert (code, lines, errors) == (2, [], f"hb: {sentence}\n")


def test_progress_is_shown_every_two_seconds() -> None:
    stream, instants = io.StringIO(), iter([0.0, 1.9, 2.0, 3.9, 4.1])
    progress = Progress("budgets", stream=stream, clock=lambda: next(instants))

    for done in (250, 500, 750, 1_000):
        progress(done, 1_000)

    assert stream.getvalue() == "500 of 1000 budgets …\n1000 of 1000 budgets …\n"
