"""Unsent messages say what kind of recipient they were for, and producers test their endpoints.

Letters tell an address abroad, and one that cannot be printed, from one that is missing; an attorney under a
continuing power of attorney (laki edunvalvontavaltuutuksesta 648/2007) represents clients.

The way down loses test calls and kinds of recipients, says of both addresses that there is none, and of such an
attorney what the release before says of one who is authorised.
"""

import re

from alembic import context, op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

FAULTS = frozenset({"FOREIGN_ADDRESS", "UNPRINTABLE_ADDRESS"})
KINDS = frozenset({"CONTINUING_POWER"})
OF_FAULTS = (
    ("message", "failure"),
    ("unsent_message", "reason"),
    ("unsent_message", "former_reason"),
    ("webhook_call", "reason"),
    ("webhook_call", "former_reason"),
)
DEFINITION = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'"
OWN = "organiser_id = (SELECT ctx_organiser())"
COMMAND = "(SELECT ctx_door()) = 'command'"
SYSTEM = f"{OWN} AND {COMMAND} AND (SELECT ctx_role()) = 'SYSTEM'"
CARE = "'ON_CALL_WORKER', 'SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER'"
REACHED = """(unsent_party.client_id = (SELECT ctx_client()) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = unsent_party.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = unsent_party.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER' AND (reach.scope <> 'VIEW' OR (SELECT ctx_door()) IS DISTINCT FROM 'command')
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until + 1) OFFSET 0))"""
OF_PARTIES = f"{OWN} AND ({REACHED})"
BEFORE = f"{OWN} AND ({COMMAND} OR (SELECT ctx_role()) = 'ADMINISTRATOR')"
UNSENT = f"""{OWN} AND ({COMMAND} OR (SELECT ctx_role()) = 'ADMINISTRATOR'
    OR ((SELECT ctx_role()) IN ({CARE}) AND EXISTS (SELECT 1 FROM unsent_party
    WHERE unsent_party.organiser_id = unsent_message.organiser_id
    AND unsent_party.message_id = unsent_message.message_id)))"""
POLICY = """
ALTER POLICY unsent_message_policy ON unsent_message USING ({condition}) WITH CHECK ({condition})
"""
COLUMNS = """
ALTER TABLE unsent_message ADD COLUMN recipient VARCHAR(40), ADD COLUMN worker_id UUID,
  ADD COLUMN producer_id UUID
"""
FILLED = """
UPDATE unsent_message SET recipient = CASE
    WHEN EXISTS (SELECT FROM client WHERE client.organiser_id = message.organiser_id
      AND client.id = message.recipient_id) THEN 'CLIENT'
    WHEN EXISTS (SELECT FROM representative WHERE representative.organiser_id = message.organiser_id
      AND representative.id = message.recipient_id) THEN 'REPRESENTATIVE'
    WHEN EXISTS (SELECT FROM producer WHERE producer.id = message.recipient_id)
      OR EXISTS (SELECT FROM producer_user WHERE producer_user.id = message.recipient_id) THEN 'PRODUCER'
    ELSE 'WORKER' END,
  worker_id = (SELECT worker.id FROM worker WHERE worker.organiser_id = message.organiser_id
    AND worker.id = message.recipient_id),
  producer_id = coalesce((SELECT producer.id FROM producer WHERE producer.id = message.recipient_id),
    (SELECT producer_user.producer_id FROM producer_user WHERE producer_user.id = message.recipient_id))
FROM message
WHERE message.organiser_id = unsent_message.organiser_id AND message.id = unsent_message.message_id;
INSERT INTO unsent_party (organiser_id, message_id, client_id, representative_id, at)
SELECT about.organiser_id, about.message_id, about.client_id, about.representative_id, about.at FROM (
  SELECT message.organiser_id, unsent_message.message_id, message.at, representative.id AS representative_id,
    coalesce(message.client_id, client.id) AS client_id
  FROM unsent_message JOIN message ON message.organiser_id = unsent_message.organiser_id
    AND message.id = unsent_message.message_id
  LEFT JOIN client ON client.organiser_id = message.organiser_id AND client.id = message.recipient_id
  LEFT JOIN representative ON representative.organiser_id = message.organiser_id
    AND representative.id = message.recipient_id
) AS about WHERE about.client_id IS NOT NULL
"""
REQUIRED = """
ALTER TABLE unsent_message ALTER COLUMN recipient SET NOT NULL,
  ADD CONSTRAINT unsent_message_recipient_check
    CHECK (recipient IN ('CLIENT', 'REPRESENTATIVE', 'WORKER', 'PRODUCER'))
"""
PARTIES = """
CREATE TABLE unsent_party (
  organiser_id UUID NOT NULL,
  message_id UUID NOT NULL,
  client_id UUID NOT NULL,
  representative_id UUID,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT unsent_party_pkey PRIMARY KEY (organiser_id, message_id),
  CONSTRAINT unsent_party_organiser_id_message_id_fkey FOREIGN KEY (organiser_id, message_id)
    REFERENCES unsent_message (organiser_id, message_id)
);
CREATE INDEX unsent_party_organiser_id_client_id_at_message_id_idx
  ON unsent_party (organiser_id, client_id, at, message_id);
CREATE INDEX unsent_party_organiser_id_at_message_id_idx ON unsent_party (organiser_id, at, message_id)
"""
TESTS = """
CREATE TABLE webhook_test (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  webhook_id UUID NOT NULL,
  state VARCHAR(40) NOT NULL,
  status_code INTEGER,
  reason VARCHAR(40),
  duration_ms INTEGER,
  signature_headers TEXT[],
  asked_by UUID NOT NULL,
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT webhook_test_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT webhook_test_organiser_id_webhook_id_fkey FOREIGN KEY (organiser_id, webhook_id)
    REFERENCES webhook (organiser_id, id),
  CONSTRAINT webhook_test_producer_id_fkey FOREIGN KEY (producer_id) REFERENCES producer (id),
  CONSTRAINT webhook_test_state_check CHECK (state IN ('WAITING', 'RECEIVED', 'FAILED')),
  CONSTRAINT webhook_test_reason_check CHECK (reason IN ({faults})),
  CONSTRAINT webhook_test_ended_check CHECK ((state = 'WAITING') = (ended_at IS NULL)),
  CONSTRAINT webhook_test_failed_check CHECK ((state = 'FAILED') = (reason IS NOT NULL))
);
CREATE INDEX webhook_test_organiser_id_producer_id_asked_at_id_idx
  ON webhook_test (organiser_id, producer_id, asked_at, id)
"""
SECURITY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_policy ON {table} FOR ALL USING ({condition}) WITH CHECK ({condition});
CREATE POLICY {table}_working ON {table} FOR ALL USING ({system}) WITH CHECK ({system});
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {app_role}
"""
OF_PRODUCERS = f"""{OWN} AND ((webhook_test.producer_id = (SELECT ctx_party())
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')))"""
WITHOUT_TESTS = "DELETE FROM job WHERE kind = 'WEBHOOK_TEST'"


def upgrade() -> None:
    """Take the new words, fill the kinds of recipients, and add test calls."""
    for table, column in OF_FAULTS:
        _check(table, column, added=FAULTS)
    _check("representation", "kind", added=KINDS)
    faults = ", ".join(f"'{fault}'" for fault in sorted(_words("message_failure_check")))
    _run(COLUMNS, PARTIES, TESTS.format(faults=faults))
    _unforced(FILLED, "unsent_message", "message", "client", "representative", "worker")
    app_role = context.config.attributes.get("app_role", "hb_app")
    app_role = '"' + app_role.replace('"', '""') + '"'
    for table, condition in (("unsent_party", OF_PARTIES), ("webhook_test", OF_PRODUCERS)):
        _run(SECURITY.format(table=table, condition=condition, system=SYSTEM, app_role=app_role))
    _run(REQUIRED, POLICY.format(condition=UNSENT))


def downgrade() -> None:
    """Have none of it."""
    _unforced(WITHOUT_TESTS, "job")
    _run("DROP TABLE webhook_test", POLICY.format(condition=BEFORE), "DROP TABLE unsent_party")
    _run("ALTER TABLE unsent_message DROP COLUMN recipient, DROP COLUMN worker_id, DROP COLUMN producer_id")
    faults = ", ".join(f"'{fault}'" for fault in sorted(FAULTS))
    for table, column in OF_FAULTS:
        _unforced(f"UPDATE {table} SET {column} = 'NO_ADDRESS' WHERE {column} IN ({faults})", table)
        _check(table, column, removed=FAULTS)
    _unforced("UPDATE representation SET kind = 'AUTHORISED' WHERE kind = 'CONTINUING_POWER'", "representation")
    _check("representation", "kind", removed=KINDS)


def _words(name: str) -> set[str]:
    definition = op.get_bind().exec_driver_sql(DEFINITION.format(name=name)).scalar_one()
    return set(re.findall(r"'([A-Z_]+)'", definition))


def _check(
    table: str, column: str, added: frozenset[str] = frozenset(), removed: frozenset[str] = frozenset()
) -> None:
    """Have a column take words more, or fewer."""
    name = f"{table}_{column}_check"
    listed = ", ".join(f"'{word}'" for word in sorted((_words(name) | added) - removed))
    _run(
        f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name} CHECK ({column} IN ({listed}))"
    )


def _unforced(script: str, *tables: str) -> None:
    """Run statements of the owner's past the policies, which bind the owner too."""
    _run(*(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in tables))
    _run(script)
    _run(*(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in tables))


def _run(*scripts: str) -> None:
    for script in scripts:
        for statement in filter(str.strip, script.split(";\n")):
            op.get_bind().exec_driver_sql(statement.strip().removesuffix(";"))
