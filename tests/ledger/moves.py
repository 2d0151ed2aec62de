"""Movements that hb makes only together with others, each made alone for tests of the ledger.

Deliveries draw in their own statement; budgets are cut and months carried over among other movements. Here
they are posted by `ledger.service`, and draws are judged by a second, slow rule.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from hb.access.rules import Actor
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.ledger import queries, service
from hb.ledger.rules import Measure, Movement, OpenReservation, ReservationOverdrawn, Slice, TransferCode
from hb.ledger.rules.input_rules import LedgerRule
from hb.ledger.service.transfers import lock_and_judge, write

SETTLEMENT_MONTH = Statement(
    text("""
SELECT min(month) AS month FROM period
WHERE organiser_id = ctx_organiser() AND state = 'OPEN' AND month >= CAST(:month AS integer)
""")
)


@dataclass(frozen=True, slots=True)
class Draw:
    """A part of a reservation that was delivered."""

    transfer_id: UUID
    reservation_id: UUID
    slice: Slice
    settlement_month: int
    subject_id: UUID
    payee_id: UUID


async def settlement_month(tx: Transaction, service_month: int) -> int:
    """The first open month from a service month (yyyymm) on, locked against its closing."""
    await service.lock_periods(tx, [service_month])
    row = await tx.row(SETTLEMENT_MONTH, month=service_month)
    assert row is not None
    month: int = row["month"]
    return month


async def draw(
    tx: Transaction, actor: Actor, budget_id: UUID, client_id: UUID, draws: Sequence[Draw]
) -> None:
    """Use parts of reservations, any number of times each.

    Raises:
        ReservationOverdrawn, WrongState, NotFound, InvalidInput: see `judge_draws`.
    """
    movements = [
        Movement(
            part.transfer_id,
            TransferCode.DRAW,
            budget_id,
            client_id,
            part.slice,
            subject_id=part.subject_id,
            payee_id=part.payee_id,
            settlement_month=part.settlement_month,
            draws_on=part.reservation_id,
        )
        for part in draws
    ]
    await lock_and_judge(tx, movements)
    rows = await tx.rows(
        queries.RESERVATIONS,
        budget_id=budget_id,
        reservation_ids=[part.reservation_id for part in draws],
    )
    reservations = {
        row["id"]: OpenReservation(
            Slice(row["line_no"], row["month"], row["cents"], row["minutes"], row["pieces"]),
            row["is_resolved"],
        )
        for row in rows
    }
    judge_draws(reservations, draws)
    await write(tx, actor, movements)


def judge_draws(reservations: Mapping[UUID, OpenReservation], draws: Sequence[Draw]) -> None:
    """Check that all draws together fit into their reservations, each in its own line and month.

    Raises:
        NotFound: the budget has no such reservation.
        WrongState: the reservation was resolved.
        InvalidInput: the draw is on another line or month than its reservation.
        ReservationOverdrawn: it has less left.
    """
    drawn: defaultdict[tuple[UUID, Measure], int] = defaultdict(int)
    for part in draws:
        reservation = reservations.get(part.reservation_id)
        if reservation is None:
            raise NotFound("input")
        if reservation.is_resolved:
            raise WrongState("input", state="RESOLVED")
        left = reservation.remainder
        if (part.slice.line_no, part.slice.month) != (left.line_no, left.month):
            raise InvalidInput("input", rule=LedgerRule.NOT_THE_RESERVATIONS_MONTH)
        for measure in Measure:
            drawn[part.reservation_id, measure] += part.slice.amount(measure)
            if drawn[part.reservation_id, measure] > left.amount(measure):
                raise ReservationOverdrawn("input")


async def cut(
    tx: Transaction, actor: Actor, budget_id: UUID, client_id: UUID, slices: Sequence[Slice]
) -> list[UUID]:
    """Lower limits by one transfer per slice."""
    movements = [Movement(tx.new_id(), TransferCode.CUT, budget_id, client_id, part) for part in slices]
    return await service.post(tx, actor, movements)


async def carry_over(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    from_month: int,
    to_month: int,
    cents: int,
) -> list[UUID]:
    """Move unspent cents from one service month's limit to another's."""
    slices = (Slice(0, from_month, cents=-cents), Slice(0, to_month, cents=cents))
    movements = [
        Movement(tx.new_id(), TransferCode.CARRY_OVER, budget_id, client_id, part) for part in slices
    ]
    return await service.post(tx, actor, movements)
