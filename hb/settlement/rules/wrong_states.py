"""What is said where a settlement or a month is in a wrong state: what happened, and what comes first."""

from collections.abc import Mapping
from datetime import date

from hb.kit.errors import Language, NotFound, WrongState, out_of_range
from hb.kit.sentences import NumberUnit
from hb.ledger.rules import PeriodState

MOST_CENTS = 10**14
"""More cents than an organiser can settle in a month."""

NOT_CHECKED: Mapping[Language, str] = {
    "fi": "Tilitystä ei ole vielä tarkastettu. Toisen henkilön on tarkastettava se ensin.",
    "sv": "Avräkningen har inte granskats ännu. En annan person ska granska den först.",
    "en": "The settlement has not been checked yet. Another person must check it first.",
}
"""What is said of a settlement that is to be released before it was checked."""

CLOSED: Mapping[Language, str] = {
    "fi": "Kuukausi {month:month} suljettiin {closed_on:day}, eikä sitä voi sulkea uudelleen. Kuukausien "
    "sulkemisista näet, kuka sen sulki.",
    "sv": "Månaden {month:month} stängdes {closed_on:day} och kan inte stängas på nytt. I listan över "
    "stängningar ser du vem som stängde den.",
    "en": "{month:month} was closed on {closed_on:day} and cannot be closed again. The list of closes shows "
    "who closed it.",
}
"""What is said of a month that is closed; a refusal names no person."""

NOTHING_TO_CLOSE: Mapping[Language, str] = {
    "fi": "Kuukaudessa {month:month} ei ole mitään suljettavaa.",
    "sv": "I {month:month} finns inget att stänga.",
    "en": "There is nothing to close in {month:month}.",
}
"""What is said of a month that the organiser does not have."""


def no_such_month(month: int) -> NotFound:
    """The refusal of a month (yyyymm) that the organiser does not have."""
    return NotFound("input", "month", month=month).saying(NOTHING_TO_CLOSE)


def require_total(cents: int) -> None:
    """A sum to be settled is not negative, and no more than MOST_CENTS.

    Raises:
        InvalidInput: it is.
    """
    if not 0 <= cents <= MOST_CENTS:
        raise out_of_range("input", "expectedTotalCents", least=0, most=MOST_CENTS, unit=NumberUnit.CENTS)


def already_closed(month: int, state: PeriodState, closed_on: date | None) -> WrongState:
    """The refusal to close a month (yyyymm) that was closed on a day, or is being closed."""
    if closed_on is None:
        return WrongState("input", "month", state=state)
    refusal = WrongState("input", "month", state=state, month=month, closed_on=closed_on.isoformat())
    return refusal.saying(CLOSED)
