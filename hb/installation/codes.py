"""The common codes, brought into the database from the files in `code_lists`: one file for each table.

A file is named after its table and holds all its columns. It is changed like any source, and `python -m hb
codes` (which `migrate` runs too) makes the database agree with it: what the file has and the database lacks
is added, a name that differs is changed. Nothing is ever deleted, since an organiser's rows may refer to it.
Where several databases share the common tables, this runs at the one that writes them.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, text

from hb.catalogue.model import service_category
from hb.clients.model import municipality
from hb.kit.connecting import Connection, connect
from hb.kit.statement import Statement

FOLDER = Path(__file__).parent / "code_lists"
TABLES = (municipality, service_category)
NAMES = "name_"
"""What begins so is text for people and may change; all else says what a code means, and is fixed."""
# Two that bring codes at once take turns, so that each reports what it did itself.
LOCK = Statement(text("SELECT pg_advisory_xact_lock(hashtext('hb codes'))"))

Row = Mapping[str, str]


class UnfitCodes(Exception):
    """A file of codes cannot be brought into the database; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """What was done to the rows of one table; a line of `changed` names a code and each new name."""

    table: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Codes that the file does not hold: they stay as they are."""

    def __str__(self) -> str:
        """One line for each code that was touched or is missing in the file."""
        lines = (
            *(f"{self.table} {code}: added" for code in self.added),
            *(f"{self.table} {change}" for change in self.changed),
            *(f"{self.table} {code}: not in the file, kept" for code in self.kept),
        )
        return "\n".join(lines or [f"{self.table}: no change"])


async def bring_codes(owner_dsn: str, folder: Path = FOLDER) -> tuple[CodeChanges, ...]:
    """Make the code tables agree with their files, all or none; a second run changes nothing.

    Raises:
        UnfitCodes: a file lacks a column, holds a code twice or an empty field, or gives a code that is
            already there another meaning.
    """
    files = [(table, read_codes(table, folder)) for table in TABLES]
    connection = await connect(owner_dsn)
    try:
        # The connection's end undoes what was not committed.
        await connection.execute("BEGIN")
        await connection.execute(LOCK.text)
        changes = tuple([await _bring(connection, table, rows) for table, rows in files])
        await connection.execute("COMMIT")
        return changes
    finally:
        await connection.close()


def read_codes(table: Table, folder: Path = FOLDER) -> dict[str, Row]:
    """The rows of a table's file, by code; raises UnfitCodes."""
    path = folder / f"{table.name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, strict=True)
        rows = list(lines)
    columns = [column.name for column in table.columns]
    if lines.fieldnames != columns:
        raise UnfitCodes(f"{path.name} must have the columns {', '.join(columns)}.")
    for number, row in enumerate(rows, 2):
        if set(row) != set(columns) or not all(
            row[name] and row[name] == row[name].strip() for name in columns
        ):
            raise UnfitCodes(f"Line {number} of {path.name} must fill each of {', '.join(columns)}.")
    by_code: dict[str, Row] = {row["code"]: row for row in rows}
    if len(by_code) < len(rows):
        raise UnfitCodes(f"{path.name} holds a code twice.")
    return by_code


def reading_text(table: Table) -> str:
    """The SQL that reads the codes of a table."""
    return f"SELECT {', '.join(column.name for column in table.columns)} FROM {table.name}"


def writing_text(table: Table) -> str:
    """The SQL that adds a code to a table, or changes its names; a parameter for each column."""
    columns = [column.name for column in table.columns]
    places = ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name.startswith(NAMES))
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})"
        f" ON CONFLICT (code) DO UPDATE SET {updates}"
    )


async def _bring(connection: Connection, table: Table, rows: Mapping[str, Row]) -> CodeChanges:
    columns = [column.name for column in table.columns]
    in_database = await connection.fetch(reading_text(table))
    stored: dict[str, Row] = {row["code"]: dict(row) for row in in_database}
    added = [code for code in sorted(rows) if code not in stored]
    changed = [code for code in sorted(rows) if code in stored and _differences(rows[code], stored[code])]
    for code in changed:
        for column in _differences(rows[code], stored[code]):
            if not column.startswith(NAMES):
                raise UnfitCodes(
                    f"The {column} of {table.name} {code} is {stored[code][column]} in the database and"
                    f" cannot become {rows[code][column]}: rows refer to it; make a new code."
                )
    await connection.executemany(
        writing_text(table),
        [[rows[code][name] for name in columns] for code in (*added, *changed)],
    )
    return CodeChanges(
        table.name,
        tuple(added),
        tuple(_described(rows[code], stored[code]) for code in changed),
        tuple(sorted(stored.keys() - rows.keys())),
    )


def _differences(row: Row, stored: Row) -> Sequence[str]:
    return [name for name in row if row[name] != stored[name]]


def _described(row: Row, stored: Row) -> str:
    changes = (f"{name} {stored[name]} → {row[name]}" for name in _differences(row, stored))
    return f"{row['code']}: {', '.join(changes)}"
