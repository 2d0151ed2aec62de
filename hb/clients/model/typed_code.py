"""The personal identity codes that a worker typed on a day, counted and not kept."""

from sqlalchemy import Boolean, Column, Date

from hb.kit.tables import instant, organiser_table, reference_id, references

typed_code = organiser_table(
    "typed_code",
    reference_id("worker_id"),
    Column("typed_on", Date, nullable=False),
    reference_id("attempt_id"),
    instant("typed_at"),
    Column("is_hit", Boolean, nullable=False),
    references("worker_id", "worker"),
    key=("worker_id", "typed_on", "attempt_id"),
    policy="command",
)
"""One row for each code that a worker typed, written before anybody is looked for and kept whatever follows.

The code is not in it. typed_on is the Helsinki day that codes are counted by; the same request sent again is
the same attempt. is_hit is true where an on-call worker opened a client by the code, which a leader reviews.
"""
