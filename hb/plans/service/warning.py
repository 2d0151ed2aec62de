"""Notifies the people concerned that a budget is running out, or that it ends soon."""

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from hb.access.rules import Actor
from hb.clients import service as clients
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType, channel_to, said_to
from hb.plans import queries
from hb.plans.queries import budget_days
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


class _Facts(TypedDict, total=False):
    """What the texts of these events name."""

    percent: int
    last_day: str


async def notify_running_out(
    tx: Transaction, actor: Actor, client_id: UUID, budget_id: UUID, percent: int | None
) -> None:
    """Notify client, representatives and own worker that the budget is running out, unless `percent` is None.

    The actor is notified too, who may not know what the choice did to the whole budget. Two statements run,
    at the one choice that brings the budget below the mark.
    """
    if percent is not None:
        await _notify(tx, actor, Event.BUDGET_RUNNING_OUT, client_id, budget_id, percent=percent)


async def follow_budgets(tx: Transaction, actor: Actor, day: date) -> Step:
    """Notify of budgets that end soon after a day, and of those of which little is left, each once.

    A choice that brings a budget below the mark notifies at once; a budget gets there in other ways too, such
    as by a decision that cuts it. A budget whose last day has passed stays as it is: what was reserved is
    delivered and reported, and only a decision ends a budget.
    """
    ending = await tx.rows(budget_days.ENDING, day=day)
    for row in ending:
        last_day = row["last_day"].isoformat()
        await _notify(tx, actor, Event.BUDGET_ENDING, row["client_id"], row["subject_id"], last_day=last_day)
    low = await tx.rows(budget_days.RUNNING_OUT, day=day)
    for row in low:
        await _notify(
            tx, actor, Event.BUDGET_RUNNING_OUT, row["client_id"], row["subject_id"], percent=row["percent"]
        )
    return Step(
        {"ending": len(ending), "running_out": len(low)}, is_done=max(len(ending), len(low)) < STEP_ROWS
    )


async def _notify(
    tx: Transaction, actor: Actor, event: Event, client_id: UUID, budget_id: UUID, **facts: Unpack[_Facts]
) -> None:
    about = Subject(SubjectType.BUDGET, budget_id)
    await clients.tell_parties(tx, actor, event, client_id, about, **facts)
    for worker in await tx.rows(queries.CARE_WORKERS, client_id=client_id):
        messages.tell(
            tx,
            actor,
            event,
            worker["worker_id"],
            client_id=client_id,
            subject=about,
            channel=channel_to(Recipient.WORKER),
            outcome=said_to(event, Recipient.WORKER),
            **facts,
        )
