"""The library's GraphQL schema, declared over its tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from sqlalchemy import BigInteger, Date, Text, Uuid
from sqlalchemy.types import TypeEngine
from strawberry.scalars import JSON
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

from hb.read import (
    Connection,
    ContextBinds,
    Engine,
    Limits,
    all_of,
    by_context,
    by_id,
    by_input,
    column,
    many,
    node,
    one,
    row,
)
from tests.read import library_tables as m
from tests.read.library_words import (
    BookFilter,
    BookOrder,
    BookState,
    Cents,
    Language,
    LineKey,
    LoanFilter,
    reached,
)


@strawberry.interface
class Node:
    """Anything with an id."""

    id: strawberry.ID


@strawberry.interface
class Happening(Node):
    """Something that happened to a reader."""

    at: datetime


@row(m.publisher)
class Publisher(Node):
    name: str
    founded: date | None
    books: Connection[Book] = many(order="title")


@row(m.genre)
class Genre:
    code: str
    title: str
    books: list[Book] = all_of(order="title")


@row(m.book)
class Book(Node):
    title: str
    price_cents: Cents
    pages: int
    state: BookState
    language: Language
    publisher_id: strawberry.ID = column(id_of="Publisher")
    publisher: Publisher = one()
    genre: Genre | None = one()
    appraisal: Appraisal | None = one(by="book_id")


@row(m.book, where=lambda t, _: t.c.state == "lost")
class LostBook(Node):
    title: str
    label: str = column("title", metadata={"requires": "book:lost"})


@row(m.appraisal)
class Appraisal(Node):
    value_cents: Cents
    book: Book = one()


@row(m.reader, subject="id", within=reached)
class Reader(Node):
    name: str = strawberry.field(metadata={"requires": "reader:name"})
    born: date | None
    joined_at: datetime
    interests: list[str]
    extra: JSON | None
    blocked: bool
    accounts: Connection[Account] = many(order="-opened_on", first=3)
    loans: Connection[Loan] = many(order="-at", filter=LoanFilter)
    timeline: Connection[Happening] = many(by="reader_id", order="-at", over=m.event, by_kind=True)
    entries: list[Annotated[Loan | Note, strawberry.union("Entry")]] = all_of(
        by="reader_id", order="at", over=m.event
    )


@row(m.account, subject="reader_id", within=reached)
class Account(Node):
    reader: Reader = one()
    opened_on: date
    balance_cents: Cents
    reader_uuid: UUID = column("reader_id")
    totals: AccountTotals = one(to="id", always=True)
    lines: list[Line] = all_of(order="line_no")
    loans: Connection[Loan] = many(order="at")


@row(m.loan, subject="reader_id", within=reached)
class Loan(Happening):
    account: Account = one()
    reader: Reader = one()
    book: Book = one("book_id")
    next_book: Book | None = one("next_book_id")
    next_book_id: strawberry.ID | None = column(id_of="Book")
    fee_cents: Cents | None


@row(m.note, subject="reader_id", within=reached)
class Note(Happening):
    body: str
    reader: Reader = one()


@row(m.line, subject="reader_id", within=reached)
class Line:
    line_no: int
    label: str
    amount_cents: Cents
    account: Account | None = one()
    counters: Connection[Counter] = many(order="month")


@row(m.counter, subject="reader_id", within=reached)
class Counter:
    month: int
    measure: str
    used: Cents
    line: Line | None = one()


@row(m.account_totals, subject="reader_id", within=reached)
class AccountTotals:
    lines: int
    amount_cents: Cents
    account: Account | None = one(to="account_id")


@strawberry.type
class Query:
    node: Node | None = node()
    me: Reader | None = by_context(columns={"id": "party"})
    reader: Reader | None = by_id()
    account: Account | None = by_id()
    book: Book | None = by_id()
    lost_book: LostBook | None = by_id()
    line: Line | None = by_input(LineKey)
    readers: Connection[Reader] = many(order="name")
    books: Connection[Book] = many(order="title", orders=BookOrder, filter=BookFilter)
    lost_books: list[LostBook] = all_of(order="title")
    publishers: Connection[Publisher] = many(order="name")
    genres: list[Genre] = all_of(order="code")
    counters: Connection[Counter] = many(order="-month,-measure")
    happenings: Connection[Happening] = many(order="-at", over=m.event, within=reached)
    my_loans: Connection[Loan] = many(order="at", where=lambda t, ctx: t.c.reader_id == ctx.party)

    @strawberry.field
    def greeting(self) -> str:
        """A field that Python answers."""
        return "hello"


@strawberry.interface
class UserError:
    message: str


@strawberry.type
class TooLong(UserError):
    limit_pages: int


@strawberry.type
class LoanResult:
    index: int
    loan: Loan | None


@strawberry.type
class LoanPayload:
    loan: Loan | None
    line: Line | None
    results: list[LoanResult]
    read: list[Book]
    user_errors: list[UserError]


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def lend(
        self, info: strawberry.Info, stop: bool = False, state: BookState | None = None
    ) -> LoanPayload:
        """Calls what the test put into the context."""
        assert state is None or stop
        payload: LoanPayload = await info.context["lend"](info, stop)
        return payload


CONTEXT: dict[str, TypeEngine[Any]] = {"actor": Uuid(), "party": Uuid(), "role": Text(), "today": Date()}


def make_schema() -> strawberry.Schema:
    scalars: dict[object, ScalarDefinition] = {
        Cents: strawberry.scalar(name="Cents", serialize=int, parse_value=int)
    }
    return strawberry.Schema(
        Query,
        Mutation,
        types=[LostBook, TooLong],
        config=StrawberryConfig(scalar_map=scalars),
    )


BINDS = ContextBinds({"organiser": Uuid(), **CONTEXT})


def make_engine(schema: strawberry.Schema, limits: Limits | None = None, queries_kept: int = 1000) -> Engine:
    return Engine(
        schema._schema,
        context=CONTEXT,
        closed={"role": {"DESK", "GUIDE", "APPRAISER"}},
        scalars={"Cents": BigInteger},
        wide_policies={"organiser"},
        limits=limits,
        queries_kept=queries_kept,
    )
