"""What is said where a settlement or a month is in a wrong state: what happened, and what comes first."""

from collections.abc import Mapping
from datetime import date

from hb.kit.errors import Language, WrongState
from hb.ledger.rules import PeriodState

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


def already_closed(month: int, state: PeriodState, closed_on: date | None) -> WrongState:
    """The refusal to close a month (yyyymm) that was closed on a day, or is being closed."""
    if closed_on is None:
        return WrongState("input", "month", state=state)
    refusal = WrongState("input", "month", state=state, month=month, closed_on=closed_on.isoformat())
    return refusal.saying(CLOSED)
