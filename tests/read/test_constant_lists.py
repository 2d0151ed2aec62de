"""A predicate's constants are written into the statement; what callers send stays a parameter."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, ColumnElement, Date, Enum, Text, column, literal_column, select, table
from sqlalchemy.sql import bindparam

from hb.read.graph.scope import compile_text

_loan = table(
    "loan",
    column("title", Text()),
    column("days", BigInteger()),
    column("owner", Text()),
    column("on", Date()),
)


class Desk(StrEnum):
    FRONT = "FRONT'S"


def test_lists_of_constants_are_written_in_and_parameters_numbered_without_them() -> None:
    statement = select(_loan.c.title).where(
        bindparam("context_role", type_=Text()).in_(["DESK", "CHILD"]),
        _loan.c.days.not_in([14, -28, 30]),
        _loan.c.owner == bindparam("value_0", type_=Text()),
    )

    text, names, constants = compile_text(statement)

    assert names == ("context_role", "value_0")
    assert constants == {}
    assert "$1::VARCHAR IN ('DESK', 'CHILD')" in text
    assert "NOT IN ((14), (-28), (30))" in text
    assert "loan.owner = $2::VARCHAR" in text


def test_text_is_quoted_and_an_enum_stands_for_its_value() -> None:
    text, names, _ = compile_text(
        select(_loan.c.title).where(_loan.c.owner == "it's", _loan.c.title == Desk.FRONT)
    )

    assert names == ()
    assert "loan.owner = 'it''s'::VARCHAR" in text
    assert "loan.title = 'FRONT''S'::VARCHAR" in text


def test_what_looks_like_a_parameter_inside_quotes_is_text() -> None:
    price: ColumnElement[str] = literal_column("'costs $1, or ''$2'' '")
    text, names, _ = compile_text(
        select(price).where(_loan.c.days == 14, _loan.c.owner == bindparam("value_0", type_=Text()))
    )

    assert names == ("value_0",)
    assert "'costs $1, or ''$2'' '" in text
    assert "loan.days = (14)::BIGINT AND loan.owner = $1::VARCHAR" in text


def test_other_constants_stay_parameters() -> None:
    text, names, constants = compile_text(select(_loan.c.title).where(_loan.c.on == date(2026, 5, 1)))

    assert text.endswith("$1::DATE")
    assert (names, constants) == (("on_1",), {"on_1": date(2026, 5, 1)})


def test_list_of_other_constants_is_spelled_out_item_by_item() -> None:
    first, last = date(2026, 5, 1), date(2026, 5, 31)
    text, names, constants = compile_text(
        select(_loan.c.title).where(
            _loan.c.on.in_([first, last]), _loan.c.owner == bindparam("value_0", type_=Text(), required=False)
        )
    )

    assert text.endswith('loan."on" IN ($2::DATE, $3::DATE) AND loan.owner = $1::VARCHAR')
    assert (names, constants) == (("value_0", "on_1_1", "on_1_2"), {"on_1_1": first, "on_1_2": last})


def test_empty_list_matches_no_row() -> None:
    text, names, constants = compile_text(select(_loan.c.title).where(_loan.c.days.in_([])))

    assert text.endswith("loan.days IN (NULL) AND (1 != 1)")
    assert (names, constants) == ((), {})


def test_enum_column_is_compared_without_a_cast() -> None:
    state = table("loan", column("state", Enum("LENT", "BACK", name="loan_state", native_enum=False)))
    text, _, _ = compile_text(select(state.c.state).where(state.c.state != "BACK"))

    assert text.endswith("loan.state != 'BACK'")
