"""Reservations: made for plan items, and resolved once by giving back their remainder."""

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
    Movement,
    OpenReservation,
    Remainder,
    Reservation,
    Slice,
    TransferCode,
    judge_remainders,
)
from hb.ledger.service.transfers import lock_and_judge, write

Resolution = Literal[TransferCode.VOID, TransferCode.EXPIRE]


async def reserve(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    reservations: Sequence[Reservation],
    path: Path = INPUT,
) -> Balance | None:
    """Reserve money: all reservations or none, in two statements.

    Gives the balance of the whole budget as it was before, or None if there was nothing to reserve.

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
    before = await lock_and_judge(tx, movements, path)
    await write(tx, actor, movements)
    return before[budget_id]


async def void(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    client_id: UUID,
    remainders: Sequence[Remainder],
    code: Resolution = TransferCode.VOID,
    path: Path = INPUT,
) -> None:
    """Resolve reservations by giving back what is left of them, in three statements.

    Raises:
        WrongState: a reservation was resolved before.
        NotFound: the budget has no such reservation.
        InvalidInput: the remainder is not what is left of the reservation.
    """
    movements = [
        Movement(
            tx.new_id(),
            code,
            budget_id,
            client_id,
            remainder.slice,
            resolves_id=remainder.reservation_id,
        )
        for remainder in remainders
    ]
    if movements:
        await lock_and_judge(tx, movements, path)
        reservation_ids = [remainder.reservation_id for remainder in remainders]
        current = await _reservations(tx, budget_id, reservation_ids)
        judge_remainders(current, remainders, path)
        await write(tx, actor, movements)


async def _reservations(
    tx: Transaction, budget_id: UUID, reservation_ids: Sequence[UUID]
) -> Mapping[UUID, OpenReservation]:
    """Reservations by id, read under the lock of their accounts, so that nobody else changes them."""
    rows = await tx.rows(queries.RESERVATIONS, budget_id=budget_id, reservation_ids=list(reservation_ids))
    return {
        row["id"]: OpenReservation(
            Slice(row["line_no"], row["month"], row["cents"], row["minutes"], row["pieces"]),
            row["is_resolved"],
        )
        for row in rows
    }
