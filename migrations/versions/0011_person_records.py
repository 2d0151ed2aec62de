"""Merged records of one person, identity codes that were changed, and deaths that were recorded.

A list of words that a column may have is read from its CHECK and extended, so that what other migrations
added stays.
"""

import re

from alembic import context, op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORDS = {
    ("message", "event"): (
        "CLIENT_DIED",
        "DEATH_CORRECTED",
        "IDENTITY_CODE_CHANGED",
        "ORDER_CLIENT_DIED",
        "ORDER_GOES_ON",
        "RECORDS_MERGED",
        "RECORDS_SEPARATED",
    ),
    ("message", "state"): ("WITHHELD",),
}

# A client's code is the row of the code from now on, since there may be former ones beside it.
IDENTITY = """
ALTER TABLE client_identity ADD COLUMN id UUID, ADD COLUMN replaced_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE client_identity NO FORCE ROW LEVEL SECURITY;
UPDATE client_identity SET id = client_id;
ALTER TABLE client_identity FORCE ROW LEVEL SECURITY;
ALTER TABLE client_identity ALTER COLUMN id SET NOT NULL, DROP CONSTRAINT client_identity_pkey,
    ADD CONSTRAINT client_identity_pkey PRIMARY KEY (organiser_id, id);
CREATE UNIQUE INDEX client_identity_present_key ON client_identity (organiser_id, client_id)
    WHERE replaced_at IS NULL;
"""

TABLES = """
ALTER TABLE client ADD COLUMN merged_into UUID,
    ADD CONSTRAINT client_organiser_id_merged_into_fkey FOREIGN KEY (organiser_id, merged_into)
        REFERENCES client (organiser_id, id),
    ADD CONSTRAINT client_merged_into_check CHECK (merged_into <> id);
CREATE INDEX client_merged_into_idx ON client (organiser_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE identity_change (
    organiser_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    identity_id UUID NOT NULL,
    former_id UUID NOT NULL,
    reason VARCHAR(40) NOT NULL,
    birth_date_before DATE NOT NULL,
    birth_date_after DATE NOT NULL,
    worker_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT identity_change_pkey PRIMARY KEY (organiser_id, id),
    CONSTRAINT identity_change_organiser_id_client_id_fkey FOREIGN KEY (organiser_id, client_id)
        REFERENCES client (organiser_id, id),
    CONSTRAINT identity_change_organiser_id_identity_id_fkey FOREIGN KEY (organiser_id, identity_id)
        REFERENCES client_identity (organiser_id, id),
    CONSTRAINT identity_change_organiser_id_former_id_fkey FOREIGN KEY (organiser_id, former_id)
        REFERENCES client_identity (organiser_id, id),
    CONSTRAINT identity_change_reason_check
        CHECK (reason IN ('CORRECTION', 'GENDER_CONFIRMATION', 'PROTECTION'))
);
CREATE INDEX identity_change_organiser_id_client_id_at_id_idx
    ON identity_change (organiser_id, client_id, at, id);
CREATE TABLE record_merge (
    organiser_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    other_id UUID NOT NULL,
    kind VARCHAR(40) NOT NULL,
    reason TEXT NOT NULL,
    worker_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT record_merge_pkey PRIMARY KEY (organiser_id, id),
    CONSTRAINT record_merge_organiser_id_client_id_fkey FOREIGN KEY (organiser_id, client_id)
        REFERENCES client (organiser_id, id),
    CONSTRAINT record_merge_organiser_id_other_id_fkey FOREIGN KEY (organiser_id, other_id)
        REFERENCES client (organiser_id, id),
    CONSTRAINT record_merge_kind_check CHECK (kind IN ('CLOSED', 'TOOK_OVER', 'SEPARATED')),
    CONSTRAINT record_merge_two_records_check CHECK (client_id <> other_id)
);
CREATE INDEX record_merge_organiser_id_client_id_at_id_idx ON record_merge (organiser_id, client_id, at, id);
CREATE INDEX record_merge_organiser_id_other_id_idx ON record_merge (organiser_id, other_id);
CREATE TABLE death_record (
    organiser_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    died_on DATE,
    reason TEXT,
    worker_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT death_record_pkey PRIMARY KEY (organiser_id, id),
    CONSTRAINT death_record_organiser_id_client_id_fkey FOREIGN KEY (organiser_id, client_id)
        REFERENCES client (organiser_id, id)
);
CREATE INDEX death_record_organiser_id_client_id_at_id_idx ON death_record (organiser_id, client_id, at, id);
CREATE TABLE death_ending (
    organiser_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    death_record_id UUID NOT NULL,
    representation_id UUID NOT NULL,
    valid_until DATE,
    CONSTRAINT death_ending_pkey PRIMARY KEY (organiser_id, id),
    CONSTRAINT death_ending_organiser_id_client_id_fkey FOREIGN KEY (organiser_id, client_id)
        REFERENCES client (organiser_id, id),
    CONSTRAINT death_ending_organiser_id_death_record_id_fkey FOREIGN KEY (organiser_id, death_record_id)
        REFERENCES death_record (organiser_id, id),
    CONSTRAINT death_ending_organiser_id_representation_id_fkey FOREIGN KEY (organiser_id, representation_id)
        REFERENCES representation (organiser_id, id)
);
CREATE INDEX death_ending_organiser_id_client_id_idx ON death_ending (organiser_id, client_id);
ALTER TABLE reach ADD COLUMN by_merge BOOLEAN NOT NULL DEFAULT false;
"""
APPEND_ONLY = ("identity_change", "record_merge", "death_record", "death_ending")

REACHED = """({table}.client_id = (SELECT {client}) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = {table}.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = {table}.client_id AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'{personal}
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))"""
PERSONAL = " AND reach.scope <> 'FINANCIAL'"

# Whoever is given reach to a client is given it to the records that were merged into the client's, and it
# ends there with it. The trigger does not fire for the rows that it writes itself.
MIRROR = """
CREATE FUNCTION reach_of_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM client JOIN changed ON client.organiser_id = changed.organiser_id
    AND client.id = changed.client_id FOR KEY SHARE OF client;
  INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from, valid_until,
    by_merge)
  SELECT changed.organiser_id, changed.party_id, record.client_id, changed.ground, changed.source_id,
    changed.scope, changed.valid_from, changed.valid_until, true
  FROM changed JOIN LATERAL (
    SELECT DISTINCT ON (event.client_id) event.client_id, event.kind FROM record_merge AS event
    WHERE event.organiser_id = changed.organiser_id AND event.other_id = changed.client_id
    ORDER BY event.client_id, event.at DESC, event.id DESC
  ) AS record ON record.kind = 'CLOSED'
  WHERE changed.scope <> 'ORDER'
  ON CONFLICT (organiser_id, party_id, client_id, ground, source_id) DO UPDATE
    SET scope = excluded.scope, valid_from = excluded.valid_from, valid_until = excluded.valid_until
    WHERE reach.by_merge;
  RETURN NULL;
END $$;
CREATE TRIGGER reach_of_merged_given AFTER INSERT ON reach REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION reach_of_merged();
CREATE TRIGGER reach_of_merged_ended AFTER UPDATE ON reach REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION reach_of_merged();
"""

MILESTONES = (
    ("AssessmentCompleted", "assessment_completed", "assessment", "completed_at"),
    ("DeathRecorded", "death_recorded", "death_record", "at"),
    ("DecisionMade", "decision_made", "decision", "decided_at"),
    ("DeliveryReported", "delivery_reported", "delivery", "reported_at"),
    ("IdentityCodeChanged", "identity_code_changed", "identity_change", "at"),
    ("MatterOpened", "matter_opened", "matter", "opened_at"),
    ("OrderAnswered", "order_answered", "service_order", "answered_at"),
    ("OrderSent", "order_sent", "service_order", "sent_at"),
    ("PlanApproved", "plan_approved", "plan", "approved_at"),
    ("PlanSubmitted", "plan_submitted", "plan", "submitted_at"),
    ("RecordsMerged", "records_merged", "record_merge", "at"),
)
BROUGHT = ("DeathRecorded", "IdentityCodeChanged", "RecordsMerged")

DOWNGRADE = """
DROP TRIGGER reach_of_merged_given ON reach;
DROP TRIGGER reach_of_merged_ended ON reach;
DROP FUNCTION reach_of_merged;
ALTER TABLE reach DROP COLUMN by_merge;
DROP TABLE death_ending;
DROP TABLE death_record;
DROP TABLE record_merge;
DROP TABLE identity_change;
ALTER TABLE client DROP COLUMN merged_into;
ALTER TABLE client_identity NO FORCE ROW LEVEL SECURITY;
DELETE FROM client_identity WHERE replaced_at IS NOT NULL;
ALTER TABLE client_identity FORCE ROW LEVEL SECURITY;
DROP INDEX client_identity_present_key;
ALTER TABLE client_identity DROP CONSTRAINT client_identity_pkey,
    ADD CONSTRAINT client_identity_pkey PRIMARY KEY (organiser_id, client_id);
ALTER TABLE client_identity DROP COLUMN id, DROP COLUMN replaced_at;
"""
"""Former codes go, with what they found. What merging gave of reach goes with its column's rows before."""


def upgrade() -> None:
    """Make the tables, their policies and rights, the trigger, the views and the words."""
    _run(IDENTITY + TABLES)
    app_role = '"' + context.config.attributes.get("app_role", "hb_app").replace('"', '""') + '"'
    for table in APPEND_ONLY:
        _guard(table, app_role)
    op.get_bind().exec_driver_sql(MIRROR.partition("CREATE TRIGGER")[0])
    _run("CREATE TRIGGER" + MIRROR.partition("CREATE TRIGGER")[2])
    for kind, view, table, at in MILESTONES:
        if kind in BROUGHT:
            op.get_bind().exec_driver_sql(
                f"CREATE VIEW {view} WITH (security_invoker = true) AS"
                f" SELECT organiser_id, id, client_id, {at} AS at FROM {table} WHERE {at} IS NOT NULL"
            )
            op.get_bind().exec_driver_sql(f"GRANT SELECT ON {view} TO {app_role}")
    _view_timeline({kind for kind, *_ in MILESTONES})
    for (table, column), words in WORDS.items():
        _allow(table, column, lambda allowed, words=words: sorted({*allowed, *words}))


def downgrade() -> None:
    """Take it all out: messages and reach of what is no more go too."""
    for (table, column), words in WORDS.items():
        _unguarded(table, f"DELETE FROM {table} WHERE {column} IN ({_quoted(words)})")
        _allow(table, column, lambda allowed, words=words: [word for word in allowed if word not in words])
    _unguarded("reach", "DELETE FROM reach WHERE by_merge")
    _view_timeline({kind for kind, *_ in MILESTONES} - set(BROUGHT))
    for kind, view, *_ in MILESTONES:
        if kind in BROUGHT:
            op.get_bind().exec_driver_sql(f"DROP VIEW {view}")
    _run(DOWNGRADE)


def _guard(table: str, app_role: str) -> None:
    """Row-level security, rights, and the triggers that keep rows as they were written."""
    is_personal = table == "identity_change"
    rule = REACHED.format(
        table=table,
        personal=PERSONAL if is_personal else "",
        client="ctx_personal_client()" if is_personal else "ctx_client()",
    )
    if table in {"record_merge", "death_record"}:
        rule = f"(SELECT ctx_door()) = 'command' OR {rule}"
    whole = f"organiser_id = (SELECT ctx_organiser()) AND ({rule})"
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_policy ON {table} USING ({whole}) WITH CHECK ({whole})",
        f"GRANT SELECT, INSERT ON {table} TO {app_role}",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ):
        op.get_bind().exec_driver_sql(statement)


def _view_timeline(kinds: set[str]) -> None:
    parts = "\nUNION ALL\n".join(
        f"SELECT organiser_id, id, text '{kind}' AS type, client_id, {at} AS at FROM {table}"
        f" WHERE {at} IS NOT NULL"
        for kind, _, table, at in MILESTONES
        if kind in kinds
    )
    op.get_bind().exec_driver_sql(
        f"CREATE OR REPLACE VIEW client_timeline WITH (security_invoker = true) AS {parts}"
    )


def _allow(table: str, column: str, change) -> None:  # noqa: ANN001
    name = f"{table}_{column}_check"
    definition = (
        op.get_bind()
        .exec_driver_sql(f"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'")
        .scalar_one()
    )
    words = change(re.findall(r"'([A-Z_]+)'", definition))
    op.get_bind().exec_driver_sql(
        f"ALTER TABLE {table} DROP CONSTRAINT {name},"
        f" ADD CONSTRAINT {name} CHECK ({column} IN ({_quoted(words)}))"
    )


def _quoted(words: object) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _unguarded(table: str, statement: str) -> None:
    _run(f"""
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
{statement};
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
""")


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
