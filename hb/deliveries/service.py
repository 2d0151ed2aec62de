"""The command of reporting deliveries: any number of rows is judged and posted in the same few statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.audit.rules import Look
from hb.deliveries import queries
from hb.deliveries.rules import (
    LARGEST_QUANTITY,
    REFUSALS,
    BatchRejected,
    DeliveryOutcome,
    DuplicateInBatch,
    DuplicateWithOtherContent,
    InvalidExternalId,
    MonthResolved,
    OnError,
    OrderNotAccepted,
    OutcomeState,
    OutsideOrder,
    OverQuantity,
    ReportedDelivery,
    ReportingDeadlinePassed,
    rejected,
    require_batch_size,
)
from hb.kit.errors import Busy, DomainError, Fact, Forbidden, NotFound
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.ledger.posting import LOCK_GATES
from hb.ledger.rules import BudgetExceeded
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType

_FACTS: Mapping[type[DomainError], Mapping[str, str]] = {
    OrderNotAccepted: {"state": "order_state"},
    OutsideOrder: {"month": "month"},
    MonthResolved: {"month": "month"},
    ReportingDeadlinePassed: {"deadline": "reporting_deadline"},
    OverQuantity: {"left": "quantity_left", "unit": "measure"},
    BudgetExceeded: {"available_cents": "available_cents", "needed_cents": "needed_cents"},
}
"""The facts of each refusal and the columns of REPORT's answer that they come from."""


async def report(
    tx: Transaction, actor: Actor, rows: Sequence[ReportedDelivery], on_error: OnError
) -> list[DeliveryOutcome]:
    """Post what a producer delivered; one outcome per row, in input order.

    An accepted row draws its service month's reservation and is paid in the first open settlement month. A
    row sent before, with the same content, has no effect. A refused row has a code, a field and numbers;
    with REJECT_ALL one refused row keeps all from being posted. After the reporting deadline a row needs a
    controller's exception; if its reservation has expired, it is reserved again from its own month's limit.

    Raises:
        Forbidden: the actor may not report, or is no producer's user.
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
    _record_batch(tx, actor, actor.producer_id, outcomes)
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
    keys = [(row.order_id, row.service_month) for row in rows]
    order_months = {key: number for number, key in enumerate(sorted(set(keys)), 1)}
    order_ids, months = [order_id for order_id, _ in order_months], [month for _, month in order_months]
    await ledger.lock_periods(tx, sorted(set(months)))
    locked = await tx.rows(
        queries.LOCK_ITEM_MONTHS, producer_id=producer_id, order_ids=order_ids, months=months
    )
    await tx.rows(LOCK_GATES, budget_ids=sorted({row["budget_id"] for row in locked}))
    answers = await tx.rows(
        queries.REPORT,
        producer_id=producer_id,
        order_ids=order_ids,
        months=months,
        transfer_ids=[tx.new_id() for _ in order_months],
        reservation_ids=[tx.new_id() for _ in order_months],
        external_ids=[row.external_id for row in rows],
        order_month_nos=[order_months[key] for key in keys],
        kinds=[row.kind for row in rows],
        service_dates=[row.service_date for row in rows],
        quantities=[max(0, min(row.quantity, LARGEST_QUANTITY)) for row in rows],
        content_hashes=[row.content_hash for row in rows],
        delivery_ids=[tx.new_id() for _ in rows],
        whole=whole,
        halted=whole and halted,
    )
    refused = whole and (halted or any(_is_refused(answer) for answer in answers))
    _record_clients(tx, actor, producer_id, answers)
    _record_looks(tx, actor, rows, answers)
    raced = [answer for answer in answers if answer["refusal"] is None and answer["delivery_id"] is None]
    if whole and raced and not refused:
        raise Busy
    lost = BatchRejected if refused else DuplicateWithOtherContent
    return [_outcome(row, answer, lost) for row, answer in zip(rows, answers, strict=True)]


def _is_refused(answer: Row) -> bool:
    return answer["refusal"] not in {None, OutcomeState.ALREADY_REPORTED}


def _outcome(row: ReportedDelivery, answer: Row, lost: type[DomainError]) -> DeliveryOutcome:
    """The outcome of a row from REPORT's answer; `lost` is the refusal of a good row that was not posted."""
    if answer["refusal"] == OutcomeState.ALREADY_REPORTED:
        state = OutcomeState.ALREADY_REPORTED
        return DeliveryOutcome(row.external_id, state, answer["earlier_id"], answer["earlier_cents"])
    if answer["delivery_id"] is not None:
        state = OutcomeState.ACCEPTED
        return DeliveryOutcome(row.external_id, state, answer["delivery_id"], answer["cents"])
    refusal = lost if answer["refusal"] is None else REFUSALS[answer["refusal"]][0]
    columns = _FACTS.get(refusal, {})
    return rejected(row, refusal, **{name: _fact(answer[column]) for name, column in columns.items()})


def _fact(value: int | str | date) -> Fact:
    return value.isoformat() if isinstance(value, date) else value


def _without_number(row: ReportedDelivery) -> DeliveryOutcome:
    """A row whose external id is malformed, or is that of a row before it."""
    return rejected(row, DuplicateInBatch if row.has_external_id else InvalidExternalId)


def _record_clients(tx: Transaction, actor: Actor, producer_id: UUID, answers: Sequence[Row]) -> None:
    """Record in each client's audit trail how many of their deliveries were accepted, and the cents."""
    cents: defaultdict[UUID, list[int]] = defaultdict(list)
    for answer in answers:
        if answer["delivery_id"] is not None:
            cents[answer["client_id"]].append(answer["cents"])
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


def _record_looks(
    tx: Transaction, actor: Actor, rows: Sequence[ReportedDelivery], answers: Sequence[Row]
) -> None:
    """Record each order that the producer asked for in vain, once a batch; a malformed id names none."""
    order_ids = dict.fromkeys(
        row.order_id
        for row, answer in zip(rows, answers, strict=True)
        if answer["refusal"] == NotFound.code and row.order_id.int
    )
    for order_id in order_ids:
        audit.record_look(tx, actor, Look("delivery:report", "ProducerOrder", order_id))


def _record_batch(
    tx: Transaction, actor: Actor, producer_id: UUID, outcomes: Sequence[DeliveryOutcome]
) -> None:
    """Record the batch as a whole, and notify the producer if rows were refused."""
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
            subject=Subject(SubjectType.PRODUCER, producer_id),
            language=actor.language,
            count=count[OutcomeState.REJECTED],
        )
