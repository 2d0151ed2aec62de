"""A mutation is a declaration: here alone it becomes a field of the schema, and here alone it is executed."""

import inspect
import textwrap
import typing
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, TypeVar, cast
from uuid import UUID, uuid5

import strawberry
import structlog
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_snake_case

from hb.access.rules import Permission
from hb.api.arguments import Arguments, CommandInput, arguments_of, code_fields, secret_fields
from hb.api.errors import TOP_LEVEL, user_error
from hb.api.looks import look_behind
from hb.api.payload import Payload, PayloadReader, shown_by
from hb.api.permission import mutation_field
from hb.api.request import Info, Request, record_denial, record_look, top_level
from hb.api.storing import hash_without_secrets
from hb.api.typed_codes import attempt_of, count_typed_codes
from hb.audit.service import log_use
from hb.kit.commands import Claim, perform
from hb.kit.errors import DomainError, Forbidden, InvalidInput, KeyReused
from hb.kit.faults import facts_of
from hb.kit.transaction import Transaction
from hb.oversight.service import marks_of

Input = TypeVar("Input", bound=CommandInput)
Result = TypeVar("Result")
Answer = TypeVar("Answer", bound=Payload)
Refusals = Sequence[type[DomainError]]
Queue = Callable[[Request, CommandInput], Awaitable[Hashable | None]]
LookUp = Callable[[Transaction, UUID], Awaitable[UUID | None]]
OnRefusal = Mapping[type[DomainError], Callable[..., Awaitable[object]]]
Show = Callable[[PayloadReader, object, CommandInput], Awaitable[Payload]]
log = structlog.get_logger("hb.api")
LINE = 106
"""How many columns a line of a description has in `graphql/schema.graphql`."""

EVERY: Refusals = (KeyReused, InvalidInput)
"""What any mutation may answer: its key was used for other input, or a text cannot be stored."""

PROVIDED: Mapping[str, Callable[[Request, UUID], object]] = {
    "secrecy": lambda request, _attempt_id: request.secrecy,
    "allow_temporary": lambda request, _attempt_id: request.development,
    "allow_loopback": lambda request, _attempt_id: request.development,
    "attempt_id": lambda _request, attempt_id: attempt_id,
}
"""Parameters of commands that the request fills and not the input, beside the transaction and the actor."""


@dataclass(frozen=True)
class Mutation:
    """What a mutation is declared to be; `hb.api.schema` makes a field of each."""

    text: str
    permission: Permission
    input_type: type[CommandInput]
    run: Callable[..., Awaitable[object]]
    """The command, a function of a module's `service`."""
    result_type: type[object]
    payload_type: type[Payload]
    show: Show
    refuses: Refusals
    refuses_rows: Refusals
    queue: Queue | None
    is_read: bool
    records_refusals: bool
    on_refusal: OnRefusal
    arguments: Arguments
    provided: tuple[str, ...]
    secret: tuple[str, ...]
    typed_codes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The field's name in the schema: that of the payload."""
        name = self.payload_type.__name__.removesuffix("Payload")
        return name[0].lower() + name[1:]

    @property
    def description(self) -> str:
        """The text with the refusals that are declared."""
        lists = (("May refuse with", self.refuses), ("May refuse a row with", self.refuses_rows))
        paragraphs = [
            *inspect.cleandoc(self.text).split("\n\n"),
            *(f"{words} {', '.join(codes(classes))}." for words, classes in lists if classes),
        ]
        return "\n\n".join(textwrap.fill(" ".join(text.split()), LINE) for text in paragraphs)

    @cached_property
    def field(self) -> StrawberryField:
        """The field of the schema."""

        async def resolve(info: Info, sent: CommandInput) -> Payload:
            return await _execute(self, info, sent)

        resolve.__name__ = to_snake_case(self.name)
        resolve.__annotations__ = {
            "info": Info,
            "sent": Annotated[self.input_type, strawberry.argument(name="input")],
            "return": self.payload_type,
        }
        return mutation_field(resolve, self.permission, self.description)


def command(
    text: str,
    permission: Permission,
    input_type: type[Input],
    run: Callable[..., Awaitable[Result]],
    *,
    shows: type[Answer] | Callable[[PayloadReader, Result, Input], Awaitable[Answer]],
    refuses: Refusals = (),
    refuses_rows: Refusals = (),
    queue: Queue | None = None,
    is_read: bool = False,
    records_refusals: bool = False,
    on_refusal: OnRefusal = MappingProxyType({}),
) -> Mutation:
    """Declare a mutation.

    Args:
        text: its description; the lists of refusals are added from the classes declared here.
        permission: what the caller's role must be permitted.
        input_type: its input, which becomes the arguments of the command (see `hb.api.arguments`).
        run: the command; what it returns is stored under the idempotency key.
        shows: a payload whose fields say by which key of the result they are read, or a function that reads a
            payload.
        refuses: every refusal of the command that is answered in `userErrors`. Not among them are those that
            any mutation may answer (a key used before, text that cannot be stored) and top-level errors.
        refuses_rows: every refusal of one row of a list that is answered beside the row.
        queue: what the command waits for in this process (see `hb.kit.queues`), if for anything.
        is_read: the command changes nothing: it runs in the access mode `read` and claims no key.
        records_refusals: a refused attempt leaves a row in the audit trail, because the very attempt tells
            something of people (a search by personal identity code).
        on_refusal: for some refusals a command that is then done in a transaction of its own, once for the
            idempotency key: it takes the refusal and then what this one takes, and may notify somebody.

    Raises:
        UnfitInput: the input does not give what the command takes.
        TypeError: the payload shows a row by a key that the result does not have.
    """
    hints = typing.get_type_hints(run)
    payload_type, show = _shown(shows, hints["return"])
    return Mutation(
        text=text,
        permission=permission,
        input_type=input_type,
        run=run,
        result_type=hints["return"],
        payload_type=payload_type,
        show=show,
        refuses=refuses,
        refuses_rows=refuses_rows,
        queue=queue,
        is_read=is_read,
        records_refusals=records_refusals,
        on_refusal=on_refusal,
        arguments=arguments_of(input_type, run, {"tx", "actor", *PROVIDED}),
        provided=tuple(name for name in PROVIDED if name in hints),
        secret=secret_fields(input_type),
        typed_codes=code_fields(input_type),
    )


def _shown(
    shows: type[Payload] | Callable[..., object], result_type: type[object]
) -> tuple[type[Payload], Show]:
    """The payload, and what reads it: `command` has checked the types of both."""
    if isinstance(shows, type) and issubclass(shows, Payload):
        return shows, shown_by(shows, result_type)
    payload_type = typing.get_type_hints(shows)["return"]
    return cast("type[Payload]", payload_type), cast("Show", shows)


def queue_by(field: str, look_up: LookUp | None = None) -> Queue:
    """Commands wait in the queue of the thing that a field's id names, or of what is looked up by it.

    Looking up costs one read in a transaction of its own, before the command: a queue that is joined inside
    the command's transaction would keep the very connection that it is there to spare. An id that names
    nothing joins no queue; the command then refuses it.
    """

    async def queue(request: Request, sent: CommandInput) -> Hashable | None:
        try:
            key = UUID(str(getattr(sent, field)).partition(":")[2])
        except ValueError:
            return None
        if look_up is None:
            return key
        return await request.database.run(request.actor.context("read"), lambda tx: look_up(tx, key))

    return queue


def codes(refusals: Refusals) -> list[str]:
    """The codes of refusals, each once, in their order."""
    return list(dict.fromkeys(refusal.code for refusal in refusals))


async def _execute(declared: Mutation, info: Info, sent: CommandInput) -> Payload:
    """Run a mutation's command once and read its payload; refusals about the input become userErrors.

    Raises:
        GraphQLError: FORBIDDEN, BUSY or UNKNOWN_OUTCOME, with the code in its extensions.
    """
    request = info.context
    actor = request.actor

    async def work(tx: Transaction) -> object:
        provided = {name: PROVIDED[name](request, attempt_id) for name in declared.provided}
        return await declared.run(tx, actor, **declared.arguments(sent), **provided)

    async def read(tx: Transaction, result: object) -> Payload:
        reader = PayloadReader(info, tx)
        answer = await declared.show(reader, result, sent)
        if reader.subjects:
            marks = await marks_of(tx, actor, request.secrecy, reader.subjects)
            await log_use(tx, info.field_name, sorted(reader.subjects), marks)
        return answer

    async def ask(tx: Transaction) -> Payload:
        return await read(tx, await work(tx))

    try:
        digest = hash_without_secrets(sent, declared.secret, request.secrecy)
        attempt_id = attempt_of(request, declared.name, sent, digest)
        await count_typed_codes(request, declared.permission, sent, declared.typed_codes, attempt_id)
        if declared.is_read:
            return await request.database.run(actor.context("read"), ask)
        queue = None if declared.queue is None else await declared.queue(request, sent)
        claim = Claim(sent.idempotency_key, info.field_name, digest, queue)
        return await perform(
            request.database, actor.context("command"), claim, declared.result_type, work, read
        )
    except TOP_LEVEL as refusal:
        if isinstance(refusal, Forbidden):
            await record_denial(request, info.field_name, refusal)
        raise top_level(refusal, request.language) from refusal
    except DomainError as raised:
        refused = raised
    # Outside the handler: what fails from here on was not caused by the refusal, and is not logged as if.
    try:
        await _leave_trace(declared, request, sent, refused)
    except TOP_LEVEL as fault:
        raise top_level(fault, request.language) from fault
    await _follow_up(declared, request, sent, refused)
    request.refused.append(refused.code)
    return declared.payload_type(user_errors=[user_error(refused, request.language)])


async def _leave_trace(
    declared: Mutation, request: Request, sent: CommandInput, refusal: DomainError
) -> None:
    """Leave a row of what was looked for in vain, or of the attempt itself where that tells of people.

    A fault here is answered instead of the refusal: no look may pass without its row, and a refusal tells
    whether there is what was looked for.
    """
    look = look_behind(request.engine, declared.name, sent, declared.secret, refusal)
    if look is not None:
        await record_look(request, look)
    elif declared.records_refusals:
        await record_denial(request, declared.name, refusal)


async def _follow_up(declared: Mutation, request: Request, sent: CommandInput, refusal: DomainError) -> None:
    """Do what the refusal asks for, once for the refused command's key, input and refusal.

    A fault here is logged by its class and does not hide the refusal, which the caller can act upon.
    """
    work = declared.on_refusal.get(type(refusal))
    if work is None:
        return
    actor = request.actor
    digest = hash_without_secrets(sent, declared.secret, request.secrecy)
    name = f"{declared.name} {refusal.code}"

    async def report(tx: Transaction) -> object:
        return await work(tx, actor, refusal, **declared.arguments(sent))

    async def nothing(_tx: Transaction, _result: object) -> None:
        return

    claim = Claim(uuid5(sent.idempotency_key, f"{name} {digest.hex()}"), name, digest)
    kind = typing.get_type_hints(work)["return"]
    try:
        await perform(request.database, actor.context("command"), claim, kind, report, nothing)
    except Exception as fault:  # noqa: BLE001 whatever failed, the refusal is to be answered
        log.error("follow_up_failed", request_id=request.request_id, **facts_of(fault))
