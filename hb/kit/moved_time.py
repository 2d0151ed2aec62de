"""By how much the time of a demo's database is moved: one number for every process, none in production."""

from sqlalchemy import BigInteger, Column, SmallInteger, text

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

MOVE = Statement(
    text("""
INSERT INTO moved_time (id, seconds) VALUES (1, CAST(:seconds AS bigint))
ON CONFLICT (id) DO UPDATE SET seconds = greatest(moved_time.seconds, excluded.seconds)
RETURNING moved_time.seconds
""")
)
"""Moves the time so many seconds before the server's own, never back."""
