"""By how much the time of a demo's database is moved: one number for every process, none in production."""

from sqlalchemy import BigInteger, Column, SmallInteger, bindparam, func
from sqlalchemy.dialects.postgresql import insert

from hb.kit.statement import Statement
from hb.kit.tables import check, common_table

moved_time = common_table(
    "moved_time",
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("seconds", BigInteger, nullable=False),
    check("id = 1", "one_row"),
    check("seconds >= 0", "forward"),
)
"""One row, written by the database's owner alone; without it, or with 0, the time is the server's own."""

_MOVED = insert(moved_time).values(id=1, seconds=bindparam("seconds"))
MOVE = Statement(
    _MOVED.on_conflict_do_update(
        index_elements=["id"],
        set_={"seconds": func.greatest(moved_time.c.seconds, _MOVED.excluded.seconds)},
    )
)
"""Moves the time so many seconds before the server's own, never back."""
