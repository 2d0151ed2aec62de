"""Policies compare rows with the client at hand before they ask reach; a log's rows are the context's; indexes."""

import re

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TODAY = """
CREATE OR REPLACE FUNCTION ctx_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN {today};
"""
TODAY_SET = """coalesce(nullif(current_setting('hb.today', true), '')::date,
    (ctx_now() AT TIME ZONE 'Europe/Helsinki')::date)"""
TODAY_RECKONED = "(ctx_now() AT TIME ZONE 'Europe/Helsinki')::date"

FUNCTIONS = """
CREATE FUNCTION ctx_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.purpose', true), '');
CREATE FUNCTION ctx_grounds() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.grounds', true), '')::text[];
CREATE FUNCTION ctx_client() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.client', true), '')::uuid;
CREATE FUNCTION ctx_personal_client() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.personal_client', true), '')::uuid;
"""

ENTER = """
CREATE FUNCTION enter() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told text;
  acting text := ctx_role();
  asked uuid := CASE acting WHEN 'CLIENT' THEN ctx_party() WHEN 'REPRESENTATIVE' THEN ctx_on_behalf_of()
    ELSE nullif(current_setting('hb.about', true), '')::uuid END;
  grounds text[] := CASE WHEN acting IS NULL THEN NULL
    WHEN acting = 'REPRESENTATIVE' THEN ARRAY['REPRESENTATION']
    WHEN ctx_on_behalf_of() IS NOT NULL THEN ARRAY['SELF', 'TEAM', 'SUBSTITUTION']
    ELSE ARRAY['SELF', 'TEAM', 'CARE_RELATIONSHIP'] END;
  organiser uuid := ctx_organiser();
  party uuid := ctx_party();
  today date := (ctx_now() AT TIME ZONE 'Europe/Helsinki')::date;
  widest text;
BEGIN
  IF acting IN ('ON_CALL_WORKER', 'TEAM_LEADER') THEN
    grounds := array_append(grounds, 'EMERGENCY');
  END IF;
  IF asked IS NOT NULL THEN
    SELECT reach.scope INTO widest FROM reach
      WHERE reach.organiser_id = organiser AND reach.party_id = party AND reach.client_id = asked
        AND reach.ground = ANY (grounds) AND reach.scope <> 'ORDER'
        AND today <@ daterange(reach.valid_from, reach.valid_until, '[]')
      ORDER BY reach.scope = 'FINANCIAL' LIMIT 1;
  END IF;
  told := set_config('hb.today', today::text, true);
  told := set_config('hb.client', CASE WHEN widest IS NOT NULL THEN asked::text ELSE '' END, true);
  told := set_config('hb.personal_client', CASE WHEN widest <> 'FINANCIAL' THEN asked::text ELSE '' END,
    true);
  IF acting = 'REPRESENTATIVE' THEN
    grounds := '{}';
  END IF;
  told := set_config('hb.grounds', coalesce(grounds::text, ''), true);
END $$;
"""

OLD_REACHED = """EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = {table}.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = {table}.{subject}
    AND reach.scope <> 'ORDER'{personal} AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL) OFFSET 0)"""
REACHED = """({table}.{subject} = (SELECT {client}) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = {table}.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = {table}.{subject} AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'{personal}
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))"""

CLIENT = "{reached}"
PERSONAL = " AND reach.scope <> 'FINANCIAL'"
CONTROLLED = "(SELECT ctx_role()) IN ('CONTROLLER') OR {reached}"
PAID = "(SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR "
LEDGER = "(SELECT ctx_door()) = 'command' OR " + PAID + "{reached}"
ORDER = """({table}.producer_id = (SELECT ctx_party()) AND {table}.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR {reached}"""

CONDITIONS = {
    "account": LEDGER,
    "assessment": CLIENT,
    "assisted_choice": CLIENT,
    "budget": CONTROLLED,
    "budget_line": CONTROLLED,
    "budget_proposal": CLIENT,
    "care_relationship": CLIENT,
    "client": CLIENT,
    "decision": CLIENT,
    "decision_line": CLIENT,
    "delivery": PAID + ORDER,
    "emergency_access": CLIENT,
    "link": LEDGER,
    "matter": CLIENT,
    "need": CLIENT,
    "order_recipient": ORDER,
    "plan": CLIENT,
    "plan_item": ORDER,
    "plan_item_month": PAID + ORDER,
    "proposal_line": CLIENT,
    "representation": CLIENT,
    "service_order": PAID + ORDER,
    "transfer": LEDGER,
}
PERSONAL_TABLES = ("assessment", "emergency_access", "need")

LOG_INSERT = "organiser_id = (SELECT ctx_organiser()) AND actor_id = (SELECT ctx_actor())"
LOGS = {
    "audit_event": " AND role = (SELECT ctx_role())",
    "use_log": " AND role = (SELECT ctx_role()) AND purpose = (SELECT ctx_purpose())",
}
USE_LOG_CHECKS = {
    "role": (
        "'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR',"
        " 'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE',"
        " 'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER'"
    ),
    "purpose": "'CARE', 'OWN_MATTER', 'SERVICE_DELIVERY', 'PAYMENT', 'STEERING', 'OVERSIGHT'",
}

INDEXES = {
    "delivery_organiser_id_client_id_reported_at_id_idx": (
        "delivery (organiser_id, client_id, reported_at, id)"
    ),
    "care_relationship_organiser_id_client_id_valid_from_id_idx": (
        "care_relationship (organiser_id, client_id, valid_from, id)"
    ),
}
REPLACED = "care_relationship_organiser_id_client_id_idx"
STATEMENT_END = re.compile(r";\n\s*(?=CREATE)")


def upgrade() -> None:
    """Make the functions, state each policy of reach and of the logs anew, make the indexes."""
    for statement in STATEMENT_END.split(FUNCTIONS + ENTER + TODAY.format(today=TODAY_SET)):
        op.get_bind().exec_driver_sql(statement)
    _state(REACHED)
    for table, more in LOGS.items():
        _let_in(table, LOG_INSERT + more)
    for column in USE_LOG_CHECKS:
        op.get_bind().exec_driver_sql(f"ALTER TABLE use_log DROP CONSTRAINT use_log_{column}_check")
    for name, columns in INDEXES.items():
        op.get_bind().exec_driver_sql(f"CREATE INDEX {name} ON {columns}")
    op.get_bind().exec_driver_sql(f"DROP INDEX {REPLACED}")


def downgrade() -> None:
    """Ask reach row by row again."""
    op.get_bind().exec_driver_sql(f"CREATE INDEX {REPLACED} ON care_relationship (organiser_id, client_id)")
    for name in INDEXES:
        op.get_bind().exec_driver_sql(f"DROP INDEX {name}")
    for column, words in USE_LOG_CHECKS.items():
        op.get_bind().exec_driver_sql(
            f"ALTER TABLE use_log ADD CONSTRAINT use_log_{column}_check CHECK ({column} IN ({words}))"
        )
    for table in LOGS:
        _let_in(table, LOG_INSERT)
    _state(OLD_REACHED)
    op.get_bind().exec_driver_sql(TODAY.format(today=TODAY_RECKONED))
    for function in ("enter", "ctx_grounds", "ctx_client", "ctx_personal_client", "ctx_purpose"):
        op.get_bind().exec_driver_sql(f"DROP FUNCTION {function}()")


def _let_in(table: str, condition: str) -> None:
    op.get_bind().exec_driver_sql(f"ALTER POLICY {table}_writing ON {table} WITH CHECK ({condition})")


def _state(reached: str) -> None:
    for table, condition in CONDITIONS.items():
        is_personal = table in PERSONAL_TABLES
        opened = reached.format(
            table=table,
            subject="id" if table == "client" else "client_id",
            personal=PERSONAL if is_personal else "",
            client="ctx_personal_client()" if is_personal else "ctx_client()",
        )
        rule = condition.format(table=table, reached=opened)
        whole = f"organiser_id = (SELECT ctx_organiser()) AND ({rule})"
        op.get_bind().exec_driver_sql(
            f"ALTER POLICY {table}_policy ON {table} USING ({whole}) WITH CHECK ({whole})"
        )
