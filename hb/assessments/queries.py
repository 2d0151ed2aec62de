"""Statements of assessments, their needs and proposals."""

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql import bindparam

from hb.assessments.model import assessment
from hb.assessments.rules import AssessmentState
from hb.clients.model import matter
from hb.kit.statement import Statement

MATTER_STATE = Statement(
    select(matter.c.state)
    .where(
        matter.c.organiser_id == func.ctx_organiser(),
        matter.c.id == bindparam("matter_id"),
        matter.c.client_id == bindparam("client_id"),
    )
    .with_for_update(read=True)
)
"""Locked, so that the matter is not closed while an assessment starts in it."""

INSERT_ASSESSMENT = Statement(
    insert(assessment).values(
        organiser_id=func.ctx_organiser(),
        id=bindparam("assessment_id"),
        client_id=bindparam("client_id"),
        matter_id=bindparam("matter_id"),
        state=bindparam("state"),
        summary=bindparam("summary"),
        client_view=bindparam("client_view"),
        conclusions=bindparam("conclusions"),
        own_worker_estimate=bindparam("own_worker_estimate"),
        worker_id=bindparam("worker_id"),
        version=1,
        started_at=bindparam("started_at"),
    )
)

LOCK_ASSESSMENT = Statement(
    text("""
SELECT client_id, state, version, summary, client_view, conclusions, own_worker_estimate,
  (SELECT count(*) FROM need WHERE need.organiser_id = ctx_organiser()
     AND need.assessment_id = CAST(:assessment_id AS uuid)) AS needs_count
FROM assessment
WHERE organiser_id = ctx_organiser() AND id = CAST(:assessment_id AS uuid)
FOR NO KEY UPDATE OF assessment
""")
)

READ_ASSESSMENT = Statement(
    select(assessment.c.client_id, assessment.c.state).where(
        assessment.c.organiser_id == func.ctx_organiser(), assessment.c.id == bindparam("assessment_id")
    )
)

FILL = Statement(
    text("""
WITH gone AS (
  DELETE FROM need WHERE organiser_id = ctx_organiser() AND assessment_id = CAST(:assessment_id AS uuid)
), put AS (
  INSERT INTO need (organiser_id, id, client_id, assessment_id, life_domain, duration, description,
    category_code, support_class, minutes_per_month, pieces_per_month)
  SELECT ctx_organiser(), n.id, CAST(:client_id AS uuid), CAST(:assessment_id AS uuid), n.life_domain,
    n.duration, n.description, n.category_code, n.support_class, n.minutes, n.pieces
  FROM unnest(CAST(:ids AS uuid[]), CAST(:life_domains AS text[]), CAST(:durations AS text[]),
    CAST(:descriptions AS text[]), CAST(:category_codes AS text[]), CAST(:support_classes AS int[]),
    CAST(:minutes AS int[]), CAST(:pieces AS int[]))
    AS n(id, life_domain, duration, description, category_code, support_class, minutes, pieces)
)
UPDATE assessment SET summary = CAST(:summary AS text), client_view = CAST(:client_view AS text),
  conclusions = CAST(:conclusions AS text), own_worker_estimate = CAST(:own_worker_estimate AS text),
  version = version + 1
WHERE organiser_id = ctx_organiser() AND id = CAST(:assessment_id AS uuid)
""")
)
"""Replace the needs as a set and write the texts, in one statement."""

COMPLETE = Statement(
    update(assessment)
    .where(assessment.c.organiser_id == func.ctx_organiser(), assessment.c.id == bindparam("assessment_id"))
    .values(
        state=AssessmentState.COMPLETED, completed_at=bindparam("completed"), version=assessment.c.version + 1
    )
)

RATED_NEEDS = Statement(
    text("""
SELECT n.id, n.category_code, n.support_class, n.minutes_per_month + n.pieces_per_month AS quantity,
  c.unit, c.name_fi, c.name_sv, c.name_en, r.unit_cents, r.valid_from
FROM need n
LEFT JOIN service_category c ON c.code = n.category_code
LEFT JOIN LATERAL (
  SELECT rate.unit_cents, rate.valid_from FROM rate
  WHERE rate.organiser_id = ctx_organiser() AND rate.category_code = n.category_code
    AND rate.support_class = n.support_class AND rate.valid_from <= CAST(:day AS date)
  ORDER BY rate.valid_from DESC LIMIT 1
) r ON true
WHERE n.organiser_id = ctx_organiser() AND n.assessment_id = CAST(:assessment_id AS uuid)
ORDER BY n.id
""")
)
"""The needs in order, each with the rate that holds on a day; a need has minutes or pieces, not both."""

INSERT_PROPOSAL = Statement(
    text("""
WITH proposed AS (
  INSERT INTO budget_proposal (organiser_id, id, client_id, assessment_id, cents_per_month, explanation,
    made_by, made_at)
  VALUES (ctx_organiser(), CAST(:proposal_id AS uuid), CAST(:client_id AS uuid), CAST(:assessment_id AS uuid),
    CAST(:cents_per_month AS bigint), CAST(:explanation AS jsonb), CAST(:made_by AS uuid),
    CAST(:made_at AS timestamptz))
)
INSERT INTO proposal_line (organiser_id, proposal_id, line_no, client_id, category_code, minutes_per_month,
  pieces_per_month, cents_per_month)
SELECT ctx_organiser(), CAST(:proposal_id AS uuid), l.line_no, CAST(:client_id AS uuid), l.category_code,
  l.minutes, l.pieces, l.cents
FROM unnest(CAST(:line_nos AS int[]), CAST(:category_codes AS text[]), CAST(:minutes AS int[]),
  CAST(:pieces AS int[]), CAST(:cents AS bigint[])) AS l(line_no, category_code, minutes, pieces, cents)
""")
)
