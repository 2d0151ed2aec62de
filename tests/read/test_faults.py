"""Planted faults: each declaration below is wrong in one way, and the engine must not start with it."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import strawberry
from sqlalchemy import (
    BigInteger,
    select,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

from hb.read import (
    Connection,
    DeclarationFaults,
    Engine,
    all_of,
    by_context,
    by_id,
    by_input,
    column,
    many,
    node,
    one,
)
from tests.read import library_tables as m
from tests.read.faulty import (
    Sequence,
    State,
    bare_view,
    book,
    edge,
    filter_without_where,
    filtered,
    kind,
    lookup,
    outside,
    page,
    plain,
    query,
    reader,
    resolver_on_row,
    ruler,
    shelf,
    timeline,
    wide_view,
)
from tests.read.library import CONTEXT
from tests.read.library_words import Cents

CASES: dict[str, tuple[Callable[[], type], str]] = {
    "column missing": (lambda: lookup(book({"colour": str})), "Book.colour: book has no column colour"),
    "renamed column missing": (
        lambda: lookup(book({"a": str}, fields={"a": column("b")})),
        "Book.a: book has no column b",
    ),
    "non-null over nullable": (lambda: lookup(book({"genre_code": str})), "genre_code is nullable"),
    "Int over bigint": (
        lambda: lookup(book({"price_cents": int})),
        "Book.priceCents: is Int, but the column is BigInteger",
    ),
    "text over number": (
        lambda: lookup(book({"pages": str})),
        "Book.pages: is String, but the column is Integer",
    ),
    "date over instant": (
        lambda: lookup(kind("Note", m.note, {"id": strawberry.ID, "at": date})),
        "Note.at: is Date, but the column is DateTime",
    ),
    "instant over date": (
        lambda: lookup(kind("Account", m.account, {"id": strawberry.ID, "opened_on": datetime})),
        "Account.openedOn: is DateTime, but the column is Date",
    ),
    "list over text": (
        lambda: lookup(book({"title": list[str]})),
        "Book.title: is a list, but column title is no array",
    ),
    "unknown scalar": (
        lambda: lookup(kind("Shelf", m.book, {"id": strawberry.ID, "pages": time})),
        "has no SQL type: name one in the engine's scalars",
    ),
    "enum misses stored value": (
        lambda: lookup(book({"state": strawberry.enum(State)})),
        "Book.state: stored values on shelf are no values of State",
    ),
    "ID of no type": (
        lambda: lookup(book({"publisher_id": strawberry.ID})),
        "Book.publisherId: is an ID of no known type",
    ),
    "ID of unknown type": (
        lambda: lookup(
            book({"publisher_id": strawberry.ID}, fields={"publisher_id": column(id_of="Nobody")})
        ),
        "id_of='Nobody'",
    ),
    "ID by a column of no closed set": (
        lambda: lookup(
            book({"about": strawberry.ID | None}, fields={"about": column("id", id_by="language")})
        ),
        "Book.about: takes its type from language, which is no column of a closed set",
    ),
    "ID by a column of other words": (
        lambda: lookup(book({"about": strawberry.ID | None}, fields={"about": column("id", id_by="state")})),
        "Book.about: is an ID of no known type: lost, on shelf",
    ),
    "ID by a column, never null": (
        lambda: lookup(book({"about": strawberry.ID}, fields={"about": column("id", id_by="state")})),
        "Book.about: is an id of the row's own type, and must be a nullable ID",
    ),
    "resolver on a row": (resolver_on_row, "Book.title: has a resolver"),
    "object without edge": (
        lambda: lookup(book({"publisher": kind("Publisher", m.publisher, {"id": strawberry.ID})})),
        "Book.publisher: is no leaf",
    ),
    "no foreign key": (
        lambda: edge(m.book, reader(subject=None) | None, one()),
        "book has 0 foreign keys to reader",
    ),
    "two foreign keys": (
        lambda: edge(m.loan, book({}), one()),
        "loan has 2 foreign keys to book, one is needed",
    ),
    "via names no key": (
        lambda: edge(m.loan, book({}), one("account_id")),
        "loan has 0 foreign keys to book with column account_id",
    ),
    "to-one by several rows": (
        lambda: edge(m.book, kind("Loan", m.loan, {"id": strawberry.ID}) | None, one(by="book_id")),
        "by=('book_id',) may meet several rows of loan",
    ),
    "explicit column missing": (
        lambda: edge(m.book, kind("Publisher", m.publisher, {"id": strawberry.ID}) | None, one(to="nowhere")),
        "book has no column nowhere",
    ),
    "explicit columns do not match the key": (
        lambda: edge(
            m.counter, kind("Line", m.line, {"label": str}) | None, one(to="account_id"), key="account_id"
        ),
        "does not match the key ('account_id', 'line_no')",
    ),
    "non-null over a nullable key": (
        lambda: edge(m.loan, book({}), one("next_book_id")),
        "must be nullable: column next_book_id is nullable",
    ),
    "non-null without a key": (
        lambda: edge(m.account, kind("Totals", m.account_totals, {"lines": int}), one(to="id"), where=None),
        "must be nullable: no foreign key carries the whole join",
    ),
    "non-null over a narrower policy": (
        lambda: edge(
            m.loan, kind("Appraisal", m.appraisal, {"id": strawberry.ID}), one(to="book_id", always=True)
        ),
        "must be nullable: policy appraiser may hide the Appraisal",
    ),
    "non-null to a filtered type": (
        lambda: edge(m.loan, book({}, where=lambda t, _: t.c.state == "lost"), one("book_id")),
        "must be nullable: Book has a fixed filter",
    ),
    "non-null where the key lacks the subject": (
        lambda: edge(
            m.line,
            kind("Account", m.account, {"id": strawberry.ID}, subject="reader_id"),
            one(),
            subject="reader_id",
            key="account_id",
        ),
        "must be nullable: no foreign key carries the whole join",
    ),
    "subject reached without one": (
        lambda: edge(m.account, reader(), one()),
        "Reader has a subject, Source has none",
    ),
    "another subject": (
        lambda: edge(
            m.loan,
            kind("Book", m.book, {"id": strawberry.ID}, subject="id") | None,
            one("book_id"),
            subject="reader_id",
        ),
        "leads to a row of another subject",
    ),
    "subject column missing": (lambda: lookup(reader(subject="owner")), "reader has no subject column owner"),
    "view without a key": (
        lambda: query(list[kind("Total", bare_view, {"total": Cents})], all_of(order="total")),  # type: ignore[misc]
        "Total: bare_view has no key",
    ),
    "organiser not first": (
        lambda: lookup(kind("Shelf", shelf, {"id": strawberry.ID})),
        "organiser_id is not first",
    ),
    "order by a missing column": (lambda: page("colour"), "book has no column colour"),
    "order by a nullable column": (lambda: page("genre_code"), "column genre_code is nullable"),
    "order by numeric": (lambda: page("length", ruler), "has no leakproof order"),
    "order in two directions": (lambda: page("title,-pages"), "mixes directions"),
    "order enum in two directions": (lambda: page("title", orders=Sequence), "mixes directions"),
    "to-one root non-null": (lambda: query(book({}), by_id()), "may find nothing and must be nullable"),
    "by_id without uuid key": (
        lambda: query(kind("Genre", m.genre, {"code": str}) | None, by_id()),
        "Genre has no uuid key of one column",
    ),
    "context parameter missing": (
        lambda: query(reader() | None, by_context(columns={"id": "nobody"})),
        "no such column or context parameter: nobody",
    ),
    "node over a plain type": (lambda: query(book({}) | None, node()), "Book is no interface"),
    "undeclared root": (
        lambda: query(book({}) | None, strawberry.field(resolver=lambda: None)),
        "not declared with by_id()",
    ),
    "within on an edge": (
        lambda: edge(m.publisher, Connection[book({})], many(order="title", within=outside)),  # type: ignore[misc]
        "within= belongs to the root",
    ),
    "within outside the organiser": (
        lambda: query(reader(within=outside) | None, by_id()),
        "Query.it: a predicate reads reach without its organiser",
    ),
    "within of an unknown parameter": (
        lambda: query(reader(within=lambda t, ctx: t.c.id == ctx.nobody) | None, by_id()),
        "unknown context parameter 'nobody'",
    ),
    "where of an unknown column": (
        lambda: query(reader(where=lambda t, _: t.c.nowhere == 1) | None, by_id()),
        "names a column that does not exist: nowhere",
    ),
    "filter outside the organiser": (
        lambda: filtered(str | None, lambda c, v: c.id.in_(select(m.loan.c.book_id).where(m.loan.c.id != v))),
        "a predicate reads loan without its organiser",
    ),
    "filter without where": (filter_without_where, "BookFilter.it is not declared with where()"),
    "filter of an unknown scalar": (
        lambda: filtered(time | None, lambda c, v: c.title == v),
        "has no SQL type",
    ),
    "filter by ids of no type": (
        lambda: filtered(strawberry.ID | None, lambda c, v: c.id == v),
        "an ID is compared to ids of an unknown type",
    ),
    "lookup input without where": (
        lambda: query(book({}) | None, by_input(plain("Key", {"it": str}, strawberry.input))),
        "Key.it is not declared with where()",
    ),
    "view of an interface lacks columns": (
        lambda: timeline(bare_view),
        "bare_view has no column id, reader_id, type",
    ),
    "filtered member of a view": (
        lambda: timeline(m.event, where=lambda t, _: t.c.fee_cents > 0),
        "a type of Thing has a fixed filter",
    ),
    "member's reach not repeated": (
        lambda: timeline(m.event, within=lambda t, ctx: t.c.reader_id == ctx.party),
        "Thing has members with within=",
    ),
    "kinds lack what the view has": (
        lambda: timeline(wide_view, by_kind=True),
        "by_kind: loan has no such fee_cents, shelf",
    ),
    "kinds of one table": (
        lambda: page("title", by_kind=True),
        "over= and by_kind= are for interfaces and unions; Row has its own table",
    ),
    "decimal over integer": (lambda: lookup(book({"pages": Decimal})), "Book.pages: is Decimal"),
}


@pytest.mark.parametrize("name", CASES)
def test_planted_fault_is_caught(name: str) -> None:
    make, expected = CASES[name]
    made = make()
    types = [getattr(made, "loan")] if hasattr(made, "loan") else []  # noqa: B009
    scalars: dict[object, ScalarDefinition] = {
        Cents: strawberry.scalar(name="Cents", serialize=int, parse_value=int)
    }
    schema = strawberry.Schema(made, types=types, config=StrawberryConfig(scalar_map=scalars))

    with pytest.raises(DeclarationFaults) as caught:
        Engine(schema._schema, context=CONTEXT, scalars={"Cents": BigInteger})

    assert len(caught.value.faults) == 1, caught.value.faults
    assert expected in caught.value.faults[0]


def test_all_faults_are_named_at_once() -> None:
    made = lookup(book({"colour": str, "genre_code": str}))

    with pytest.raises(DeclarationFaults) as caught:
        Engine(strawberry.Schema(made)._schema)

    assert len(caught.value.faults) == 2
