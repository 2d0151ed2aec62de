"""Proposes every row of a producer's price list and writes each row's outcome to a file beside it."""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.catalogue import service as catalogue
from hb.catalogue.rules import PriceRow, PriceTerms, RowOutcome, RowResult, outcome_of
from hb.jobs.input_rules import FileRule
from hb.jobs.row_file import (
    CHUNK_ROWS,
    ResultLine,
    RowFile,
    Unjudged,
    read_rows,
    require_readable,
    unjudged,
    write_results,
)
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import Busy, DomainError, InvalidInput, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Transaction

COLUMNS = (
    "offering_code",
    "unit_price_eur",
    "evening_percent",
    "saturday_percent",
    "sunday_percent",
    "valid_from",
    "valid_until",
)
COMMAND = "pricesImport"

_COLUMN_OF = {
    "offeringCode": "offering_code",
    "unitCents": "unit_price_eur",
    "eveningPercent": "evening_percent",
    "saturdayPercent": "saturday_percent",
    "sundayPercent": "sunday_percent",
    "validFrom": "valid_from",
    "validUntil": "valid_until",
}
_EUROS = re.compile(r"(-?)([0-9]{1,9})(?:[.,]([0-9]*))?")
_PERCENT = re.compile(r"[0-9]{1,6}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FINNISH_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How many rows were accepted, there already, rejected; where each row's outcome is written.

    Of `unknown` rows nobody knows whether they were done, `not_done` were surely not: the same file is to be
    run again.
    """

    accepted: int
    already_there: int
    rejected: int
    results_path: Path
    unknown: int = 0
    not_done: int = 0

    def __str__(self) -> str:
        """One line for the person who ran the job."""
        return (
            f"{self.accepted} accepted, {self.already_there} there already, {self.rejected} rejected,"
            f" {self.unknown} unknown, {self.not_done} not done;"
            f" each row's outcome is in {self.results_path}"
        )


@dataclass(frozen=True, slots=True)
class ChunkProposed:
    """The outcomes of a chunk and the run that made them: an earlier run's if the chunk was done before."""

    run: UUID
    outcomes: list[RowOutcome]


async def import_prices(database: Database, actor: Actor, path: Path) -> ImportSummary:
    """Propose the prices of a CSV file, 500 rows a transaction, and write what became of each beside it.

    Columns as in `COLUMNS`: euros as 34.50 or 34,50, days as 2026-06-01 or 1.6.2026, no valid_until for a
    price without an end. The same file again changes nothing and finds its prices ALREADY_THERE; rows that
    were refused are judged again. Rows at which the database failed are UNKNOWN or NOT_DONE: run the same
    file again.

    Raises:
        Forbidden: the actor may not propose prices.
        FileNotUtf8, FileColumnsWrong, FileTooLong: the file cannot be read as a price list.
        ProducerNotApproved: the organiser has not approved the producer.
        Busy, UnknownOutcome: the database failed at the first rows; run the file again.
        OSError: the file cannot be read, or its results not be written.
    """
    access.require(actor, Permission.PRICE_PROPOSE)
    file = await asyncio.to_thread(read_rows, path, COLUMNS)
    refused, readable = _read(file, actor)
    lines = {number: _line(number, outcome) for number, outcome in refused.items()}
    for chunk, start in enumerate(range(0, len(readable), CHUNK_ROWS)):
        part = readable[start : start + CHUNK_ROWS]
        try:
            judged = await _propose_chunk(database, actor, file, chunk, [row for _, row in part])
        except DomainError as failure:
            if chunk == 0:
                raise
            # The outcomes committed before must still be written, so the failure is written row by row.
            lines.update((number, _failed(number, failure, actor)) for number, _ in part)
            continue
        for (number, _), outcome in zip(part, judged, strict=True):
            lines[number] = _line(number, outcome)
    results = await asyncio.to_thread(write_results, path, [lines[number] for number, _ in file])
    counts = {
        result: sum(line.outcome is result for line in lines.values()) for result in (*RowResult, *Unjudged)
    }
    return ImportSummary(
        counts[RowResult.ACCEPTED],
        counts[RowResult.ALREADY_THERE],
        counts[RowResult.REJECTED],
        results,
        unknown=counts[Unjudged.UNKNOWN],
        not_done=counts[Unjudged.NOT_DONE],
    )


async def _propose_chunk(
    database: Database, actor: Actor, file: RowFile, chunk: int, rows: Sequence[PriceRow]
) -> list[RowOutcome]:
    """Propose one chunk once; if it was done in an earlier run, judge again what was refused then."""
    content = hashlib.sha256(file.digest + chunk.to_bytes(4, "big")).digest()
    run = new_id()

    async def work(tx: Transaction) -> ChunkProposed:
        return ChunkProposed(run, await catalogue.propose_prices(tx, actor, rows))

    async def payload(_tx: Transaction, proposed: ChunkProposed) -> ChunkProposed:
        return proposed

    context = actor.context("command")
    claim = Claim(file.chunk_key(COMMAND, chunk), COMMAND, content)
    done = await perform(database, context, claim, ChunkProposed, work, payload)
    if done.run == run:
        return done.outcomes
    if all(outcome.result is not RowResult.REJECTED for outcome in done.outcomes):
        return [replace(outcome, result=RowResult.ALREADY_THERE) for outcome in done.outcomes]
    again = await perform(database, context, replace(claim, key=run), ChunkProposed, work, payload)
    return again.outcomes


def _read(file: RowFile, actor: Actor) -> tuple[dict[int, RowOutcome], list[tuple[int, PriceRow]]]:
    """The outcomes of rows that cannot be read, by number, and the rows that can."""
    refused: dict[int, RowOutcome] = {}
    readable: list[tuple[int, PriceRow]] = []
    for number, cells in file:
        try:
            readable.append((number, _price_row(cells)))
        except InvalidInput as refusal:
            refused[number] = outcome_of(refusal, actor.language)
    return refused, readable


def _price_row(cells: dict[str, str]) -> PriceRow:
    require_readable(cells)
    if not cells["offering_code"]:
        raise InvalidInput("offering_code", rule=FormRule.REQUIRED)
    return PriceRow(
        cells["offering_code"],
        PriceTerms(
            unit_cents=_cents(cells["unit_price_eur"]),
            evening_percent=_percent(cells, "evening_percent"),
            saturday_percent=_percent(cells, "saturday_percent"),
            sunday_percent=_percent(cells, "sunday_percent"),
            valid_from=_day(cells["valid_from"], "valid_from"),
            valid_until=_day(cells["valid_until"], "valid_until") if cells["valid_until"] else None,
        ),
    )


def _cents(cell: str) -> int:
    """Euros with at most two decimals, after a point or a comma, as cents."""
    if not cell:
        raise InvalidInput("unit_price_eur", rule=FormRule.REQUIRED)
    euros = _EUROS.fullmatch(cell)
    if euros is None:
        raise InvalidInput("unit_price_eur", rule=FileRule.EUROS)
    sign, whole, decimals = euros.groups(default="")
    if len(decimals) > 2:
        raise InvalidInput("unit_price_eur", rule=FileRule.TWO_DECIMALS)
    cents = int(whole) * 100 + int(decimals.ljust(2, "0"))
    return -cents if sign else cents


def _percent(cells: dict[str, str], column: str) -> int:
    if not _PERCENT.fullmatch(cells[column]):
        raise InvalidInput(column, rule=FileRule.PERCENT if cells[column] else FormRule.REQUIRED)
    return int(cells[column])


def _day(cell: str, column: str) -> date:
    """A day as 2026-06-01, or as a Finnish spreadsheet writes it: 1.6.2026."""
    if not cell:
        raise InvalidInput(column, rule=FormRule.REQUIRED)
    iso, finnish = _ISO_DAY.fullmatch(cell), _FINNISH_DAY.fullmatch(cell)
    if iso is not None:
        year, month, day = iso.groups()
    elif finnish is not None:
        day, month, year = finnish.groups()
    else:
        raise InvalidInput(column, rule=FileRule.DAY)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as impossible:
        raise InvalidInput(column, rule=FileRule.DAY) from impossible


def _failed(number: int, failure: DomainError, actor: Actor) -> ResultLine:
    """The result of a row whose chunk failed whole."""
    if isinstance(failure, (Busy, UnknownOutcome)):
        return unjudged(number, failure, actor.language)
    return _line(number, outcome_of(failure, actor.language))


def _line(number: int, outcome: RowOutcome) -> ResultLine:
    column = _COLUMN_OF.get(outcome.field, outcome.field)
    return ResultLine(number, outcome.result, outcome.code, column, outcome.message)
