"""What follows when relationships, representations and roles end, and the notice before they do."""

from collections.abc import Sequence
from datetime import date

from hb.access import service as access
from hb.access.rules import Actor
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.queries import endings
from hb.clients.service.informing import Notification, tell_all_parties
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def end_reach_that_outlasts(tx: Transaction, actor: Actor, day: date) -> Step:
    """End reach and roles that outlast what they come from, on its own last day; each is audited once.

    Their end is usually written with them. It is not where what they come from was ended in another way, such
    as the role of an absent worker.
    """
    roles = await tx.rows(endings.OUTLASTING_ROLES, day=day)
    for row in roles:
        last_day = row["last_day"].isoformat()
        audit.record(tx, actor, "role:end", subject_id=row["id"], last_day=last_day)
    if roles:
        await access.end_roles(tx, {row["id"]: row["last_day"] for row in roles})
    reach = await tx.rows(endings.OUTLASTING_REACH, day=day)
    for row in reach:
        audit.record(
            tx,
            actor,
            "reach:end",
            client_id=row["client_id"],
            subject_id=row["source_id"],
            ground=row["ground"],
            last_day=row["last_day"].isoformat(),
        )
    if reach:
        await access.end_reaches(tx, {row["source_id"]: row["last_day"] for row in reach})
    return Step({"roles": len(roles), "reach": len(reach)}, is_done=max(len(roles), len(reach)) < STEP_ROWS)


async def notify_of_endings(tx: Transaction, actor: Actor, day: date) -> Step:
    """Notify of roles and representations that end soon after a day, each once.

    A user hears of the own role; client, representatives and own worker of a representation.
    """
    roles = await tx.rows(endings.ROLES_ENDING, day=day)
    for row in roles:
        messages.tell(
            tx,
            actor,
            Event.ROLE_ENDING,
            row["subject_id"],
            subject=None,
            last_day=row["last_day"].isoformat(),
        )
    representations = await tx.rows(endings.REPRESENTATIONS_ENDING, day=day)
    await notify_of_powers(tx, actor, Event.REPRESENTATION_ENDING, representations, tx.today)
    most = max(len(roles), len(representations))
    return Step({"roles": len(roles), "representations": len(representations)}, is_done=most < STEP_ROWS)


async def notify_of_powers(
    tx: Transaction, actor: Actor, event: Event, representations: Sequence[Row], day: date
) -> None:
    """Notify parties of a day and own workers of powers that end or ended, in two statements for all.

    `event` is REPRESENTATION_ENDING or REPRESENTATION_ENDED.
    """
    if not representations:
        return
    notifications = [
        Notification(
            row["client_id"],
            Subject(SubjectType.CLIENT, row["client_id"]),
            facts={"last_day": row["last_day"].isoformat()},
        )
        for row in representations
    ]
    if event is Event.REPRESENTATION_ENDING:
        await tell_all_parties(tx, actor, Event.REPRESENTATION_ENDING, notifications)
    else:
        await tell_all_parties(tx, actor, Event.REPRESENTATION_ENDED, notifications, day=day)
    client_ids = sorted({notice.client_id for notice in notifications})
    owns = await tx.rows(queries.OWN_WORKERS, client_ids=client_ids)
    for notice in notifications:
        for own in owns:
            if own["client_id"] == notice.client_id:
                messages.tell(
                    tx,
                    actor,
                    event,
                    own["worker_id"],
                    client_id=notice.client_id,
                    subject=notice.subject,
                    outcome=Recipient.WORKER,
                    last_day=str(notice.facts["last_day"]),
                )
