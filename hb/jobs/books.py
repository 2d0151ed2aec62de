"""Proving the books outside the ledger: what is decided, counted, delivered and paid is what it moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hb.budgets.queries.proof import GRANTS
from hb.deliveries.queries.proof import DRAWINGS, PAGES, PAGES_SINCE, STRAYS
from hb.kit.db import Database
from hb.kit.proof import PLAN_FOR_MANY, Difference
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.plans.queries.proof import BUDGETS, BUDGETS_SINCE, COUNTERS
from hb.producers.queries.proof import ACCOUNTS, PRODUCERS
from hb.settlement.queries.proof import MONTHS, MONTHS_SINCE, SETTLEMENTS


class Piece(StrEnum):
    """By what the rows are divided that one statement compares."""

    BUDGET = "BUDGET"
    DELIVERY_PAGE = "DELIVERY_PAGE"
    """A page of deliveries, named by the first of them."""
    PRODUCER = "PRODUCER"
    SETTLEMENT_MONTH = "SETTLEMENT_MONTH"


Pieces = Mapping[Piece, Sequence[UUID | int]]
"""Which pieces are proved: ids, or months (yyyymm), by kind; none of a kind that is absent."""

AT_ONCE: Mapping[Piece, int] = {
    Piece.BUDGET: 250,
    Piece.DELIVERY_PAGE: 1,
    Piece.PRODUCER: 250,
    Piece.SETTLEMENT_MONTH: 1,
}
"""How many pieces one statement compares: enough to be quick, few enough for its memory and timeout."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two books that must agree: what is counted, what lists all pieces or the late ones, and the proof."""

    counted: str | None
    piece: Piece
    pieces: Statement
    pieces_since: Statement | None
    proof: Statement


COMPARISONS = (
    Comparison("decisions", Piece.BUDGET, BUDGETS, BUDGETS_SINCE, GRANTS),
    Comparison("item months", Piece.BUDGET, BUDGETS, BUDGETS_SINCE, COUNTERS),
    Comparison("deliveries", Piece.BUDGET, BUDGETS, BUDGETS_SINCE, DRAWINGS),
    Comparison(None, Piece.DELIVERY_PAGE, PAGES, PAGES_SINCE, STRAYS),
    Comparison("payment accounts", Piece.PRODUCER, PRODUCERS, None, ACCOUNTS),
    Comparison("settlements", Piece.SETTLEMENT_MONTH, MONTHS, MONTHS_SINCE, SETTLEMENTS),
)
COUNTED = tuple(comparison.counted for comparison in COMPARISONS if comparison.counted is not None)


@dataclass(frozen=True, slots=True)
class Proved:
    """How many rows of each kind in `COUNTED` were compared, and what differs."""

    counts: Mapping[str, int]
    differences: tuple[Difference, ...]


async def prove(
    database: Database, organiser_id: UUID, only: Pieces | None = None, *, since: datetime | None = None
) -> Proved:
    """Compare the books of an organiser, all of them or some pieces, over the owner's connection.

    With `since`, those pieces to which something happened from that instant on.

    Each comparison is a transaction, and each statement in it sees its pieces at one instant.
    """
    context = {"hb.organiser": str(organiser_id), "hb.door": "command"}
    counts: dict[str, int] = {}
    differences: list[Difference] = []
    for comparison in COMPARISONS:

        async def work(tx: Transaction, comparison: Comparison = comparison) -> tuple[int, list[Difference]]:
            return await compare(tx, comparison, only, since=since)

        checked, different = await database.run(context, work)
        if comparison.counted is not None:
            counts[comparison.counted] = checked
        differences += different
    return Proved(counts, tuple(differences))


async def compare(
    tx: Transaction,
    comparison: Comparison,
    only: Pieces | None = None,
    *,
    since: datetime | None = None,
) -> tuple[int, list[Difference]]:
    """Compare two books of the context's organiser: how many rows, and what differs."""
    await tx.rows(PLAN_FOR_MANY)
    pieces: Sequence[UUID | int]
    if only is not None:
        pieces = only.get(comparison.piece, ())
    elif since is not None and comparison.pieces_since is not None:
        pieces = [row["piece"] for row in await tx.rows(comparison.pieces_since, since=since)]
    else:
        pieces = [row["piece"] for row in await tx.rows(comparison.pieces)]
    at_once = AT_ONCE[comparison.piece]
    checked = 0
    differences: list[Difference] = []
    for start in range(0, len(pieces), at_once):
        for row in await tx.rows(comparison.proof, pieces=pieces[start : start + at_once]):
            checked += row["checked"]
            differences += row["differences"]
    return checked, differences
