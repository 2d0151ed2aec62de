"""Which producer acts, and the state of its approval by the organiser."""

from uuid import UUID

from hb.access.rules import Actor, Role
from hb.kit.errors import Forbidden, NotFound
from hb.kit.transaction import Transaction
from hb.producers import queries
from hb.producers.rules import ApprovalState, ProducerNotApproved


def own_producer(actor: Actor) -> UUID:
    """The producer whose user the actor is.

    Raises:
        Forbidden: the actor is no producer's user.
    """
    if actor.producer_id is None:
        raise Forbidden
    return actor.producer_id


async def applicant(tx: Transaction, organiser_id: UUID, user_id: UUID) -> Actor | None:
    """The actor behind a verified token of a producer's administrator who has no role with the organiser yet.

    It may apply and see how the application fares, and nothing else. The party is the producer, or the user
    itself until its first application makes the producer. None for a user who has, or had, a role here.
    """
    row = await tx.row(queries.APPLICANT, user_id=user_id)
    if row is None:
        return None
    return Actor(organiser_id, user_id, row["party_id"], Role.PRODUCER_ADMINISTRATOR, is_applicant=True)


async def require_approved(tx: Transaction, producer_id: UUID) -> None:
    """Let only a producer go on that the organiser has approved.

    Raises:
        ProducerNotApproved: it has not, or no longer.
        NotFound: the producer has never applied to this organiser.
    """
    state = await approval_state(tx, producer_id)
    if state != ApprovalState.APPROVED:
        raise ProducerNotApproved("input", state=state)


async def approval_state(tx: Transaction, producer_id: UUID) -> ApprovalState:
    """The state of a producer's approval by the organiser.

    Raises:
        NotFound: it has never applied to this organiser.
    """
    approval = await tx.row(queries.APPROVAL, producer_id=producer_id)
    if approval is None:
        raise NotFound("input", "producerId")
    return ApprovalState(approval["state"])
