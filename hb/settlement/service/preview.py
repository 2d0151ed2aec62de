"""Showing what the close of a month would do, before it is ordered."""

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.settlement.queries import closing as queries
from hb.settlement.queries import preview as shown
from hb.settlement.rules import (
    MOST_LISTED,
    ClosePreview,
    Owed,
    OwedTo,
    StillReserved,
    Unreported,
    differing,
    early,
    in_the_way,
    no_such_month,
    require_month,
)
from hb.settlement.service.closing import closing_month


async def preview_close(tx: Transaction, actor: Actor, month: int | None = None) -> ClosePreview:
    """Show what closing a month (yyyymm) now would settle; without a month the one whose turn it is.

    It changes nothing. What it shows as to be settled is what `close_month` takes as expected. Nobody is
    late with a month that has not begun: no producer and no reservation is listed for it.

    Raises:
        Forbidden: the actor is no controller.
        InvalidInput, NotFound: no such month.
    """
    access.require(actor, Permission.MONTH_CLOSE)
    row = await tx.row(queries.EARLIEST)
    if row is None:
        raise NotFound("input", "month")
    tx.clock_read(row["now"])
    if month is None:
        if row["month"] is None:
            raise NotFound("input", "month")
        month = row["month"]
    require_month(month)
    candidate = await closing_month(tx, month)
    obstacles = list(in_the_way(candidate, tx.today))
    if candidate.state is None and not obstacles:
        raise no_such_month(month)
    books = [Owed(**dict(owed)) for owed in await tx.rows(queries.OWED, month=month)]
    if (wrong := differing(books)) is not None:
        obstacles.append(wrong)
    has_begun = candidate.has_begun(tx.today)
    unreported = await tx.rows(shown.UNREPORTED, month=month, most=MOST_LISTED) if has_begun else []
    reserved = await tx.rows(shown.STILL_RESERVED, month=month) if has_begun else []
    return ClosePreview(
        month=month,
        reporting_deadline=candidate.reporting_deadline,
        producers=len(books),
        deliveries=sum(owed.drawn_count for owed in books),
        total_cents=sum(owed.drawn_cents for owed in books),
        owed=await _named(tx, books),
        unreported_producers=unreported[0]["producers"] if unreported else 0,
        unreported=tuple(Unreported(one["producer_id"], one["name"], one["orders"]) for one in unreported),
        still_reserved=tuple(
            StillReserved(one["month"], one["reservations"], one["cents"], one["reporting_deadline"])
            for one in reserved
        ),
        in_the_way=tuple(obstacles),
        is_early=candidate.is_early(tx.today),
        warning=early(candidate, tx.today),
    )


async def _named(tx: Transaction, books: list[Owed]) -> tuple[OwedTo, ...]:
    """The largest sums first, each with its producer's name."""
    largest = sorted(books, key=lambda owed: (-owed.drawn_cents, owed.producer_id))[:MOST_LISTED]
    rows = await tx.rows(shown.NAMES, producer_ids=[owed.producer_id for owed in largest])
    names = {row["id"]: row["name"] for row in rows}
    return tuple(
        OwedTo(owed.producer_id, names.get(owed.producer_id, ""), owed.drawn_count, owed.drawn_cents)
        for owed in largest
    )
