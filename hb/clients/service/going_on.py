"""Whether a client's record goes on: nothing begins on one that was merged into the person's other record."""

from uuid import UUID

from hb.clients import queries
from hb.clients.rules import RecordMerged
from hb.kit.errors import NotFound
from hb.kit.transaction import Row, Transaction


def going_on(seen: Row | None, *path: str) -> Row:
    """A client's row as it was read, which must be there and go on.

    Raises:
        NotFound: there is no such client.
        RecordMerged: the record is closed.
    """
    if seen is None:
        raise NotFound(*path)
    if seen["merged_into"] is not None:
        raise RecordMerged(*path)
    return seen


async def require_going_on(tx: Transaction, client_id: UUID, *path: str) -> Row:
    """Require that a client's record goes on until the commit, and give what is needed of the client.

    Raises:
        NotFound: there is no such client.
        RecordMerged: the record is closed.
    """
    return going_on(await tx.row(queries.SEE_GOING_ON, client_id=client_id), *path)
