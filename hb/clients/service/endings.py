"""What follows when relationships, representations and roles end, and the notice before they do."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.queries import endings
from hb.clients.service.informing import tell_parties
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, Subject, SubjectType, channel_to
from hb.work.queries import STEP_ROWS
from hb.work.service import Step


async def end_reach_that_outlasts(tx: Transaction, actor: Actor, day: date) -> Step:
    """End reach and roles that outlast what they come from, on its own last day; each is audited once.

    Their end is usually written with them. It is not where what they come from was ended in another way, such
    as the role of an absent worker.
    """
    roles = await tx.rows(endings.OUTLASTING_ROLES, day=day)
    for row in roles:
        await access.end_role(tx, row["id"], row["last_day"])
        last_day = row["last_day"].isoformat()
        audit.record(tx, actor, "role:end", subject_id=row["id"], last_day=last_day)
    reach = await tx.rows(endings.OUTLASTING_REACH, day=day)
    by_day: defaultdict[date, list[UUID]] = defaultdict(list)
    for row in reach:
        by_day[row["last_day"]].append(row["source_id"])
        audit.record(
            tx,
            actor,
            "reach:end",
            client_id=row["client_id"],
            subject_id=row["source_id"],
            ground=row["ground"],
            last_day=row["last_day"].isoformat(),
        )
    for last_day, source_ids in sorted(by_day.items()):
        await access.end_reaches(tx, source_ids, last_day)
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
            channel=channel_to(Recipient.WORKER),
            last_day=row["last_day"].isoformat(),
        )
    representations = await tx.rows(endings.REPRESENTATIONS_ENDING, day=day)
    for row in representations:
        client_id, last_day = row["client_id"], row["last_day"].isoformat()
        event, about = Event.REPRESENTATION_ENDING, Subject(SubjectType.CLIENT, client_id)
        await tell_parties(tx, actor, event, client_id, about, last_day=last_day)
        for own in await tx.rows(queries.OWN_WORKERS, client_id=client_id):
            messages.tell(
                tx,
                actor,
                event,
                own["worker_id"],
                client_id=client_id,
                subject=about,
                channel=channel_to(Recipient.WORKER),
                outcome=Recipient.WORKER,
                last_day=last_day,
            )
    most = max(len(roles), len(representations))
    return Step({"roles": len(roles), "representations": len(representations)}, is_done=most < STEP_ROWS)
