"""The rows of the region by table, in the order they were made, and the transfers to be posted in batches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Table

from hb.ledger.rules import Slice, TransferCode

Row = tuple[object, ...]

MOVED_COLUMNS = (
    "batch",
    "organiser_id",
    "id",
    "code",
    "client_id",
    "budget_id",
    "line_no",
    "month",
    "cents",
    "minutes",
    "pieces",
    "rows_count",
    "subject_id",
    "payee_id",
    "settlement_month",
    "draws_on",
    "resolves_id",
    "actor_id",
    "at",
)


@dataclass(slots=True)
class TableRows:
    """Rows of one table, all with the same columns."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Posting:
    """What transfers posted together share: budget, who posted them, when; a batch is one statement."""

    batch: int
    at: datetime
    organiser_id: UUID
    client_id: UUID
    budget_id: UUID
    actor_id: UUID


class Rows:
    """Everything that is loaded; the transfers apart, since the ledger's own statement writes them."""

    __slots__ = ("moved", "tables")

    def __init__(self) -> None:
        self.tables: dict[Table, TableRows] = {}
        self.moved: list[Row] = []

    def add(self, table: Table, **values: object) -> None:
        """Add a row; every row of a table names the same columns in the same order."""
        columns = tuple(values)
        of_table = self.tables.get(table)
        if of_table is None:
            of_table = self.tables[table] = TableRows(columns)
        if of_table.columns != columns:
            message = f"a row of {table.name} has the columns {columns}"
            raise ValueError(message)
        of_table.rows.append(tuple(values.values()))

    def change(self, table: Table, is_row: Callable[[Mapping[str, object]], bool], **values: object) -> None:
        """Set columns of the rows that fit, as what happened to them later says."""
        of_table = self.tables[table]
        for place, row in enumerate(of_table.rows):
            named_row = dict(zip(of_table.columns, row, strict=True))
            if is_row(named_row):
                of_table.rows[place] = tuple({**named_row, **values}.values())

    def rows_of(self, table: Table) -> list[Mapping[str, object]]:
        """The rows of a table so far, by column."""
        of_table = self.tables[table]
        return [dict(zip(of_table.columns, row, strict=True)) for row in of_table.rows]

    def move(
        self,
        posting: Posting,
        code: TransferCode,
        transfer_id: UUID,
        part: Slice,
        *,
        rows_count: int = 1,
        subject_id: UUID | None = None,
        payee_id: UUID | None = None,
        settlement_month: int | None = None,
        draws_on: UUID | None = None,
        resolves_id: UUID | None = None,
    ) -> None:
        """Add a transfer of a posting."""
        self.moved.append(
            (
                posting.batch,
                posting.organiser_id,
                transfer_id,
                code,
                posting.client_id,
                posting.budget_id,
                part.line_no,
                part.month,
                part.cents,
                part.minutes,
                part.pieces,
                rows_count,
                subject_id,
                payee_id,
                settlement_month,
                draws_on,
                resolves_id,
                posting.actor_id,
                posting.at,
            )
        )

    def count(self, table: Table) -> int:
        """How many rows a table gets."""
        of_table = self.tables.get(table)
        return len(of_table.rows) if of_table else 0
