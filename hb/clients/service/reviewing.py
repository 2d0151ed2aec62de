"""Who reviews that a worker opened a client: leaders of the teams that serve the client, who are notified."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground
from hb.clients import queries
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType


async def reviewing_teams(tx: Transaction, actor: Actor, client_id: UUID, access_id: UUID) -> list[UUID]:
    """The teams that serve the client; else the worker's own, which is given sight of the client for it."""
    serving = [row["team_id"] for row in await tx.rows(queries.TEAMS_SERVING, client_id=client_id)]
    if serving:
        return serving
    own = [row["team_id"] for row in await tx.rows(queries.WORKER_TEAMS, worker_ids=[actor.user_id])]
    await access.give_reaches(
        tx,
        [access.Given(team_id, client_id, Ground.EMERGENCY, access_id, tx.today) for team_id in own],
    )
    return own


def tell_of_opening(
    tx: Transaction,
    actor: Actor,
    event: Event,
    teams: list[UUID],
    workers: list[UUID],
    client_id: UUID,
    access_id: UUID,
) -> None:
    """Tell teams of the access that awaits their review, and workers that somebody opened their client."""
    review, opened = Subject(SubjectType.EMERGENCY_ACCESS, access_id), Subject(SubjectType.CLIENT, client_id)
    to_teams, to_workers = [(team, review) for team in teams], [(worker, opened) for worker in workers]
    for recipient_id, subject in (*to_teams, *to_workers):
        messages.tell(
            tx,
            actor,
            event,
            recipient_id,
            client_id=client_id,
            subject=subject,
        )
