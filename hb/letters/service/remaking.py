"""Having the file of a batch written again, for a printing house that has lost it."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.letters import queries
from hb.letters.rules import BatchRemade
from hb.work import service as work

REMAKING = "LETTER_BATCH_REMAKE"
"""The kind of job that writes a batch's file again: who asks for it sees nothing of what is printed."""


async def remake_batch(tx: Transaction, actor: Actor, letter_batch_id: UUID) -> BatchRemade:
    """Have the file of a batch written again as it was, byte for byte, with a sheet beside it.

    Raises:
        Forbidden: the role does not keep the installation going.
        NotFound: there is no such batch.
    """
    access.require(actor, Permission.LETTER_BATCH_REMAKE)
    if await tx.row(queries.FIND_BATCH, batch_id=letter_batch_id) is None:
        raise NotFound("input", "letterBatchId")
    job_id = work.leave(tx, actor, REMAKING, subject_id=letter_batch_id)
    audit.record(tx, actor, Permission.LETTER_BATCH_REMAKE, subject_id=letter_batch_id)
    return BatchRemade(letter_batch_id, job_id)
