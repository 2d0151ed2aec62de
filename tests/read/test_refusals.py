"""What is refused before any SQL: limits, page sizes, cursors, ids, values the database would not take."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial

import pytest
import strawberry
from cachetools import LRUCache

from hb.read import DocumentInvalid, Engine, Limits, ReadRefused
from hb.read.document.cache import get_or_make, weighed_cache
from hb.read.document.document import TOKEN_BYTES
from tests.read import library, stock

BOOK = f"Book:{stock.make(2, 1)}"
TIGHT = Limits(
    tokens=60,
    characters=400,
    depth=5,
    fields=12,
    aliases=2,
    repeats=1,
    directives=2,
    variables=1,
    list_items=3,
    value_depth=2,
    sub_selects=4,
    cost=100,
)
ALL_NODES = "... on Book { title } ... on Loan { feeCents }"


@pytest.fixture(scope="module")
def strict_engine() -> Engine:
    return library.make_engine(library.make_schema(), limits=TIGHT)


LIMITS = {
    "depth": (
        "{ publishers(first: 1) { nodes { books(first: 1) { nodes { publisher { name } } } } } }",
        "TOO_DEEP", 5, 6,
    ),
    "fields": (
        "{ books(first: 1) { nodes { id title pages ...F } } }"
        " fragment F on Book { publisher { id name founded } genre { code title } state language }",
        "TOO_MANY_FIELDS", 12, 14,
    ),
    "aliases": ("{ books(first: 1) { nodes { a: id b: id c: id } } }", "TOO_MANY_ALIASES", 2, 3),
    "characters": ("{ books { totalCount } }" + " " * 400, "TOO_LONG", 400, 424),
    "tokens": ("{ books { nodes { id } } }" + "#\n" * 60, "TOO_MANY_TOKENS", 60, 61),
    "nesting": ("{ a" * 20 + "}" * 20, "TOO_DEEP", 5, 20),
    "repeats": (
        "{ books { nodes { ...F id } } } fragment F on Book { id ...G } fragment G on Book { id }",
        "TOO_MANY_REPEATS", 1, 2,
    ),
    "directives": (
        "{ ...F ...F @skip(if: false) } fragment F on Query { __typename @include(if: true) }",
        "TOO_MANY_DIRECTIVES", 2, 3,
    ),
    "variables": ("query($a: Int, $b: Int) { __typename }", "TOO_MANY_VARIABLES", 1, 2),
    "list": ("{ books(filter: {ids: [1, 2, 3, 4]}) { totalCount } }", "LIST_TOO_LONG", 3, 4),
    "values": ("{ books(filter: {ids: [[1]]}) { totalCount } }", "VALUE_TOO_DEEP", 2, 3),
    "circle": ("{ ...F } fragment F on Query { ...F }", "CIRCULAR_FRAGMENT", 0, 1),
    "unused": ("{ __typename } fragment F on Query { id }", "UNUSED_FRAGMENT", 0, 1),
    "sub-selects": (
        "{ books(first: 1) { totalCount nodes { publisher { id } genre { code } appraisal { id } } } }",
        "TOO_MANY_SUB_SELECTS", 4, 5,
    ),
    "cost": (
        "{ publishers(first: 10) { nodes { books(first: 10) { nodes { id } } } } }",
        "TOO_COSTLY", 100, 110,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_limit_passed_is_refused_with_code_limit_and_value(strict_engine: Engine, name: str) -> None:
    text, code, limit, value = LIMITS[name]

    with pytest.raises(ReadRefused) as caught:
        strict_engine.compile(text)

    assert caught.value.extensions == {"code": code, "limit": limit, "value": value}


@pytest.mark.parametrize(
    ("value", "code", "limit"),
    [([1, 2, 3, 4], "LIST_TOO_LONG", 3), ({"a": {"b": {"c": 1}}}, "VALUE_TOO_DEEP", 2)],
)
def test_variables_are_bounded_whether_declared_or_not(
    strict_engine: Engine, value: object, code: str, limit: int
) -> None:
    with pytest.raises(ReadRefused) as caught:
        strict_engine.compile("{ books { totalCount } }", variables={"nobody": value})

    assert caught.value.extensions == {"code": code, "limit": limit, "value": limit + 1}


def test_whole_introspection_costs_its_size(engine: Engine) -> None:
    few = engine.compile("{ __schema { queryType { name } } }").cost
    many = engine.compile("{ __schema { types { fields { name args { name } } } } }").cost
    assert few == 1
    assert many == len(engine.schema.type_map) * (1 + 10 * (1 + 1 + 2)) // 40 + 1


@dataclass(frozen=True)
class Text:
    """A value of a cache that weighs its length."""

    text: str

    @property
    def weight(self) -> int:
        return len(self.text)


def cached(cache: LRUCache[Hashable, Text], *texts: str) -> list[Hashable]:
    """The keys in the cache after these texts were asked for, each under itself."""
    for text in texts:
        assert get_or_make(cache, text, partial(Text, text)) == Text(text)
    return list(cache)


def test_cache_is_bounded_by_number_and_by_size() -> None:
    cache: LRUCache[Hashable, Text] = weighed_cache(4, size=12)

    assert cached(cache, "aa", "bb", "cc", "dd", "ee") == ["bb", "cc", "dd", "ee"]
    assert cached(cache, "bb", "seven77") == ["bb", "seven77"]
    assert cached(cache, "much too long for it") == ["bb", "seven77"]
    assert cached(cache, "a", "seven77") == ["seven77", "a"]
    assert cached(cache, "zz") == ["seven77", "zz"]  # "a" was used before "seven77"
    assert cache.currsize == 7 + 12 // 4


def test_kept_documents_are_weighed_by_their_tokens(engine: Engine) -> None:
    short = engine.document("{ books { totalCount } }")
    long = engine.document("{ books { nodes {" + " id" * 90 + "} } }")
    assert short.weight == 8 * TOKEN_BYTES + 24
    assert long.weight == 100 * TOKEN_BYTES + len(long.text)


def test_limit_reached_is_not_passed(strict_engine: Engine) -> None:
    compiled = strict_engine.compile("{ books(first: 45) { totalCount nodes { publisher { name } } } }")

    assert compiled.cost == 10 + 45 * 2


def test_cost_of_a_cached_selection_follows_its_variables(strict_engine: Engine) -> None:
    text = "query($n: Int!) { books(first: $n) { nodes { id } } }"

    assert strict_engine.compile(text, variables={"n": 100}).cost == 100
    assert strict_engine.compile(text, variables={"n": 3}).cost == 3
    with pytest.raises(ReadRefused) as caught:
        strict_engine.compile(text, variables={"n": 101})
    assert caught.value.extensions == {"code": "PAGE_SIZE", "limit": 100, "value": 101}


REFUSED: dict[str, tuple[str, dict[str, object], str]] = {
    "first negative": ("{ books(first: -1) { nodes { id } } }", {}, "PAGE_SIZE"),
    "first above": ("{ books(first: 101) { pageInfo { hasNextPage } } }", {}, "PAGE_SIZE"),
    "first above, nested, in a variable": (
        "query($n: Int!) { publishers { nodes { books(first: $n) { pageInfo { hasNextPage } } } } }",
        {"n": 5000},
        "PAGE_SIZE",
    ),
    "cursor of words": ('{ books(after: "what") { nodes { id } } }', {}, "BAD_CURSOR"),
    "cursor of another order": (
        f'{{ books(after: "0~{stock.make(2, 1)}", orderBy: TITLE) {{ nodes {{ id }} }} }}',
        {},
        "BAD_CURSOR",
    ),
    "cursor with a false length": (
        "query($c: String) { counters(after: $c) { nodes { month } } }",
        {"c": f"0~{stock.make(4, 1)}~1~202601~99~cents"},
        "BAD_CURSOR",
    ),
    "cursor beyond 64 bits": (
        "query($c: String) { counters(after: $c) { nodes { month } } }",
        {"c": f"0~{stock.make(4, 1)}~9999999999999999999~202601~5~cents"},
        "BAD_CURSOR",
    ),
    "cursor with no uuid": ('{ books(after: "0~x") { nodes { id } } }', {}, "BAD_CURSOR"),
    "cursor of before, with what the list is sorted by": (
        f'{{ books(after: "0~5~Åland~{stock.make(2, 1)}") {{ nodes {{ id }} }} }}',
        {},
        "BAD_CURSOR",
    ),
    "cursor with NUL": (
        "query($c: String) { counters(after: $c) { nodes { month } } }",
        {"c": f"0~{stock.make(4, 1)}~1~202601~1~\x00"},
        "BAD_CURSOR",
    ),
    "id of words": ('{ book(id: "what") { id } }', {}, "BAD_ID"),
    "id of another type": (f'{{ reader(id: "{BOOK}") {{ id }} }}', {}, "BAD_ID"),
    "id of another type in a variable": (
        "query($id: ID!) { reader(id: $id) { id } }",
        {"id": BOOK},
        "BAD_ID",
    ),
    "id in braces": (f'{{ book(id: "Book:{{{stock.make(2, 1)}}}") {{ id }} }}', {}, "BAD_ID"),
    "node of words": ("query($id: ID!) { node(id: $id) { id } }", {"id": "what"}, "BAD_ID"),
    "id of another type in a list": (
        "query($f: BookFilter) { books(filter: $f) { nodes { id } } }",
        {"f": {"ids": [BOOK, f"Publisher:{stock.make(9, 1, 0)}"]}},
        "BAD_ID",
    ),
    "integer beyond 64 bits": (
        "query($c: Cents) { books(filter: {maxPriceCents: $c}) { nodes { id } } }",
        {"c": 2**63},
        "BAD_VALUE",
    ),
    "literal beyond 64 bits": (
        "{ books(filter: {maxPriceCents: 9223372036854775808}) { nodes { id } } }",
        {},
        "BAD_VALUE",
    ),
    "NUL": ('{ books(filter: {titleAtLeast: "a\\u0000"}) { nodes { id } } }', {}, "BAD_VALUE"),
    "lone surrogate": (
        "query($t: String) { books(filter: {titleAtLeast: $t}) { nodes { id } } }",
        {"t": "\ud800"},
        "BAD_VALUE",
    ),
    "instant without an offset": (
        '{ myLoans { nodes { reader { loans(filter: {since: "2026-01-01T10:00:00"}) { nodes { id } } } } } }',
        {},
        "BAD_VALUE",
    ),
    "two operations": ("query A { __typename } query B { __typename }", {}, "ONE_OPERATION"),
    "no operation": ("fragment F on Query { __typename }", {}, "ONE_OPERATION"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_value_is_refused_before_any_statement(engine: Engine, name: str) -> None:
    text, variables, code = REFUSED[name]

    with pytest.raises(ReadRefused) as caught:
        engine.compile(text, variables=variables)

    assert caught.value.extensions is not None
    assert caught.value.extensions["code"] == code


def test_extremes_within_bounds_are_taken(engine: Engine) -> None:
    compiled = engine.compile(
        "query($c: Cents, $n: Int!) { books(filter: {maxPriceCents: $c}, first: $n) { nodes { id } } }",
        variables={"c": 2**63 - 1, "n": 100},
    )

    statement = compiled.roots[0].statement
    assert statement is not None
    assert 2**63 - 1 in statement.arguments({"organiser": stock.ORGANISER})


@pytest.mark.parametrize(
    ("text", "variables", "message"),
    [
        ("{ books {", {}, "Syntax Error"),
        ("{ nothing }", {}, "Cannot query field 'nothing'"),
        ("query($n: Int!) { books(first: $n) { totalCount } }", {}, "'$n'"),
        ("query($n: Int!) { books(first: $n) { totalCount } }", {"n": "many"}, "'$n'"),
        ("subscription { x }", {}, "subscription"),
        ("{ books @defer { totalCount } }", {}, "@defer"),
    ],
)
def test_invalid_document_names_its_errors(
    engine: Engine, text: str, variables: dict[str, object], message: str
) -> None:
    with pytest.raises(DocumentInvalid) as caught:
        engine.compile(text, variables=variables)

    assert message in str(caught.value)


def test_unknown_operation_name_is_refused(engine: Engine) -> None:
    with pytest.raises(ReadRefused) as caught:
        engine.compile("query A { __typename }", "B")

    assert caught.value.code == "UNKNOWN_OPERATION"


def test_schema_is_untouched_by_adaptation() -> None:
    """The printed schema is the declared one: descriptions, defaults and enums stay."""
    plain, adapted = library.make_schema(), library.make_schema()
    library.make_engine(adapted)

    assert strawberry.Schema.as_str(adapted) == strawberry.Schema.as_str(plain)
    query = adapted._schema.query_type
    assert query is not None
    books = {name: str(argument.type) for name, argument in query.fields["books"].args.items()}
    assert books == {"first": "Int!", "after": "String", "orderBy": "BookOrder", "filter": "BookFilter"}
    assert str(query.fields["line"].args["by"].type) == "LineKey!"
    assert "first: Int! = 25" in adapted.as_str()
    assert "first: Int! = 3" in adapted.as_str()
