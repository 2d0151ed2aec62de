"""SQL by the day for which a clock fell due, and by the instant of the context."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.kit.statement import Statement

DAY = "CAST(:day AS date)"
"""SQL: the day that a statement is about, bound as `day`."""

NOW = Statement(text("SELECT ctx_now() AS now"))
"""The instant (UTC) of the context: the transaction's own, or a moved one."""


def of_the_day(name: Parameter, day: str = DAY, *, since: bool = False) -> str:
    """SQL: the number that the organiser has set, `days`, as a row, as valid on a day; no row if none.

    With `since` the row also says since which day it is valid, `valid_from`.
    """
    return f"""(SELECT CAST(parameter.value AS integer) AS days{", parameter.valid_from" if since else ""}
    FROM parameter WHERE parameter.organiser_id = ctx_organiser() AND parameter.name = '{name}'
      AND parameter.valid_from <= {day} ORDER BY parameter.valid_from DESC LIMIT 1)"""


def number_of_the_day(name: Parameter, day: str = DAY) -> str:
    """SQL: the number that the organiser has set, as valid on a day; NULL if it set none."""
    return of_the_day(name, day)
