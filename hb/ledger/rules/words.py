"""The ledger's words: measures, codes, slices, limits, balances, reservations, and what a proof can find."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Measure(StrEnum):
    """What an account counts, always in integers."""

    CENTS = "CENTS"
    MINUTES = "MINUTES"
    PIECES = "PIECES"


class TransferCode(StrEnum):
    """Why money or hours moved."""

    GRANT = "GRANT"
    CUT = "CUT"
    RESERVE = "RESERVE"
    DRAW = "DRAW"
    VOID = "VOID"
    EXPIRE = "EXPIRE"
    CARRY_OVER = "CARRY_OVER"


class PeriodState(StrEnum):
    """Whether a settlement month still takes payments."""

    OPEN = "OPEN"
    CLOSING = "CLOSING"
    """It takes none any more, and its settlements are being made."""
    CLOSED = "CLOSED"


class SettlementState(StrEnum):
    """CALCULATED at closing, CHECKED by one person, RELEASED by another."""

    CALCULATED = "CALCULATED"
    CHECKED = "CHECKED"
    RELEASED = "RELEASED"


@dataclass(frozen=True, slots=True)
class Effect:
    """The sign with which a transfer's amount enters the three sums of an account."""

    granted: int = 0
    reserved: int = 0
    used: int = 0


EFFECTS: Mapping[TransferCode, Effect] = {
    TransferCode.GRANT: Effect(granted=1),
    TransferCode.CUT: Effect(granted=-1),
    TransferCode.CARRY_OVER: Effect(granted=1),
    TransferCode.RESERVE: Effect(reserved=1),
    TransferCode.DRAW: Effect(reserved=-1, used=1),
    TransferCode.VOID: Effect(reserved=-1),
    TransferCode.EXPIRE: Effect(reserved=-1),
}
"""The fold of transfers into balances; the SQL of `queries` is written from this table."""


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """The key of an account inside its budget; line_no and month (service month, yyyymm) 0 mean all."""

    line_no: int
    month: int
    measure: Measure


WHOLE_BUDGET = Limit(0, 0, Measure.CENTS)
"""Every budget has this limit. Every transfer updates its account, even with 0 cents, so that the row lock
serialises all posting on the budget."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a budget that moves: a line, a service month (yyyymm), and how much in each measure."""

    line_no: int
    month: int
    cents: int = 0
    minutes: int = 0
    pieces: int = 0

    def amount(self, measure: Measure) -> int:
        """How much of one measure moves."""
        match measure:
            case Measure.CENTS:
                return self.cents
            case Measure.MINUTES:
                return self.minutes
            case Measure.PIECES:
                return self.pieces

    def touches(self, limit: Limit) -> bool:
        """Whether the limit counts this slice."""
        return limit == WHOLE_BUDGET or (
            limit.line_no in {0, self.line_no}
            and limit.month in {0, self.month}
            and self.amount(limit.measure) != 0
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """The three sums of an account, in its measure."""

    granted: int
    reserved: int
    used: int

    @property
    def available(self) -> int:
        """What can still be reserved."""
        return self.granted - self.reserved - self.used

    @property
    def is_valid(self) -> bool:
        """Whether the account's CHECK would accept it."""
        return min(self.granted, self.reserved, self.used) >= 0 and self.available >= 0

    def after(self, code: TransferCode, amount: int) -> "Balance":
        """The sums when a transfer of an amount is added."""
        effect = EFFECTS[code]
        return Balance(
            self.granted + effect.granted * amount,
            self.reserved + effect.reserved * amount,
            self.used + effect.used * amount,
        )


@dataclass(frozen=True, slots=True)
class BudgetBalances:
    """The balances of one budget that are judged, and whether the budget has limits by line and by month."""

    balances: Mapping[Limit, Balance]
    has_lines: bool
    has_months: bool


@dataclass(frozen=True, slots=True)
class Reservation:
    """Money to be reserved; `subject_id` is the plan item, `payee_id` the producer."""

    transfer_id: UUID
    slice: Slice
    subject_id: UUID
    payee_id: UUID


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a reservation, which is resolved with it."""

    reservation_id: UUID
    slice: Slice


@dataclass(frozen=True, slots=True)
class OpenReservation:
    """A reservation as it is now: its remainder with line and month, and whether it was resolved."""

    remainder: Slice
    is_resolved: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """One transfer to be posted, on any budget."""

    transfer_id: UUID
    code: TransferCode
    budget_id: UUID
    client_id: UUID
    slice: Slice
    subject_id: UUID | None = None
    payee_id: UUID | None = None
    settlement_month: int | None = None
    draws_on: UUID | None = None
    resolves_id: UUID | None = None
    rows_count: int = 1


class DifferenceKind(StrEnum):
    """What `verify` can find wrong; expected and actual are numbers of the kind's own measure."""

    GRANTED = "GRANTED"
    RESERVED = "RESERVED"
    USED = "USED"
    LIMIT = "LIMIT"
    TRANSFER_WITHOUT_ACCOUNT = "TRANSFER_WITHOUT_ACCOUNT"
    TRANSFER_DIGEST = "TRANSFER_DIGEST"
    RESERVATION_MISSING = "RESERVATION_MISSING"
    RESERVATION_RESOLVED_AGAIN = "RESERVATION_RESOLVED_AGAIN"
    RESERVATION_OVERDRAWN = "RESERVATION_OVERDRAWN"
    RESERVATION_REST = "RESERVATION_REST"
    LINK_SEQUENCE = "LINK_SEQUENCE"
    LINK_HEAD = "LINK_HEAD"
    LINK_DIGEST = "LINK_DIGEST"
    LINK_DELTAS = "LINK_DELTAS"
    LINK_MISSING = "LINK_MISSING"
    LINK_WITHOUT_TRANSFERS = "LINK_WITHOUT_TRANSFERS"
    LINK_WITHOUT_ACCOUNT = "LINK_WITHOUT_ACCOUNT"
    CHAIN_END = "CHAIN_END"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it must be, by ids and numbers; what does not apply is None."""

    kind: DifferenceKind
    budget_id: UUID
    line_no: int | None
    month: int | None
    measure: Measure | None
    seq: int | None
    transfer_id: UUID | None
    expected: int | None
    actual: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """How much of an organiser's ledger was checked, and what is wrong in it."""

    budgets: int
    accounts: int
    transfers: int
    links: int
    reservations: int
    differences: tuple[Difference, ...]
