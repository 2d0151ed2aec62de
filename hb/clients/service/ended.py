"""Notices of what has ended by its day."""

from datetime import date

from hb.access.rules import Actor
from hb.clients.queries import ended
from hb.clients.service.endings import notify_of_powers, notify_of_sight
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def notify_of_ended(tx: Transaction, actor: Actor, day: date) -> Step:
    """Notify of rights that have ended before a day, once.

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
    lost = await tx.rows(ended.ACCESS_ENDED, day=day)
    notify_of_sight(tx, actor, Event.ACCESS_ENDED, lost)
    representations = await tx.rows(ended.REPRESENTATIONS_ENDED, day=day)
    for last_day in sorted({row["last_day"] for row in representations}):
        powers = [row for row in representations if row["last_day"] == last_day]
        await notify_of_powers(tx, actor, Event.REPRESENTATION_ENDED, powers, last_day)
    most = max(map(len, (roles, lost, representations)))
    return Step(
        {
            "roles": len(roles),
            "access": len(lost),
            "representations": len(representations),
        },
        is_done=most < STEP_ROWS,
    )
