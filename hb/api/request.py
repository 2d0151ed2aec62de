"""What a request carries through execution, and the one way a mutation runs its command."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

import strawberry
from graphql import GraphQLError

from hb.access.rules import Actor
from hb.api.errors import TOP_LEVEL, UserError, user_error
from hb.api.storing import input_hash
from hb.audit.service import log_use, record_denied
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, Language
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.read import Engine

Input = TypeVar("Input", bound="CommandInput")
Result = TypeVar("Result")
RowType = TypeVar("RowType")
Key = UUID | Mapping[str, object]


class CommandInput(Protocol):
    """Every mutation's input has a key made by the client."""

    idempotency_key: UUID


class Payload(Protocol):
    """Every mutation's payload tells refusals as data."""

    user_errors: list[UserError]


PayloadType = TypeVar("PayloadType", bound=Payload)


@dataclass(slots=True)
class Request:
    """One HTTP request: who asks, in which language, and the means to answer."""

    actor: Actor
    language: Language
    request_id: str
    database: Database
    engine: Engine
    secrecy: Secrecy
    development: bool
    """Whether temporary personal identity codes (900-999) are taken."""


Info = strawberry.Info[Request, None]


class PayloadReader:
    """Reads what a payload shows, in the command's own transaction and through the read door."""

    def __init__(self, info: Info, tx: Transaction) -> None:
        self._info = info
        self._tx = tx
        self._context = read_context(info.context.actor)
        self.subjects: set[UUID] = set()
        """Whose data the payload shows."""

    @property
    def tx(self) -> Transaction:
        """The command's transaction."""
        return self._tx

    def become(self, party_id: UUID) -> None:
        """Read what follows as the party that the command has just made the actor a member of."""
        self._context = {**self._context, "party": party_id}

    async def one(self, row_type: type[RowType], field: str, key: Key) -> RowType | None:
        """The selection below a payload field for one row, by its key; None where it is not seen."""
        return await self._info.context.engine.payload(
            self._info, row_type, field, key, self._fetch, self._context
        )

    async def list(self, row_type: type[RowType], field: str, keys: Sequence[Key]) -> list[RowType | None]:
        """The same for several rows, in the order of the keys, by one statement."""
        return await self._info.context.engine.payload_list(
            self._info, row_type, field, keys, self._fetch, self._context
        )

    async def _fetch(self, text: str, *arguments: object) -> Sequence[object] | None:
        rows = await self._tx.fetch_text(text, *arguments)
        if not rows:
            return None
        met = rows[0][1]
        self.subjects.update(met if isinstance(met, list) else [met])
        self.subjects.discard(None)
        return tuple(rows[0])


def read_context(actor: Actor) -> Mapping[str, object]:
    """The context parameters of the read engine's statements."""
    return {
        "organiser": actor.organiser_id,
        "actor": actor.user_id,
        "party": actor.party_id,
        "on_behalf_of": actor.on_behalf_of,
        "subject": actor.own_client_id,
        "role": actor.role.value,
    }


async def execute(
    info: Info,
    given: Input,
    payload_type: type[PayloadType],
    result: type[Result],
    work: Callable[[Transaction, Actor], Awaitable[Result]],
    payload: Callable[[PayloadReader, Result], Awaitable[PayloadType]],
    *,
    records_refusals: bool = False,
) -> PayloadType:
    """Run a mutation's command once and read its payload; refusals about the input become userErrors.

    Where the very attempt tells something of people (a search by personal identity code), `records_refusals`
    leaves a row of a refused one in the audit trail too.

    Raises:
        GraphQLError: FORBIDDEN, BUSY or UNKNOWN_OUTCOME, with the code in its extensions.
    """
    request = info.context
    actor = request.actor

    async def read(tx: Transaction, done: Result) -> PayloadType:
        reader = PayloadReader(info, tx)
        shown = await payload(reader, done)
        if reader.subjects:
            await log_use(tx, info.field_name, sorted(reader.subjects))
        return shown

    try:
        return await perform(
            request.database,
            actor.context("command"),
            Claim(given.idempotency_key, info.field_name, input_hash(given), getattr(given, "plan_id", None)),
            result,
            lambda tx: work(tx, actor),
            read,
        )
    except TOP_LEVEL as refusal:
        if isinstance(refusal, Forbidden):
            await record_denial(request, info.field_name, refusal)
        raise top_level(refusal, request.language) from refusal
    except DomainError as refusal:
        if records_refusals:
            await record_denial(request, info.field_name, refusal)
        return payload_type(user_errors=[user_error(refusal, request.language)])  # type: ignore[call-arg]


async def record_denial(request: Request, action: str, refusal: DomainError) -> None:
    """Leave a row of a refused attempt in the audit trail, in a transaction of its own."""

    async def record(tx: Transaction) -> None:
        await record_denied(tx, request.actor, action, refusal.code)

    await request.database.run(request.actor.context("read"), record)


def top_level(refusal: DomainError, language: Language) -> GraphQLError:
    """A refusal that is not about the input, as a top-level error."""
    return GraphQLError(refusal.message(language), extensions={"code": refusal.code})
