"""The command of reporting deliveries: any number of rows is judged and posted in the same few statements."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.deliveries import queries
from hb.deliveries.rules import (
    LARGEST_QUANTITY,
    BatchRejected,
    DeliveryOutcome,
    DuplicateInBatch,
    DuplicateWithOtherContent,
    InvalidExternalId,
    OnError,
    OutcomeState,
    ReportedDelivery,
    rejected,
    require_batch_size,
)
from hb.kit.errors import Busy, Fact, Forbidden
from hb.kit.transaction import Row, Transaction
from hb.ledger.queries import LOCK_GATES
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, channel_to


async def report(
    tx: Transaction, actor: Actor, rows: Sequence[ReportedDelivery], on_error: OnError
) -> list[DeliveryOutcome]:
    """Post what a producer delivered; one outcome per row, in input order.

    An accepted row draws its service month's reservation and is paid in the first open settlement month. A
    row sent before, with the same content, has no effect. A refused row has a code, a field and numbers;
    with REJECT_ALL one refused row keeps all from being posted. After the reporting deadline a row needs a
    controller's exception; if its reservation has expired, it is reserved anew from its own month's limit.

    Raises:
        Forbidden: the actor is no producer's user who reports.
        InvalidInput: no row, or more than 1,000.
        Busy: another report took one of the external ids meanwhile, and all rows were to be posted or none.
    """
    access.require(actor, Permission.DELIVERY_REPORT)
    if actor.producer_id is None:
        raise Forbidden
    require_batch_size(len(rows))
    first: dict[str, ReportedDelivery] = {}
    for row in rows:
        if row.has_external_id:
            first.setdefault(row.external_id, row)
    whole = on_error is OnError.REJECT_ALL
    judged = await _post(
        tx, actor, actor.producer_id, list(first.values()), whole=whole, halted=len(first) < len(rows)
    )
    posted = dict(zip(first, judged, strict=True))
    outcomes = [
        posted.pop(row.external_id) if row.external_id in posted else _without_number(row) for row in rows
    ]
    _tell(tx, actor, actor.producer_id, outcomes)
    return outcomes


async def report_one(tx: Transaction, actor: Actor, delivery: ReportedDelivery) -> list[DeliveryOutcome]:
    """Post one delivery: a batch of one row, of which the only outcome is given.

    Raises:
        Forbidden: the actor is no producer's user who reports.
    """
    return await report(tx, actor, [delivery], OnError.REJECT_ROWS)


async def _post(
    tx: Transaction,
    actor: Actor,
    producer_id: UUID,
    rows: Sequence[ReportedDelivery],
    *,
    whole: bool,
    halted: bool,
) -> list[DeliveryOutcome]:
    """Lock periods, item months and budgets, then judge and post in one statement of a fresh snapshot."""
    if not rows:
        return []
    place_of_row = [(row.order_id, row.service_month) for row in rows]
    places = {place: number for number, place in enumerate(sorted(set(place_of_row)), 1)}
    order_ids, months = [order_id for order_id, _ in places], [month for _, month in places]
    await _lock_periods(tx, sorted(set(months)))
    reserved = await tx.rows(
        queries.LOCK_ITEM_MONTHS, producer_id=producer_id, order_ids=order_ids, months=months
    )
    await tx.rows(LOCK_GATES, budget_ids=sorted({row["budget_id"] for row in reserved}))
    told = await tx.rows(
        queries.REPORT,
        producer_id=producer_id,
        order_ids=order_ids,
        months=months,
        transfer_ids=[tx.new_id() for _ in places],
        reservation_ids=[tx.new_id() for _ in places],
        external_ids=[row.external_id for row in rows],
        place_nos=[places[place] for place in place_of_row],
        kinds=[row.kind for row in rows],
        service_dates=[row.service_date for row in rows],
        quantities=[max(0, min(row.quantity, LARGEST_QUANTITY)) for row in rows],
        content_hashes=[row.content_hash for row in rows],
        delivery_ids=[tx.new_id() for _ in rows],
        whole=whole,
        halted=whole and halted,
    )
    refused = whole and (halted or any(line["refusal"] not in {None, "ALREADY_REPORTED"} for line in told))
    _record_clients(tx, actor, producer_id, told)
    raced = [line for line in told if line["refusal"] is None and line["delivery_id"] is None]
    if whole and raced and not refused:
        raise Busy
    lost = BatchRejected.code if refused else DuplicateWithOtherContent.code
    return [_outcome(row, line, lost) for row, line in zip(rows, told, strict=True)]


async def _lock_periods(tx: Transaction, months: Sequence[int]) -> None:
    """Hold the service and settlement months; again, when a close took one of the latter meanwhile."""
    taken = True
    while taken:
        rows = await tx.rows(queries.LOCK_PERIODS, months=list(months))
        taken = any(row["is_following"] and row["state"] != "OPEN" for row in rows)


def _outcome(row: ReportedDelivery, line: Row, lost: str) -> DeliveryOutcome:
    """What the database told of a row; `lost` is the code of a good row that was not posted."""
    code: str | None = line["refusal"]
    if code == "ALREADY_REPORTED":
        state = OutcomeState.ALREADY_REPORTED
        return DeliveryOutcome(row.external_id, state, line["earlier_id"], line["earlier_cents"])
    if code is None and line["delivery_id"] is not None:
        return DeliveryOutcome(row.external_id, OutcomeState.ACCEPTED, line["delivery_id"], line["cents"])
    return rejected(row, code or lost, **_facts(code, line))


def _facts(code: str | None, line: Row) -> dict[str, Fact]:
    """The numbers that explain a refusal."""
    match code:
        case "ORDER_NOT_ACCEPTED":
            return {"state": line["state"]}
        case "OUTSIDE_ORDER" | "MONTH_RESOLVED":
            return {"month": line["month"]}
        case "REPORTING_DEADLINE_PASSED":
            return {"deadline": line["reporting_deadline"].isoformat()}
        case "OVER_QUANTITY":
            return {"left": line["quantity_left"]}
        case "BUDGET_EXCEEDED":
            return {"available_cents": line["available_cents"], "needed_cents": line["needed_cents"]}
        case _:
            return {}


def _without_number(row: ReportedDelivery) -> DeliveryOutcome:
    """A row whose number is of no form, or is that of a row before it."""
    return rejected(row, DuplicateInBatch.code if row.has_external_id else InvalidExternalId.code)


def _record_clients(tx: Transaction, actor: Actor, producer_id: UUID, told: Sequence[Row]) -> None:
    """Record in each client's trail how many deliveries of theirs were accepted, and their cents."""
    cents: defaultdict[UUID, list[int]] = defaultdict(list)
    for line in told:
        if line["delivery_id"] is not None:
            cents[line["client_id"]].append(line["cents"])
    for client_id, amounts in cents.items():
        audit.record(
            tx,
            actor,
            "delivery:report",
            client_id=client_id,
            subject_id=producer_id,
            accepted=len(amounts),
            cents=sum(amounts),
        )


def _tell(tx: Transaction, actor: Actor, producer_id: UUID, outcomes: Sequence[DeliveryOutcome]) -> None:
    """Record the batch as a whole, and leave the producer a message when rows were refused."""
    count = {state: sum(outcome.state is state for outcome in outcomes) for state in OutcomeState}
    audit.record(
        tx,
        actor,
        "delivery:report",
        subject_id=producer_id,
        accepted=count[OutcomeState.ACCEPTED],
        already_reported=count[OutcomeState.ALREADY_REPORTED],
        rejected=count[OutcomeState.REJECTED],
        cents=sum(outcome.cents or 0 for outcome in outcomes if outcome.state is OutcomeState.ACCEPTED),
    )
    if count[OutcomeState.REJECTED]:
        messages.tell(
            tx,
            actor,
            Event.DELIVERY_REFUSED,
            producer_id,
            language=actor.language,
            channel=channel_to(Recipient.PRODUCER),
            count=count[OutcomeState.REJECTED],
        )
