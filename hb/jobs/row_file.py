"""Files of rows: read as UTF-8 CSV line by line, answered by a file of outcomes beside them."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar
from uuid import UUID, uuid5

from hb.jobs.input_rules import FileRule
from hb.kit.errors import Busy, DomainError, InvalidInput, Language, UnknownOutcome
from hb.kit.input_rules import FormRule

ROWS_MAX = 100_000
"""More than a year's deliveries of the largest producer (domain.md §3.1: 60,000 a year for all of them)."""
BYTES_MAX = 64 * 1024 * 1024
CHUNK_ROWS = 500
"""Rows per transaction: single commands on the same rows still get through (write_path.md §8)."""
SURPLUS = ""
"""The key under which a row holds what did not fit: a cell beyond the header, or a line that is no CSV."""

_NAMESPACE = UUID("6f0c1c1e-3a3e-5d0f-9d5b-7a0f6c8b2f41")
_LINE_END = re.compile(r"\r\n|\n|\r")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RESULT_COLUMNS = ("row", "outcome", "code", "field", "message")


class FileNotUtf8(DomainError):
    """The file is not UTF-8 text; `offset` is the first byte that is not."""

    code = "FILE_NOT_UTF8"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Tiedosto ei ole UTF-8-muotoista tekstiä (tavu {offset:number}). Tallenna "
        "se muodossa CSV UTF-8.",
        "sv": "Filen är inte text i UTF-8 (byte {offset:number}). Spara den som CSV UTF-8.",
        "en": "The file is not UTF-8 text (byte {offset:number}). Save it as CSV UTF-8.",
    }


class FileColumnsWrong(DomainError):
    """The first line must name each needed column once; `columns` are those missing or repeated."""

    code = "FILE_COLUMNS_WRONG"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Otsikkoriviltä puuttuu tai siinä on kahdesti: {columns}.",
        "sv": "Rubrikraden saknar eller upprepar: {columns}.",
        "en": "The header lacks or repeats: {columns}.",
    }


class FileTooLong(DomainError):
    """The file has more rows or bytes than one file may have."""

    code = "FILE_TOO_LONG"
    texts: ClassVar[dict[Language, str]] = {
        "fi": "Tiedostossa saa olla enintään {most_rows:number} riviä ja {most_bytes:number} tavua.",
        "sv": "Filen får ha högst {most_rows:number} rader och {most_bytes:number} byte.",
        "en": "A file may have at most {most_rows:number} rows and {most_bytes:number} bytes.",
    }


class Unjudged(StrEnum):
    """What became of rows at which the database failed: perhaps they were done, or surely not."""

    UNKNOWN = "UNKNOWN"
    NOT_DONE = "NOT_DONE"


RUN_AGAIN: Mapping[Unjudged, Mapping[Language, str]] = {
    Unjudged.UNKNOWN: {
        "fi": "Lopputulos ei ole tiedossa. Aja sama tiedosto uudelleen.",
        "sv": "Utfallet är okänt. Kör samma fil på nytt.",
        "en": "The outcome is unknown. Run the same file again.",
    },
    Unjudged.NOT_DONE: {
        "fi": "Järjestelmä on kuormittunut, mitään ei tehty. Aja sama tiedosto uudelleen.",
        "sv": "Systemet är överbelastat, inget gjordes. Kör samma fil på nytt.",
        "en": "The system is busy, nothing was done. Run the same file again.",
    },
}
"""What to do about it: a file's chunks have their own keys, so the same file has no effect twice."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the results: the row's number in the input, what became of it, and why it was refused."""

    number: int
    outcome: StrEnum
    code: str = ""
    field: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file that was read whole: its SHA-256 and its rows as (line number, cells by column).

    The header is line 1, so numbers are those a spreadsheet shows. Cells are stripped; a missing cell is "".
    """

    digest: bytes
    rows: tuple[tuple[int, dict[str, str]], ...]

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows in the file's order."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many rows there are, the header and empty lines not counted."""
        return len(self.rows)

    def chunk_key(self, command: str, chunk: int) -> UUID:
        """The idempotency key of one chunk: the same file always gives the same keys."""
        return uuid5(_NAMESPACE, f"{command}:{self.digest.hex()}:{chunk}")


def read_rows(path: Path, columns: Sequence[str]) -> RowFile:
    """Read a CSV file with a header, `;` or `,` between cells, with or without a byte order mark.

    Each line is one row, so that a broken quotation mark spoils only its own line; further columns are left
    aside, empty lines are skipped. A row with more filled cells than the header, or that is no CSV, has them
    under `SURPLUS`: refuse it.

    Raises:
        FileNotUtf8: the file is in another encoding.
        FileColumnsWrong: a column is missing or there twice.
        FileTooLong: over 100,000 rows or 64 MiB.
        OSError: the file cannot be read.
    """
    if path.stat().st_size > BYTES_MAX:
        raise FileTooLong(most_rows=ROWS_MAX, most_bytes=BYTES_MAX)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise FileNotUtf8(offset=broken.start) from broken
    first, *lines = _LINE_END.split(text)
    delimiter = ";" if ";" in first else ","
    header = [name.strip().lower() for name in _cells(first, delimiter) or []]
    wrong = [name for name in columns if header.count(name) != 1]
    if wrong:
        raise FileColumnsWrong(columns=", ".join(wrong))
    filled = [(number, line) for number, line in enumerate(lines, 2) if line.strip(delimiter + " \t")]
    if len(filled) > ROWS_MAX:
        raise FileTooLong(most_rows=ROWS_MAX, most_bytes=BYTES_MAX)
    places = [(name, header.index(name)) for name in columns]
    rows = tuple((number, _row(_cells(line, delimiter), places, len(header))) for number, line in filled)
    return RowFile(hashlib.sha256(content).digest(), rows)


def _cells(line: str, delimiter: str) -> list[str] | None:
    """The stripped cells of one line, or None when its quotation marks do not match."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return None


def _row(cells: list[str] | None, places: Sequence[tuple[str, int]], width: int) -> dict[str, str]:
    if cells is None:
        return {name: "" for name, _ in places} | {SURPLUS: "quotation marks"}
    row = {name: cells[place] if place < len(cells) else "" for name, place in places}
    surplus = "".join(cells[width:])
    return row | {SURPLUS: surplus} if surplus else row


def require_readable(cells: Mapping[str, str]) -> None:
    """Check a row before its cells are read.

    Raises:
        InvalidInput: the row has more cells than the header; or a cell holds a NUL, which PostgreSQL cannot
            store in a text.
    """
    if SURPLUS in cells:
        raise InvalidInput(rule=FileRule.COLUMNS)
    for column, cell in cells.items():
        if "\0" in cell:
            raise InvalidInput(column, rule=FormRule.BAD_CHARACTER)


def unjudged(number: int, failure: Busy | UnknownOutcome, language: Language) -> ResultLine:
    """The result of a row at which the database failed, which is no refusal of the row."""
    fate = Unjudged.UNKNOWN if isinstance(failure, UnknownOutcome) else Unjudged.NOT_DONE
    return ResultLine(number, fate, failure.code, message=RUN_AGAIN[fate][language])


def results_path(path: Path) -> Path:
    """Where the outcomes of a file are written: beside it, its name with .results.csv after it."""
    return path.with_name(f"{path.name}.results.csv")


def write_results(path: Path, outcomes: Iterable[ResultLine]) -> Path:
    """Write the outcomes of the input file `path` beside it, whole or not at all, and give their path.

    UTF-8 with a byte order mark and `;`, which a Finnish spreadsheet opens as it is; a cell that it would
    take for a formula gets an apostrophe before it.

    Raises:
        OSError: the file cannot be written.
    """
    target = results_path(path)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_RESULT_COLUMNS)
    writer.writerows(
        (line.number, line.outcome.value, *map(_harmless, (line.code, line.field, line.message)))
        for line in outcomes
    )
    draft.write_bytes(text.getvalue().encode("utf-8-sig"))
    draft.replace(target)
    return target


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
