"""What a close may close, what it must find equal, and what its preview shows; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hb.kit.clock import last_day, month_of
from hb.kit.errors import DomainError, InvalidInput, Language
from hb.kit.input_rules import FormRule
from hb.kit.sentences import NumberUnit
from hb.ledger.rules import PeriodState
from hb.settlement.rules.wrong_states import already_closed, no_such_month

MOST_LISTED = 1_000
"""How many producers a preview lists at most, the largest sums first; its counts are of all."""


class CloseState(StrEnum):
    """How far the close of a month has come."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"
    """It met a fault, such as books that differ, and goes on once somebody resumes it."""


class MonthNotEnded(DomainError):
    """A month is closed after its last day, never before."""

    code = "MONTH_NOT_ENDED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuukausi {month:month} päättyy vasta {last_day:day}. Sulje se sen jälkeen.",
        "sv": "Månaden {month:month} slutar först {last_day:day}. Stäng den efter det.",
        "en": "The month {month:month} ends only on {last_day:day}. Close it after that.",
    }


class EarlierMonthOpen(DomainError):
    """Months are closed in order; `earliest` is the one whose turn it is."""

    code = "EARLIER_MONTH_OPEN"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuukausi {earliest:month} on suljettava ensin.",
        "sv": "Månaden {earliest:month} ska stängas först.",
        "en": "The month {earliest:month} is to be closed first.",
    }


class BooksDiffer(DomainError):
    """What the ledger drew and the deliveries say differs: the month is not closed before it is explained."""

    code = "BOOKS_DIFFER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Pääkirjan ja toteumien summat eroavat {producers:counted|yhden|{producers:number}} tuottajan "
        "kohdalla, yhteensä"
        " {difference_cents:amount}. Pyydä pääkäyttäjää selvittämään ero ja sulje kuukausi sitten.",
        "sv": "Huvudbokens och de utförda tjänsternas summor skiljer sig för {producers:counted|en "
        "producent|{producers:number} producenter},"
        " sammanlagt {difference_cents:amount}. Be administratören reda ut skillnaden och stäng sedan "
        "månaden.",
        "en": "The sums of ledger and deliveries differ for {producers:counted|one "
        "producer|{producers:number} producers},"
        " {difference_cents:amount} in all. Ask the administrator to explain the difference, then close the"
        " month.",
    }


class ClosesEarly(DomainError):
    """The month can be reported through `deadline`; what comes later is paid with the following month."""

    code = "CLOSES_EARLY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuukauden {month:month} toteumat voi ilmoittaa {deadline:day} asti. Jos suljet kuukauden nyt,"
        " sen jälkeen ilmoitettu maksetaan kuukautta myöhemmin. Vahvista, että suljet sen etuajassa.",
        "sv": "Tjänsterna för {month:month} kan rapporteras till och med {deadline:day}. Om du stänger"
        " månaden nu betalas det som rapporteras därefter en månad senare. Bekräfta att du stänger den"
        " i förtid.",
        "en": "The month {month:month} can be reported through {deadline:day}. If you close it now, what is"
        " reported later is paid a month later. Confirm that you close it early.",
    }


class PreviewOutdated(DomainError):
    """What would be settled is not what the preview showed: something was reported since."""

    code = "PREVIEW_OUTDATED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tilitettävä summa on nyt {present_cents:amount}, mutta esikatselussa se oli"
        " {expected_cents:amount}. Katso esikatselu uudelleen.",
        "sv": "Summan som avräknas är nu {present_cents:amount}, men i förhandsvisningen var den"
        " {expected_cents:amount}. Se förhandsvisningen på nytt.",
        "en": "The sum to be settled is now {present_cents:amount}, but the preview showed"
        " {expected_cents:amount}. Look at the preview again.",
    }


@dataclass(frozen=True, slots=True)
class Owed:
    """What a producer is owed for a settlement month, by the ledger and by the deliveries themselves."""

    producer_id: UUID
    drawn_cents: int
    drawn_count: int
    delivered_cents: int
    delivered_count: int

    @property
    def differs(self) -> bool:
        """Whether the two books disagree."""
        return (self.drawn_cents, self.drawn_count) != (self.delivered_cents, self.delivered_count)


@dataclass(frozen=True, slots=True)
class Difference:
    """How many producers' books disagree, and by how many cents in all."""

    producers: int
    cents: int


@dataclass(frozen=True, slots=True)
class ClosingMonth:
    """A month as one that may be closed: its state, the last day to report it, the earliest not closed."""

    month: int
    state: PeriodState | None
    """None if there is no such month."""
    reporting_deadline: date | None
    earliest: int | None
    closed_on: date | None = None

    def has_begun(self, today: date) -> bool:
        """Whether its first day has come: before that nobody can have reported it."""
        return self.month <= month_of(today)

    def is_early(self, today: date) -> bool:
        """Whether the month can still be reported today."""
        return self.reporting_deadline is not None and today <= self.reporting_deadline


@dataclass(frozen=True, slots=True)
class OwedTo:
    """What one producer would be settled: its name, its deliveries and their cents."""

    producer_id: UUID
    name: str
    deliveries: int
    cents: int


@dataclass(frozen=True, slots=True)
class Unreported:
    """A producer that has accepted orders of the month and has reported nothing of it; how many orders."""

    producer_id: UUID
    name: str
    orders: int


@dataclass(frozen=True, slots=True)
class StillReserved:
    """What is reserved in a service month and not delivered, and the last day on which it is reported."""

    month: int
    reservations: int
    cents: int
    reporting_deadline: date


@dataclass(frozen=True, slots=True)
class ClosePreview:
    """What a close would settle now, what is in its way, and what is not reported yet.

    The lists of producers hold at most MOST_LISTED; the counts are of all.
    """

    month: int
    reporting_deadline: date | None
    producers: int
    deliveries: int
    total_cents: int
    owed: tuple[OwedTo, ...]
    unreported_producers: int
    unreported: tuple[Unreported, ...]
    still_reserved: tuple[StillReserved, ...]
    in_the_way: tuple[DomainError, ...]
    is_early: bool
    warning: ClosesEarly | None


@dataclass(frozen=True, slots=True)
class CloseOrdered:
    """The month whose close was ordered or resumed, and its close; a release before kept no closes."""

    month: int
    close_id: UUID | None = None


def require_month(month: int) -> None:
    """A month is yyyymm between 200001 and 299912.

    Raises:
        InvalidInput: it is not.
    """
    if not (200001 <= month <= 299912 and 1 <= month % 100 <= 12):
        raise InvalidInput("input", "month", rule=FormRule.MONTH)


def in_the_way(candidate: ClosingMonth, today: date) -> Iterator[DomainError]:
    """What is in the way of closing a month, beside the books: it has not ended, or is not the next."""
    end = last_day(candidate.month)
    if today <= end:
        yield MonthNotEnded("input", "month", month=candidate.month, last_day=end.isoformat())
    if candidate.state in (PeriodState.CLOSING, PeriodState.CLOSED):
        yield already_closed(candidate.month, candidate.state, candidate.closed_on)
    elif candidate.earliest is not None and candidate.earliest < candidate.month:
        yield EarlierMonthOpen("input", "month", earliest=candidate.earliest)


def early(candidate: ClosingMonth, today: date) -> ClosesEarly | None:
    """What a close today of a month that has begun would not wait for: it can still be reported."""
    deadline = candidate.reporting_deadline
    if deadline is None or not (candidate.is_early(today) and candidate.has_begun(today)):
        return None
    return ClosesEarly("input", "acceptsEarly", month=candidate.month, deadline=deadline.isoformat())


def require_closable(candidate: ClosingMonth, today: date, *, accepts_early: bool) -> None:
    """Only the earliest month that is not closed and has ended is closed, and not early unawares.

    Raises:
        MonthNotEnded: the month's last day is not over.
        WrongState: it is being closed, or closed.
        EarlierMonthOpen: an earlier month is not closed.
        NotFound: there is no such month.
        ClosesEarly: it can still be reported, which the caller does not accept.
    """
    for refusal in in_the_way(candidate, today):
        raise refusal
    if candidate.state is None:
        raise no_such_month(candidate.month)
    warning = early(candidate, today)
    if warning is not None and not accepts_early:
        raise warning


def difference(books: Sequence[Owed]) -> Difference:
    """How the ledger's drawings and the deliveries disagree, producer by producer."""
    differing = [owed for owed in books if owed.differs]
    return Difference(len(differing), sum(abs(owed.drawn_cents - owed.delivered_cents) for owed in differing))


def differing(books: Sequence[Owed]) -> BooksDiffer | None:
    """What is wrong if the ledger's drawings and the deliveries do not give each producer the same sums."""
    wrong = difference(books)
    if not wrong.producers:
        return None
    return BooksDiffer(
        "input", "month", producers=wrong.producers, difference_cents=wrong.cents, unit=NumberUnit.CENTS
    )


def require_equal(books: Sequence[Owed]) -> None:
    """The ledger's drawings and the deliveries must give the same sums, producer by producer.

    Raises:
        BooksDiffer: they do not.
    """
    refusal = differing(books)
    if refusal is not None:
        raise refusal


def unlike(books: Sequence[Owed], settled: Mapping[UUID, tuple[int, int]]) -> bool:
    """Whether some settlements (cents and deliveries by producer) are not the ledger's drawings."""
    return {owed.producer_id: (owed.drawn_cents, owed.drawn_count) for owed in books} != dict(settled)


def require_as_shown(expected_cents: int, present_cents: int, *, is_early: bool) -> None:
    """What is to be settled is what the preview showed; while reports still come, it may have become more.

    Raises:
        PreviewOutdated: it is not.
    """
    if present_cents == expected_cents or (is_early and present_cents > expected_cents):
        return
    raise PreviewOutdated(
        "input",
        "expectedTotalCents",
        expected_cents=expected_cents,
        present_cents=present_cents,
        unit=NumberUnit.CENTS,
    )
