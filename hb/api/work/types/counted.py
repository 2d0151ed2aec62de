"""What runs of clocks counted, a row for each word, as SQL over their stored counts."""

from sqlalchemy import BigInteger, Column, DateTime, Text, Uuid, bindparam, text

from hb.api.wording import LANGUAGE, OF_MONEY
from hb.kit.sentences import NO_BREAK_SPACE

_IS_MONEY = f"counted.code = ANY ('{{{','.join(OF_MONEY)}}}')"
_FORM = "FM999,999,999,999,990"

counted = (
    text(f"""
SELECT counted.organiser_id, counted.name, counted.due_at, counted.word, counted.code,
  CASE WHEN NOT {_IS_MONEY} THEN counted.number END AS number,
  CASE WHEN {_IS_MONEY} THEN counted.number END AS cents,
  translate(CASE WHEN {_IS_MONEY} THEN to_char(counted.number / 100.0, '{_FORM}.00') || ' €'
    ELSE to_char(counted.number, '{_FORM}') END,
    ',.', CASE WHEN :context_language = 'en' THEN '{NO_BREAK_SPACE}.' ELSE '{NO_BREAK_SPACE},' END) AS text
FROM (
  SELECT clock_run.organiser_id, clock_run.name, clock_run.due_at, part.key AS word,
    clock_run.name || '.' || part.key AS code, CAST(part.value AS bigint) AS number
  FROM clock_run CROSS JOIN LATERAL jsonb_each_text(clock_run.counts) AS part
  WHERE clock_run.organiser_id = :context_organiser
) AS counted
""")
    .bindparams(
        bindparam("context_organiser", type_=Uuid(), required=False),
        bindparam(f"context_{LANGUAGE}", type_=Text(), required=False),
    )
    .columns(
        Column("organiser_id", Uuid, nullable=False),
        Column("name", Text, nullable=False),
        Column("due_at", DateTime(timezone=True), nullable=False),
        Column("word", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("number", BigInteger),
        Column("cents", BigInteger),
        Column("text", Text, nullable=False),
    )
    .subquery("counted")
)
"""Numbers and sums as `hb.kit.sentences.number_text` and `hb.kit.money.euros_text` write them."""
