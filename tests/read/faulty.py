"""Makes small schemas out of one declaration each, so that a planted fault is the only one."""

from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    select,
)

from hb.read import (
    Connection,
    all_of,
    by_id,
    many,
    row,
    where,
)
from tests.read import library_tables as m

other = MetaData()
shelf = Table(
    "shelf",
    other,
    Column("id", Uuid, nullable=False),
    Column("organiser_id", Uuid, nullable=False),
    Column("length", Numeric, nullable=False),
    PrimaryKeyConstraint("id", "organiser_id"),
)
ruler = Table(
    "ruler",
    other,
    Column("organiser_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("length", Numeric, nullable=False),
)
bare_view = Table(
    "bare_view", other, Column("organiser_id", Uuid), Column("total", BigInteger, nullable=False)
)
wide_view = Table(
    "wide_view",
    other,
    Column("organiser_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("reader_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("fee_cents", Text, nullable=False),
    Column("shelf", Text, nullable=False),
)


class Sequence(Enum):
    MIXED = "title,-price_cents"


class State(Enum):
    LOST = "lost"


@strawberry.interface
class Thing:
    id: strawberry.ID


def kind(name: str, table: Table, annotations: dict[str, object], **options: Any) -> type:
    """A row type; `fields` are declarations, other keyword arguments are passed to row()."""
    fields = options.pop("fields", {})
    base = options.pop("base", object)
    return row(table, **options)(type(name, (base,), {"__annotations__": annotations, **fields}))


def plain(
    name: str, annotations: dict[str, object], decorate: Any = strawberry.type, **fields: object
) -> type:
    made: type = decorate(type(name, (), {"__annotations__": annotations, **fields}))
    return made


def query(annotation: object, declaration: object) -> type:
    return plain("Query", {"it": annotation}, it=declaration)


def lookup(made: type) -> type:
    return query(made | None, by_id())


def book(annotations: dict[str, object], **options: Any) -> type:
    return kind("Book", m.book, {"id": strawberry.ID, **annotations}, **options)


def reader(**options: Any) -> type:
    return kind("Reader", m.reader, {"id": strawberry.ID}, **{"subject": "id", **options})


def filtered(annotation: object, compare: Any, **options: Any) -> type:
    made = plain("BookFilter", {"it": annotation}, strawberry.input, it=where(compare, **options))
    return query(Connection[book({})], many(order="title", filter=made))  # type: ignore[misc]


def filter_without_where() -> type:
    made = plain("BookFilter", {"it": str | None}, strawberry.input, it=None)
    return query(Connection[book({})], many(order="title", filter=made))  # type: ignore[misc]


def page(order: str, table: Table = m.book, **options: Any) -> type:
    made = kind("Row", table, {"id": strawberry.ID})
    return query(Connection[made], many(order=order, **options))  # type: ignore[valid-type]


def edge(source: Table, annotation: object, declaration: object, **options: Any) -> type:
    own: dict[str, object] = {"id": strawberry.ID} if "id" in source.c else {}
    made = kind("Source", source, {**own, "edge": annotation}, fields={"edge": declaration}, **options)
    return query(list[made], all_of(order=options.get("key", "id")))  # type: ignore[valid-type]


def timeline(over: Table, *, by_kind: bool = False, **options: Any) -> type:
    plain_loan = kind("Loan", m.loan, {"id": strawberry.ID}, base=Thing, subject="reader_id", **options)
    made = query(Connection[Thing], many(order="-at", over=over, by_kind=by_kind))
    made.loan = plain_loan  # type: ignore[attr-defined] # named below, so that the schema knows the type
    return made


def resolver_on_row() -> type:
    def title(self: object) -> str:
        return ""

    return lookup(
        kind("Book", m.book, {"id": strawberry.ID}, fields={"title": strawberry.field(resolver=title)})
    )


def outside(t: Any, ctx: Any) -> Any:
    return t.c.id.in_(select(m.reach.c.reader_id).where(m.reach.c.actor_id == ctx.actor))
