"""What happens to orders that their producers do not answer: a reminder, then they are given back."""

from collections.abc import Sequence
from datetime import date

from hb.access.rules import Actor
from hb.audit import service as audit
from hb.clients import service as clients
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType
from hb.plans import queries
from hb.plans.queries import unanswered
from hb.plans.rules import ItemState, OrderState
from hb.plans.rules.deadlines import AnswerTime
from hb.plans.rules.reserved import dropping
from hb.plans.service.details import order_details
from hb.plans.service.locking import give_up, lock_items
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def follow_unanswered(tx: Transaction, actor: Actor, day: date) -> Step:
    """Remind producers of orders that wait, and give back one order whose time to answer is over on a day.

    An order that is given back voids its reservations and ends its item, as a declined one does: the client
    chooses again. Its producer, the worker who sent it, the client's own worker and the client are notified.
    """
    times = [
        AnswerTime(row["sent_on"], row["reminder_days"], row["answer_days"])
        for row in await tx.rows(unanswered.SENT_DAYS, day=day)
    ]
    reminded = await _remind(tx, actor, day, [time for time in times if time.is_reminded(day)])
    over = [time for time in times if time.is_over(day)]
    order = await tx.row(unanswered.NEXT_OVER, **_days(over)) if over else None
    given_back = 0 if order is None else await _give_back(tx, actor, order)
    return Step(
        {"reminded": reminded, "given_back": given_back}, is_done=order is None and reminded < STEP_ROWS
    )


def _days(times: Sequence[AnswerTime]) -> dict[str, list[date | None]]:
    return {"sent_days": [time.sent_on for time in times], "last_days": [time.last_day for time in times]}


async def _remind(tx: Transaction, actor: Actor, day: date, times: Sequence[AnswerTime]) -> int:
    if not times:
        return 0
    rows = await tx.rows(unanswered.REMIND, day=day, **_days(times))
    for row in rows:
        messages.tell(
            tx,
            actor,
            Event.ORDER_REMINDED,
            row["producer_id"],
            client_id=row["client_id"],
            subject=Subject(SubjectType.PRODUCER_ORDER, row["subject_id"]),
            last_day=row["last_day"].isoformat(),
        )
    return len(rows)


async def _give_back(tx: Transaction, actor: Actor, order: Row) -> int:
    """Give an order back, unless it was answered while its plan was waited for; gives how many were."""
    plan = await tx.row(queries.LOCK_PLAN_OF_ITEM, item_id=order["item_id"])
    if plan is None:
        return 0
    locked = await lock_items(tx, plan, order["item_id"])
    (item,) = locked.items
    if item.order_state is not OrderState.SENT:
        return 0
    last_day = order["last_day"].isoformat()
    await give_up(tx, actor, locked, [dropping(item, ItemState.ENDED, OrderState.GIVEN_BACK)])
    audit.record(
        tx, actor, "order:give-back", client_id=locked.client_id, subject_id=order["id"], last_day=last_day
    )
    serving = await tx.rows(queries.CARE_WORKERS, client_ids=[locked.client_id])
    workers = {row["worker_id"] for row in serving}
    about = Subject(SubjectType.ORDER, order["id"])
    addressed = Subject(SubjectType.PRODUCER_ORDER, order["id"])
    for recipient_id, recipient, subject in [
        (item.producer_id, Recipient.PRODUCER, addressed),
        *((worker_id, Recipient.WORKER, about) for worker_id in sorted({*workers, order["sent_by"]})),
    ]:
        messages.tell(
            tx,
            actor,
            Event.ORDER_GIVEN_BACK,
            recipient_id,
            client_id=locked.client_id,
            subject=subject,
            outcome=recipient,
            last_day=last_day,
        )
    facts = await order_details(tx, order["id"])
    await clients.tell_parties(
        tx, actor, Event.ORDER_GIVEN_BACK, locked.client_id, about, last_day=last_day, **facts
    )
    return 1
