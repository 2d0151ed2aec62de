"""Mutations of money's last steps: closing a month, checking and releasing settlements, late reports."""

from hb.access.rules import Actor, Permission
from hb.api.ids import uuid_of
from hb.api.ledger import Period, ReportingException
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.api.settlement import inputs
from hb.api.settlement.types import Settlement
from hb.kit.transaction import Transaction
from hb.settlement import service as settlement
from hb.settlement.rules import MonthClosed, ReportingExceptionGranted, SettlementMoved


@mutation(Permission.MONTH_CLOSE)
async def month_close(info: Info, input: inputs.MonthCloseInput) -> inputs.MonthClosePayload:  # noqa: A002 the argument's name
    """Close the earliest open settlement month for good (sulje kuukausi): one settlement per producer.

    May refuse with INVALID_INPUT, NOT_FOUND, WRONG_STATE, MONTH_NOT_ENDED, EARLIER_MONTH_OPEN, BOOKS_DIFFER.
    """

    async def work(tx: Transaction, actor: Actor) -> MonthClosed:
        return await settlement.close_month(tx, actor, input.month)

    async def payload(read: PayloadReader, done: MonthClosed) -> inputs.MonthClosePayload:
        return inputs.MonthClosePayload(
            period=await read.one(Period, "period", {"month": done.month}),
            closing=inputs.MonthClosing.of(done),
        )

    return await execute(info, input, inputs.MonthClosePayload, MonthClosed, work, payload)


@mutation(Permission.SETTLEMENT_CHECK)
async def settlement_check(info: Info, input: inputs.SettlementCheckInput) -> inputs.SettlementCheckPayload:  # noqa: A002 the argument's name
    """Confirm a calculated settlement (tarkasta tilitys); another person then releases it.

    May refuse with NOT_FOUND, WRONG_STATE.
    """

    async def work(tx: Transaction, actor: Actor) -> SettlementMoved:
        settlement_id = uuid_of(input.settlement_id, "Settlement", "input", "settlementId")
        return await settlement.check_settlement(tx, actor, settlement_id)

    async def payload(read: PayloadReader, done: SettlementMoved) -> inputs.SettlementCheckPayload:
        return inputs.SettlementCheckPayload(
            settlement=await read.one(Settlement, "settlement", done.settlement_id)
        )

    return await execute(info, input, inputs.SettlementCheckPayload, SettlementMoved, work, payload)


@mutation(Permission.SETTLEMENT_RELEASE)
async def settlement_release(
    info: Info,
    input: inputs.SettlementReleaseInput,  # noqa: A002 the argument's name
) -> inputs.SettlementReleasePayload:
    """Release a checked settlement for payment (hyväksy maksuun) to the producer's approved account.

    May refuse with NOT_FOUND, WRONG_STATE, SEPARATED_DUTIES, PAYMENT_ACCOUNT_MISSING.
    """

    async def work(tx: Transaction, actor: Actor) -> SettlementMoved:
        settlement_id = uuid_of(input.settlement_id, "Settlement", "input", "settlementId")
        return await settlement.release_settlement(tx, actor, settlement_id)

    async def payload(read: PayloadReader, done: SettlementMoved) -> inputs.SettlementReleasePayload:
        return inputs.SettlementReleasePayload(
            settlement=await read.one(Settlement, "settlement", done.settlement_id)
        )

    return await execute(info, input, inputs.SettlementReleasePayload, SettlementMoved, work, payload)


@mutation(Permission.REPORTING_EXCEPTION_GRANT)
async def reporting_exception_grant(
    info: Info,
    input: inputs.ReportingExceptionGrantInput,  # noqa: A002 the argument's name
) -> inputs.ReportingExceptionGrantPayload:
    """Let a producer report a service month after its deadline (myönnä raportointipoikkeus).

    May refuse with INVALID_INPUT, NOT_FOUND.
    """

    async def work(tx: Transaction, actor: Actor) -> ReportingExceptionGranted:
        return await settlement.grant_reporting_exception(tx, actor, input.wish())

    async def payload(
        read: PayloadReader, done: ReportingExceptionGranted
    ) -> inputs.ReportingExceptionGrantPayload:
        found = await read.one(ReportingException, "reportingException", done.exception_id)
        return inputs.ReportingExceptionGrantPayload(reporting_exception=found)

    return await execute(
        info, input, inputs.ReportingExceptionGrantPayload, ReportingExceptionGranted, work, payload
    )


MUTATIONS = (month_close, settlement_check, settlement_release, reporting_exception_grant)
