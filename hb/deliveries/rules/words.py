"""The words of reporting: kinds of deliveries, a reported row, its outcome."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from hb.kit.clock import month_of

MOST_ROWS = 1_000
"""Rows of one batch: the locks of a longer one would make single commands wait too long."""
LONGEST_EXTERNAL_ID = 100
LARGEST_QUANTITY = 10**12
"""Larger numbers are cut to this one, which is refused too and fits the database's integers."""


class DeliveryKind(StrEnum):
    """A missed visit and a late cancellation may be paid for too (law notes 1.4, 3 §)."""

    DELIVERED = "DELIVERED"
    CANCELLED_LATE = "CANCELLED_LATE"
    MISSED = "MISSED"


class OnError(StrEnum):
    """What a bad row does to the good rows of its batch."""

    REJECT_ROWS = "REJECT_ROWS"
    REJECT_ALL = "REJECT_ALL"


class OutcomeState(StrEnum):
    """The outcome of a reported row."""

    ACCEPTED = "ACCEPTED"
    ALREADY_REPORTED = "ALREADY_REPORTED"
    REJECTED = "REJECTED"


class DeliveryDifference(StrEnum):
    """What a proof of the deliveries can find wrong."""

    DELIVERY_WITHOUT_ORDER = "DELIVERY_WITHOUT_ORDER"
    """No month of an ordered item."""
    DELIVERY_WITHOUT_DRAWING = "DELIVERY_WITHOUT_DRAWING"
    DELIVERY_UNLIKE_DRAWING = "DELIVERY_UNLIKE_DRAWING"
    """Another month, settlement month, order or producer than its drawing."""
    DELIVERY_CONTENT = "DELIVERY_CONTENT"
    """Another order, kind, day or quantity than was reported."""
    DRAWING_WITHOUT_DELIVERY = "DRAWING_WITHOUT_DELIVERY"
    DELIVERED = "DELIVERED"
    """Cents, minutes, pieces or the number of deliveries are not those of the drawing."""


@dataclass(frozen=True, slots=True)
class ReportedDelivery:
    """One row of a producer's report; quantity is minutes or pieces, as the order counts."""

    external_id: str
    order_id: UUID
    kind: DeliveryKind
    service_date: date
    quantity: int

    @property
    def service_month(self) -> int:
        """The month, yyyymm, whose limit the delivery draws."""
        return month_of(self.service_date)

    @property
    def content_hash(self) -> bytes:
        """SHA-256 of everything but the external id: a repeated row has the same."""
        content = f"{self.order_id}|{self.kind}|{self.service_date.isoformat()}|{self.quantity}"
        return hashlib.sha256(content.encode()).digest()

    @property
    def has_external_id(self) -> bool:
        """Whether the external id is 1–100 printable characters without blanks around them."""
        length = len(self.external_id)
        return (
            1 <= length <= LONGEST_EXTERNAL_ID
            and self.external_id.isprintable()
            and self.external_id == self.external_id.strip()
        )


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The outcome of a row: delivery and cents, or the code, field (camelCase) and numbers of a refusal."""

    external_id: str
    state: OutcomeState
    delivery_id: UUID | None = None
    cents: int | None = None
    code: str | None = None
    field: str | None = None
    facts: Mapping[str, int | str] = dataclasses.field(default_factory=dict)
