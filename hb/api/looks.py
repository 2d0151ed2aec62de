"""What a caller asked for in vain among the data of clients: the audit trail alone has it."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache

from sqlalchemy import Uuid, bindparam, column, func, select, table
from strawberry.utils.str_converters import to_snake_case

from hb.access.rules import Actor
from hb.audit.rules import Look
from hb.kit.errors import DomainError, NotFound
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.read import AskedId, CompiledQuery, Engine, ReadRefused, split_id

HETU = "Hetu"
"""What a look is for that names a client by personal identity code, which the trail does not repeat."""


BY_NAME = frozenset({("clients", "nameFrom"), ("clients", "nameStarts")})
"""The conditions of root fields by which clients are looked up by name."""


def looks_up_names(query: CompiledQuery) -> bool:
    """Whether clients are looked up by name."""
    return not BY_NAME.isdisjoint(query.conditions)


def is_of_client(engine: Engine, type_name: str) -> bool:
    """Whether rows of a type are data of clients."""
    entity = engine.graph.entities.get(type_name)
    return entity is not None and entity.subject is not None


async def looks_in_vain(
    tx: Transaction, engine: Engine, query: CompiledQuery, without_subjects: Sequence[str], actor: Actor
) -> list[Look]:
    """What root fields asked for that showed no client's data, in the transaction that read.

    A row asked for by its id was not shown: it is out of reach, or there is none. A list filtered by an id
    may be empty by itself: it is a look in vain if the row that the filter names is not seen either.
    """
    asked_ids = dict.fromkeys(asked for key in without_subjects for asked in query.asked_ids(key))
    return [
        Look(asked.field, asked.type_name, asked.row_id)
        for asked in asked_ids
        if is_of_client(engine, asked.type_name) and not await _is_seen(tx, engine, asked, actor)
    ]


async def _is_seen(tx: Transaction, engine: Engine, asked: AskedId, actor: Actor) -> bool:
    if asked.looked_up:
        return False
    listed = engine.graph.roots[asked.field].scanned
    if actor.role in getattr(listed, "info", {}).get("roles", ()):
        return True  # the role sees every row of the list, whosever it is
    seen = _seeing(str(engine.graph.entities[asked.type_name].table))
    return await tx.row(seen, row_id=asked.row_id) is not None


@cache
def _seeing(table_name: str) -> Statement:
    """Whether the caller sees a row of a table, by its policy."""
    row_id, organiser = column("id", Uuid), column("organiser_id", Uuid)
    return Statement(
        select(row_id)
        .select_from(table(table_name))
        .where(organiser == func.ctx_organiser(), row_id == bindparam("row_id", type_=Uuid))
    )


def look_behind(
    engine: Engine, action: str, sent: object, secret: Sequence[str], refusal: DomainError
) -> Look | None:
    """What a refused command looked for in vain: the id, or personal identity code, that was not found."""
    if not isinstance(refusal, NotFound):
        return None
    value = sent
    for step in refusal.path[1:]:
        value = _below(value, step)
    if refusal.path[-1] in secret:
        return Look(action, HETU, None)
    if isinstance(value, str):
        with suppress(ReadRefused):
            type_name, row_id = split_id(value)
            if is_of_client(engine, type_name):
                return Look(action, type_name, row_id)
    return None


def _below(value: object, step: str | int) -> object:
    if isinstance(step, int):
        return value[step] if isinstance(value, list) and step < len(value) else None
    return getattr(value, to_snake_case(step), None)
