"""Mutations on deliveries."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.deliveries import inputs, payloads
from hb.deliveries import service as deliveries
from hb.deliveries.rules import (
    BatchRejected,
    DuplicateInBatch,
    DuplicateWithOtherContent,
    InvalidExternalId,
)
from hb.deliveries.rules.refusals import (
    DateInFuture,
    InvalidQuantity,
    MonthResolved,
    OrderNotAccepted,
    OutsideOrder,
    OverQuantity,
    ReportingDeadlinePassed,
)
from hb.kit.errors import InvalidInput, NotFound
from hb.ledger.rules import BudgetExceeded

ROW = (
    InvalidExternalId,
    DuplicateWithOtherContent,
    NotFound,
    InvalidQuantity,
    DateInFuture,
    OrderNotAccepted,
    OutsideOrder,
    ReportingDeadlinePassed,
    MonthResolved,
    OverQuantity,
    BudgetExceeded,
)
"""The refusals of one reported row."""

delivery_report = command(
    """Report one delivery (ilmoita toteuma): it draws its service month and is paid in the first open month.

    A refusal stays the answer of its key: report again under a new one.
    """,
    Permission.DELIVERY_REPORT,
    inputs.DeliveryReportInput,
    deliveries.report_one,
    shows=payloads.reported,
    refuses=ROW,
)

deliveries_report = command(
    "Report up to 1,000 deliveries at once (ilmoita toteumat); each row is judged by itself, in order.",
    Permission.DELIVERY_REPORT,
    inputs.DeliveriesReportInput,
    deliveries.report,
    shows=payloads.reported_rows,
    refuses=(InvalidInput,),
    refuses_rows=(*ROW, DuplicateInBatch, BatchRejected),
)

MUTATIONS = (delivery_report, deliveries_report)
