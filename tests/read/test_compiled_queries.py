"""Compiled queries: what they touch, when they are compiled again, and that none leaves the organiser."""

from __future__ import annotations

import json
import re

import pytest
from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetails, GroupedFieldSet
from sqlalchemy import select

from hb.read import Engine, ReadRefused, Unscoped
from hb.read.document.collect import Collector
from hb.read.graph.scope import assert_scoped, compile_text
from hb.read.sql.compile import StatementBuilder
from tests.read import library, stock
from tests.read import library_tables as m
from tests.read.conftest import Desk
from tests.read.test_agreement import BROAD, IDS
from tests.read.walk import Walker

OWNED = {table.name for table in (*m.TABLES, m.event, m.account_totals) if "organiser_id" in table.c}


def test_every_reference_carries_the_organiser() -> None:
    """Read with other eyes than the engine's own guard: alias by alias, of every walked query and both
    exits.
    """
    engine = library.make_engine(library.make_schema(), limits=BROAD)
    references = 0
    for number in range(25):
        walker = Walker(engine.schema, IDS, {}, 50_000 + number)
        query = engine.compile(walker.query(), variables=walker.variables)
        for root in (*query.roots, *query._bound(tagged=True)):
            if root.statement is None:
                continue
            names = dict(zip(root.statement.names, range(1, 1000), strict=False))
            organiser = names.get("context_organiser", 0)
            for table, alias in re.findall(r"FROM (\w+)(?: AS (\w+))?", root.statement.text):
                if table in OWNED:
                    bound = f"{alias or table}.organiser_id = ${organiser}::UUID"
                    assert bound in root.statement.text, root.statement.text
                    references += 1
    assert references > 1000


@pytest.mark.parametrize(
    ("statement", "is_scoped"),
    [
        (select(m.book.c.id), False),
        (select(m.book.c.id).where(m.book.c.organiser_id == library.BINDS.organiser), True),
        (select(m.book.c.id).where(m.book.c.organiser_id == library.BINDS.actor), False),
        (select(m.publisher.c.id), True),
        (
            select(m.book.c.id).where(
                m.book.c.organiser_id == library.BINDS.organiser, m.book.c.id.in_(select(m.loan.c.book_id))
            ),
            False,
        ),
        (
            select(m.book.c.id)
            .join(m.loan, m.loan.c.book_id == m.book.c.id)
            .where(m.book.c.organiser_id == library.BINDS.organiser),
            False,
        ),
        (
            select(m.book.c.id, m.loan.c.id).where(
                m.book.c.organiser_id == library.BINDS.organiser,
                m.loan.c.organiser_id == library.BINDS.organiser,
            ),
            True,
        ),
    ],
)
def test_guard_counts_references(engine: Engine, statement: object, is_scoped: bool) -> None:
    text, names, _ = compile_text(statement)  # type: ignore[arg-type] # parametrised selects
    tables = (m.book, m.loan)
    if is_scoped:
        assert_scoped(text, names, tables, engine.graph.settings)
    else:
        with pytest.raises(Unscoped):
            assert_scoped(text, names, tables, engine.graph.settings)


def test_touched_fields_and_their_metadata(engine: Engine) -> None:
    query = engine.compile(
        """query($no: Boolean!) { readers { ...P nodes { born @skip(if: $no) timeline { nodes { at } } } }
           lostBooks { label } }
           fragment P on ReaderConnection { edges { n: node { name } } }""",
        variables={"no": True},
    )

    assert set(query.touched) == {
        "Query.readers",
        "ReaderConnection.edges",
        "ReaderEdge.node",
        "Reader.name",
        "ReaderConnection.nodes",
        "Reader.timeline",
        "HappeningConnection.nodes",
        "Loan.at",
        "Note.at",
        "Query.lostBooks",
        "LostBook.label",
    }
    assert engine.metadata("Reader.name")["requires"] == "reader:name"
    assert engine.metadata("LostBook.label")["requires"] == "book:lost"
    assert "requires" not in engine.metadata("Reader.born")
    assert engine.metadata("Reader.nothing") == {}


def test_each_selection_set_is_collected_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """C11.4: touched fields, cost and selection come out of one walk."""
    collected: list[str] = []
    below = Collector.below

    def counted(self: Collector, concrete: GraphQLObjectType, details: list[FieldDetails]) -> GroupedFieldSet:
        collected.append(concrete.name)
        return below(self, concrete, details)

    monkeypatch.setattr(Collector, "below", counted)
    query = engine.compile(
        f"""query WalkedOnce {{
              books(first: 2) {{ totalCount nodes {{ title publisher {{ name }} }} pageInfo {{ endCursor }} }}
              genres {{ code }}
              reader(id: "{IDS["Reader"][0]}") {{ timeline {{ nodes {{ at }} }} }} }}"""
    )

    assert collected == [
        "BookConnection", "Book", "Publisher", "PageInfo",
        "Genre",
        "Reader", "HappeningConnection", "Loan", "Note",
    ]  # fmt: skip
    assert query.cost == (10 + 2 * 2) + 25 + (1 + 25 * 2)
    assert [root.key for root in query.roots] == ["books", "genres", "reader"]


def test_statements_are_compiled_once_per_shape(engine: Engine) -> None:
    text = """query($f: BookFilter, $no: Boolean = false, $o: BookOrder) {
      books(filter: $f, orderBy: $o) { nodes { id title @skip(if: $no) } } }"""

    def compiled(**variables: object) -> object:
        return engine.compile(text, variables=variables)._selection

    first = compiled(f={"titleAtLeast": "A"})
    assert compiled(f={"titleAtLeast": "B"}) is first
    assert compiled(f={"titleAtLeast": None}) is not first
    assert compiled(f={"titleAtLeast": "A"}, no=True) is not first
    assert compiled(f={"titleAtLeast": "A"}, o="PRICE_ASC") is not compiled(
        f={"titleAtLeast": "A"}, o="TITLE"
    )
    ids = [IDS["Book"][:1], IDS["Book"][:5], []]
    assert len({id(compiled(f={"ids": some})) for some in ids}) == 1


async def test_ids_of_a_type_share_a_selection(engine: Engine, desk: Desk) -> None:
    text = "query($id: ID!) { node(id: $id) { __typename id } }"
    ids = [*IDS["Book"][:2], IDS["Reader"][0]]
    compiled = [engine.compile(text, variables={"id": typed}) for typed in ids]

    assert compiled[0]._selection is compiled[1]._selection
    assert compiled[0]._selection is not compiled[2]._selection
    answers = [(await query.straight(desk.fetch, desk.context)).body for query in compiled]
    assert [json.loads(body)["data"]["node"]["id"] for body in answers] == ids


def test_cache_is_bounded() -> None:
    engine = library.make_engine(library.make_schema(), queries_kept=3)

    for number in range(9):
        engine.compile(f"{{ a{number}: __typename }}")

    assert (len(engine._selections), len(engine._documents)) == (3, 3)


def test_warmed_document_is_compiled_for_any_value(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = library.make_engine(library.make_schema())
    pages = """
        query($first: Int!, $after: String) {
          books(first: $first, after: $after) { nodes { title } pageInfo { endCursor } }
        }
    """
    book = "query($id: ID!) { book(id: $id) { title } }"
    unknown = "query($n: Int!) { books(first: $n) { totalCount } }"
    for text in (pages, book):
        engine.warm(text)

    def compiled(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Engine, "_select", compiled)
    monkeypatch.setattr(StatementBuilder, "root", compiled)

    assert engine.compile(pages, None, {"first": 3}).is_straight
    assert engine.compile(book, None, {"id": IDS["Book"][1]}).is_straight
    with pytest.raises(ReadRefused) as refused:  # a page that follows is compiled, and its cursor is judged
        engine.compile(pages, None, {"first": 3, "after": "y"})
    assert refused.value.code == "BAD_CURSOR"
    with pytest.raises(AssertionError):
        engine.compile(unknown, None, {"n": 1})


async def test_introspection_and_python_fields_take_the_ordinary_exit(engine: Engine, desk: Desk) -> None:
    query = engine.compile(
        '{ books(first: 1) { nodes { t: title } } __type(name: "Book") { name } greeting __typename }'
    )

    answer = await query.ordinary(desk.fetch, desk.context)

    assert not query.is_straight
    assert answer.result.errors is None
    assert answer.result.data == {
        "books": {"nodes": [{"t": "100 % _x_"}]},
        "__type": {"name": "Book"},
        "greeting": "hello",
        "__typename": "Query",
    }
    with pytest.raises(TypeError):
        await query.straight(desk.fetch, desk.context)


async def test_values_never_enter_the_text(engine: Engine, desk: Desk) -> None:
    marks = "x' OR true --"
    text = f"""query($t: String) {{ a: books(filter: {{titleAtLeast: $t}}) {{ totalCount }}
                 b: books(filter: {{titleAtLeast: "{marks}"}}) {{ totalCount }} }}"""

    query = engine.compile(text, variables={"t": marks})
    answer = await query.straight(desk.fetch, desk.context)

    assert marks not in "".join(desk.ran)
    assert json.loads(answer.body) == {"data": {"a": {"totalCount": 4}, "b": {"totalCount": 4}}}


def test_missing_context_is_an_error(engine: Engine) -> None:
    statement = engine.compile("{ me { id } }").roots[0].statement
    assert statement is not None

    with pytest.raises(KeyError, match="party"):
        statement.arguments({"organiser": stock.ORGANISER, "actor": stock.ACTOR, "role": "DESK"})
