"""Statements of the audit trail and the use log."""

from sqlalchemy import func, insert, text
from sqlalchemy.sql import bindparam

from hb.access.rules import Ground, Role
from hb.audit.model import audit_event
from hb.audit.rules import Outcome
from hb.kit.prepared import Prepared
from hb.kit.statement import Statement

LOG_USE = Prepared(
    "log_use",
    Statement(
        text("""
INSERT INTO use_log (organiser_id, id, at, actor_id, role, on_behalf_of, purpose, operation, client_ids)
VALUES (ctx_organiser(), CAST(:id AS uuid), ctx_now(), ctx_actor(), ctx_role(), ctx_on_behalf_of(),
  ctx_purpose(), CAST(:operation AS text), CAST(:client_ids AS uuid[]))
""")
    ),
)
"""Logs one use of clients' data in the name, role and purpose of the context, which the policy checks."""

# A row of a log is written blind: inline() keeps SQLAlchemy from asking it back, which only auditors may.
RECORD_DENIED = Statement(
    insert(audit_event)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        id=bindparam("id"),
        at=func.ctx_now(),
        actor_id=bindparam("actor_id"),
        role=bindparam("role"),
        on_behalf_of=bindparam("on_behalf_of"),
        action=bindparam("action"),
        subject_id=bindparam("subject_id"),
        facts=bindparam("facts"),
        outcome=Outcome.DENIED,
        address=bindparam("address"),
    )
)

OWN_USE_LOG = Statement(
    text(f"""
SELECT used.id, used.at, used.role, used.purpose, used.operation, team.name AS team, standing.party_id,
    used.role = '{Role.REPRESENTATIVE}' AS by_representative,
    used.role = '{Role.ON_CALL_WORKER}' AND EXISTS (
        SELECT 1 FROM reach WHERE reach.organiser_id = used.organiser_id AND reach.party_id = used.actor_id
            AND reach.client_id = CAST(:client_id AS uuid) AND reach.ground = '{Ground.EMERGENCY}'
            AND (used.at AT TIME ZONE 'Europe/Helsinki')::date BETWEEN reach.valid_from AND reach.valid_until
    ) AS in_emergency
FROM use_log AS used
LEFT JOIN worker ON worker.organiser_id = used.organiser_id AND worker.id = used.actor_id
LEFT JOIN team ON team.organiser_id = used.organiser_id AND team.id = worker.team_id
LEFT JOIN LATERAL (
    SELECT held.party_id FROM role_assignment AS held
    WHERE held.organiser_id = used.organiser_id AND held.user_id = used.actor_id AND held.role = used.role
        AND worker.id IS NULL AND used.role NOT IN ('{Role.CLIENT}', '{Role.REPRESENTATIVE}')
    ORDER BY held.valid_from DESC, held.id LIMIT 1
) AS standing ON true
WHERE used.organiser_id = ctx_organiser()
    AND used.at >= CAST(:since AS date)::timestamp AT TIME ZONE 'Europe/Helsinki'
    AND used.at < (CAST(:until AS date) + 1)::timestamp AT TIME ZONE 'Europe/Helsinki'
    AND used.client_ids @> ARRAY[CAST(:client_id AS uuid)]
    AND (CAST(:after_id AS uuid) IS NULL OR (used.at, used.id) < (
        SELECT last.at, last.id FROM use_log AS last
        WHERE last.organiser_id = ctx_organiser() AND last.id = CAST(:after_id AS uuid)))
ORDER BY used.at DESC, used.id DESC
LIMIT CAST(:count AS integer)
""")
)
"""Uses of one client's data, newest first; the row's other clients stay unsaid."""
