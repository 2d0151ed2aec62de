"""What the job of a month's close does: settlements producer by producer, then the end of the month.

Nothing posts in a month that is being closed, so no step takes a lock that a report waits for.
"""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from hb.access.rules import Actor
from hb.audit import service as audit
from hb.kit.statement import Statement
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.messages import service as messages
from hb.messages.rules import CloseStop, Event, NextStep, Recipient, Subject, SubjectType
from hb.settlement.queries import CHECKERS, CONTROLLERS
from hb.settlement.queries import closing as queries
from hb.settlement.rules import BooksDiffer, CloseState, Difference, Owed, close_stop, difference, unlike
from hb.work.service import Again, Done, Ending, Job, Stopped

PRODUCERS_A_STEP = 50
"""How many producers one transaction settles: a step of them takes a few thousand deliveries' sums."""
FIRST = UUID(int=0)
SETTLED, STOPPED = "month:settle", "month:stop"
"""What the audit trail calls the end of a close and its stop, which no person does."""


async def settle_next(
    tx: Transaction, actor: Actor, job: Job, producers_a_step: int = PRODUCERS_A_STEP
) -> Ending:
    """Settle the next producers of a month that is being closed; when there are none, close it.

    The close's row is locked, and how far it has come is written with the settlements: whichever process goes
    on, each producer is settled once.
    """
    close = await _lock(tx, job)
    if close is None:
        return Done()
    after, month = close["settled_until"] or FIRST, close["month"]
    rows = await tx.rows(queries.NEXT_PRODUCERS, month=month, after=after, most=producers_a_step)
    producer_ids = [row["producer_id"] for row in rows]
    if not producer_ids:
        return await _end(tx, actor, job, close)
    books = [
        Owed(**dict(row)) for row in await tx.rows(queries.OWED_TO, month=month, producer_ids=producer_ids)
    ]
    if difference(books).producers:
        return Stopped(BooksDiffer.code)
    await tx.execute(
        queries.INSERT_SETTLEMENTS,
        month=month,
        ids=[tx.new_id() for _ in books],
        producer_ids=[owed.producer_id for owed in books],
        cents=[owed.drawn_cents for owed in books],
        counts=[owed.drawn_count for owed in books],
    )
    await tx.execute(
        queries.ADVANCE_CLOSE,
        of_id=job.subject_id,
        settled_until=producer_ids[-1],
        settled=len(books),
        cents=sum(owed.drawn_cents for owed in books),
    )
    return Again()


async def stop(tx: Transaction, actor: Actor, job: Job, fault: str) -> None:
    """Say on the close what stopped it, with the numbers where books differ, and notify the controllers."""
    close = await _lock(tx, job)
    if close is None:
        return
    differing = None
    if fault == BooksDiffer.code:
        books = [Owed(**dict(row)) for row in await tx.rows(queries.OWED, month=close["month"])]
        differing = difference(books)
    await _stop(tx, actor, job, close, fault, differing)


async def stop_without_numbers(tx: Transaction, actor: Actor, job: Job, fault: str) -> None:
    """Say what stopped a close, and notify the controllers, when the books cannot be summed."""
    close = await _lock(tx, job)
    if close is not None:
        await _stop(tx, actor, job, close, fault, None)


async def mark_stopped(tx: Transaction, _actor: Actor, job: Job, fault: str) -> None:
    """Write on the close alone that it has stopped and why: no close runs whose job has stopped."""
    if await _lock(tx, job) is not None:
        await _write_stop(tx, job, fault, None)


STOPS = (stop_without_numbers, mark_stopped)
"""What is done where a stop fails, the fuller first."""


async def _stop(
    tx: Transaction, actor: Actor, job: Job, close: Row, fault: str, differing: Difference | None
) -> None:
    await _write_stop(tx, job, fault, differing)
    audit.record(
        tx,
        actor,
        STOPPED,
        subject_id=job.subject_id,
        month=close["month"],
        fault=fault,
        producers=None if differing is None else differing.producers,
        difference_cents=None if differing is None else differing.cents,
        ordered_by=str(close["ordered_by"]),
    )
    why = close_stop(fault, has_numbers=differing is not None)
    facts = {"month": close["month"]}
    if differing is not None:
        facts |= {"producers": differing.producers, "difference_cents": differing.cents}
    await _tell(tx, actor, CONTROLLERS, Event.MONTH_CLOSE_STOPPED, job, why, facts)


async def _write_stop(tx: Transaction, job: Job, fault: str, differing: Difference | None) -> None:
    await tx.execute(
        queries.STOP_CLOSE,
        of_id=job.subject_id,
        fault=fault,
        producers=None if differing is None else differing.producers,
        cents=None if differing is None else differing.cents,
    )


async def _lock(tx: Transaction, job: Job) -> Row | None:
    """The close that the job is about, locked; None unless it is under way."""
    close = await tx.row(queries.LOCK_CLOSE, id=job.subject_id)
    return close if close is not None and close["state"] == CloseState.RUNNING else None


async def _end(tx: Transaction, actor: Actor, job: Job, close: Row) -> Ending:
    """Prove the whole month, and close it in the name of who ordered it."""
    month = close["month"]
    books = [Owed(**dict(row)) for row in await tx.rows(queries.OWED, month=month)]
    settled = await tx.rows(queries.SETTLEMENTS_OF, month=month)
    if difference(books).producers:
        return Stopped(BooksDiffer.code)
    if unlike(books, {row["producer_id"]: (row["cents"], row["rows_count"]) for row in settled}):
        return Stopped(CloseStop.SETTLEMENTS_DIFFER)
    await ledger.end_closing(tx, month, close["ordered_by"])
    await tx.execute(queries.END_CLOSE, of_id=job.subject_id)
    audit.record(
        tx,
        actor,
        SETTLED,
        subject_id=job.subject_id,
        month=month,
        settlements=len(settled),
        total_cents=sum(row["cents"] for row in settled),
        ordered_by=str(close["ordered_by"]),
    )
    for row in settled:
        messages.tell(
            tx,
            actor,
            Event.MONTH_CLOSED,
            row["producer_id"],
            subject=Subject(SubjectType.SETTLEMENT, row["id"]),
            outcome=Recipient.PRODUCER,
            month=month,
            cents=row["cents"],
        )
    facts = {"month": month, "count": len(settled), "cents": sum(row["cents"] for row in settled)}
    await _tell(tx, actor, CONTROLLERS, Event.MONTH_CLOSED, job, Recipient.WORKER, facts)
    if settled:
        await _tell(tx, actor, CHECKERS, Event.MONTH_CLOSED, job, NextStep.CHECK, facts)
    return Done()


async def _tell(
    tx: Transaction,
    actor: Actor,
    recipients: Statement,
    event: Event,
    job: Job,
    outcome: StrEnum,
    facts: Mapping[str, int],
) -> None:
    """Notify the holders of a role of a close."""
    subject = None if job.subject_id is None else Subject(SubjectType.MONTH_CLOSE, job.subject_id)
    for row in await tx.rows(recipients):
        messages.tell(
            tx,
            actor,
            event,
            row["party_id"],
            subject=subject,
            outcome=outcome,
            client_id=None,
            language="fi",
            to=None,
            **facts,
        )
