"""Counting the personal identity codes that are typed into mutations, before the command of each."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from strawberry.utils.str_converters import to_camel_case

from hb.access.rules import Permission
from hb.api.arguments import CommandInput
from hb.api.request import Request
from hb.clients import service as clients
from hb.kit.transaction import Transaction


def attempt_of(request: Request, name: str, sent: CommandInput, digest: bytes) -> UUID:
    """What names an attempt: the same for the same worker, mutation, key and input, and for nothing else."""
    return uuid5(sent.idempotency_key, f"{request.actor.user_id} {name} {digest.hex()}")


async def count_typed_codes(
    request: Request, permission: Permission, sent: CommandInput, fields: Sequence[str], attempt_id: UUID
) -> None:
    """Count each code of an input, in a transaction of its own that outlasts the command's refusal.

    Who may not do what the codes are for is refused that, and nothing is counted.

    Raises:
        TypedCodesReached: the worker has typed as many codes today as one may.
    """
    if permission not in request.actor.permissions:
        return
    for field in fields:
        code = getattr(sent, field)
        if isinstance(code, str):

            async def count(tx: Transaction, code: str = code, field: str = field) -> None:
                await clients.count_typed_code(
                    tx,
                    code,
                    attempt_id,
                    "input",
                    to_camel_case(field),
                    allow_temporary=request.development,
                )

            await request.database.run(request.actor.context("command"), count)
