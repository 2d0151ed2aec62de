"""Statements by which a producer has its Y-tunnus for itself, and others have it again."""

from sqlalchemy.sql import text

from hb.access.model import Parameter
from hb.access.queries.days import DAY
from hb.kit.statement import Statement

_IS_TAKEN = """(producer.confirmed_at IS NOT NULL AND (producer.approved_at IS NOT NULL
    OR producer.confirmed_until IS NULL OR producer.confirmed_until >= ctx_today()))"""
"""Whether a producer has its Y-tunnus for itself: confirmed, and approved or not silent for too long."""

TAKEN_BY_ANOTHER = Statement(
    text(f"""
SELECT producer.id FROM producer WHERE producer.business_id = CAST(:business_id AS text)
  AND producer.id <> CAST(:producer_id AS uuid) AND {_IS_TAKEN} LIMIT 1
""")
)
"""Another producer that has a Y-tunnus for itself."""

LOCK_NUMBER = Statement(
    text("""
SELECT producer.business_id, pg_advisory_xact_lock(hashtextextended(producer.business_id, 0)) FROM producer
WHERE producer.id = CAST(:producer_id AS uuid)
""")
)
"""The Y-tunnus that a producer names, locked until the transaction ends against being confirmed for another.

No rows are locked: those of a common table may be copies.
"""

FREE_SILENT = Statement(
    text(f"""
UPDATE producer SET confirmed_at = NULL, confirmed_until = NULL, confirming_organisers = NULL
WHERE producer.business_id = CAST(:business_id AS text)
  AND producer.confirmed_at IS NOT NULL AND NOT {_IS_TAKEN}
""")
)
"""Takes a Y-tunnus from the applicant that was confirmed to have it and has been silent too long."""

FREE_EXPIRED = Statement(
    text(f"""
WITH silent AS (
  SELECT producer.id FROM producer WHERE producer.confirmed_at IS NOT NULL AND producer.approved_at IS NULL
    AND producer.confirmed_until < {DAY} AND ctx_organiser() = ANY (producer.confirming_organisers)
  ORDER BY producer.id LIMIT CAST(:count AS integer)
)
UPDATE producer SET confirmed_at = NULL, confirmed_until = NULL, confirming_organisers = NULL
FROM silent WHERE producer.id = silent.id AND producer.approved_at IS NULL
  AND producer.confirmed_until < {DAY}
RETURNING producer.id
""")
)
"""Takes their Y-tunnus from applicants that this organiser confirmed and that were silent for too long."""

_OTHERS = "nullif(array_remove(confirming_organisers, ctx_organiser()), '{}')"
"""The other organisers that confirmed a producer, NULL for none."""

TAKE_NUMBER = Statement(
    text(f"""
UPDATE producer SET confirmed_at = coalesce(confirmed_at, ctx_now()),
  confirmed_until = CASE WHEN confirmed_at IS NULL OR confirmed_until IS NOT NULL THEN (
    SELECT greatest(producer.confirmed_until, ctx_today() + CAST(days.value AS int)) FROM (
      SELECT parameter.value FROM parameter WHERE parameter.organiser_id = ctx_organiser()
        AND parameter.name = '{Parameter.APPLICATION_DAYS}' AND parameter.valid_from <= ctx_today()
      ORDER BY parameter.valid_from DESC LIMIT 1) AS days) END,
  confirming_organisers = array_append({_OTHERS}, ctx_organiser())
WHERE id = CAST(:producer_id AS uuid)
""")
)
"""Gives a producer the Y-tunnus that it names; the number is locked and nobody has it.

It has the number for as many days as the organiser waits, or longer if another one does. Without a number of
days it keeps it until it is rejected.
"""

FREE_NUMBER = Statement(
    text(f"""
UPDATE producer SET confirming_organisers = {_OTHERS},
  confirmed_at = CASE WHEN {_OTHERS} IS NOT NULL THEN confirmed_at END,
  confirmed_until = CASE WHEN {_OTHERS} IS NOT NULL THEN confirmed_until END
WHERE id = CAST(:producer_id AS uuid) AND approved_at IS NULL
  AND ctx_organiser() = ANY (confirming_organisers)
""")
)
"""Frees the Y-tunnus of a rejected applicant that no organiser has approved and no other has confirmed."""

TAKE_FOR_GOOD = Statement(
    text("""
UPDATE producer SET approved_at = coalesce(approved_at, ctx_now())
WHERE id = CAST(:producer_id AS uuid) AND confirmed_at IS NOT NULL
""")
)
"""A confirmed producer keeps its Y-tunnus once an organiser approves it; touches no row otherwise."""
