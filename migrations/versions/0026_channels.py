"""Addresses that messages leave to, channels as data, webhooks of producers' systems.

The way down loses addresses of workers and producers, channel rules, webhooks with their secrets and deliveries,
and when messages were sent or why they were not: all of it is to be recorded again.
"""

import logging
import re
from collections.abc import Iterable

from alembic import context, op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

log = logging.getLogger("alembic.runtime.migration")

EVENTS = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'message_event_check'"
STATES = "'WAITING', 'SENT', 'FAILED', 'WITHHELD'"
FAULTS = (
    "'NO_CHANNEL', 'NO_CONSENT', 'NO_ADDRESS', 'NO_REPRESENTATIVE', 'NO_ENDPOINT', 'CHANNEL_NOT_SET_UP',"
    " 'CHANNEL_UNAVAILABLE', 'BAD_ANSWER', 'REFUSED_BY_RECEIVER', 'NOT_PUBLIC', 'REDIRECTED', 'OWN_FAULT'"
)
CHANNELS = "'SUOMI_FI', 'LETTER', 'EMAIL', 'SMS', 'WEBHOOK'"

MESSAGE = """
ALTER TABLE message ADD COLUMN sent_at TIMESTAMP WITH TIME ZONE, ADD COLUMN failure VARCHAR(40),
  ADD CONSTRAINT message_failure_check CHECK (failure IN ({faults})),
  DROP CONSTRAINT message_state_check,
  ADD CONSTRAINT message_state_check CHECK (state IN ({states}, 'NOT_NEEDED'));
ALTER TABLE worker ADD COLUMN email TEXT, ADD COLUMN phone TEXT;
"""
TABLES = """
CREATE TABLE unsent_message (
  organiser_id UUID NOT NULL,
  message_id UUID NOT NULL,
  event VARCHAR(40) NOT NULL,
  channel VARCHAR(40) NOT NULL,
  state VARCHAR(40) NOT NULL,
  reason VARCHAR(40) NOT NULL,
  attempts INTEGER NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  tried_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT unsent_message_pkey PRIMARY KEY (organiser_id, message_id),
  CONSTRAINT unsent_message_organiser_id_message_id_fkey FOREIGN KEY (organiser_id, message_id)
    REFERENCES message (organiser_id, id),
  CONSTRAINT unsent_message_channel_check CHECK (channel IN ({channels})),
  CONSTRAINT unsent_message_state_check CHECK (state IN ({states}, 'NOT_NEEDED')),
  CONSTRAINT unsent_message_reason_check CHECK (reason IN ({faults}))
);
CREATE INDEX unsent_message_organiser_id_tried_at_message_id_idx
  ON unsent_message (organiser_id, tried_at, message_id);
CREATE TABLE channel_rule (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  recipient VARCHAR(40) NOT NULL,
  event VARCHAR(40),
  consents BOOLEAN,
  from_age INTEGER,
  below_age INTEGER,
  channel VARCHAR(40),
  valid_from DATE NOT NULL,
  CONSTRAINT channel_rule_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT channel_rule_ages_check CHECK (from_age >= 0 AND below_age > coalesce(from_age, 0)),
  CONSTRAINT channel_rule_of_clients_check
    CHECK (recipient = 'PARTY' OR num_nonnulls(consents, from_age, below_age) = 0),
  CONSTRAINT channel_rule_own_channel_check CHECK (channel IS NOT NULL OR below_age IS NOT NULL),
  CONSTRAINT channel_rule_recipient_check CHECK (recipient IN ('PARTY', 'WORKER', 'PRODUCER')),
  CONSTRAINT channel_rule_event_check CHECK (event IN ({events})),
  CONSTRAINT channel_rule_channel_check CHECK (channel IN ({channels}))
);
CREATE TABLE producer_contact (
  organiser_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  email TEXT,
  phone TEXT,
  changed_by UUID NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT producer_contact_pkey PRIMARY KEY (organiser_id, producer_id),
  CONSTRAINT producer_contact_producer_id_fkey FOREIGN KEY (producer_id) REFERENCES producer (id)
);
CREATE TABLE webhook (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  url TEXT NOT NULL,
  made_by UUID NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  ended_by UUID,
  CONSTRAINT webhook_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT webhook_ended_check CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT webhook_producer_id_fkey FOREIGN KEY (producer_id) REFERENCES producer (id)
);
CREATE INDEX webhook_organiser_id_producer_id_made_at_id_idx
  ON webhook (organiser_id, producer_id, made_at, id);
CREATE UNIQUE INDEX webhook_present_key ON webhook (organiser_id, producer_id) WHERE ended_at IS NULL;
CREATE TABLE webhook_secret (
  organiser_id UUID NOT NULL,
  webhook_id UUID NOT NULL,
  signing_secret_ciphertext BYTEA NOT NULL,
  signing_secret_index BYTEA,
  signing_secret_index_2 BYTEA,
  key_id TEXT NOT NULL,
  CONSTRAINT webhook_secret_pkey PRIMARY KEY (organiser_id, webhook_id),
  CONSTRAINT webhook_secret_organiser_id_webhook_id_fkey FOREIGN KEY (organiser_id, webhook_id)
    REFERENCES webhook (organiser_id, id)
);
CREATE TRIGGER webhook_secret_signing_secret_keys BEFORE INSERT ON webhook_secret FOR EACH ROW
  EXECUTE FUNCTION refuse_old_keys('signing_secret_index', 'signing_secret_index_2');
CREATE TABLE webhook_delivery (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  event VARCHAR(40) NOT NULL,
  subject_type VARCHAR(40),
  subject_id UUID,
  state VARCHAR(40) NOT NULL,
  attempts INTEGER NOT NULL,
  status_code INTEGER,
  reason VARCHAR(40),
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  tried_at TIMESTAMP WITH TIME ZONE,
  delivered_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT webhook_delivery_organiser_id_id_fkey FOREIGN KEY (organiser_id, id)
    REFERENCES message (organiser_id, id),
  CONSTRAINT webhook_delivery_delivered_check CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL)),
  CONSTRAINT webhook_delivery_producer_id_fkey FOREIGN KEY (producer_id) REFERENCES producer (id),
  CONSTRAINT webhook_delivery_state_check CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED')),
  CONSTRAINT webhook_delivery_reason_check CHECK (reason IN ({faults}))
);
CREATE INDEX webhook_delivery_organiser_id_at_id_idx ON webhook_delivery (organiser_id, at, id);
CREATE INDEX webhook_delivery_organiser_id_producer_id_at_id_idx
  ON webhook_delivery (organiser_id, producer_id, at, id);
"""
SECURITY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_policy ON {table} FOR ALL USING ({condition}) WITH CHECK ({condition});
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {app_role};
"""
WORKING = """
CREATE POLICY {table}_working ON {table} FOR ALL USING ({working}) WITH CHECK ({working});
"""
OWN = "organiser_id = (SELECT ctx_organiser())"
COMMAND = "(SELECT ctx_door()) = 'command'"
SYSTEM = f"{OWN} AND {COMMAND} AND (SELECT ctx_role()) = 'SYSTEM'"
PRODUCERS = "'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT'"
OF_PRODUCERS = {
    "producer_contact": "(SELECT ctx_role()) IN ('PRODUCER_COORDINATOR') OR ",
    "webhook": "",
    "webhook_delivery": "(SELECT ctx_role()) IN ('ADMINISTRATOR') OR ",
}
CONDITIONS = {
    "unsent_message": f"{OWN} AND ({COMMAND} OR (SELECT ctx_role()) = 'ADMINISTRATOR')",
    "channel_rule": OWN,
    "webhook_secret": f"{OWN} AND {COMMAND}",
    **{
        table: f"{OWN} AND ({roles}({table}.producer_id = (SELECT ctx_party())"
        f" AND (SELECT ctx_role()) IN ({PRODUCERS})))"
        for table, roles in OF_PRODUCERS.items()
    },
}

# What channel_to of the releases before decided: clients by consent, workers and producers by e-mail, and by
# text message where it is urgent. A child under 15 gets nothing of its own (hallintolaki 434/2003 14 §).
DEFAULTS = """
ALTER TABLE channel_rule NO FORCE ROW LEVEL SECURITY;
INSERT INTO channel_rule (organiser_id, id, recipient, event, consents, below_age, channel, valid_from)
  SELECT organiser.id, gen_random_uuid(), new.*, date '2026-01-01' FROM organiser CROSS JOIN (VALUES
    ('PARTY', NULL, true, NULL::integer, 'SUOMI_FI'),
    ('PARTY', NULL, false, NULL, 'LETTER'),
    ('PARTY', NULL, NULL, 15, NULL),
    ('WORKER', NULL, NULL, NULL, 'EMAIL'),
    ('WORKER', 'URGENT_TASK_GIVEN', NULL, NULL, 'SMS'),
    ('WORKER', 'URGENT_TASK_LATE', NULL, NULL, 'SMS'),
    ('PRODUCER', NULL, NULL, NULL, 'EMAIL')
  ) AS new (recipient, event, consents, below_age, channel);
ALTER TABLE channel_rule FORCE ROW LEVEL SECURITY;
"""

# What waited for a sender gets one; what was read here meanwhile is found not to be needed when it is sent.
# Nobody is notified outside of what is two weeks old at the upgrade, urgent or not: it has been here to read,
# and where it mattered it has been dealt with. Such a message is NOT_NEEDED, and how many is logged.
DAYS_STILL_SENT = 14
TOO_OLD = """
UPDATE message SET state = 'NOT_NEEDED'
WHERE state = 'WAITING' AND at < now() - make_interval(days => {days})
"""
JOBS = """
ALTER TABLE job NO FORCE ROW LEVEL SECURITY;
INSERT INTO job (organiser_id, id, kind, state, subject_id, facts, at, due_at)
  SELECT organiser_id, gen_random_uuid(), 'MESSAGE_SEND', 'WAITING', id, '{{}}', now(), now()
  FROM message WHERE state = 'WAITING';
ALTER TABLE job FORCE ROW LEVEL SECURITY;
"""
NO_JOBS = """
ALTER TABLE message NO FORCE ROW LEVEL SECURITY;
ALTER TABLE job NO FORCE ROW LEVEL SECURITY;
DELETE FROM job WHERE kind IN ('MESSAGE_SEND', 'WEBHOOK_POST');
UPDATE message SET state = 'WITHHELD' WHERE state = 'NOT_NEEDED';
ALTER TABLE message FORCE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
"""
NO_TABLES = """
DROP TABLE webhook_delivery;
DROP TABLE webhook_secret;
DROP TABLE webhook;
DROP TABLE producer_contact;
DROP TABLE channel_rule;
DROP TABLE unsent_message;
ALTER TABLE worker DROP COLUMN email, DROP COLUMN phone;
ALTER TABLE message DROP COLUMN sent_at, DROP COLUMN failure, DROP CONSTRAINT message_state_check,
  ADD CONSTRAINT message_state_check CHECK (state IN ({states}));
"""


def upgrade() -> None:
    """Add what sending needs, the rules of today, and a job for each message that waits."""
    definition = op.get_bind().exec_driver_sql(EVENTS).scalar_one()
    events = ", ".join(f"'{event}'" for event in re.findall(r"'([A-Z_]+)'", definition))
    app_role = context.config.attributes.get("app_role", "hb_app")
    app_role = '"' + app_role.replace('"', '""') + '"'
    words = {"states": STATES, "faults": FAULTS, "channels": CHANNELS, "events": events}
    _run(script.format(**words) for script in (MESSAGE, TABLES))
    _run(
        SECURITY.format(table=table, condition=condition, app_role=app_role)
        for table, condition in CONDITIONS.items()
    )
    _run(WORKING.format(table=table, working=SYSTEM) for table in OF_PRODUCERS)
    _run((DEFAULTS, "ALTER TABLE message NO FORCE ROW LEVEL SECURITY"))
    too_old = op.get_bind().exec_driver_sql(TOO_OLD.format(days=DAYS_STILL_SENT)).rowcount
    log.info("%d messages older than %d days are not sent", too_old, DAYS_STILL_SENT)
    _run((JOBS.format(), "ALTER TABLE message FORCE ROW LEVEL SECURITY"))


def downgrade() -> None:
    """Take it away; a message that needed no sending is one that is kept back to the release before."""
    _run((NO_JOBS, NO_TABLES.format(states=STATES)))


def _run(scripts: Iterable[str]) -> None:
    for script in scripts:
        for statement in filter(str.strip, script.split(";\n")):
            op.get_bind().exec_driver_sql(statement.strip().removesuffix(";"))
