"""Answers a permitted operation: a query by its statements, a mutation by its command; logs what was read."""

from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar
from uuid import UUID

from hb.access.rules import Actor
from hb.api.looks import looks_in_vain, looks_up_names
from hb.api.request import Request, read_context, top_level
from hb.api.schema import PREPARATIONS
from hb.audit.service import log_looks, log_use
from hb.kit.errors import DomainError, Language
from hb.kit.transaction import Row, Transaction
from hb.oversight.service import marks_of
from hb.read import CURSOR_GONE, CompiledQuery, Engine, OrdinaryAnswer, ReadRefused, StraightAnswer
from hb.web.answers import Completed, completed

OPERATION_NAME_LENGTH = 100
CONTEXTS_KEPT = 2_000


class CursorGone(DomainError):
    """The row that a page follows is not there any more, or the caller may not see it any more."""

    code = CURSOR_GONE
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Luettelo on muuttunut eikä siitä voi jatkaa tästä kohdasta. Aloita luettelo alusta.",
        "sv": "Listan har ändrats och kan inte fortsätta härifrån. Börja om från listans början.",
        "en": "The list has changed and cannot go on from here. Start the list from the beginning.",
    }


async def answer_query(request: Request, query: CompiledQuery, *, durable_log: bool) -> Completed:
    """Read in one transaction of access mode `read`, and log whose data were read.

    It takes three round trips: the context with BEGIN, a statement for each root, the rows of the logs with
    COMMIT. What was asked for in vain leaves a row too; an empty list takes a statement more to know that.
    """
    settings, context = _contexts(request.actor, query.first_id("Client"), durable_log)

    async def read(tx: Transaction) -> Completed:
        async def fetch(text: str, *arguments: object) -> Row | None:
            rows = await tx.fetch_text(text, *arguments)
            return rows[0] if rows else None

        for prepare in {PREPARATIONS[root.name] for root in query.roots if root.name in PREPARATIONS}:
            await prepare(tx, query)
        shown: StraightAnswer | OrdinaryAnswer
        if query.is_straight:
            straight = await query.straight(fetch, context)
            answer, shown = Completed(straight.body), straight
        else:
            ordinary = await query.ordinary(fetch, context, request)
            answer, shown = completed(ordinary.result, request.request_id), ordinary
        if shown.subjects or lists_people(request.engine, query):
            marks = await marks_of(
                tx, request.actor, request.secrecy, shown.subjects, by_name=looks_up_names(query)
            )
            await log_use(tx, operation_of(query), shown.subjects, marks)
        if shown.without_subjects:
            looks = await looks_in_vain(tx, request.engine, query, shown.without_subjects, request.actor)
            await log_looks(tx, request.actor, looks)
        return answer

    try:
        return await request.database.run(settings, read)
    except ReadRefused as refused:
        if refused.code == CURSOR_GONE:
            raise top_level(CursorGone(), request.language) from refused
        raise


@lru_cache(maxsize=CONTEXTS_KEPT)
def _contexts(
    actor: Actor, about: UUID | None, durable_log: bool
) -> tuple[Mapping[str, str], Mapping[str, object]]:
    """The transaction's settings for an actor and the client asked about, and the statements' context."""
    settings = {**actor.context("read"), "hb.about": str(about or "")}
    if not durable_log:
        settings["synchronous_commit"] = "off"
    return settings, read_context(actor)


async def answer_command(request: Request, query: CompiledQuery) -> Completed:
    """Let the mutation's resolver run its command, in a transaction of the command's own."""

    async def no_reading(_text: str, *_arguments: object) -> None:
        message = "a mutation's document has no statements of its own"
        raise TypeError(message)

    done = await query.ordinary(no_reading, {}, request)
    return completed(done.result, request.request_id)


def lists_people(engine: Engine, query: CompiledQuery) -> bool:
    """Whether a list of client data is asked for: its length alone, even 0, says something about people."""
    roots = engine.graph.roots
    return any(
        roots[root.name].kind == "connection" and roots[root.name].subject is not None
        for root in query.roots
        if root.name in roots
    )


def operation_of(query: CompiledQuery) -> str:
    """The operation's name as it is written to the logs."""
    return (query.document.name or "anonymous")[:OPERATION_NAME_LENGTH]
