"""What a delivered event is, why a reported one is refused, and how reports are judged."""

from hb.deliveries.rules.judgement import (
    Earlier,
    ItemMonth,
    KnownMonth,
    KnownOrder,
    judge,
)
from hb.deliveries.rules.refusals import (
    REFUSALS,
    BatchRejected,
    DuplicateInBatch,
    DuplicateWithOtherContent,
    InvalidExternalId,
    explanation_of,
    rejected,
    require_batch_size,
)
from hb.deliveries.rules.words import (
    LARGEST_QUANTITY,
    MOST_ROWS,
    DeliveryKind,
    DeliveryOutcome,
    OnError,
    OutcomeState,
    ReportedDelivery,
)

__all__ = [
    "LARGEST_QUANTITY",
    "MOST_ROWS",
    "REFUSALS",
    "BatchRejected",
    "DeliveryKind",
    "DeliveryOutcome",
    "DuplicateInBatch",
    "DuplicateWithOtherContent",
    "Earlier",
    "InvalidExternalId",
    "ItemMonth",
    "KnownMonth",
    "KnownOrder",
    "OnError",
    "OutcomeState",
    "ReportedDelivery",
    "explanation_of",
    "judge",
    "rejected",
    "require_batch_size",
]
