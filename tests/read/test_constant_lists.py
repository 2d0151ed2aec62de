"""`IN` over constants of a predicate: each constant is a parameter, numbered after all others."""

from sqlalchemy import BigInteger, Text, column, select, table
from sqlalchemy.sql import bindparam

from hb.read.scope import compile_text

_loan = table("loan", column("title", Text()), column("days", BigInteger()), column("owner", Text()))


def test_lists_of_constants_become_parameters_after_the_others() -> None:
    statement = select(_loan.c.title).where(
        bindparam("context_role", type_=Text()).in_(["DESK", "CHILD"]),
        _loan.c.days.not_in([14, 28, 30]),
        _loan.c.owner == bindparam("value_0", type_=Text()),
    )

    text, names, constants = compile_text(statement)

    assert names == (
        "context_role",
        "value_0",
        "days_1_0",
        "days_1_1",
        "days_1_2",
        "param_1_0",
        "param_1_1",
    )
    assert "$1::VARCHAR IN ($6, $7)" in text
    assert "NOT IN ($3, $4, $5)" in text
    assert "loan.owner = $2::VARCHAR" in text
    assert constants == {
        "param_1_0": "DESK",
        "param_1_1": "CHILD",
        "days_1_0": 14,
        "days_1_1": 28,
        "days_1_2": 30,
    }


def test_statement_without_lists_is_left_as_it_is() -> None:
    text, names, constants = compile_text(select(_loan.c.title).where(_loan.c.days == 14))

    assert text.endswith("loan.days = $1::BIGINT")
    assert (names, constants) == (("days_1",), {"days_1": 14})
