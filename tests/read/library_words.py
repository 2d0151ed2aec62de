"""The words of the library: enums, filters, scalars, and whose rows one reaches."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import NewType

import strawberry
from sqlalchemy import ColumnElement, FromClause, any_, select

from hb.read import (
    ContextBinds,
    where,
)
from tests.read import library_tables as m

Cents = NewType("Cents", int)


def reached(t: FromClause, ctx: ContextBinds) -> ColumnElement[bool]:
    """Whose rows the actor may reach, by the table's reader column."""
    reader = t.c.id if "reader_id" not in t.c else t.c.reader_id
    reachable = select(m.reach.c.reader_id).where(
        m.reach.c.organiser_id == ctx.organiser, m.reach.c.actor_id == ctx.actor
    )
    return reader.in_(reachable) | (ctx.role == "DESK")


@strawberry.enum
class BookState(Enum):
    """Stored texts differ from names."""

    ON_SHELF = "on shelf"
    LOST = "lost"


@strawberry.enum
class Language(Enum):
    FI = "FI"
    SV = "SV"
    EN = "EN"


@strawberry.enum
class BookOrder(Enum):
    TITLE = "title"
    PRICE_ASC = "price_cents"
    PRICE_DESC = "-price_cents"
    STATE_THEN_PAGES = "state,pages"


@strawberry.input
class BookFilter:
    state: BookState | None = where(lambda c, v: c.state == v)
    max_price_cents: Cents | None = where(lambda c, v: c.price_cents <= v)
    title_at_least: str | None = where(lambda c, v: c.title >= v)
    publisher: strawberry.ID | None = where(lambda c, v: c.publisher_id == v, id_of="Publisher")
    languages: list[Language] | None = where(lambda c, v: c.language == any_(v))
    ids: list[strawberry.ID] | None = where(lambda c, v: c.id == any_(v), id_of="Book")
    reserved_for_me: bool | None = where(
        lambda c, v, ctx: (
            c.id.in_(
                select(m.loan.c.next_book_id).where(
                    m.loan.c.organiser_id == ctx.organiser,
                    m.loan.c.reader_id == ctx.party,
                    m.loan.c.next_book_id.is_not(None),
                )
            )
            == v
        )
    )


@strawberry.input
class LineKey:
    account: strawberry.ID = where(lambda c, v: c.account_id == v, id_of="Account")
    line_no: int = where(lambda c, v: c.line_no == v)


@strawberry.input
class LoanFilter:
    since: datetime | None = where(lambda c, v: c.at >= v)
    has_fee: bool | None = where(lambda c, v: c.fee_cents.is_not(None) == v)
