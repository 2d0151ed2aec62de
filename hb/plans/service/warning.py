"""Notifies the people concerned that a budget is running out, or that it ends soon."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from hb.access.rules import Actor
from hb.clients import service as clients
from hb.kit.errors import Fact
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Details, Event, Recipient, Subject, SubjectType, said_to
from hb.plans import queries
from hb.plans.queries import budget_days, run_out
from hb.plans.rules.costs import RunningOut
from hb.plans.service.details import contact_details
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def notify_running_out(
    tx: Transaction, actor: Actor, client_id: UUID, budget_id: UUID, left: RunningOut | None
) -> None:
    """Notify client, representatives and own worker that the budget is running out, unless `left` is None.

    The actor is notified too, who may not know what the choice did to the whole budget. Four statements run,
    at the one choice that brings the budget below the mark.
    """
    if left is not None:
        await _notify_of_low(tx, actor, tx.today, {budget_id: (client_id, left)})


async def follow_budgets(tx: Transaction, actor: Actor, day: date) -> Step:
    """Notify of budgets that end soon after a day, and of those of which little is left, each once.

    A choice that brings a budget below the mark notifies at once; a budget gets there in other ways too, such
    as by a decision that cuts it. A budget whose last day has passed stays as it is: what was reserved is
    delivered and reported, and only a decision ends a budget.
    """
    ending = await tx.rows(budget_days.ENDING, day=day)
    notifications = [
        clients.Notification(row["client_id"], _about(row), facts={"last_day": row["last_day"].isoformat()})
        for row in ending
    ]
    await clients.tell_all_parties(tx, actor, Event.BUDGET_ENDING, await _with_contacts(tx, notifications))
    await _notify_workers(tx, actor, Event.BUDGET_ENDING, notifications)
    low = await tx.rows(budget_days.RUNNING_OUT, day=day)
    remains = {row["subject_id"]: (row["client_id"], RunningOut(row["percent"], row["cents"])) for row in low}
    await _notify_of_low(tx, actor, day, remains)
    return Step(
        {"ending": len(ending), "running_out": len(low)}, is_done=max(len(ending), len(low)) < STEP_ROWS
    )


async def _notify_of_low(
    tx: Transaction, actor: Actor, day: date, remains: Mapping[UUID, tuple[UUID, RunningOut]]
) -> None:
    """Notify of budgets, with their clients, what is left of each and until when it lasts."""
    if not remains:
        return
    rows = await tx.rows(
        run_out.LAST_DAYS,
        day=day,
        budget_ids=list(remains),
        cents=[left.cents for _, left in remains.values()],
    )
    notifications = []
    for row in rows:
        client_id, left = remains[row["budget_id"]]
        facts: dict[str, Fact] = {
            "percent": left.percent,
            "cents": left.cents,
            "last_day": row["last_day"].isoformat(),
        }
        about = Subject(SubjectType.BUDGET, row["budget_id"])
        notifications.append(clients.Notification(client_id, about, facts=facts))
    await clients.tell_all_parties(
        tx, actor, Event.BUDGET_RUNNING_OUT, await _with_contacts(tx, notifications)
    )
    await _notify_workers(tx, actor, Event.BUDGET_RUNNING_OUT, notifications)


async def _with_contacts(
    tx: Transaction, notifications: Sequence[clients.Notification]
) -> list[clients.Notification]:
    """What is said to the parties: with the worker whom each client may contact."""
    if not notifications:
        return []
    contacts = await contact_details(tx, sorted({notice.client_id for notice in notifications}))
    to_parties = []
    for notice in notifications:
        details = contacts.get(notice.client_id, Details())
        facts = {**notice.facts, **{name: str(text) for name, text in details.items()}}
        to_parties.append(replace(notice, facts=facts))
    return to_parties


def _about(row: Row) -> Subject:
    return Subject(SubjectType.BUDGET, row["subject_id"])


async def _notify_workers(
    tx: Transaction, actor: Actor, event: Event, notifications: Sequence[clients.Notification]
) -> None:
    """Notify the workers who serve the clients, in one statement however many they are."""
    if not notifications:
        return
    workers: defaultdict[UUID, list[UUID]] = defaultdict(list)
    client_ids = sorted({notice.client_id for notice in notifications})
    for row in await tx.rows(queries.CARE_WORKERS, client_ids=client_ids):
        workers[row["client_id"]].append(row["worker_id"])
    for notice in notifications:
        for worker_id in workers[notice.client_id]:
            messages.tell(
                tx,
                actor,
                event,
                worker_id,
                client_id=notice.client_id,
                subject=notice.subject,
                outcome=said_to(event, Recipient.WORKER),
                language="fi",
                to=None,
                **notice.facts,
            )
