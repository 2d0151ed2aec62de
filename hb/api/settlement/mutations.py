"""Mutations on months and settlements."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.settlement import inputs, payloads
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.producers.rules import Disqualified
from hb.settlement import service as settlement
from hb.settlement.rules import (
    BooksDiffer,
    ClosesEarly,
    EarlierMonthOpen,
    MonthNotEnded,
    PaymentAccountDiffers,
    PaymentAccountMissing,
    PreviewOutdated,
    SeparatedDuties,
    SettlementDiffers,
)

DIFFERING = {
    SettlementDiffers: settlement.report_difference,
    PaymentAccountDiffers: settlement.report_difference,
}
"""The controllers are notified when a settlement is refused because books differ."""

month_close_preview = command(
    """Show what closing a month would settle now, and what is in the way (esikatsele sulkemista).

    It changes nothing, and the key is not claimed: sent again it is computed again. It is a mutation because
    a query here is one statement over stored rows, while this is what monthClose itself would compare.
    """,
    Permission.MONTH_CLOSE,
    inputs.MonthClosePreviewInput,
    settlement.preview_close,
    is_read=True,
    shows=payloads.previewed_close,
    refuses=(InvalidInput, NotFound),
)

month_close = command(
    """Order the close of the earliest open settlement month for good (sulje kuukausi).

    From now on it takes no payments, and what is reported later is paid in the next month. Its settlements,
    one per producer, are made by a job; monthClose (a query) and the period's state show how far it has come.
    """,
    Permission.MONTH_CLOSE,
    inputs.MonthCloseInput,
    settlement.close_month,
    shows=payloads.ordered_close,
    refuses=(
        InvalidInput,
        NotFound,
        WrongState,
        MonthNotEnded,
        EarlierMonthOpen,
        ClosesEarly,
        PreviewOutdated,
        BooksDiffer,
    ),
)

month_close_resume = command(
    "Let a close that stopped go on, once what stopped it is mended (jatka kuukauden sulkemista).",
    Permission.MONTH_CLOSE,
    inputs.MonthCloseResumeInput,
    settlement.resume_close,
    shows=payloads.MonthCloseResumePayload,
    refuses=(NotFound, WrongState),
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

MUTATIONS = (
    month_close_preview,
    month_close,
    month_close_resume,
    settlement_check,
    settlement_release,
    reporting_exception_grant,
)
