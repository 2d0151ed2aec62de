"""Straight exit = ordinary exit = naive oracle, key order included, over walked and generated queries."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from graphql import DocumentNode, print_ast, print_schema, visit
from graphql.language import ast
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries

from hb.read import Engine, Limits
from tests.read import library, stock
from tests.read.conftest import Desk
from tests.read.oracle import Oracle, visible_rows
from tests.read.plausible import Plausible
from tests.read.walk import Walker

WALKS = 160
GENERATED = 120
FIELDS = (
    "node",
    "me",
    "reader",
    "account",
    "book",
    "lostBook",
    "line",
    "readers",
    "books",
    "lostBooks",
    "publishers",
    "genres",
    "counters",
    "happenings",
    "myLoans",
)
BROAD = Limits(tokens=10_000, depth=40, fields=5000, aliases=1000, sub_selects=400, cost=10**12)
IDS = {
    "Publisher": [f"Publisher:{stock.make(9, number, 0)}" for number in range(5)],
    "Book": [f"Book:{stock.make(2, number)}" for number in range(17)],
    "LostBook": [f"LostBook:{stock.make(2, number)}" for number in (0, 1, 4)],
    "Reader": [f"Reader:{reader}" for reader in stock.readers(1)] + [f"Reader:{stock.readers(2)[0]}"],
    "Account": [
        f"Account:{stock.make(4, index * 10 + order)}" for index in (1, 2, 5, 8, 11) for order in (0, 1)
    ],
    "Loan": [f"Loan:{stock.make(5, index * 100 + step)}" for index in (1, 2, 5) for step in range(3)],
    "Note": [f"Note:{stock.make(6, index * 10)}" for index in (1, 2, 3)],
}
CURSORS_OF = {
    "Query.readers": "{ readers(first: 100) { edges { cursor } } }",
    "Query.books": "{ books(first: 100) { edges { cursor } } }",
    "Query.publishers": "{ publishers(first: 100) { edges { cursor } } }",
    "Query.happenings": "{ happenings(first: 100) { edges { cursor } } }",
    "Query.counters": "{ counters(first: 100) { edges { cursor } } }",
}


@pytest.fixture(scope="module")
def unlimited_engine() -> Engine:
    """The same declarations without bounds, since generated queries have none."""
    return library.make_engine(library.make_schema(), limits=BROAD)


class Comparison:
    """Asks all three readers and counts what was compared."""

    def __init__(self, engine: Engine, desk: Desk, oracle: Oracle) -> None:
        self.engine, self.desk, self.oracle = engine, desk, oracle
        self.compared = self.bytes = self.rich = 0

    async def compare(self, text: str, variables: Mapping[str, object] | None = None) -> None:
        query = self.engine.compile(text, variables=variables)
        built = self.engine.compile(
            text, variables=variables, closed_values={"role": str(self.desk.context["role"])}
        )
        straight = (await built.straight(self.desk.fetch, self.desk.context)).body
        ordinary = (await query.ordinary(self.desk.fetch, self.desk.context)).result
        assert ordinary.errors is None, (text, variables, ordinary.errors)
        first = json.dumps(json.loads(straight), ensure_ascii=False)
        assert first == json.dumps({"data": ordinary.data}, ensure_ascii=False), (text, variables)
        naive = json.dumps({"data": self.oracle.answer(text, variables)}, ensure_ascii=False)
        assert first == naive, (text, variables)
        self.compared += 1
        self.bytes += len(straight)
        self.rich += len(straight) > 200


async def make_comparison(unlimited_engine: Engine, desk: Desk, role: str) -> Comparison:
    await desk.read_as(role=role)
    rows = await visible_rows(desk.connection, stock.ORGANISER)
    return Comparison(unlimited_engine, desk, Oracle(unlimited_engine, rows, desk.context))


@pytest.mark.slow
@pytest.mark.parametrize("role", ["DESK", "GUIDE"])
async def test_walked_queries_agree(unlimited_engine: Engine, desk: Desk, role: str) -> None:
    comparison = await make_comparison(unlimited_engine, desk, role)
    cursors = {}
    for coordinate, text in CURSORS_OF.items():
        answer = json.loads((await unlimited_engine.compile(text).straight(desk.fetch, desk.context)).body)
        (page,) = answer["data"].values()
        cursors[coordinate] = [edge["cursor"] for edge in page["edges"]]
        assert len(cursors[coordinate]) > 2

    for number in range(WALKS // 2):
        walker = Walker(unlimited_engine.schema, IDS, cursors, number + (10_000 if role == "DESK" else 0))
        text = walker.query()
        await comparison.compare(text, walker.variables)

    assert comparison.compared == WALKS // 2
    assert comparison.rich > WALKS // 5


@pytest.mark.slow
async def test_generated_queries_agree(unlimited_engine: Engine, desk: Desk) -> None:
    comparison = await make_comparison(unlimited_engine, desk, "GUIDE")
    for text in generated(unlimited_engine):
        await comparison.compare(text)

    assert comparison.compared == GENERATED
    assert comparison.rich > 10


def generated(engine: Engine) -> list[str]:
    """Distinct queries of hypothesis-graphql, made plausible; they are collected first, since its tests run
    no loop.
    """
    sdl = print_schema(engine.schema)
    texts: dict[str, None] = {}
    scalars = {
        "Cents": st.just(ast.IntValueNode(value="6000000000")),
        "DateTime": st.just(ast.StringValueNode(value="2026-01-02T12:00:00+02:00")),
        "JSON": st.just(ast.NullValueNode()),
    }

    @seed(20261122)
    @settings(
        max_examples=GENERATED * 4,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(queries(sdl, fields=FIELDS, custom_scalars=scalars, print_ast=plausible))
    def collect(text: str) -> None:
        if len(texts) < GENERATED:
            texts[text] = None

    collect()
    return list(texts)


def plausible(document: DocumentNode) -> str:
    return print_ast(visit(document, Plausible()))
