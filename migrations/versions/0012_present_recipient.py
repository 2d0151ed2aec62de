"""What a producer knows of a client is the present, and ends."""

import re

from alembic import context, op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

EVENTS = ("CLIENT_CONTACT_CHANGED", "CLIENT_CONTACT_HIDDEN", "PLACE_DISCLOSED", "URGENT_TASK_GIVEN")

TABLES = """
CREATE TABLE office_hours (
  organiser_id UUID NOT NULL,
  weekday INTEGER NOT NULL,
  valid_from DATE NOT NULL,
  opens TIME WITHOUT TIME ZONE,
  closes TIME WITHOUT TIME ZONE,
  CONSTRAINT office_hours_pkey PRIMARY KEY (organiser_id, weekday, valid_from),
  CONSTRAINT office_hours_weekday_check CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT office_hours_hours_check CHECK ((opens IS NULL) = (closes IS NULL) AND closes > opens)
);
INSERT INTO office_hours (organiser_id, weekday, valid_from, opens, closes)
  SELECT id, weekday, date '2026-01-01', time '07:00', time '18:00' FROM organiser CROSS JOIN generate_series(1, 5) AS weekday;
CREATE TABLE disclosure (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  order_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  producer_user_id UUID NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  reason TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  disclosed_by UUID NOT NULL,
  role VARCHAR(40) NOT NULL,
  CONSTRAINT disclosure_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT disclosure_organiser_id_order_id_fkey FOREIGN KEY(organiser_id, order_id)
    REFERENCES service_order (organiser_id, id),
  CONSTRAINT disclosure_days_check CHECK (last_day >= first_day),
  CONSTRAINT disclosure_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT disclosure_producer_user_id_fkey FOREIGN KEY(producer_user_id) REFERENCES producer_user (id),
  CONSTRAINT disclosure_role_check
    CHECK (role IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR',
    'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE',
    'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER'))
);
CREATE INDEX disclosure_organiser_id_at_id_idx ON disclosure (organiser_id, at, id);
CREATE INDEX disclosure_organiser_id_client_id_at_id_idx ON disclosure (organiser_id, client_id, at, id);
CREATE INDEX disclosure_organiser_id_order_id_idx ON disclosure (organiser_id, order_id);
CREATE TABLE disclosure_end (
  organiser_id UUID NOT NULL,
  disclosure_id UUID NOT NULL,
  client_id UUID NOT NULL,
  producer_user_id UUID NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_by UUID NOT NULL,
  CONSTRAINT disclosure_end_pkey PRIMARY KEY (organiser_id, disclosure_id),
  CONSTRAINT disclosure_end_organiser_id_disclosure_id_fkey FOREIGN KEY(organiser_id, disclosure_id)
    REFERENCES disclosure (organiser_id, id),
  CONSTRAINT disclosure_end_producer_user_id_fkey FOREIGN KEY(producer_user_id) REFERENCES producer_user (id)
);
CREATE TABLE urgent_task (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  recipient_id UUID,
  client_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  state VARCHAR(40) NOT NULL,
  given_at TIMESTAMP WITH TIME ZONE NOT NULL,
  given_by UUID NOT NULL,
  done_at TIMESTAMP WITH TIME ZONE,
  done_by UUID,
  CONSTRAINT urgent_task_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT urgent_task_done_check CHECK ((state = 'DONE') = (done_at IS NOT NULL AND done_by IS NOT NULL)),
  CONSTRAINT urgent_task_kind_check CHECK (kind IN ('VISIT_WITHOUT_ADDRESS')),
  CONSTRAINT urgent_task_state_check CHECK (state IN ('OPEN', 'DONE'))
);
CREATE INDEX urgent_task_organiser_id_recipient_id_given_at_id_idx ON urgent_task (organiser_id, recipient_id, given_at, id);
CREATE TABLE urgent_task_order (
  organiser_id UUID NOT NULL,
  task_id UUID NOT NULL,
  order_id UUID NOT NULL,
  client_id UUID NOT NULL,
  recipient_id UUID,
  producer_id UUID NOT NULL,
  first_month INTEGER NOT NULL,
  last_month INTEGER NOT NULL,
  CONSTRAINT urgent_task_order_pkey PRIMARY KEY (organiser_id, task_id, order_id),
  CONSTRAINT urgent_task_order_organiser_id_task_id_fkey FOREIGN KEY(organiser_id, task_id)
    REFERENCES urgent_task (organiser_id, id)
);
"""

POLICIES = """
ALTER TABLE office_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE office_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure FORCE ROW LEVEL SECURITY;
ALTER TABLE disclosure_end ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure_end FORCE ROW LEVEL SECURITY;
ALTER TABLE urgent_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE urgent_task FORCE ROW LEVEL SECURITY;
ALTER TABLE urgent_task_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE urgent_task_order FORCE ROW LEVEL SECURITY;
CREATE POLICY office_hours_policy ON office_hours
  USING (organiser_id = (SELECT ctx_organiser()))
  WITH CHECK (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY disclosure_policy ON disclosure
  USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('AUDITOR') OR (disclosure.client_id = (SELECT ctx_personal_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = disclosure.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = disclosure.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))))
  WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('AUDITOR') OR (disclosure.client_id = (SELECT ctx_personal_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = disclosure.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = disclosure.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))));
CREATE POLICY disclosure_of_orders ON disclosure FOR SELECT TO CURRENT_USER
  USING (organiser_id = (SELECT ctx_organiser()) AND producer_user_id = (SELECT ctx_actor()));
CREATE POLICY disclosure_end_policy ON disclosure_end
  USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('AUDITOR') OR (disclosure_end.client_id = (SELECT ctx_personal_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = disclosure_end.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = disclosure_end.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))))
  WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('AUDITOR') OR (disclosure_end.client_id = (SELECT ctx_personal_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = disclosure_end.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = disclosure_end.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))));
CREATE POLICY disclosure_end_of_orders ON disclosure_end FOR SELECT TO CURRENT_USER
  USING (organiser_id = (SELECT ctx_organiser()) AND producer_user_id = (SELECT ctx_actor()));
CREATE POLICY urgent_task_policy ON urgent_task
  USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of()))
    OR (recipient_id IS NULL AND (SELECT ctx_role()) = 'ON_CALL_WORKER')
    OR ((SELECT ctx_role()) IN ('ON_CALL_WORKER', 'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER') AND (urgent_task.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = urgent_task.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = urgent_task.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0)))))
  WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of()))
    OR (recipient_id IS NULL AND (SELECT ctx_role()) = 'ON_CALL_WORKER')
    OR ((SELECT ctx_role()) IN ('ON_CALL_WORKER', 'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER') AND (urgent_task.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = urgent_task.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = urgent_task.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0)))));
CREATE POLICY urgent_task_order_policy ON urgent_task_order
  USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of()))
    OR (recipient_id IS NULL AND (SELECT ctx_role()) = 'ON_CALL_WORKER')
    OR ((SELECT ctx_role()) IN ('ON_CALL_WORKER', 'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER') AND (urgent_task_order.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = urgent_task_order.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = urgent_task_order.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0)))))
  WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of()))
    OR (recipient_id IS NULL AND (SELECT ctx_role()) = 'ON_CALL_WORKER')
    OR ((SELECT ctx_role()) IN ('ON_CALL_WORKER', 'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER') AND (urgent_task_order.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = urgent_task_order.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = urgent_task_order.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0)))));
CREATE POLICY client_of_orders ON client FOR SELECT TO CURRENT_USER
  USING (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')
    AND EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = client.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = client.id
    AND reach.ground = 'ORDER'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0));
CREATE POLICY reach_of_orders ON reach FOR SELECT TO CURRENT_USER
  USING (organiser_id = (SELECT ctx_organiser()) AND ground = 'ORDER');
"""

APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

GRANTS = """
GRANT SELECT, INSERT ON disclosure, disclosure_end TO {app};
GRANT SELECT, INSERT, UPDATE ON office_hours, urgent_task, urgent_task_order TO {app};
GRANT SELECT ON order_recipient, contact_disclosed TO {app};
"""

# The copies of names, phones and addresses are dropped with their table: they held those of people who have
# turvakielto today. The view shows the present, with its owner's rights, whom the policies bind (FORCE).
RECIPIENT = """
DROP TABLE order_recipient;
CREATE VIEW order_recipient AS
SELECT service_order.organiser_id, service_order.id AS order_id, service_order.client_id,
  service_order.producer_id, decided.knowledge,
  upper(substr(encode(sha256(uuid_send(service_order.producer_id) || uuid_send(service_order.client_id)),
    'hex'), 1, 12)) AS pseudonym,
  CASE WHEN decided.knowledge <> 'PSEUDONYM' THEN client.first_name || ' ' || client.last_name END AS name,
  CASE WHEN decided.knowledge = 'EVERYTHING' THEN client.phone END AS phone,
  CASE WHEN decided.knowledge IN ('EVERYTHING', 'PLACE') THEN client.street_address END AS street_address,
  CASE WHEN decided.knowledge IN ('EVERYTHING', 'PLACE') THEN client.postal_code END AS postal_code,
  CASE WHEN decided.knowledge IN ('EVERYTHING', 'PLACE') THEN client.postal_office END AS postal_office,
  decided.knowledge <> 'EVERYTHING' AS contact_through_organiser,
  CASE WHEN decided.knowledge <> 'PSEUDONYM' THEN client.language END AS language
FROM service_order LEFT JOIN client ON client.organiser_id = service_order.organiser_id
  AND client.id = service_order.client_id
CROSS JOIN LATERAL (SELECT CASE
    WHEN client.id IS NULL OR client.died_on IS NOT NULL OR NOT EXISTS (SELECT FROM producer_approval
      WHERE producer_approval.organiser_id = service_order.organiser_id
        AND producer_approval.producer_id = service_order.producer_id
        AND producer_approval.state = 'APPROVED')
    OR NOT EXISTS (SELECT FROM reach WHERE reach.organiser_id = service_order.organiser_id
        AND reach.source_id = service_order.id AND reach.party_id = service_order.producer_id
        AND reach.client_id = service_order.client_id AND reach.ground = 'ORDER'
        AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until + 1))
    OR (SELECT ctx_today()) > make_date(service_order.last_month / 100, service_order.last_month % 100, 1)
      + interval '1 month' - interval '1 day'
      + coalesce((SELECT parameter.value FROM parameter
    WHERE parameter.organiser_id = service_order.organiser_id AND parameter.name = 'REPORTING_DAYS'
      AND parameter.valid_from <= make_date(service_order.last_month / 100, service_order.last_month % 100, 1)
        + interval '1 month' - interval '1 day'
    ORDER BY parameter.valid_from DESC LIMIT 1), 0) * interval '1 day'
    THEN 'PSEUDONYM'
    WHEN NOT client.non_disclosure THEN 'EVERYTHING'
    WHEN EXISTS (SELECT FROM disclosure WHERE disclosure.organiser_id = service_order.organiser_id
        AND disclosure.order_id = service_order.id AND disclosure.producer_user_id = (SELECT ctx_actor())
        AND (SELECT ctx_today()) BETWEEN disclosure.first_day AND disclosure.last_day
        AND NOT EXISTS (SELECT FROM disclosure_end
          WHERE disclosure_end.organiser_id = disclosure.organiser_id
            AND disclosure_end.disclosure_id = disclosure.id))
    THEN 'PLACE' ELSE 'NAME' END AS knowledge OFFSET 0) AS decided
WHERE service_order.organiser_id = (SELECT ctx_organiser()) AND service_order.state IN ('ACCEPTED', 'SENT')
  AND (client.id IS NOT NULL OR (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT'));
CREATE VIEW contact_disclosed WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, at AS at FROM disclosure WHERE at IS NOT NULL;
"""

# Reach that an order gave without an end ends with the order's last month and the time to report after it; that
# of a producer whose approval was taken back, and of a client who has died, ended yesterday.
REACH = """
ALTER TABLE reach NO FORCE ROW LEVEL SECURITY;
ALTER TABLE service_order NO FORCE ROW LEVEL SECURITY;
ALTER TABLE parameter NO FORCE ROW LEVEL SECURITY;
ALTER TABLE producer_approval NO FORCE ROW LEVEL SECURITY;
ALTER TABLE client NO FORCE ROW LEVEL SECURITY;
UPDATE reach SET valid_until = greatest(reach.valid_from, CASE
    WHEN client.died_on IS NOT NULL OR producer_approval.state IS DISTINCT FROM 'APPROVED' THEN current_date - 1
    ELSE CAST(last.day + coalesce((SELECT parameter.value FROM parameter
      WHERE parameter.organiser_id = reach.organiser_id AND parameter.name = 'REPORTING_DAYS'
        AND parameter.valid_from <= last.day ORDER BY parameter.valid_from DESC LIMIT 1), 0)
      * interval '1 day' AS date) END)
FROM service_order
JOIN client ON client.organiser_id = service_order.organiser_id AND client.id = service_order.client_id
LEFT JOIN producer_approval ON producer_approval.organiser_id = service_order.organiser_id
  AND producer_approval.producer_id = service_order.producer_id
CROSS JOIN LATERAL (SELECT CAST(make_date(service_order.last_month / 100, service_order.last_month % 100, 1)
  + interval '1 month' - interval '1 day' AS date)) AS last (day)
WHERE reach.ground = 'ORDER' AND reach.valid_until IS NULL
  AND service_order.organiser_id = reach.organiser_id AND service_order.id = reach.source_id;
ALTER TABLE client FORCE ROW LEVEL SECURITY;
ALTER TABLE producer_approval FORCE ROW LEVEL SECURITY;
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
ALTER TABLE service_order FORCE ROW LEVEL SECURITY;
ALTER TABLE reach FORCE ROW LEVEL SECURITY;
"""

# The release before keeps copies; it is given those of orders that bind, from the present. Phone and address of a
# client with turvakielto are not among them.
OLD_TABLE = """
DROP VIEW order_recipient;
CREATE TABLE order_recipient (
  organiser_id UUID NOT NULL,
  order_id UUID NOT NULL,
  client_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  street_address TEXT,
  postal_code TEXT,
  postal_office TEXT,
  contact_through_organiser BOOLEAN NOT NULL,
  language VARCHAR(40) NOT NULL,
  CONSTRAINT order_recipient_pkey PRIMARY KEY (organiser_id, order_id),
  CONSTRAINT order_recipient_organiser_id_order_id_fkey FOREIGN KEY(organiser_id, order_id)
    REFERENCES service_order (organiser_id, id),
  CONSTRAINT order_recipient_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT order_recipient_language_check
    CHECK (language IN ('FI', 'SV', 'SE', 'SMN', 'SMS', 'FSE', 'FSS', 'EN'))
);
ALTER TABLE service_order NO FORCE ROW LEVEL SECURITY;
ALTER TABLE client NO FORCE ROW LEVEL SECURITY;
INSERT INTO order_recipient
SELECT service_order.organiser_id, service_order.id, service_order.client_id, service_order.producer_id,
  client.first_name || ' ' || client.last_name,
  CASE WHEN NOT client.non_disclosure THEN client.phone END,
  CASE WHEN NOT client.non_disclosure THEN client.street_address END,
  CASE WHEN NOT client.non_disclosure THEN client.postal_code END,
  CASE WHEN NOT client.non_disclosure THEN client.postal_office END,
  client.non_disclosure, client.language
FROM service_order JOIN client ON client.organiser_id = service_order.organiser_id
  AND client.id = service_order.client_id
WHERE service_order.state IN ('SENT', 'ACCEPTED');
ALTER TABLE client FORCE ROW LEVEL SECURITY;
ALTER TABLE service_order FORCE ROW LEVEL SECURITY;
ALTER TABLE order_recipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_recipient FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON order_recipient TO {app};
"""

OLD_POLICY = """organiser_id = (SELECT ctx_organiser()) AND ((order_recipient.producer_id = (SELECT ctx_party())
    AND order_recipient.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT'))
    OR (order_recipient.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = order_recipient.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = order_recipient.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0)))"""

DOWNGRADE = """
DROP VIEW contact_disclosed;
DROP POLICY client_of_orders ON client;
DROP POLICY reach_of_orders ON reach;
DROP TABLE disclosure_end;
DROP TABLE disclosure;
DROP TABLE urgent_task_order;
DROP TABLE urgent_task;
DROP TABLE office_hours;
ALTER TABLE message NO FORCE ROW LEVEL SECURITY;
DELETE FROM message WHERE event IN ({events});
ALTER TABLE message FORCE ROW LEVEL SECURITY;
"""

MILESTONE = (
    "SELECT organiser_id, id, text 'ContactDisclosed' AS type, client_id, at AS at FROM disclosure WHERE at IS NOT NULL"
)
TIMELINE = "client_timeline"


def upgrade() -> None:
    """Show the present instead of copies, and keep disclosures and urgent tasks."""
    _events(add=True)
    _run(TABLES)
    _run(POLICIES)
    for table in ("disclosure", "disclosure_end"):
        _run(APPEND_ONLY.format(table=table))
    _run(RECIPIENT)
    _run(GRANTS.format(app=_app()))
    _timeline([*_milestones(), MILESTONE])
    _run(REACH)


def downgrade() -> None:
    """Copy again, from the present."""
    _timeline([part for part in _milestones() if "'ContactDisclosed'" not in part])
    _run(OLD_TABLE.format(app=_app()))
    _run(f"CREATE POLICY order_recipient_policy ON order_recipient USING ({OLD_POLICY}) WITH CHECK ({OLD_POLICY})")
    _run(DOWNGRADE.format(events=", ".join(f"'{event}'" for event in EVENTS)))
    _events(add=False)


def _app() -> str:
    role = context.config.attributes.get("app_role", "hb_app")
    return '"' + role.replace('"', '""') + '"'


def _events(*, add: bool) -> None:
    """Add the events to those that the database takes, or take them away; others may be there already."""
    definition = op.get_bind().exec_driver_sql(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'message_event_check'"
    )
    present = [event for event in re.findall(r"'([A-Z_]+)'", definition.scalar_one()) if event not in EVENTS]
    words = ", ".join(f"'{event}'" for event in sorted([*present, *(EVENTS if add else ())]))
    _run(
        "ALTER TABLE message DROP CONSTRAINT message_event_check,"
        f" ADD CONSTRAINT message_event_check CHECK (event IN ({words}))"
    )


def _milestones() -> list[str]:
    """The parts of the view of a client's case as the migrations before have left it."""
    definition = op.get_bind().exec_driver_sql(f"SELECT pg_get_viewdef('{TIMELINE}'::regclass)")
    return definition.scalar_one().rstrip().rstrip(";").split("UNION ALL")


def _timeline(parts: list[str]) -> None:
    whole = " UNION ALL ".join(parts)
    _run(f"CREATE OR REPLACE VIEW {TIMELINE} WITH (security_invoker = true) AS {whole}")


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
