"""Who may be notified of what: every event for every kind of recipient, as data; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hb.messages.rules.events import Event


class Hearer(StrEnum):
    """In what capacity somebody is notified.

    A MINOR speaks beside the custodian (hallintolaki 434/2003 14 §), for a CHILD the custodian does. GUARDIAN
    is a guardian whose task is the person too, FINANCES anybody who represents in financial matters alone
    (holhoustoimilaki 442/1999 29 §), CONTINUING_POWER who does so by a continuing power of attorney
    (L 648/2007), VIEWER who may see and not act, ESTATE who administers the estate of a client who has died.
    """

    CLIENT = "CLIENT"
    MINOR = "MINOR"
    CHILD = "CHILD"
    CUSTODIAN = "CUSTODIAN"
    GUARDIAN = "GUARDIAN"
    FINANCES = "FINANCES"
    CONTINUING_POWER = "CONTINUING_POWER"
    AUTHORISED = "AUTHORISED"
    VIEWER = "VIEWER"
    ESTATE = "ESTATE"
    WORKER = "WORKER"
    PRODUCER = "PRODUCER"


class Telling(StrEnum):
    """Whether somebody is notified, and whether the details of services are left out."""

    TOLD = "TOLD"
    WITHOUT_DETAILS = "WITHOUT_DETAILS"
    NOT_TOLD = "NOT_TOLD"


@dataclass(frozen=True, slots=True)
class Hearing:
    """A recipient, and of the client: whether contact data are hidden (turvakielto), and whether dead."""

    hearer: Hearer
    is_hidden: bool = False
    has_died: bool = False


OWN = frozenset({Hearer.CLIENT, Hearer.MINOR, Hearer.CHILD})
"""The client."""
SPEAKING = frozenset(
    {Hearer.CUSTODIAN, Hearer.GUARDIAN, Hearer.CONTINUING_POWER, Hearer.AUTHORISED, Hearer.VIEWER}
)
"""Who represents the client in personal matters too, or sees them."""
_PERSONAL = OWN | SPEAKING
_FULL = _PERSONAL - {Hearer.VIEWER}
_MONEY = _PERSONAL | {Hearer.FINANCES}
PARTIES = _MONEY | {Hearer.ESTATE}
_WORKER = frozenset({Hearer.WORKER})
_PRODUCER = frozenset({Hearer.PRODUCER})
PROFESSIONAL = _WORKER | _PRODUCER
"""Who is notified in the course of work, for the organiser or for a producer."""

HEARD: Mapping[Event, frozenset[Hearer]] = {
    Event.ACCESS_ENDED: _WORKER,
    Event.ACCESS_ENDING: _WORKER,
    Event.ASSESSMENT_COMPLETED: _PERSONAL,
    Event.BUDGET_AWAITS_DECISION: _WORKER,
    Event.BUDGET_ENDING: _MONEY | _WORKER,
    Event.BUDGET_RUNNING_OUT: _MONEY | _WORKER,
    Event.CLIENT_CONTACT_CHANGED: _PRODUCER,
    Event.CLIENT_CONTACT_HIDDEN: _PRODUCER,
    Event.CLIENT_DIED: _WORKER,
    Event.CONTACT_ACCEPTED: _WORKER,
    Event.CONTACT_FILED: _WORKER,
    Event.CONTACT_OPENED: _WORKER,
    Event.CONTACT_RESOLVED: _WORKER,
    Event.DAILY_SUMMARY: _WORKER,
    Event.DEATH_CORRECTED: _WORKER,
    Event.DECISION_MADE: _MONEY | _WORKER,
    Event.DELIVERY_REFUSED: _PRODUCER,
    Event.EMERGENCY_ACCESS_OPENED: _WORKER,
    Event.IDENTITY_CODE_CHANGED: _FULL,
    Event.LETTER_FAILED: _WORKER,
    Event.MESSAGE_FAILED: _WORKER,
    Event.MONTH_CLOSED: _WORKER | _PRODUCER,
    Event.MONTH_CLOSE_STOPPED: _WORKER,
    Event.OFFERING_DECIDED: _PRODUCER,
    Event.ORDER_ANSWERED: _MONEY | _WORKER,
    Event.ORDER_CANCELLED: _MONEY | _PRODUCER,
    Event.ORDER_CHANGED: _PRODUCER,
    Event.ORDER_CLIENT_DIED: _PRODUCER,
    Event.ORDER_GIVEN_BACK: _MONEY | _WORKER | _PRODUCER,
    Event.ORDER_GOES_ON: _PRODUCER,
    Event.ORDER_REMINDED: _PRODUCER,
    Event.ORDER_WAITING: _PRODUCER,
    Event.PAYMENT_ACCOUNT_APPROVED: _PRODUCER,
    Event.PAYMENT_ACCOUNT_DIFFERS: _WORKER | _PRODUCER,
    Event.PLACE_DISCLOSED: _PRODUCER,
    Event.PLAN_APPROVED: _MONEY,
    Event.PLAN_RETURNED: _MONEY,
    Event.PLAN_SUBMITTED: _WORKER,
    Event.PRICE_DECIDED: _PRODUCER,
    Event.PRODUCER_DECIDED: _PRODUCER,
    Event.RECORDS_MERGED: _MONEY | _WORKER,
    Event.RECORDS_SEPARATED: _WORKER,
    Event.REPORTING_DUE: _PRODUCER,
    Event.REPORTS_MISSING: _WORKER,
    Event.REPRESENTATION_ENDED: _MONEY | _WORKER,
    Event.REPRESENTATION_ENDING: _MONEY | _WORKER,
    Event.REPRESENTATION_RECORDED: _FULL,
    Event.RESERVATION_FREED: _MONEY | _WORKER,
    Event.REVIEW_WAITING: _WORKER,
    Event.ROLE_ENDED: _WORKER | _PRODUCER,
    Event.ROLE_ENDING: _WORKER | _PRODUCER,
    Event.SETTLEMENT_DIFFERS: _WORKER,
    Event.SETTLEMENT_RELEASED: _PRODUCER,
    Event.URGENT_TASK_GIVEN: _WORKER,
    Event.URGENT_TASK_LATE: _WORKER,
    Event.WEBHOOK_FAILED: _PRODUCER,
    Event.WEBHOOK_REPLACED: _PRODUCER,
    Event.WORK_STOPPED: _WORKER,
}
"""The kinds of recipients who may be notified of an event; all others may not.

Of a changed code and a recorded power the client alone is notified, and in a child's place who represents it.

The estate hears of nothing: the money of a budget is the organiser's and ends with the client, and what was
personal stays secret (laki asiakastietojen käsittelystä 703/2023 4 §).
"""


def telling(event: Event, hearing: Hearing) -> Telling:
    """Whether somebody may be notified of an event.

    After the client's death no party is. With turvakielto (L 661/2009 36 §) those who represent the client
    are notified without the details, since the names of producers tell where the client is; they read them
    here, as far as their power goes.
    """
    hearer = hearing.hearer
    if hearer not in HEARD[event] or (hearing.has_died and hearer in PARTIES):
        return Telling.NOT_TOLD
    if hearing.is_hidden and hearer in PARTIES - OWN:
        return Telling.WITHOUT_DETAILS
    return Telling.TOLD
