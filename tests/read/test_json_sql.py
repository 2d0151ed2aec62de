"""JSON written as text: what a statement may not break, whatever the columns contain."""

import json
from enum import StrEnum

import asyncpg
import pytest
from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    Numeric,
    Text,
    Uuid,
    literal_column,
    select,
)
from sqlalchemy.types import TypeEngine

from hb.api.schema import make_engine
from hb.modules import metadata
from hb.read.declaration.context import ContextBinds, quoted
from hb.read.graph.graph import Leaf, LeafFormat
from hb.read.graph.scope import DIALECT, compile_text
from hb.read.sql.json_sql import (
    ARGUMENTS,
    JsonText,
    json_array,
    json_object,
    json_word,
    leaf_json,
    or_null,
    row_leaf_json,
)
from tests.read import library
from tests.read.conftest import Desk

NIL = "00000000-0000-0000-0000-000000000000"
AWKWARD = 'a "quoted" \\ word,\n\ttab, ä € 𝄞 and </script>'


async def value_of(connection: asyncpg.Connection, made: JsonText) -> object:
    text, _, _ = compile_text(select(made))
    return json.loads(await connection.fetchval(text))


def constant(text: str, kind: TypeEngine[object]) -> Column[object]:
    """A column that always holds this."""
    made: Column[object] = literal_column(f"{quoted(text)}::text", kind)  # type: ignore[assignment]
    return made


@pytest.mark.parametrize("count", [0, 1, ARGUMENTS, ARGUMENTS + 1, 3 * ARGUMENTS * ARGUMENTS])
async def test_object_of_any_size(all_rows: asyncpg.Connection, count: int) -> None:
    """`concat` takes a hundred arguments and no more."""
    number: JsonText = JsonText(literal_column("7", Integer()))

    made = await value_of(all_rows, json_object([(f"k{index}", number) for index in range(count)]))

    assert made == {f"k{index}": 7 for index in range(count)}


async def test_missing_values_are_null(all_rows: asyncpg.Connection) -> None:
    missing = or_null(literal_column("NULL::text", Text()))

    assert await value_of(all_rows, json_array([missing, json_word("Book")])) == [None, "Book"]
    assert await value_of(all_rows, json_array([])) == []


class Odd(StrEnum):
    """Words that no closed set should hold."""

    QUOTED = 'A "B"'
    PLAIN = "C"


@pytest.mark.parametrize("kind", [Text(), Enum(Odd, native_enum=False, values_callable=list)])
async def test_text_and_odd_words_are_escaped(all_rows: asyncpg.Connection, kind: TypeEngine[object]) -> None:
    text = Odd.QUOTED if isinstance(kind, Enum) else AWKWARD

    made = leaf_json(Leaf("Book.title", "title", "plain"), constant(text, kind))

    assert await value_of(all_rows, made) == text


def test_words_of_our_closed_sets_are_plain() -> None:
    """They are written between quotes as they are: escaping them would cost more than reading them."""
    closed = [
        column.type
        for table in metadata().sorted_tables
        for column in table.columns
        if isinstance(column.type, Enum)
    ]

    assert len(closed) > 20
    assert all(word.replace("_", "").isalnum() and word.isascii() for kind in closed for word in kind.enums)


async def test_row_whose_key_alone_is_asked_is_not_looked_up(desk: Desk) -> None:
    engine = library.make_engine(library.make_schema())
    await desk.read_as(role="DESK")
    answers = {}
    for asked in ("id", "id __typename", "id title"):
        loans = f"loans {{ nodes {{ book {{ {asked} }} }} }}"
        query = engine.compile(f"{{ readers(first: 9) {{ nodes {{ {loans} }} }} }}")
        body = (await query.straight(desk.fetch, desk.context)).body
        readers = json.loads(body)["data"]["readers"]["nodes"]
        answers[asked] = [loan["book"]["id"] for reader in readers for loan in reader["loans"]["nodes"]]
        (root,) = query.roots
        assert root.statement is not None
        assert ("FROM book AS" in root.statement.text) is (asked == "id title")

    assert answers["id"] == answers["id title"] == answers["id __typename"]
    assert len(answers["id"]) > 3


async def test_row_under_a_narrower_policy_is_looked_up_for_its_key_too(desk: Desk) -> None:
    engine = library.make_engine(library.make_schema())
    await desk.read_as(role="DESK")
    query = engine.compile("{ readers(first: 1) { nodes { accounts { nodes { reader { id } } } } } }")
    (root,) = query.roots

    assert root.statement is not None
    assert root.statement.text.count("FROM reader AS") == 2


@pytest.mark.parametrize(
    ("format_", "kind", "prefix"),
    [("id", Uuid(), "Book:"), ("plain", Integer(), ""), ("plain", Date(), ""),
     ("instant", DateTime(timezone=True), ""), ("text", Numeric(), "")],
)  # fmt: skip
async def test_null_of_a_view_that_promises_none_is_null(
    all_rows: asyncpg.Connection, format_: LeafFormat, kind: TypeEngine[object], prefix: str
) -> None:
    """The planted fault: a view's column is declared NOT NULL, which no constraint holds it to."""
    spelled = kind.compile(dialect=DIALECT)
    missing: Column[object] = literal_column(f"NULL::{spelled}", kind)  # type: ignore[assignment]

    made = leaf_json(Leaf("Totals.lines", "lines", format_, prefix), missing)

    assert await value_of(all_rows, json_array([made])) == [None]


def test_columns_of_views_may_lack_a_value_and_constrained_ones_not() -> None:
    entities = make_engine().graph.entities

    assert entities["CatalogueOffering"].leaves["unitCents"].may_lack
    assert entities["DeliveryReported"].leaves["at"].may_lack
    assert not entities["Delivery"].leaves["cents"].may_lack
    assert not entities["Delivery"].leaves["id"].may_lack
    assert entities["CareRelationship"].leaves["validUntil"].may_lack


@pytest.mark.parametrize(
    ("kind", "row_id", "printed"),
    [
        ("'Book'", f"'{NIL}'::uuid", f'"Book:{NIL}"'),
        ("NULL", f"'{NIL}'::uuid", "null"),
        ("'Book'", "NULL::uuid", "null"),
    ],
)
async def test_an_id_whose_type_the_row_names_is_printed_whole_or_is_null(
    reading: asyncpg.Connection, kind: str, row_id: str, printed: str
) -> None:
    leaf = Leaf("Message.subjectId", "about_id", "id", prefix_column="about_type")
    rows = select(
        literal_column(kind, Text()).label("about_type"), literal_column(row_id, Uuid()).label("about_id")
    ).subquery("rows")
    text, _, _ = compile_text(select(row_leaf_json(leaf, rows.c, ContextBinds({}))).select_from(rows))
    assert await reading.fetchval(text) == printed
