"""What the clock freed in the region's past: on the day after each month's reporting deadline."""

from uuid import UUID

from hb.demo.items import Item, ItemMonth
from hb.demo.making import Making
from hb.demo.rows import Posting
from hb.ledger.rules import TransferCode
from hb.plans.rules.costs import slice_of

EXPIRY = 99
"""The last batch of a month: after all reports of it."""


def free(
    making: Making, organiser_id: UUID, client_id: UUID, item: Item, month: ItemMonth, left: tuple[int, int]
) -> None:
    """Free what is left of a month's reservation, in the name of the system: minutes or pieces, and cents."""
    freed_at = making.calendar.freed_at(month.month)
    quantity, cents = left
    making.rows.move(
        Posting(
            first_batch(making, month.month) + EXPIRY,
            freed_at,
            organiser_id,
            client_id,
            item.budget_id,
            organiser_id,
        ),
        TransferCode.EXPIRE,
        making.chance.id(freed_at),
        slice_of(item.line_no, month.month, item.measure, quantity, cents),
        subject_id=item.item_id,
        payee_id=item.offered.producer.producer_id,
        resolves_id=month.reservation_id,
    )


def first_batch(making: Making, month: int) -> int:
    """The first batch of a month's reports: months one after the other, lines of a budget apart."""
    first = making.calendar.first_month
    months = (month // 100 - first // 100) * 12 + month % 100 - first % 100
    return 100 * (months + 1)
