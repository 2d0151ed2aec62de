"""Posts every row of a producer's file of deliveries and writes each row's outcome to a file beside it."""

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.deliveries import service as deliveries
from hb.deliveries.rules import (
    DeliveryKind,
    DeliveryOutcome,
    OnError,
    OutcomeState,
    ReportedDelivery,
    explanation_of,
)
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

COLUMNS = ("external_id", "order_id", "kind", "service_date", "quantity")
COMMAND = "deliveriesReport"

_COLUMN_OF = {
    "externalId": "external_id",
    "orderId": "order_id",
    "serviceDate": "service_date",
    "quantity": "quantity",
}
_QUANTITY = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_FINNISH_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """How many rows were accepted, reported before, rejected; where each row's outcome is written.

    Of `unknown` rows nobody knows whether they were done, `not_done` were surely not: the same file is to be
    run again.
    """

    accepted: int
    already_reported: int
    rejected: int
    results_path: Path
    unknown: int = 0
    not_done: int = 0

    def __str__(self) -> str:
        """One line for the person who ran the job."""
        return (
            f"{self.accepted} accepted, {self.already_reported} reported before, {self.rejected} rejected,"
            f" {self.unknown} unknown, {self.not_done} not done;"
            f" each row's outcome is in {self.results_path}"
        )


@dataclass(frozen=True, slots=True)
class ChunkReported:
    """The outcomes of a chunk and the run that made them: an earlier run's if the chunk was done before."""

    run: UUID
    outcomes: list[DeliveryOutcome]


class NothingNew(Exception):
    """A chunk that is judged again accepted nothing: its transaction is undone, so that no trace is left."""

    def __init__(self, outcomes: list[DeliveryOutcome]) -> None:
        super().__init__()
        self.outcomes = outcomes


async def report_deliveries(database: Database, actor: Actor, path: Path) -> ReportSummary:
    """Report the deliveries of a CSV file, 500 rows a transaction, and write what became of each beside it.

    Columns: external_id, order_id, kind (DELIVERED, CANCELLED_LATE, MISSED; empty: DELIVERED), service_date
    (2026-05-04 or 4.5.2026), quantity (whole minutes or pieces). The same file again changes nothing and
    finds its deliveries ALREADY_REPORTED; rows that were refused are judged again, and posted when they have
    become good. Rows at which the database failed are UNKNOWN or NOT_DONE: run the same file again.

    Raises:
        Forbidden: the actor may not report deliveries.
        FileNotUtf8, FileColumnsWrong, FileTooLong: the file cannot be read as deliveries.
        Busy, UnknownOutcome: the database failed at the first rows; run the file again.
        OSError: the file cannot be read, or its results not be written.
    """
    access.require(actor, Permission.DELIVERY_REPORT)
    file = await asyncio.to_thread(read_rows, path, COLUMNS)
    lines, readable = _read(file, actor)
    for chunk, start in enumerate(range(0, len(readable), CHUNK_ROWS)):
        part = readable[start : start + CHUNK_ROWS]
        rows = [row for _, row in part]
        try:
            outcomes = await _report_chunk(database, actor, file, chunk, rows)
        except DomainError as failure:
            if chunk == 0:
                raise
            # The outcomes committed before must still be written, so the failure is written row by row.
            lines.update((number, _failed(number, failure, actor)) for number, _ in part)
            continue
        for (number, _), outcome in zip(part, outcomes, strict=True):
            lines[number] = _line(number, outcome, actor)
    results = await asyncio.to_thread(write_results, path, [lines[number] for number, _ in file])
    counts = {
        state: sum(line.outcome is state for line in lines.values()) for state in (*OutcomeState, *Unjudged)
    }
    return ReportSummary(
        counts[OutcomeState.ACCEPTED],
        counts[OutcomeState.ALREADY_REPORTED],
        counts[OutcomeState.REJECTED],
        results,
        unknown=counts[Unjudged.UNKNOWN],
        not_done=counts[Unjudged.NOT_DONE],
    )


async def _report_chunk(
    database: Database, actor: Actor, file: RowFile, chunk: int, rows: Sequence[ReportedDelivery]
) -> list[DeliveryOutcome]:
    """Report one chunk once; if it was done in an earlier run, judge again what was refused then."""
    content = hashlib.sha256(file.digest + chunk.to_bytes(4, "big")).digest()
    run = new_id()

    async def work(tx: Transaction) -> ChunkReported:
        return ChunkReported(run, await deliveries.report(tx, actor, rows, OnError.REJECT_ROWS))

    async def work_again(tx: Transaction) -> ChunkReported:
        reported = await work(tx)
        if all(outcome.state is not OutcomeState.ACCEPTED for outcome in reported.outcomes):
            raise NothingNew(reported.outcomes)
        return reported

    async def payload(_tx: Transaction, reported: ChunkReported) -> ChunkReported:
        return reported

    context = actor.context("command")
    claim = Claim(file.chunk_key(COMMAND, chunk), COMMAND, content)
    done = await perform(database, context, claim, ChunkReported, work, payload)
    if done.run == run:
        return done.outcomes
    if all(outcome.state is not OutcomeState.REJECTED for outcome in done.outcomes):
        return [replace(outcome, state=OutcomeState.ALREADY_REPORTED) for outcome in done.outcomes]
    try:
        again = await perform(database, context, replace(claim, key=run), ChunkReported, work_again, payload)
    except NothingNew as same:
        return same.outcomes
    return again.outcomes


def _read(file: RowFile, actor: Actor) -> tuple[dict[int, ResultLine], list[tuple[int, ReportedDelivery]]]:
    """The results of rows that cannot be read, by number, and the rows that can."""
    lines: dict[int, ResultLine] = {}
    readable: list[tuple[int, ReportedDelivery]] = []
    for number, cells in file:
        try:
            readable.append((number, _delivery(cells)))
        except InvalidInput as refusal:
            lines[number] = _refused(number, refusal, actor)
    return lines, readable


def _delivery(cells: Mapping[str, str]) -> ReportedDelivery:
    require_readable(cells)
    return ReportedDelivery(
        cells["external_id"],
        _order_id(cells["order_id"]),
        _kind(cells["kind"]),
        _day(cells["service_date"]),
        _quantity(cells["quantity"]),
    )


def _order_id(cell: str) -> UUID:
    """An order's id, with or without the name of its type, as the API prints it: ProducerOrder:uuid."""
    try:
        return UUID(cell.removeprefix("ProducerOrder:"))
    except ValueError as broken:
        raise InvalidInput("order_id", rule=FileRule.ID if cell else FormRule.REQUIRED) from broken


def _kind(cell: str) -> DeliveryKind:
    try:
        return DeliveryKind(cell.upper() or DeliveryKind.DELIVERED)
    except ValueError as unknown:
        raise InvalidInput("kind", rule=FileRule.KIND, words=", ".join(DeliveryKind)) from unknown


def _day(cell: str) -> date:
    """A day as 2026-05-04, or as a Finnish spreadsheet writes it: 4.5.2026."""
    iso, finnish = _ISO_DAY.fullmatch(cell), _FINNISH_DAY.fullmatch(cell)
    if iso is not None:
        year, month, day = iso.groups()
    elif finnish is not None:
        day, month, year = finnish.groups()
    else:
        raise InvalidInput("service_date", rule=FileRule.DAY if cell else FormRule.REQUIRED)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as impossible:
        raise InvalidInput("service_date", rule=FileRule.DAY) from impossible


def _quantity(cell: str) -> int:
    if not _QUANTITY.fullmatch(cell):
        raise InvalidInput("quantity", rule=FileRule.WHOLE_NUMBER if cell else FormRule.REQUIRED)
    return int(cell)


def _failed(number: int, failure: DomainError, actor: Actor) -> ResultLine:
    """The result of a row whose chunk failed whole."""
    if isinstance(failure, (Busy, UnknownOutcome)):
        return unjudged(number, failure, actor.language)
    return _refused(number, failure, actor)


def _refused(number: int, refusal: DomainError, actor: Actor) -> ResultLine:
    """The result of a row that never reached its judgement."""
    field = str(refusal.path[-1]) if refusal.path else ""
    return ResultLine(number, OutcomeState.REJECTED, refusal.code, field, refusal.message(actor.language))


def _line(number: int, outcome: DeliveryOutcome, actor: Actor) -> ResultLine:
    return ResultLine(
        number,
        outcome.state,
        outcome.code or "",
        _COLUMN_OF.get(outcome.field or "", ""),
        explanation_of(outcome, actor.language) or "",
    )
