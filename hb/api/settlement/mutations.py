"""Mutations on months and settlements."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.settlement import inputs, payloads
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.producers.rules import Disqualified
from hb.settlement import service as settlement
from hb.settlement.rules import (
    BooksDiffer,
    EarlierMonthOpen,
    MonthNotEnded,
    PaymentAccountDiffers,
    PaymentAccountMissing,
    SeparatedDuties,
    SettlementDiffers,
)

DIFFERING = {
    SettlementDiffers: settlement.report_difference,
    PaymentAccountDiffers: settlement.report_difference,
}
"""The controllers are notified when a settlement is refused because books differ."""

month_close = command(
    "Close the earliest open settlement month for good (sulje kuukausi): one settlement per producer.",
    Permission.MONTH_CLOSE,
    inputs.MonthCloseInput,
    settlement.close_month,
    shows=payloads.closed_month,
    refuses=(InvalidInput, NotFound, WrongState, MonthNotEnded, EarlierMonthOpen, BooksDiffer),
)

settlement_check = command(
    "Confirm a calculated settlement (tarkasta tilitys) against the ledger; another person then releases it.",
    Permission.SETTLEMENT_CHECK,
    inputs.SettlementCheckInput,
    settlement.check_settlement,
    shows=payloads.SettlementCheckPayload,
    refuses=(NotFound, WrongState, Disqualified, SettlementDiffers, PaymentAccountDiffers),
    on_refusal=DIFFERING,
)

settlement_release = command(
    "Release a checked settlement for payment (hyväksy maksuun) to the producer's approved account.",
    Permission.SETTLEMENT_RELEASE,
    inputs.SettlementReleaseInput,
    settlement.release_settlement,
    shows=payloads.SettlementReleasePayload,
    refuses=(
        NotFound,
        WrongState,
        SeparatedDuties,
        PaymentAccountMissing,
        Disqualified,
        SettlementDiffers,
        PaymentAccountDiffers,
    ),
    on_refusal=DIFFERING,
)

reporting_exception_grant = command(
    "Let a producer report a service month after its deadline (myönnä raportointipoikkeus).",
    Permission.REPORTING_EXCEPTION_GRANT,
    inputs.ReportingExceptionGrantInput,
    settlement.grant_reporting_exception,
    shows=payloads.ReportingExceptionGrantPayload,
    refuses=(InvalidInput, NotFound),
)

MUTATIONS = (month_close, settlement_check, settlement_release, reporting_exception_grant)
