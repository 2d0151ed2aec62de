"""Mutation payloads: rows read by key inside the command, beside errors that Python resolves, under any
alias.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
import strawberry
from graphql import ExecutionResult

from hb.read import Engine
from tests.read import stock
from tests.read.conftest import Desk
from tests.read.library import Book, Line, Loan, LoanPayload, LoanResult, TooLong

LOAN = stock.make(5, 500)
UNSEEN = stock.make(5, 500, 2)
BOOKS = [stock.make(2, number) for number in (3, 1, 99, 1)]


async def ordinary(
    engine: Engine,
    text: str,
    variables: dict[str, Any] | None,
    resolve: Callable[..., Awaitable[LoanPayload]],
) -> ExecutionResult:
    """A mutation as a service runs it; it has no statements but its payload's."""

    async def fetch(_text: str, *_arguments: object) -> None:
        raise AssertionError

    query = engine.compile(text, None, variables)
    return (await query.ordinary(fetch, {}, {"lend": resolve})).result


@pytest.fixture
def lend(engine: Engine, desk: Desk) -> Callable[..., Awaitable[Any]]:
    """Runs a mutation whose command is over and whose rows are these."""

    async def resolve(info: strawberry.Info, stop: bool) -> LoanPayload:
        if stop:
            return LoanPayload(
                loan=None,
                line=None,
                results=[],
                read=[],
                user_errors=[TooLong(message="Too long", limit_pages=3)],
            )
        read = (desk.fetch, desk.context)
        loans = await engine.payload_list(info, Loan, "results.loan", [LOAN, UNSEEN], *read)
        books = await engine.payload_list(info, Book, "read", BOOKS, *read)
        key = {"account_id": stock.make(4, 110), "line_no": 2}
        return LoanPayload(
            loan=await engine.payload(info, Loan, "loan", LOAN, *read),
            line=await engine.payload(info, Line, "line", key, *read),
            results=[LoanResult(index=index, loan=loan) for index, loan in enumerate(loans)],
            read=[book for book in books if book is not None],
            user_errors=[],
        )

    async def run(text: str, variables: dict[str, Any] | None = None) -> Any:
        desk.ran.clear()
        result = await ordinary(engine, text, variables, resolve)
        assert result.errors is None, result.errors
        return result.data

    return run


async def test_payload_reads_the_selection_below_it(lend: Callable[..., Awaitable[Any]], desk: Desk) -> None:
    data = await lend(
        """mutation($no: Boolean!, $n: Int!) { lend {
             loan { ...L account { loans(first: $n) { totalCount edges { node { id } } } } skipped: feeCents
             @skip(if: $no) }
             again: loan { __typename at }
             line { label lineNo }
             userErrors { __typename message } } }
           fragment L on Loan { id b: book { t: title state } }""",
        {"no": True, "n": 1},
    )

    assert data == {
        "lend": {
            "loan": {
                "id": f"Loan:{LOAN}",
                "b": {"t": "Aamu", "state": "ON_SHELF"},
                "account": {"loans": {"totalCount": 3, "edges": [{"node": {"id": f"Loan:{LOAN}"}}]}},
            },
            "again": {"__typename": "Loan", "at": "2026-01-01T10:00:00.123456Z"},
            "line": {"label": "rivi 2", "lineNo": 2},
            "userErrors": [],
        }
    }
    assert len(desk.ran) == 2


async def test_payload_lists_keep_the_order_of_keys(lend: Callable[..., Awaitable[Any]], desk: Desk) -> None:
    data = await lend(
        "mutation { lend { read { id } results { index loan { feeCents } other: loan { id"
        " reader { timeline(first: 1) { nodes { __typename ... on Loan { feeCents } } } } } }"
        " more: results { loan { id } } } }"
    )

    assert [book["id"] for book in data["lend"]["read"]] == [f"Book:{BOOKS[index]}" for index in (0, 1, 3)]
    loan = {"id": f"Loan:{LOAN}"}
    timeline = {"nodes": [{"__typename": "Loan", "feeCents": None}]}
    assert data["lend"]["results"] == [
        {
            "index": 0,
            "loan": {"feeCents": 5_000_000_000},
            "other": {**loan, "reader": {"timeline": timeline}},
        },
        {"index": 1, "loan": None, "other": None},
    ]
    assert data["lend"]["more"] == [{"loan": loan}, {"loan": None}]
    assert len(desk.ran) == 2


async def test_errors_beside_an_empty_payload_are_pythons(
    lend: Callable[..., Awaitable[Any]], desk: Desk
) -> None:
    data = await lend(
        "mutation { lend(stop: true, state: LOST) { loan { id } results { index }"
        " userErrors { message ... on TooLong { limitPages } } } }"
    )

    errors = [{"message": "Too long", "limitPages": 3}]
    assert data == {"lend": {"loan": None, "results": [], "userErrors": errors}}
    assert desk.ran == []


async def test_unselected_payload_field_runs_nothing(lend: Callable[..., Awaitable[Any]], desk: Desk) -> None:
    assert await lend("mutation { lend { userErrors { message } } }") == {"lend": {"userErrors": []}}
    assert desk.ran == []


async def test_payload_statement_tells_its_subjects(engine: Engine, desk: Desk) -> None:
    met: list[object] = []

    async def fetch(text: str, *arguments: object) -> Any:
        row = await desk.fetch(text, *arguments)
        assert row is not None
        met.append(row[1])
        return row

    async def resolve(info: strawberry.Info, _stop: bool) -> LoanPayload:
        loan = await engine.payload(info, Loan, "loan", LOAN, fetch, desk.context)
        return LoanPayload(loan=loan, line=None, results=[], read=[], user_errors=[])

    await ordinary(engine, "mutation { lend { loan { id } } }", None, resolve)

    assert met == [[stock.readers(1)[5]]]


def test_mutation_is_surveyed_but_not_compiled(engine: Engine) -> None:
    query = engine.compile(
        "mutation { lend { loan { reader { name } } userErrors { message ... on TooLong { limitPages } } } }"
    )

    assert (query.roots, query.is_straight) == ((), False)
    assert set(query.touched) == {
        "Mutation.lend",
        "LoanPayload.loan",
        "Loan.reader",
        "Reader.name",
        "LoanPayload.userErrors",
        "TooLong.message",
        "TooLong.limitPages",
    }


def test_key_must_be_whole(engine: Engine) -> None:
    assert engine.entity_of(Line).key == ("account_id", "line_no")
    assert isinstance(LOAN, UUID)
