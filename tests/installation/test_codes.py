"""The common codes follow their files: added, renamed, never deleted, never given another meaning."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from hb.catalogue.model import service_category
from hb.catalogue.rules import Unit
from hb.clients.model import municipality
from hb.installation.codes import FOLDER, TABLES, CodeChanges, UnfitCodes, bring_codes, read_codes
from hb.installation.database import Addresses, migrate
from hb.installation.migration import upgrade
from hb.installation.postgres import APP, OWNER, EmbeddedPostgres
from hb.modules import metadata

pytestmark = pytest.mark.slow

NO_CHANGE = (CodeChanges("municipality"), CodeChanges("service_category"))


@pytest.fixture
def addresses(embedded: EmbeddedPostgres, worker_id: str) -> Addresses:
    """An empty database."""
    name = f"codes_{worker_id}"
    embedded.drop_database(name)
    embedded.create_database(name)
    return Addresses(embedded.dsn(APP, name), embedded.dsn(OWNER, name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files, to be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "code_lists"))


def replaced(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


async def rows(addresses: Addresses) -> dict[str, list[tuple[str, ...]]]:
    """All rows of the code tables, with where PostgreSQL keeps each: a row written again moves."""
    connection = await asyncpg.connect(addresses.owner)
    stored = {
        table.name: [
            tuple(row)
            for row in await connection.fetch(f"SELECT ctid::text, * FROM {table.name} ORDER BY code")
        ]
        for table in TABLES
    }
    await connection.close()
    return stored


def test_every_code_table_has_a_file_that_fits() -> None:
    of_codes = [
        table
        for table in metadata().sorted_tables
        if table.info["policy"] == "common" and list(table.primary_key.columns.keys()) == ["code"]
    ]
    assert sorted(table.name for table in TABLES) == sorted(table.name for table in of_codes)
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(table.name for table in TABLES)
    assert len(read_codes(municipality)) == 15
    assert {row["unit"] for row in read_codes(service_category).values()} == set(Unit)
    for table in TABLES:
        assert list(read_codes(table)) == sorted(read_codes(table))


async def test_an_empty_database_has_the_codes_of_the_files_after_migrating(addresses: Addresses) -> None:
    await migrate(addresses)

    stored = await rows(addresses)
    for table in TABLES:
        assert [row[1:] for row in stored[table.name]] == [
            tuple(row.values()) for row in read_codes(table).values()
        ]
    assert await bring_codes(addresses.owner) == NO_CHANGE


async def test_an_upgraded_database_keeps_its_rows_as_they_are(addresses: Addresses) -> None:
    """Those before `hb codes` have the rows of migration 0001: the files say the same, and write nothing."""
    await upgrade(addresses.owner)
    before = await rows(addresses)
    assert (len(before["municipality"]), len(before["service_category"])) == (15, 12)

    assert await migrate(addresses) == NO_CHANGE
    assert await rows(addresses) == before


async def test_new_code_is_added_and_changed_name_is_changed_once(addresses: Addresses, folder: Path) -> None:
    await migrate(addresses)
    replaced(folder, "municipality", "049,Espoo,Esbo\n", "018,Askola,Askola\n049,Espoo,Esbo stad\n")
    before = await rows(addresses)

    changes, no_change = await bring_codes(addresses.owner, folder)
    assert changes == CodeChanges("municipality", ("018",), ("049: name_sv Esbo → Esbo stad",))
    assert str(changes) == "municipality 018: added\nmunicipality 049: name_sv Esbo → Esbo stad"
    assert no_change == CodeChanges("service_category")
    stored = await rows(addresses)
    assert [row[1:] for row in stored["municipality"][:2]] == [
        ("018", "Askola", "Askola"),
        ("049", "Espoo", "Esbo stad"),
    ]
    assert stored["municipality"][2:] == before["municipality"][1:]
    assert await bring_codes(addresses.owner, folder) == NO_CHANGE
    assert await rows(addresses) == stored


async def test_code_missing_in_the_file_is_kept_and_shown(addresses: Addresses, folder: Path) -> None:
    await migrate(addresses)
    before = await rows(addresses)
    replaced(folder, "municipality", "091,Helsinki,Helsingfors\n", "")

    changes, _ = await bring_codes(addresses.owner, folder)
    assert changes == CodeChanges("municipality", kept=("091",))
    assert str(changes) == "municipality 091: not in the file, kept"
    assert await rows(addresses) == before


@pytest.mark.slow
async def test_the_commands_say_what_they_did(addresses: Addresses, tmp_path: Path) -> None:
    """`codes` prints a line for each table, `migrate` for a change alone: here a code was missing."""
    await migrate(addresses)
    connection = await asyncpg.connect(addresses.owner)
    await connection.execute("DELETE FROM municipality WHERE code = '091'")
    await connection.close()

    assert command("migrate", addresses, tmp_path) == "municipality 091: added\n"
    assert command("migrate", addresses, tmp_path) == ""
    assert command("codes", addresses, tmp_path) == "municipality: no change\nservice_category: no change\n"


def command(name: str, addresses: Addresses, home: Path) -> str:
    """What `python -m hb NAME` prints on that database."""
    databases = {
        "HB_ENVIRONMENT": "development",
        "HB_DATABASE_URL": addresses.app,
        "HB_OWNER_DATABASE_URL": addresses.owner,
    }
    return subprocess.run(
        [sys.executable, "-m", "hb", name],
        env={**os.environ, **databases, "HB_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Meals,PIECE", "Meals,HOUR", "unit of service_category MEALS is PIECE .* cannot become HOUR"),
        ("name_en,unit", "name_en,per", "service_category.csv must have the columns code, name_fi, name_sv"),
        ("Home care,HOUR", "Home care", "Line 6 of service_category.csv must fill each of code"),
        ("Home care,HOUR", "Home care,HOUR,1", "Line 6 of service_category.csv must fill each of code"),
        ("HOME_CARE", "", "Line 6 of service_category.csv must fill each of code"),
        ("HOME_CARE", " HOME_CARE", "Line 6 of service_category.csv must fill each of code"),
        ("HOME_CARE", "CLEANING", "service_category.csv holds a code twice"),
    ],
)
async def test_unfit_file_is_refused_in_one_sentence_and_changes_nothing(
    addresses: Addresses, folder: Path, old: str, new: str, sentence: str
) -> None:
    await migrate(addresses)
    before = await rows(addresses)
    replaced(folder, "municipality", "049,Espoo", "049,Esbo")
    replaced(folder, "service_category", old, new)

    with pytest.raises(UnfitCodes, match=sentence) as refusal:
        await bring_codes(addresses.owner, folder)
    assert str(refusal.value).count("\n") == 0
    assert await rows(addresses) == before
