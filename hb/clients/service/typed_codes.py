"""Counting the personal identity codes that a worker types, which slows who guesses them."""

from uuid import UUID

from hb.clients import queries
from hb.clients.rules import InvalidHetu, TypedCodesReached
from hb.clients.rules.hetu import hetu_of
from hb.kit.transaction import Transaction


async def count_typed_code(
    tx: Transaction, code: str, attempt_id: UUID, *path: str, allow_temporary: bool = False
) -> None:
    """Count a code that a worker typed, before anybody is looked for by it.

    It runs in a transaction of its own, so that the attempt stays though what it was typed for is refused.
    All that takes a code counts together by worker and Helsinki day, up to TYPED_CODES_A_DAY. An emergency
    access that was opened counts no more (`mark_hit`), so that a real emergency waits for nobody's quota; nor
    does a text that is no code, or the same request sent again.

    Raises:
        TypedCodesReached: the worker has typed as many codes today as one may.
    """
    await tx.execute(queries.LOCK_TYPING)
    typing = await tx.row(queries.TYPED_TODAY, attempt_id=attempt_id)
    if typing is None:
        return  # no worker: what follows is forbidden
    tx.clock_read(typing["now"])
    try:
        hetu_of(code, tx.today, *path, allow_temporary=allow_temporary)
    except InvalidHetu:
        return
    if typing["others"] >= typing["most"]:
        raise TypedCodesReached(*path, most=typing["most"])
    await tx.execute(queries.INSERT_TYPED_CODE, attempt_id=attempt_id)


async def mark_hit(tx: Transaction, attempt_id: UUID) -> None:
    """Count a code no more: it opened an emergency access, which is announced and reviewed."""
    await tx.execute(queries.MARK_HIT, of_attempt=attempt_id)
