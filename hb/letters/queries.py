"""SQL of letters: laying them by."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.letters.rules import LetterState

LAY_BY = Statement(
    text(f"""
INSERT INTO letter (organiser_id, id, message_id, state, laid_by_at)
SELECT ctx_organiser(), laid.id, laid.message_id, '{LetterState.LAID_BY}', ctx_now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:message_ids AS uuid[])) AS laid (id, message_id)
ON CONFLICT (organiser_id, message_id) DO UPDATE
SET state = excluded.state, laid_by_at = excluded.laid_by_at, failure = NULL, ended_at = NULL
WHERE letter.state = '{LetterState.FAILED}'
""")
)
"""A message has one letter; one that failed is laid by again when its message is sent again."""
