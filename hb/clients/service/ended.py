"""Notices of what has ended by its day, and of workers' sight of clients that ends."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from hb.access.rules import Actor
from hb.clients.queries import ended
from hb.clients.service.endings import notify_of_powers
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def notify_of_ended(tx: Transaction, actor: Actor, day: date) -> Step:
    """Notify of rights that have ended before a day, and of sight of clients that ends soon after it, once.

    A user hears of the own role, and a worker of the own sight of clients, in one message for each last day.
    Of a representation hear the client, the own worker and those who represented the client on its last day,
    so that who has lost the power hears of it too.
    """
    roles = await tx.rows(ended.ROLES_ENDED, day=day)
    for row in roles:
        messages.tell(
            tx,
            actor,
            Event.ROLE_ENDED,
            row["subject_id"],
            subject=None,
            last_day=row["last_day"].isoformat(),
        )
    ending = await tx.rows(ended.ACCESS_ENDING, day=day)
    _notify_of_sight(tx, actor, Event.ACCESS_ENDING, ending)
    lost = await tx.rows(ended.ACCESS_ENDED, day=day)
    _notify_of_sight(tx, actor, Event.ACCESS_ENDED, lost)
    representations = await tx.rows(ended.REPRESENTATIONS_ENDED, day=day)
    for last_day in sorted({row["last_day"] for row in representations}):
        powers = [row for row in representations if row["last_day"] == last_day]
        await notify_of_powers(tx, actor, Event.REPRESENTATION_ENDED, powers, last_day)
    most = max(map(len, (roles, ending, lost, representations)))
    return Step(
        {
            "roles": len(roles),
            "access_ending": len(ending),
            "access_ended": len(lost),
            "representations": len(representations),
        },
        is_done=most < STEP_ROWS,
    )


def _notify_of_sight(tx: Transaction, actor: Actor, event: Event, relationships: Sequence[Row]) -> None:
    """Leave each worker one message for a last day, with the number of clients; of one client it is about."""
    clients: defaultdict[tuple[UUID, date], set[UUID]] = defaultdict(set)
    for row in relationships:
        clients[row["worker_id"], row["last_day"]].add(row["client_id"])
    for (worker_id, last_day), client_ids in clients.items():
        is_of_one = len(client_ids) == 1 and event is Event.ACCESS_ENDING
        client_id = next(iter(client_ids)) if is_of_one else None
        messages.tell(
            tx,
            actor,
            event,
            worker_id,
            client_id=client_id,
            subject=None if client_id is None else Subject(SubjectType.CLIENT, client_id),
            last_day=last_day.isoformat(),
            count=len(client_ids),
        )
