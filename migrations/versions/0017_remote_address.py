"""The network address from which a recorded act came."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# A column more is a version more of what a row's digest is of: rows of before keep theirs, under version 1.
DIGEST = """
CREATE OR REPLACE FUNCTION digest_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.digest := {digest};
  RETURN NEW;
END $$
"""
WITH_ADDRESS = """decode('02', 'hex') || sha256(convert_to(concat('audit_event.2', '|', NEW.organiser_id, '|', NEW.id, '|', extract(epoch FROM NEW.at), '|', NEW.actor_id, '|', octet_length(NEW.role) || ':' || NEW.role, '|', NEW.on_behalf_of, '|', octet_length(NEW.action) || ':' || NEW.action, '|', NEW.client_id, '|', NEW.subject_id, '|', octet_length(CAST(NEW.facts AS text)) || ':' || CAST(NEW.facts AS text), '|', octet_length(NEW.outcome) || ':' || NEW.outcome, '|', octet_length(NEW.address) || ':' || NEW.address), 'UTF8'))"""
WITHOUT = """decode('01', 'hex') || sha256(convert_to(concat('audit_event.1', '|', NEW.organiser_id, '|', NEW.id, '|', extract(epoch FROM NEW.at), '|', NEW.actor_id, '|', octet_length(NEW.role) || ':' || NEW.role, '|', NEW.on_behalf_of, '|', octet_length(NEW.action) || ':' || NEW.action, '|', NEW.client_id, '|', NEW.subject_id, '|', octet_length(CAST(NEW.facts AS text)) || ':' || CAST(NEW.facts AS text), '|', octet_length(NEW.outcome) || ':' || NEW.outcome), 'UTF8'))"""


def upgrade() -> None:
    """Keep it with acts; those of before have none."""
    op.get_bind().exec_driver_sql("ALTER TABLE audit_event ADD COLUMN address TEXT")
    op.get_bind().exec_driver_sql(DIGEST.format(digest=WITH_ADDRESS).strip())


def downgrade() -> None:
    """Forget it."""
    op.get_bind().exec_driver_sql(DIGEST.format(digest=WITHOUT).strip())
    op.get_bind().exec_driver_sql("ALTER TABLE audit_event DROP COLUMN address")
