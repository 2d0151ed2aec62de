"""States of plans, items and orders; how an assisted choice was made."""

from enum import StrEnum


class PlanState(StrEnum):
    """The client's part ends with SUBMITTED; the worker approves or returns it to DRAFT."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    CLOSED = "CLOSED"


class ItemState(StrEnum):
    """An item has reservations until it is removed or ended."""

    ACTIVE = "ACTIVE"
    REMOVED = "REMOVED"
    ENDED = "ENDED"


class OrderState(StrEnum):
    """A plan item sent to its producer; given back when the producer did not answer in time."""

    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    GIVEN_BACK = "GIVEN_BACK"


class PlanDifference(StrEnum):
    """What a proof of item months can find wrong."""

    ITEM_MONTH_WITHOUT_RESERVATION = "ITEM_MONTH_WITHOUT_RESERVATION"
    """No reservation of its item, month, budget, line and producer has its id."""
    RESERVATION_WITHOUT_ITEM_MONTH = "RESERVATION_WITHOUT_ITEM_MONTH"
    ITEM_MONTH_RESOLVED = "ITEM_MONTH_RESOLVED"
    """Said to be resolved and its reservation is not, or the other way round."""
    ITEM_MONTH_RESERVED = "ITEM_MONTH_RESERVED"
    ITEM_MONTH_DELIVERED = "ITEM_MONTH_DELIVERED"


class AssistanceChannel(StrEnum):
    """How the worker and the client met for an assisted choice."""

    PHONE = "PHONE"
    VISIT = "VISIT"
    OFFICE = "OFFICE"
    VIDEO = "VIDEO"


class ChoiceKind(StrEnum):
    """What was chosen with a worker's help."""

    ADD = "ADD"
    CHANGE = "CHANGE"
    REMOVE = "REMOVE"
    END = "END"
