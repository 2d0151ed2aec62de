"""What people are notified of, through which channel, and the state of a message."""

from enum import StrEnum


class Event(StrEnum):
    """What happened that somebody must be notified of."""

    ACCESS_ENDED = "ACCESS_ENDED"
    ACCESS_ENDING = "ACCESS_ENDING"
    ASSESSMENT_COMPLETED = "ASSESSMENT_COMPLETED"
    BUDGET_AWAITS_DECISION = "BUDGET_AWAITS_DECISION"
    BUDGET_ENDING = "BUDGET_ENDING"
    BUDGET_RUNNING_OUT = "BUDGET_RUNNING_OUT"
    CLIENT_CONTACT_CHANGED = "CLIENT_CONTACT_CHANGED"
    CLIENT_CONTACT_HIDDEN = "CLIENT_CONTACT_HIDDEN"
    CLIENT_DIED = "CLIENT_DIED"
    CONTACT_ACCEPTED = "CONTACT_ACCEPTED"
    CONTACT_FILED = "CONTACT_FILED"
    CONTACT_OPENED = "CONTACT_OPENED"
    CONTACT_RESOLVED = "CONTACT_RESOLVED"
    DAILY_SUMMARY = "DAILY_SUMMARY"
    DEATH_CORRECTED = "DEATH_CORRECTED"
    DECISION_MADE = "DECISION_MADE"
    DELIVERY_REFUSED = "DELIVERY_REFUSED"
    EMERGENCY_ACCESS_OPENED = "EMERGENCY_ACCESS_OPENED"
    IDENTITY_CODE_CHANGED = "IDENTITY_CODE_CHANGED"
    LETTER_FAILED = "LETTER_FAILED"
    MESSAGE_FAILED = "MESSAGE_FAILED"
    MONTH_CLOSED = "MONTH_CLOSED"
    MONTH_CLOSE_STOPPED = "MONTH_CLOSE_STOPPED"
    OFFERING_DECIDED = "OFFERING_DECIDED"
    ORDER_ANSWERED = "ORDER_ANSWERED"
    ORDER_CANCELLED = "ORDER_CANCELLED"
    ORDER_CHANGED = "ORDER_CHANGED"
    ORDER_CLIENT_DIED = "ORDER_CLIENT_DIED"
    ORDER_GIVEN_BACK = "ORDER_GIVEN_BACK"
    ORDER_GOES_ON = "ORDER_GOES_ON"
    ORDER_REMINDED = "ORDER_REMINDED"
    ORDER_WAITING = "ORDER_WAITING"
    PAYMENT_ACCOUNT_APPROVED = "PAYMENT_ACCOUNT_APPROVED"
    PAYMENT_ACCOUNT_DIFFERS = "PAYMENT_ACCOUNT_DIFFERS"
    PLACE_DISCLOSED = "PLACE_DISCLOSED"
    PLAN_APPROVED = "PLAN_APPROVED"
    PLAN_RETURNED = "PLAN_RETURNED"
    PLAN_SUBMITTED = "PLAN_SUBMITTED"
    PRICE_DECIDED = "PRICE_DECIDED"
    PRODUCER_DECIDED = "PRODUCER_DECIDED"
    RECORDS_MERGED = "RECORDS_MERGED"
    RECORDS_SEPARATED = "RECORDS_SEPARATED"
    REPORTING_DUE = "REPORTING_DUE"
    REPORTS_MISSING = "REPORTS_MISSING"
    REPRESENTATION_ENDED = "REPRESENTATION_ENDED"
    REPRESENTATION_ENDING = "REPRESENTATION_ENDING"
    REPRESENTATION_RECORDED = "REPRESENTATION_RECORDED"
    RESERVATION_FREED = "RESERVATION_FREED"
    REVIEW_WAITING = "REVIEW_WAITING"
    ROLE_ENDED = "ROLE_ENDED"
    ROLE_ENDING = "ROLE_ENDING"
    SETTLEMENT_DIFFERS = "SETTLEMENT_DIFFERS"
    SETTLEMENT_RELEASED = "SETTLEMENT_RELEASED"
    URGENT_TASK_GIVEN = "URGENT_TASK_GIVEN"
    URGENT_TASK_LATE = "URGENT_TASK_LATE"
    WORK_STOPPED = "WORK_STOPPED"


class Channel(StrEnum):
    """How a message leaves; e-mail and SMS never carry client data."""

    SUOMI_FI = "SUOMI_FI"
    LETTER = "LETTER"
    EMAIL = "EMAIL"
    SMS = "SMS"
    WEBHOOK = "WEBHOOK"


class Recipient(StrEnum):
    """Who hears of an event; a party is the client, or who speaks for the client."""

    PARTY = "PARTY"
    WORKER = "WORKER"
    PRODUCER = "PRODUCER"


class CloseStop(StrEnum):
    """Why the close of a month stopped: what differs, what takes too long, or another fault."""

    BOOKS_DIFFER = "BOOKS_DIFFER"
    SETTLEMENTS_DIFFER = "SETTLEMENTS_DIFFER"
    TIMED_OUT = "TIMED_OUT"
    FAULT = "FAULT"


class Halted(StrEnum):
    """What has come to a stop: a job, or a clock that fails again and again."""

    JOB = "JOB"
    CLOCK = "CLOCK"


class MessageState(StrEnum):
    """How far a message has come on its outer channel; a withheld one is not sent: its recipient has died.

    One that is not needed was read here before it was sent, or goes to those who represent a child.
    """

    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"
    WITHHELD = "WITHHELD"
    NOT_NEEDED = "NOT_NEEDED"


class SendingFault(StrEnum):
    """Why something has not left the house, or not yet."""

    NO_CHANNEL = "NO_CHANNEL"
    NO_CONSENT = "NO_CONSENT"
    NO_ADDRESS = "NO_ADDRESS"
    NO_REPRESENTATIVE = "NO_REPRESENTATIVE"
    NO_ENDPOINT = "NO_ENDPOINT"
    CHANNEL_NOT_SET_UP = "CHANNEL_NOT_SET_UP"
    CHANNEL_UNAVAILABLE = "CHANNEL_UNAVAILABLE"
    BAD_ANSWER = "BAD_ANSWER"
    REFUSED_BY_RECEIVER = "REFUSED_BY_RECEIVER"
    NOT_PUBLIC = "NOT_PUBLIC"
    REDIRECTED = "REDIRECTED"
    OWN_FAULT = "OWN_FAULT"


def official_channel(*, consents: bool) -> Channel:
    """How a notice to a client leaves: by Suomi.fi messages with the client's consent, else by letter.

    An authority serves a document electronically with the recipient's consent (L 13/2003 18 §); without it
    the ordinary way is a letter (hallintolaki 434/2003 59 §).
    """
    return Channel.SUOMI_FI if consents else Channel.LETTER


def channel_to(recipient: Recipient, *, consents: bool = False, urgent: bool = False) -> Channel:
    """How a message leaves: to a party as a notice in the client's matter, by the client's consent.

    Workers and producers get an e-mail that something waits for them here, and where it is urgent a text
    message: no text names a client, so none carries client data.
    """
    if urgent and recipient is not Recipient.PARTY:
        return Channel.SMS
    return official_channel(consents=consents) if recipient is Recipient.PARTY else Channel.EMAIL
