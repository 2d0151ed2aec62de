"""Answering a permitted operation: a query by its statements, a mutation by its command; reads are logged."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from hb.access.rules import Actor
from hb.api.request import Request, read_context
from hb.audit.service import log_use
from hb.kit.transaction import Row, Transaction
from hb.read import CompiledQuery, Engine
from hb.web.answers import completed

OPERATION_NAME_LENGTH = 100
STANDPOINTS_KEPT = 2_000


async def answer_query(request: Request, plan: CompiledQuery, *, durable_log: bool) -> bytes:
    """Read in one transaction, through the read door, and log whose data were read.

    Three round trips: the context with BEGIN, a statement for each root, the row of the log with COMMIT.
    """
    settings, context = _standpoint(request.actor, plan.first_id("Client"), durable_log)

    async def read(tx: Transaction) -> bytes:
        async def fetch(text: str, *arguments: object) -> Row | None:
            rows = await tx.fetch_text(text, *arguments)
            return rows[0] if rows else None

        if plan.is_straight:
            straight = await plan.straight(fetch, context)
            body, subjects = straight.body, straight.subjects
        else:
            ordinary = await plan.ordinary(fetch, context, request)
            body, subjects = completed(ordinary.result, request.request_id), ordinary.subjects
        if subjects or lists_people(request.engine, plan):
            await log_use(tx, operation_of(plan), subjects)
        return body

    return await request.database.run(settings, read)


@lru_cache(maxsize=STANDPOINTS_KEPT)
def _standpoint(
    actor: Actor, about: UUID | None, durable_log: bool
) -> tuple[Mapping[str, str], Mapping[str, object]]:
    """What the database is told of an actor and the client asked about, and what the statements are."""
    settings = {**actor.context("read"), "hb.about": str(about or "")}
    if not durable_log:
        settings["synchronous_commit"] = "off"
    return settings, read_context(actor)


async def answer_command(request: Request, plan: CompiledQuery) -> bytes:
    """Let the mutation's resolver run its command in a transaction of the command's own."""

    async def no_reading(_text: str, *_arguments: object) -> None:
        message = "a mutation's document has no statements of its own"
        raise TypeError(message)

    done = await plan.ordinary(no_reading, {}, request)
    return completed(done.result, request.request_id)


def lists_people(engine: Engine, plan: CompiledQuery) -> bool:
    """Whether a list of client data is asked for: its length, or that it is empty, tells something."""
    roots = engine.graph.roots
    return any(
        roots[root.name].kind == "connection" and roots[root.name].subject is not None
        for root in plan.roots
        if root.name in roots
    )


def operation_of(plan: CompiledQuery) -> str:
    """The operation's name as the logs hold it."""
    return (plan.document.name or "anonymous")[:OPERATION_NAME_LENGTH]
