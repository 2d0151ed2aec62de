"""What a caller asked for in vain among the data of clients: the audit trail alone has it."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache

from sqlalchemy import ARRAY, Uuid, any_, bindparam, column, func, select, table
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
    asked_ids = [
        asked
        for asked in dict.fromkeys(asked for key in without_subjects for asked in query.asked_ids(key))
        if is_of_client(engine, asked.type_name)
    ]
    seen = await _seen(tx, engine, asked_ids, actor)
    return [Look(asked.field, asked.type_name, asked.row_id) for asked in asked_ids if asked not in seen]


async def _seen(tx: Transaction, engine: Engine, asked_ids: Sequence[AskedId], actor: Actor) -> set[AskedId]:
    """Those of ids by which lists were filtered whose rows the caller sees: one statement for each type."""
    filters = [asked for asked in asked_ids if not asked.looked_up]
    seen = {asked for asked in filters if _is_listed_whole(engine, asked, actor)}
    by_type: dict[str, list[AskedId]] = {}
    for asked in filters:
        if asked not in seen:
            by_type.setdefault(asked.type_name, []).append(asked)
    for type_name, of_type in by_type.items():
        seeing = _seeing(str(engine.graph.entities[type_name].table))
        rows = await tx.rows(seeing, row_ids=list(dict.fromkeys(asked.row_id for asked in of_type)))
        row_ids = {row["id"] for row in rows}
        seen.update(asked for asked in of_type if asked.row_id in row_ids)
    return seen


def _is_listed_whole(engine: Engine, asked: AskedId, actor: Actor) -> bool:
    """Whether the role sees every row of the list, whosever it is."""
    listed = engine.graph.roots[asked.field].scanned
    return actor.role in getattr(listed, "info", {}).get("roles", ())


@cache
def _seeing(table_name: str) -> Statement:
    """Those of some rows of a table that the caller sees, by its policy."""
    row_id, organiser = column("id", Uuid), column("organiser_id", Uuid)
    return Statement(
        select(row_id)
        .select_from(table(table_name))
        .where(organiser == func.ctx_organiser(), row_id == any_(bindparam("row_ids", type_=ARRAY(Uuid))))
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
