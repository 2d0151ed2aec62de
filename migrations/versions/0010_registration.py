"""Registering files a contact and opens nothing; care begins in a second act."""

from collections.abc import Iterable

from alembic import context, op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

EVENTS = (
    "ASSESSMENT_COMPLETED",
    "BUDGET_AWAITS_DECISION",
    "BUDGET_RUNNING_OUT",
    "DECISION_MADE",
    "DELIVERY_REFUSED",
    "EMERGENCY_ACCESS_OPENED",
    "MONTH_CLOSED",
    "OFFERING_DECIDED",
    "ORDER_ANSWERED",
    "ORDER_CANCELLED",
    "ORDER_CHANGED",
    "ORDER_WAITING",
    "PAYMENT_ACCOUNT_APPROVED",
    "PLAN_APPROVED",
    "PLAN_RETURNED",
    "PLAN_SUBMITTED",
    "PRICE_DECIDED",
    "PRODUCER_DECIDED",
    "REPRESENTATION_RECORDED",
    "SETTLEMENT_RELEASED",
)
NEW_EVENTS = ("CONTACT_ACCEPTED", "CONTACT_FILED", "CONTACT_OPENED", "CONTACT_RESOLVED")
PARAMETERS = ("APPEAL_DAYS", "CARRY_OVER_PERCENT", "REPORTING_DAYS", "RUNNING_OUT_PERCENT")
NEW_PARAMETERS = {"OPENED_CONTACT_DAYS": 7, "TYPED_CODES_A_DAY": 30}
KINDS = ("OWN_WORKER", "CARE")
NEW_KINDS = ("TEMPORARY",)

FILED = """organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR filed_contact.filed_by = (SELECT ctx_actor())
    OR filed_contact.team_id = (SELECT ctx_party()) OR (filed_contact.client_id = (SELECT ctx_personal_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = filed_contact.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = filed_contact.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0)))"""
IDENTITY = "organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command'"

UPGRADE = f"""
CREATE TABLE filed_contact (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  filed_by UUID NOT NULL,
  on_behalf_of UUID,
  team_id UUID NOT NULL,
  filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  filed_on DATE NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  birth_date DATE NOT NULL,
  language VARCHAR(40) NOT NULL,
  municipality_code TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  street_address TEXT,
  postal_code TEXT,
  postal_office TEXT,
  non_disclosure BOOLEAN NOT NULL,
  consents_to_electronic BOOLEAN NOT NULL,
  state VARCHAR(40) NOT NULL,
  client_id UUID,
  compared_by UUID,
  reason TEXT,
  resolved_at TIMESTAMP WITH TIME ZONE,
  resolved_by UUID,
  CONSTRAINT filed_contact_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT filed_contact_organiser_id_filed_by_fkey FOREIGN KEY(organiser_id, filed_by) REFERENCES worker (organiser_id, id),
  CONSTRAINT filed_contact_organiser_id_team_id_fkey FOREIGN KEY(organiser_id, team_id) REFERENCES team (organiser_id, id),
  CONSTRAINT filed_contact_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT filed_contact_resolved_check CHECK ((state = 'FILED') = (resolved_at IS NULL) AND (resolved_at IS NULL) = (resolved_by IS NULL)),
  CONSTRAINT filed_contact_language_check CHECK (language IN ('FI', 'SV', 'SE', 'SMN', 'SMS', 'FSE', 'FSS', 'EN')),
  CONSTRAINT filed_contact_municipality_code_fkey FOREIGN KEY(municipality_code) REFERENCES municipality (code),
  CONSTRAINT filed_contact_state_check CHECK (state IN ('FILED', 'OPENED', 'ACCEPTED', 'REJECTED'))
);
CREATE INDEX filed_contact_organiser_id_client_id_idx ON filed_contact (organiser_id, client_id);
CREATE INDEX filed_contact_organiser_id_filed_by_filed_on_idx ON filed_contact (organiser_id, filed_by, filed_on);
CREATE INDEX filed_contact_organiser_id_team_id_filed_at_idx ON filed_contact (organiser_id, team_id, filed_at);
ALTER TABLE filed_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE filed_contact FORCE ROW LEVEL SECURITY;
CREATE POLICY filed_contact_policy ON filed_contact USING ({FILED}) WITH CHECK ({FILED});
CREATE TABLE filed_contact_identity (
  organiser_id UUID NOT NULL,
  filed_contact_id UUID NOT NULL,
  hetu_ciphertext BYTEA NOT NULL,
  hetu_index BYTEA NOT NULL,
  key_id TEXT NOT NULL,
  CONSTRAINT filed_contact_identity_pkey PRIMARY KEY (organiser_id, filed_contact_id),
  CONSTRAINT filed_contact_identity_organiser_id_filed_contact_id_fkey FOREIGN KEY(organiser_id, filed_contact_id) REFERENCES filed_contact (organiser_id, id)
);
CREATE INDEX filed_contact_identity_organiser_id_hetu_index_idx ON filed_contact_identity (organiser_id, hetu_index);
ALTER TABLE filed_contact_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE filed_contact_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY filed_contact_identity_policy ON filed_contact_identity
  USING ({IDENTITY}) WITH CHECK ({IDENTITY});
CREATE TABLE typed_code (
  organiser_id UUID NOT NULL,
  worker_id UUID NOT NULL,
  typed_on DATE NOT NULL,
  attempt_id UUID NOT NULL,
  typed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  is_hit BOOLEAN NOT NULL,
  CONSTRAINT typed_code_pkey PRIMARY KEY (organiser_id, worker_id, typed_on, attempt_id),
  CONSTRAINT typed_code_organiser_id_worker_id_fkey FOREIGN KEY(organiser_id, worker_id) REFERENCES worker (organiser_id, id)
);
ALTER TABLE typed_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE typed_code FORCE ROW LEVEL SECURITY;
CREATE POLICY typed_code_policy ON typed_code
  USING ({IDENTITY}) WITH CHECK ({IDENTITY});
ALTER TABLE emergency_access ADD COLUMN filed_contact_id UUID,
  ADD CONSTRAINT emergency_access_organiser_id_filed_contact_id_fkey
    FOREIGN KEY (organiser_id, filed_contact_id) REFERENCES filed_contact (organiser_id, id);
"""

# Each organiser of the last release begins with the numbers of the demo region, from the day on which its
# other parameters may begin at the latest; an organiser changes them as it changes those.
PARAMETERS_BEGIN = """
INSERT INTO parameter (organiser_id, name, valid_from, value)
SELECT organiser.id, '{name}', DATE '2026-01-01', {value} FROM organiser
ON CONFLICT DO NOTHING
"""

# What was opened for a while stays on record as an ordinary relationship with its last day. Filed contacts
# and the messages about them have no place in the older release.
DOWNGRADE = """
UPDATE care_relationship SET kind = 'CARE' WHERE kind = 'TEMPORARY';
DELETE FROM message WHERE event IN ('CONTACT_ACCEPTED', 'CONTACT_FILED', 'CONTACT_OPENED', 'CONTACT_RESOLVED');
DELETE FROM parameter WHERE name IN ('OPENED_CONTACT_DAYS', 'TYPED_CODES_A_DAY');
ALTER TABLE emergency_access DROP COLUMN filed_contact_id;
DROP TABLE typed_code;
DROP TABLE filed_contact_identity;
DROP TABLE filed_contact;
"""
UNFORCED = ("care_relationship", "message", "parameter")


def upgrade() -> None:
    """Make a place for filed contacts, and let each organiser have the numbers they are limited by."""
    _run(UPGRADE)
    role = context.config.attributes.get("app_role", "hb_app").replace('"', '""')
    for table in ("filed_contact", "filed_contact_identity", "typed_code"):
        _run(f'GRANT SELECT, INSERT, UPDATE ON {table} TO "{role}"')
    _closed_set("care_relationship", "kind", (*KINDS, *NEW_KINDS))
    _closed_set("message", "event", sorted((*EVENTS, *NEW_EVENTS)))
    _closed_set("parameter", "name", sorted((*PARAMETERS, *NEW_PARAMETERS)))
    _run("ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY")
    for name, value in NEW_PARAMETERS.items():
        _run(PARAMETERS_BEGIN.format(name=name, value=value))
    _run("ALTER TABLE parameter FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    """Take filed contacts out; what they began stays."""
    for table in UNFORCED:
        _run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    _run(DOWNGRADE)
    for table in UNFORCED:
        _run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    _closed_set("care_relationship", "kind", KINDS)
    _closed_set("message", "event", EVENTS)
    _closed_set("parameter", "name", PARAMETERS)


def _closed_set(table: str, column: str, members: Iterable[str]) -> None:
    """State which values a column may have."""
    values = ", ".join(f"'{member}'" for member in members)
    _run(
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_check,"
        f" ADD CONSTRAINT {table}_{column}_check CHECK ({column} IN ({values}))"
    )


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
