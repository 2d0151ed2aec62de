"""Answering a permitted operation: a query by its statements, a mutation by its command; reads are logged."""

from collections.abc import Sequence

from hb.api.answers import completed
from hb.api.request import Request, read_context
from hb.audit.service import log_use
from hb.kit.transaction import Transaction
from hb.read import Engine, Plan

OPERATION_NAME_LENGTH = 100


async def answer_query(request: Request, plan: Plan, *, durable_log: bool) -> bytes:
    """Read in one transaction, through the read door, and log whose data were read."""
    context = read_context(request.actor)

    async def read(tx: Transaction) -> bytes:
        async def fetch(text: str, *arguments: object) -> Sequence[object] | None:
            rows = await tx.fetch_text(text, *arguments)
            return tuple(rows[0]) if rows else None

        if plan.is_straight:
            straight = await plan.straight(fetch, context)
            body, subjects = straight.body, straight.subjects
        else:
            ordinary = await plan.ordinary(fetch, context, request)
            body, subjects = completed(ordinary.result, request.request_id), ordinary.subjects
        if subjects or lists_people(request.engine, plan):
            await log_use(tx, request.actor, operation_of(plan), subjects)
        return body

    settings = request.actor.context("read")
    if not durable_log:
        settings = {**settings, "synchronous_commit": "off"}
    return await request.database.run(settings, read)


async def answer_command(request: Request, plan: Plan) -> bytes:
    """Let the mutation's resolver run its command in a transaction of the command's own."""

    async def no_reading(_text: str, *_arguments: object) -> None:
        message = "a mutation's document has no statements of its own"
        raise TypeError(message)

    done = await plan.ordinary(no_reading, {}, request)
    return completed(done.result, request.request_id)


def lists_people(engine: Engine, plan: Plan) -> bool:
    """Whether a list of client data is asked for: its length, or that it is empty, tells something."""
    roots = engine.graph.roots
    return any(
        roots[root.name].kind == "connection" and roots[root.name].subject is not None
        for root in plan.roots
        if root.name in roots
    )


def operation_of(plan: Plan) -> str:
    """The operation's name as the logs hold it."""
    return (plan.document.name or "anonymous")[:OPERATION_NAME_LENGTH]
