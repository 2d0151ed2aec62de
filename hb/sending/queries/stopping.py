"""SQL that remembers which administrators were notified of stopped work."""

from sqlalchemy import text

from hb.access.rules import Role
from hb.kit.statement import Statement

REMEMBER_HALT = Statement(
    text(f"""
INSERT INTO reminder (organiser_id, kind, subject_id, mark, day, at)
SELECT ctx_organiser(), CAST(:kind AS text), administers.user_id,
  CAST(to_char(ctx_today(), 'YYYYMMDD') AS bigint), ctx_today(), ctx_now()
FROM (SELECT DISTINCT role_assignment.user_id FROM role_assignment
  WHERE role_assignment.organiser_id = ctx_organiser() AND role_assignment.role = '{Role.ADMINISTRATOR}'
    AND role_assignment.valid_from <= ctx_today()
    AND (role_assignment.valid_until IS NULL OR role_assignment.valid_until >= ctx_today())
  ORDER BY role_assignment.user_id) AS administers
ON CONFLICT DO NOTHING RETURNING reminder.subject_id AS user_id
""")
)
"""The administrators who have not been notified today of this kind, remembered as notified."""
