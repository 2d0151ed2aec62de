"""Statements of the audit trail and the use log."""

from sqlalchemy import func, insert, text
from sqlalchemy.sql import bindparam

from hb.access.rules import Ground, Role
from hb.audit.model import audit_event, impact_assessment
from hb.audit.rules import Outcome
from hb.kit.prepared import Prepared
from hb.kit.statement import Statement

LOG_USE = Prepared(
    "log_use",
    Statement(
        text("""
INSERT INTO use_log (organiser_id, id, at, actor_id, role, on_behalf_of, purpose, operation, client_ids,
    by_name, own_surname, own_address)
VALUES (ctx_organiser(), CAST(:id AS uuid), ctx_now(), ctx_actor(), ctx_role(), ctx_on_behalf_of(),
  ctx_purpose(), CAST(:operation AS text), CAST(:client_ids AS uuid[]),
  CAST(:by_name AS boolean), CAST(:own_surname AS boolean), CAST(:own_address AS boolean))
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

LOOK_MODE = Prepared(
    "look_mode",
    Statement(
        text(
            "SELECT set_config('hb.door', CAST(:door AS text), true),"
            " set_config('synchronous_commit', 'on', true)"
        )
    ),
)
"""Lets the next statements find the client behind an id, and has the commit wait for the disk."""

RECORD_LOOK = Prepared(
    "record_look",
    Statement(
        text(f"""
INSERT INTO audit_event (organiser_id, id, at, actor_id, role, on_behalf_of, action, client_id, subject_id,
    facts, outcome, address)
SELECT ctx_organiser(), CAST(:id AS uuid), ctx_now(), ctx_actor(), ctx_role(), ctx_on_behalf_of(),
    CAST(:action AS text), (
        SELECT reach.client_id FROM reach WHERE reach.organiser_id = ctx_organiser()
            AND reach.party_id = asked.row_id AND reach.client_id = asked.row_id
            AND reach.ground = '{Ground.SELF}' LIMIT 1
    ), asked.row_id, jsonb_build_object('code', 'NOT_FOUND', 'type', CAST(:type_name AS text)),
    '{Outcome.OUT_OF_REACH}', nullif(CAST(:address AS text), '')
FROM (SELECT CAST(nullif(CAST(:row_id AS text), '') AS uuid) AS row_id) AS asked
""")
    ),
)
"""Leaves a row of a look in vain, with the client behind the id where the id is a client's.

It takes the same steps whether or not there is such a client.
"""

RECORD_ASSESSMENT = Statement(
    insert(impact_assessment)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        recorded_by=func.ctx_actor(),
        recorded_at=func.ctx_now(),
        **{name: bindparam(name) for name in ("id", "done_on", "reference")},
    )
)

OWN_USE_LOG = Statement(
    text(f"""
SELECT used.id, used.at, used.role, used.purpose, used.operation, team.name AS team, standing.party_id,
    used.role = '{Role.REPRESENTATIVE}' AS by_representative,
    used.role = '{Role.ON_CALL_WORKER}' AND EXISTS (
        SELECT 1 FROM reach WHERE reach.organiser_id = used.organiser_id AND reach.party_id = used.actor_id
            AND reach.client_id = ANY (own.records) AND reach.ground = '{Ground.EMERGENCY}'
            AND (used.at AT TIME ZONE 'Europe/Helsinki')::date BETWEEN reach.valid_from AND reach.valid_until
    ) AS in_emergency
FROM (SELECT ARRAY(SELECT CAST(:client_id AS uuid) UNION SELECT merged.client_id FROM reach AS merged
    WHERE merged.organiser_id = ctx_organiser() AND merged.party_id = CAST(:client_id AS uuid)
        AND merged.ground = '{Ground.SELF}' AND merged.by_merge
        AND ctx_today() <@ daterange(merged.valid_from, merged.valid_until + 1)) AS records) AS own
JOIN use_log AS used ON used.client_ids && own.records
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
    AND (CAST(:after_id AS uuid) IS NULL OR (used.at, used.id) < (
        SELECT last.at, last.id FROM use_log AS last
        WHERE last.organiser_id = ctx_organiser() AND last.id = CAST(:after_id AS uuid)))
ORDER BY used.at DESC, used.id DESC
LIMIT CAST(:count AS integer)
""")
)
"""Uses of one client's data, newest first; the row's other clients stay unsaid.

Records that were merged into the client's are the same person's: the client's own reach is repeated for them.
"""
