"""Runs each command once: its key, input hash and result are stored in the transaction of its effect."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Column, LargeBinary, Table, Text, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.sql import bindparam

from hb.kit.db import Database
from hb.kit.errors import KeyReused
from hb.kit.queues import Queues
from hb.kit.statement import Statement
from hb.kit.tables import instant, organiser_table, reference_id
from hb.kit.transaction import Transaction

Result = TypeVar("Result")
Payload = TypeVar("Payload")

command = organiser_table(
    "command",
    reference_id("actor_id"),
    reference_id("key"),
    Column("name", Text, nullable=False),
    Column("input_hash", LargeBinary, nullable=False),
    Column("result", JSONB),
    instant("at"),
    key=("actor_id", "key"),
    policy="own",
)
"""One row per idempotency key; it is kept as long as the effect of its command."""

_CLAIM = Statement(
    insert(command)
    .values(
        organiser_id=func.ctx_organiser(),
        actor_id=func.ctx_actor(),
        key=bindparam("key"),
        name=bindparam("name"),
        input_hash=bindparam("input_hash"),
        at=func.ctx_now(),
    )
    .on_conflict_do_nothing()
    .returning(command.c.at)
)
_STORED = Statement(
    select(command.c.name, command.c.input_hash, command.c.result, func.ctx_now().label("now")).where(
        command.c.organiser_id == func.ctx_organiser(),
        command.c.actor_id == func.ctx_actor(),
        command.c.key == bindparam("key"),
    )
)
_QUEUES = Queues()
_ADAPTERS: dict[object, TypeAdapter[object]] = {}
_READ_MODE = Statement(text("SELECT set_config('hb.door', 'read', true)"))


@dataclass(frozen=True, slots=True)
class Claim:
    """The caller-made key of a command, the command's name, and the SHA-256 of its input.

    `queue` names what many commands may want to change at once (see `hb.kit.queues`), if anything.
    """

    key: UUID
    name: str
    input_hash: bytes
    queue: Hashable | None = None


async def perform(
    database: Database,
    context: Mapping[str, str],
    claim: Claim,
    kind: type[Result],
    work: Callable[[Transaction], Awaitable[Result]],
    payload: Callable[[Transaction, Result], Awaitable[Payload]],
) -> Payload:
    """Do a command once and read its payload in the same transaction.

    If the key was used before, nothing is done: the payload of the stored result is read. A refusal rolls
    back and stores nothing. `kind` is the result's type, which pydantic must be able to write as JSON and
    read back, such as a dataclass of ids. A second run of the same key at the same time waits for the key's
    row.

    Raises:
        KeyReused: the key was used for another command or other input.
        Busy: the command's place in the queue, or a connection or lock, did not come in time.
        DomainError: what the command itself refuses.
    """
    adapter = _adapter(kind)

    async def once(tx: Transaction) -> Payload:
        claimed = await tx.row(_CLAIM, key=claim.key, name=claim.name, input_hash=claim.input_hash)
        if claimed is None:
            stored = await tx.row(_STORED, key=claim.key)
            if stored is None or (stored["name"], stored["input_hash"]) != (claim.name, claim.input_hash):
                raise KeyReused("input", "idempotencyKey")
            tx.clock_read(stored["now"])
            await tx.execute(_READ_MODE)
            return await payload(tx, adapter.validate_python(stored["result"], strict=False))
        tx.clock_read(claimed["at"])
        result = await work(tx)
        await _finish(tx, claim.key, adapter.dump_python(result, mode="json", exclude_defaults=True))
        return await payload(tx, result)

    async with _QUEUES.at(claim.queue):
        return await database.run(context, once)


def _adapter(kind: type[Result]) -> TypeAdapter[Result]:
    """Make the adapter of a kind once: that takes longer than everything else a command does in Python."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return cast("TypeAdapter[Result]", _ADAPTERS[kind])


async def _finish(tx: Transaction, key: UUID, result: object) -> None:
    """Insert all gathered rows, store the result and change to the access mode `read`, in one statement."""
    tables = tuple(tx.gathered)
    await tx.fetch_text(finish_text(tables), key, result, *(tx.gathered[table] for table in tables))
    tx.gathered.clear()


async def write_gathered(tx: Transaction) -> None:
    """Insert all gathered rows in one statement, in a transaction that is no command's."""
    if not tx.gathered:
        return
    tables = tuple(tx.gathered)
    inserts = _inserts(tables, first=1)
    counts = " UNION ALL ".join(f"SELECT count(*) FROM done_{index}" for index in range(len(tables)))
    await tx.fetch_text(f"WITH {', '.join(inserts)} {counts}", *(tx.gathered[table] for table in tables))
    tx.gathered.clear()


def _inserts(tables: tuple[Table, ...], *, first: int) -> list[str]:
    """The parts of a statement that insert the rows of tables, given as JSON from parameter `first` on."""
    return [
        f"done_{index} AS (INSERT INTO {table.name} SELECT * FROM"
        f" jsonb_populate_recordset(NULL::{table.name}, ${index + first}::jsonb) RETURNING 1)"
        for index, table in enumerate(tables)
    ]


@cache
def finish_text(tables: tuple[Table, ...]) -> str:
    """The SQL that stores a command's result, inserts the rows of these tables and opens the read mode.

    $1 is the command's key, $2 its result, and one parameter follows for each table. The payload is read as
    any read is: the access mode changes once every row has passed its policy.
    """
    inserts = _inserts(tables, first=3)
    store = (
        f"stored AS (UPDATE {command.name} SET result = $2::jsonb WHERE organiser_id = ctx_organiser()"
        " AND actor_id = ctx_actor() AND key = $1::uuid RETURNING 1)"
    )
    counts = " UNION ALL ".join(
        f"SELECT count(*) FROM {name}" for name in ("stored", *(f"done_{i}" for i in range(len(tables))))
    )
    return (
        f"WITH {', '.join([*inserts, store])} SELECT set_config('hb.door', 'read', true)"
        f" FROM ({counts}) AS written HAVING count(*) > 0"
    )
