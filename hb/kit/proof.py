"""What proofs of stored rows share: how they are planned, how they are written, what they find different.

A proof compares two books in one statement, which sees all rows at one instant, so that others may write
meanwhile. It takes a part of the organiser's rows by their keys (`:pieces`) and gives one row: `checked`, how
many rows were compared, and `differences`, a JSON array. A difference has a `kind`, ids and numbers, and no
personal data.
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import text

from hb.kit.statement import Statement

Difference = Mapping[str, str | int]
"""A kind, ids and numbers of what differs; `expected` and `found` where two numbers do."""

PLAN_FOR_MANY = Statement(
    text("""
SELECT set_config('enable_nestloop', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),
  set_config('work_mem', '64MB', true), set_config('jit', 'off', true)
""")
)
"""Until the end of the transaction: a proof joins whole sets, also when the tables were never analysed."""


def difference(kind: StrEnum, rows: str, expected: str = "NULL", stored: str = "NULL", **ids: str) -> str:
    """A SELECT of differences of a kind, one for each row of `rows` (what follows FROM).

    `expected`, `stored` (printed as `found`) and the ids are SQL expressions over those rows; what is NULL is
    left out.
    """
    facts = {**ids, "expected": expected, "found": stored}
    pairs = ", ".join(f"'{name}', {value}" for name, value in facts.items())
    built = f"jsonb_build_object('kind', '{kind}', {pairs})"
    return f"SELECT jsonb_strip_nulls({built}) AS difference\nFROM {rows}"


def proof(rows: str, *differences: str, checked: str) -> Statement:
    """The statement of a proof.

    `rows` are its common table expressions, `differences` are made by `difference` over them, and `checked`
    is the table whose rows are counted.
    """
    listed = "\nUNION ALL ".join(differences)
    return Statement(
        text(f"""
WITH {rows}, differences AS (
{listed}
)
SELECT (SELECT count(*) FROM {checked}) AS checked,
  coalesce((SELECT jsonb_agg(difference ORDER BY difference) FROM differences), CAST('[]' AS jsonb))
    AS differences
""")
    )
