"""Reservations: made by plan items, drawn on by deliveries, resolved once by what is left of them."""

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import Path
from hb.kit.transaction import Transaction
from hb.ledger import queries
from hb.ledger.rules import (
    INPUT,
    Balance,
    Draw,
    Movement,
    OpenReservation,
    Reservation,
    Rest,
    Slice,
    TransferCode,
    judge_draws,
    judge_rests,
)
from hb.ledger.service.posting import lock, write

Resolution = Literal[TransferCode.VOID, TransferCode.EXPIRE]


async def reserve(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    reservations: Sequence[Reservation],
    path: Path = INPUT,
) -> Balance | None:
    """Promise money: all reservations or none, in two statements.

    Gives the balance of the whole budget as it was before, or None when there was nothing to reserve.

    Raises:
        BudgetExceeded: the budget, a line or a month has less left; names every such limit.
        NotFound: the budget has no accounts.
        InvalidInput: a slice is negative, or its line or month has no limit.
    """
    movements = [
        Movement(
            reservation.transfer_id,
            TransferCode.RESERVE,
            budget_id,
            client_id,
            reservation.slice,
            subject_id=reservation.subject_id,
            payee_id=reservation.payee_id,
        )
        for reservation in reservations
    ]
    if not movements:
        return None
    before = await lock(tx, movements, path)
    await write(tx, actor, movements)
    return before[budget_id]


async def draw(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    draws: Sequence[Draw],
    path: Path = INPUT,
) -> None:
    """Use parts of reservations, any number of times each, in three statements.

    The settlement month is locked before (`settlement_month`).

    Raises:
        ReservationOverdrawn: a reservation has less left.
        WrongState: it was resolved.
        NotFound: the budget has no such reservation.
        InvalidInput: a draw is negative or on another line or month than its reservation.
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
            rows_count=part.rows_count,
        )
        for part in draws
    ]
    if movements:
        await lock(tx, movements, path)
        current = await _reservations(tx, budget_id, [part.reservation_id for part in draws])
        judge_draws(current, draws, path)
        await write(tx, actor, movements)


async def void(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    rests: Sequence[Rest],
    code: Resolution = TransferCode.VOID,
    path: Path = INPUT,
) -> None:
    """Resolve reservations by giving back what is left of them, in three statements.

    Raises:
        WrongState: a reservation was resolved before.
        NotFound: the budget has no such reservation.
        InvalidInput: the rest is not what is left of the reservation.
    """
    movements = [
        Movement(tx.new_id(), code, budget_id, client_id, rest.slice, resolves_id=rest.reservation_id)
        for rest in rests
    ]
    if movements:
        await lock(tx, movements, path)
        current = await _reservations(tx, budget_id, [rest.reservation_id for rest in rests])
        judge_rests(current, rests, path)
        await write(tx, actor, movements)


async def _reservations(
    tx: Transaction, budget_id: UUID, reservation_ids: Sequence[UUID]
) -> Mapping[UUID, OpenReservation]:
    """How reservations stand; read under the lock of their accounts, so nobody else changes them."""
    rows = await tx.rows(queries.RESERVATIONS, budget_id=budget_id, reservation_ids=list(reservation_ids))
    return {
        row["id"]: OpenReservation(
            Slice(row["line_no"], row["month"], row["cents"], row["minutes"], row["pieces"]),
            row["is_resolved"],
        )
        for row in rows
    }
