"""SQL of who hears that work has stopped."""

from sqlalchemy import text

from hb.access.rules import Role
from hb.kit.statement import Statement

ADMINISTRATORS = Statement(
    text(f"""
SELECT DISTINCT role_assignment.user_id FROM role_assignment
WHERE role_assignment.organiser_id = ctx_organiser() AND role_assignment.role = '{Role.ADMINISTRATOR}'
  AND role_assignment.valid_from <= ctx_today()
  AND (role_assignment.valid_until IS NULL OR role_assignment.valid_until >= ctx_today())
ORDER BY role_assignment.user_id
""")
)
"""The administrators of today."""
