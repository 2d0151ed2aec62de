"""Letters that wait for print or were printed, the batches, and the file of each batch as it was printed."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, Text, UniqueConstraint

from hb.kit.tables import check, closed_set, instant, organiser_table, reference_id, references
from hb.letters.rules import LetterFailure, LetterState

letter_batch = organiser_table(
    "letter_batch",
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("letters", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("sheets", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    instant("composed_at"),
    instant("made_at", nullable=True),
    check("number >= 1 AND letters >= 1 AND pages >= letters AND sheets >= letters", "counts"),
    policy="work",
)
"""The letters of an organiser and day that are printed together; number counts the batches of the day.

Pages and sheets are those of the letters, without the cover sheet. The batch is made when its file is in the
folder of the printing house; sha256 is of the file, in hex.
"""
UniqueConstraint(letter_batch.c.organiser_id, letter_batch.c.day, letter_batch.c.number)
Index(
    "letter_batch_unmade_idx",
    letter_batch.c.organiser_id,
    postgresql_where=letter_batch.c.made_at.is_(None),
)

letter_batch_file = organiser_table(
    "letter_batch_file",
    reference_id("batch_id"),
    Column("content", LargeBinary, nullable=False),
    references("batch_id", "letter_batch"),
    key=("batch_id",),
    policy="system",
)
"""The PDF of a batch, byte for byte: what was printed can be shown, whatever has changed (hb/adr/0012)."""

letter = organiser_table(
    "letter",
    reference_id("message_id"),
    closed_set("state", LetterState),
    closed_set("failure", LetterFailure, nullable=True),
    instant("laid_by_at"),
    reference_id("batch_id", nullable=True),
    Column("position", Integer),
    Column("pages", Integer),
    instant("ended_at", nullable=True),
    references("message_id", "message"),
    references("batch_id", "letter_batch"),
    check(f"(state = '{LetterState.FAILED}') = (failure IS NOT NULL)", "failed"),
    check(f"(state = '{LetterState.LAID_BY}') = (ended_at IS NULL)", "ended"),
    check("(batch_id IS NULL) = (position IS NULL) AND (batch_id IS NULL) = (pages IS NULL)", "printed"),
    policy="work",
)
"""A message that leaves as a letter, once; position counts the letters of a batch from 1."""
UniqueConstraint(letter.c.organiser_id, letter.c.message_id)
Index(
    "letter_laid_by_idx",
    letter.c.organiser_id,
    letter.c.laid_by_at,
    letter.c.id,
    postgresql_where=letter.c.state == LetterState.LAID_BY,
)
Index(
    "letter_batch_idx",
    letter.c.organiser_id,
    letter.c.batch_id,
    letter.c.position,
)
