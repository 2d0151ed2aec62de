"""What the clock does after a reporting deadline: it frees reservations and carries over what is unused."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from hb.access.rules import Actor
from hb.audit import service as audit
from hb.clients import service as clients
from hb.kit.clock import next_month
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.ledger.posting import LOCK_GATES
from hb.ledger.rules import Measure, Movement, Slice, TransferCode
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType, details
from hb.plans.queries import CARE_WORKERS, RESOLVE_MONTHS
from hb.plans.service.details import item_services
from hb.settlement.queries import deadline as queries
from hb.settlement.rules.deadline import DueMonth, Freed, MonthLimit, Share, freed_of_clients, shares_due
from hb.work.service import Step

CLIENTS_AT_ONCE = 50
"""How many clients one step concerns: their accounts stand still while it runs."""


async def free_reservations(
    tx: Transaction, actor: Actor, day: date, clients_at_once: int = CLIENTS_AT_ONCE
) -> Step:
    """Free what is still reserved for months whose deadline is before the day, and carry over what is unused.

    A deadline is the last day on which a month is reported. An exception that is valid on the day keeps its
    producer's reservations of its month. Of what a month left unused, CARRY_OVER_PERCENT of its first day
    goes on to the month after, once; what an exception held, when it is freed. One step is for some clients,
    each with all budgets; a step that is done again finds nothing to do. The counts are item months, the
    cents freed of them, and the cents carried over.
    """
    months = {row["month"]: DueMonth(**dict(row)) for row in await tx.rows(queries.DUE_MONTHS, day=day)}
    new = [due for due in months.values() if due.is_new and due.percent]
    concerned = await tx.rows(
        queries.CONCERNED,
        day=day,
        months=list(months),
        new_months=[due.month for due in new],
        percents=[due.percent for due in new],
        count=clients_at_once,
    )
    if not concerned:
        return Step(_counts([], 0))
    budget_ids = sorted({budget_id for row in concerned for budget_id in row["budget_ids"]})
    freed = await tx.rows(queries.LOCK_FREED, day=day, budget_ids=budget_ids, months=list(months))
    await tx.rows(LOCK_GATES, budget_ids=budget_ids)
    await _free(tx, actor, freed)
    await _tell(tx, actor, freed)
    counts = _counts(freed, await _carry_over(tx, actor, budget_ids, months, freed))
    audit.record(
        tx,
        actor,
        "reservation:free",
        day=day.isoformat(),
        clients=len(concerned),
        item_months=counts["item_months"],
        cents=counts["cents"],
        carried_cents=counts["carried_cents"],
    )
    return Step(counts, len(concerned) < clients_at_once, str(concerned[-1]["client_id"]))


def _counts(freed: Sequence[Row], carried_cents: int) -> dict[str, int]:
    return {
        "item_months": len(freed),
        "cents": sum(row["rest_cents"] for row in freed),
        "carried_cents": carried_cents,
    }


async def _free(tx: Transaction, actor: Actor, freed: Sequence[Row]) -> None:
    """Resolve reservations by what is left of them; the item months and their budgets are locked."""
    if not freed:
        return
    movements = [
        Movement(
            tx.new_id(),
            TransferCode.EXPIRE,
            row["budget_id"],
            row["client_id"],
            Slice(row["line_no"], row["month"], row["rest_cents"], row["rest_minutes"], row["rest_pieces"]),
            subject_id=row["item_id"],
            payee_id=row["producer_id"],
            resolves_id=row["reservation_id"],
        )
        for row in freed
    ]
    await ledger.post(tx, actor, movements)
    await tx.execute(
        RESOLVE_MONTHS,
        item_ids=[row["item_id"] for row in freed],
        months=[row["month"] for row in freed],
    )


async def _tell(tx: Transaction, actor: Actor, freed: Sequence[Row]) -> None:
    """Notify each client, who speaks for the client, and the own worker of each month's money once."""
    sums = freed_of_clients(
        (row["client_id"], row["month"], row["budget_id"], row["rest_cents"]) for row in freed
    )
    if not sums:
        return
    workers: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in await tx.rows(CARE_WORKERS, client_ids=sorted({part.client_id for part in sums})):
        workers[row["client_id"]].append(row["worker_id"])
    added = await _details(tx, sums, freed)
    notifications = [
        clients.Notification(
            part.client_id, _about(part), facts={"month": part.month, "cents": part.cents, **facts}
        )
        for part, facts in zip(sums, added, strict=True)
    ]
    await clients.tell_all_parties(tx, actor, Event.RESERVATION_FREED, notifications)
    for part in sums:
        for worker_id in workers[part.client_id]:
            messages.tell(
                tx,
                actor,
                Event.RESERVATION_FREED,
                worker_id,
                client_id=part.client_id,
                subject=_about(part),
                month=part.month,
                cents=part.cents,
            )


async def _details(tx: Transaction, sums: Sequence[Freed], freed: Sequence[Row]) -> list[dict[str, str]]:
    """What is said to the parties beside each sum: of which services it was freed, and whom to contact."""
    items: defaultdict[tuple[UUID, int], set[UUID]] = defaultdict(set)
    for row in freed:
        if row["rest_cents"]:
            items[row["client_id"], row["month"]].add(row["item_id"])
    services = await item_services(tx, [row["item_id"] for row in freed])
    contacts = await clients.contact_workers(tx, [part.client_id for part in sums])
    added = []
    for part in sums:
        of_part = items[part.client_id, part.month]
        freed_services = [service for item_id, service in services.items() if item_id in of_part]
        facts = details(freed_services, contacts.get(part.client_id))
        added.append({name: str(text) for name, text in facts.items()})
    return added


def _about(part: Freed) -> Subject:
    return Subject(SubjectType.BUDGET, part.budget_id)


async def _carry_over(
    tx: Transaction,
    actor: Actor,
    budget_ids: Sequence[UUID],
    months: dict[int, DueMonth],
    freed: Sequence[Row],
) -> int:
    """Move what is due of the budgets' months to the month after each; gives the cents."""
    carried_from = [due.month for due in months.values() if due.percent]
    if not carried_from:
        return 0
    rows = await tx.rows(queries.LIMITS, budget_ids=budget_ids, months=carried_from)
    shares = shares_due(
        [MonthLimit(**dict(row)) for row in rows],
        months,
        {(row["budget_id"], row["month"]) for row in freed},
    )
    await ledger.post(
        tx,
        actor,
        [
            movement
            for share in shares
            for movement in (
                _carried(tx, share, share.limit.month, -share.amount),
                _carried(tx, share, next_month(share.limit.month), share.amount),
            )
        ],
    )
    return sum(share.amount for share in shares if share.limit.measure == Measure.CENTS)


def _carried(tx: Transaction, share: Share, month: int, amount: int) -> Movement:
    """One half of a carry-over, in the limit's own measure."""
    limit = share.limit
    sums = {measure: amount if limit.measure == measure else 0 for measure in Measure}
    part = Slice(limit.line_no, month, sums[Measure.CENTS], sums[Measure.MINUTES], sums[Measure.PIECES])
    return Movement(tx.new_id(), TransferCode.CARRY_OVER, limit.budget_id, limit.client_id, part)
