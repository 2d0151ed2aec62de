"""Mutations by which a producer reports deliveries, one or many at a time."""

from hb.access.rules import Actor, Permission
from hb.api.deliveries import inputs
from hb.api.deliveries.types import ProducerDelivery
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.deliveries import service as deliveries
from hb.deliveries.rules import DeliveryOutcome, OnError
from hb.kit.transaction import Transaction


@mutation(Permission.DELIVERY_REPORT)
async def delivery_report(info: Info, input: inputs.DeliveryReportInput) -> inputs.DeliveryReportPayload:  # noqa: A002 the argument's name
    """Report one delivery (ilmoita toteuma): it draws its service month and is paid in the first open month.

    May refuse with INVALID_EXTERNAL_ID, DUPLICATE_WITH_OTHER_CONTENT, NOT_FOUND, INVALID_QUANTITY,
    DATE_IN_FUTURE, ORDER_NOT_ACCEPTED, OUTSIDE_ORDER, REPORTING_DEADLINE_PASSED, MONTH_RESOLVED,
    OVER_QUANTITY, BUDGET_EXCEEDED. A refusal stays the answer of its key: report again under a new one.
    """

    async def work(tx: Transaction, actor: Actor) -> list[DeliveryOutcome]:
        return await deliveries.report(tx, actor, [input.delivery.row()], OnError.REJECT_ROWS)

    async def payload(read: PayloadReader, done: list[DeliveryOutcome]) -> inputs.DeliveryReportPayload:
        (outcome,) = done
        found = outcome.delivery_id
        return inputs.DeliveryReportPayload(
            state=outcome.state,
            delivery=await read.one(ProducerDelivery, "delivery", found) if found else None,
            user_errors=inputs.row_refusal(outcome, info.context.language),
        )

    return await execute(info, input, inputs.DeliveryReportPayload, list[DeliveryOutcome], work, payload)


@mutation(Permission.DELIVERY_REPORT)
async def deliveries_report(
    info: Info,
    input: inputs.DeliveriesReportInput,  # noqa: A002 the argument's name
) -> inputs.DeliveriesReportPayload:
    """Report up to 1,000 deliveries at once (ilmoita toteumat); each row is judged by itself, in order.

    May refuse as a whole with INVALID_INPUT; a row as deliveryReport does, with DUPLICATE_IN_BATCH, and with
    BATCH_REJECTED when REJECT_ALL met a bad row.
    """

    async def work(tx: Transaction, actor: Actor) -> list[DeliveryOutcome]:
        return await deliveries.report(tx, actor, [each.row() for each in input.deliveries], input.on_error)

    async def payload(read: PayloadReader, done: list[DeliveryOutcome]) -> inputs.DeliveriesReportPayload:
        ids = [each.delivery_id for each in done if each.delivery_id is not None]
        found = dict(zip(ids, await read.list(ProducerDelivery, "results.delivery", ids), strict=False))
        return inputs.DeliveriesReportPayload(
            results=[
                inputs.row_outcome(
                    each, found.get(each.delivery_id) if each.delivery_id else None, info.context.language
                )
                for each in done
            ]
        )

    return await execute(info, input, inputs.DeliveriesReportPayload, list[DeliveryOutcome], work, payload)


MUTATIONS = (delivery_report, deliveries_report)
