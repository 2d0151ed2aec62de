"""A digest for each row of the logs, decisions, deliveries, disclosures and payments; the seals' chain."""

from alembic import context, op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE row_version (
  organiser_id UUID NOT NULL,
  table_name TEXT NOT NULL,
  row_id UUID NOT NULL,
  version INTEGER NOT NULL,
  row_digest BYTEA NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  digest BYTEA NOT NULL,
  CONSTRAINT row_version_pkey PRIMARY KEY (organiser_id, table_name, row_id, version),
  CONSTRAINT row_version_version_check CHECK (version >= 1)
);
CREATE TABLE seal (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  number INTEGER NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  until TIMESTAMP WITH TIME ZONE NOT NULL,
  hours_count INTEGER NOT NULL,
  rows_count INTEGER NOT NULL,
  sealed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  body TEXT NOT NULL,
  head TEXT NOT NULL,
  signature TEXT NOT NULL,
  CONSTRAINT seal_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT seal_number_check CHECK (number >= 1),
  CONSTRAINT seal_interval_check CHECK (until > since)
);
CREATE UNIQUE INDEX seal_number_key ON seal (organiser_id, number);
CREATE INDEX transfer_at_idx ON transfer USING brin (organiser_id, at);
CREATE INDEX link_at_idx ON link USING brin (organiser_id, at);
CREATE INDEX delivery_reported_at_idx ON delivery USING brin (organiser_id, reported_at);
ALTER TABLE row_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE row_version FORCE ROW LEVEL SECURITY;
ALTER TABLE seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE seal FORCE ROW LEVEL SECURITY;
CREATE TRIGGER row_version_append_only BEFORE UPDATE OR DELETE ON row_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER row_version_no_truncate BEFORE TRUNCATE ON row_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON row_version TO {app_role};
GRANT SELECT ON seal TO {app_role};
"""

POLICIES = """
CREATE POLICY row_version_policy ON row_version USING (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command') WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command');
CREATE POLICY seal_policy ON seal USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY decision_proving ON decision FOR SELECT TO pg_database_owner USING (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY decision_line_proving ON decision_line FOR SELECT TO pg_database_owner USING (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY delivery_proving ON delivery FOR SELECT TO pg_database_owner USING (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY disclosure_proving ON disclosure FOR SELECT TO pg_database_owner USING (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY disclosure_end_proving ON disclosure_end FOR SELECT TO pg_database_owner USING (organiser_id = (SELECT ctx_organiser()));
CREATE POLICY settlement_proving ON settlement FOR SELECT TO pg_database_owner USING (organiser_id = (SELECT ctx_organiser()));
"""

ENCODINGS = {
    "audit_event": "'|', {row}.organiser_id, '|', {row}.id, '|', extract(epoch FROM {row}.at), '|', {row}.actor_id, '|', octet_length({row}.role) || ':' || {row}.role, '|', {row}.on_behalf_of, '|', octet_length({row}.action) || ':' || {row}.action, '|', {row}.client_id, '|', {row}.subject_id, '|', octet_length(CAST({row}.facts AS text)) || ':' || CAST({row}.facts AS text), '|', octet_length({row}.outcome) || ':' || {row}.outcome",
    "use_log": "'|', {row}.organiser_id, '|', {row}.id, '|', extract(epoch FROM {row}.at), '|', {row}.actor_id, '|', octet_length({row}.role) || ':' || {row}.role, '|', {row}.on_behalf_of, '|', octet_length({row}.purpose) || ':' || {row}.purpose, '|', octet_length({row}.operation) || ':' || {row}.operation, '|', array_to_string({row}.client_ids, ','), '|', {row}.by_name, '|', {row}.own_surname, '|', {row}.own_address",
    "decision": "'|', {row}.organiser_id, '|', {row}.id, '|', {row}.client_id, '|', {row}.budget_id, '|', octet_length({row}.kind) || ':' || {row}.kind, '|', octet_length({row}.reasons) || ':' || {row}.reasons, '|', octet_length({row}.provisions) || ':' || {row}.provisions, '|', {row}.decided_by, '|', extract(epoch FROM {row}.decided_at), '|', extract(epoch FROM {row}.effective_from), '|', {row}.granted_cents, '|', {row}.appeal_days, '|', {row}.previous_id",
    "decision_line": "'|', {row}.organiser_id, '|', {row}.decision_id, '|', {row}.line_no, '|', {row}.client_id, '|', octet_length({row}.category_code) || ':' || {row}.category_code, '|', octet_length({row}.kind) || ':' || {row}.kind, '|', octet_length({row}.way_of_organising) || ':' || {row}.way_of_organising, '|', {row}.cents_per_month, '|', {row}.minutes_per_month, '|', {row}.pieces_per_month",
    "delivery": "'|', {row}.organiser_id, '|', {row}.id, '|', {row}.producer_id, '|', octet_length({row}.external_id) || ':' || {row}.external_id, '|', {row}.order_id, '|', {row}.item_id, '|', {row}.client_id, '|', octet_length({row}.kind) || ':' || {row}.kind, '|', extract(epoch FROM {row}.service_date), '|', {row}.service_month, '|', {row}.settlement_month, '|', {row}.quantity, '|', {row}.cents, '|', encode({row}.content_hash, 'hex'), '|', {row}.transfer_id, '|', {row}.reported_by, '|', extract(epoch FROM {row}.reported_at)",
    "disclosure": "'|', {row}.organiser_id, '|', {row}.id, '|', {row}.client_id, '|', {row}.order_id, '|', {row}.producer_id, '|', {row}.producer_user_id, '|', extract(epoch FROM {row}.first_day), '|', extract(epoch FROM {row}.last_day), '|', octet_length({row}.reason) || ':' || {row}.reason, '|', extract(epoch FROM {row}.at), '|', {row}.disclosed_by, '|', octet_length({row}.role) || ':' || {row}.role",
    "disclosure_end": "'|', {row}.organiser_id, '|', {row}.disclosure_id, '|', {row}.client_id, '|', {row}.producer_user_id, '|', extract(epoch FROM {row}.ended_at), '|', {row}.ended_by",
    "settlement": "'|', {row}.organiser_id, '|', {row}.id, '|', {row}.producer_id, '|', {row}.month, '|', {row}.total_cents, '|', {row}.deliveries_count, '|', octet_length({row}.state) || ':' || {row}.state, '|', octet_length({row}.iban) || ':' || {row}.iban, '|', extract(epoch FROM {row}.calculated_at), '|', {row}.checked_by, '|', extract(epoch FROM {row}.checked_at), '|', {row}.released_by, '|', extract(epoch FROM {row}.released_at)",
    "payment_account": "'|', {row}.organiser_id, '|', {row}.id, '|', {row}.producer_id, '|', octet_length({row}.iban) || ':' || {row}.iban, '|', extract(epoch FROM {row}.valid_from), '|', {row}.proposed_by, '|', extract(epoch FROM {row}.proposed_at), '|', {row}.approved_by, '|', extract(epoch FROM {row}.approved_at)",
    "row_version": "'|', {row}.organiser_id, '|', octet_length({row}.table_name) || ':' || {row}.table_name, '|', {row}.row_id, '|', {row}.version, '|', encode({row}.row_digest, 'hex'), '|', extract(epoch FROM {row}.at)",
}
"""By table: the fields of the first version, each after a bar."""

RECORD = """
  INSERT INTO row_version (organiser_id, table_name, row_id, version, row_digest, at)
  SELECT NEW.organiser_id, '{table}', NEW.id, coalesce(max(earlier.version), 0) + 1, NEW.digest, ctx_now()
  FROM row_version AS earlier
  WHERE earlier.organiser_id = NEW.organiser_id AND earlier.table_name = '{table}'
    AND earlier.row_id = NEW.id;"""
CHANGING = ("settlement", "payment_account")
PROVED = ("decision", "decision_line", "delivery", "disclosure", "disclosure_end", "settlement")


def upgrade() -> None:
    """Give the rows that are there their digests, past their triggers and policies, and new ones theirs."""
    role = context.config.attributes.get("app_role", "hb_app")
    quoted = '"' + role.replace('"', '""') + '"'
    _run(TABLES.replace("{app_role}", quoted))
    _run(POLICIES)
    for table in ENCODINGS:
        if table != "row_version":
            _fill(table)
        record = RECORD.format(table=table) if table in CHANGING else ""
        events = "INSERT OR UPDATE" if table in CHANGING else "INSERT"
        _one(
            f"CREATE FUNCTION digest_{table}() RETURNS trigger LANGUAGE plpgsql AS $$\n"
            f"BEGIN\n  NEW.digest := {_digest('NEW', table)};{record}\n  RETURN NEW;\nEND $$"
        )
        _one(
            f"CREATE TRIGGER {table}_digest BEFORE {events} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION digest_{table}()"
        )
    # What the rows that change are like now is their first recorded state.
    for table in CHANGING:
        _unforced(
            table,
            "row_version",
            run=f"INSERT INTO row_version (organiser_id, table_name, row_id, version, row_digest, at)"
            f" SELECT organiser_id, '{table}', id, 1, digest, transaction_timestamp() FROM {table}",
        )


def downgrade() -> None:
    """Take the digests, what was recorded and the seals away."""
    for table in ENCODINGS:
        _one(f"DROP TRIGGER {table}_digest ON {table}")
        _one(f"DROP FUNCTION digest_{table}()")
        if table != "row_version":
            _one(f"ALTER TABLE {table} DROP COLUMN digest")
    for table in PROVED:
        _one(f"DROP POLICY {table}_proving ON {table}")
    for index in ("transfer_at_idx", "link_at_idx", "delivery_reported_at_idx"):
        _one(f"DROP INDEX {index}")
    _one("DROP TABLE row_version")
    _one("DROP TABLE seal")


def _digest(row: str, table: str) -> str:
    fields = ENCODINGS[table].format(row=row)
    return f"decode('01', 'hex') || sha256(convert_to(concat('{table}.1', {fields}), 'UTF8'))"


def _fill(table: str) -> None:
    _one("SET CONSTRAINTS ALL IMMEDIATE")
    _one(f"ALTER TABLE {table} ADD COLUMN digest BYTEA")
    _one(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    # The logs of years take longer than a statement of a migration otherwise may.
    _one("SET LOCAL statement_timeout = 0")
    _unforced(table, run=f"UPDATE {table} SET digest = {_digest(table, table)}")
    _one("SET LOCAL statement_timeout TO DEFAULT")
    _one(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    _one(f"ALTER TABLE {table} ALTER COLUMN digest SET NOT NULL")


def _unforced(*tables: str, run: str) -> None:
    """Run a statement of the owner's past the policies, which bind the owner too."""
    for table in tables:
        _one(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    _one(run)
    for table in tables:
        _one(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _one(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            _one(statement)
