"""Which producer acts, and where it stands with the organiser."""

from uuid import UUID

from hb.access.rules import Actor
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
    """Where a producer stands with the organiser.

    Raises:
        NotFound: it has never applied to this organiser.
    """
    found = await tx.row(queries.APPROVAL, producer_id=producer_id)
    if found is None:
        raise NotFound("input", "producerId")
    return ApprovalState(found["state"])
