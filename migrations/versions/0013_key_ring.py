"""Key check values, several keys, and the next index of identity codes."""

from alembic import context, op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ENCRYPTED = (
    ("client_identity", "hetu", True),
    ("filed_contact_identity", "hetu", False),
)
"""The tables with encrypted texts, the name of each text, and whether an organiser has it once."""

KEY_CHECK = """
CREATE TABLE key_check (
  kind VARCHAR(40) NOT NULL,
  key_id TEXT NOT NULL,
  check_value BYTEA NOT NULL,
  state VARCHAR(40) NOT NULL,
  slot SMALLINT,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT key_check_pkey PRIMARY KEY (kind, key_id),
  CONSTRAINT key_check_slot_check CHECK ((kind = 'HB_INDEX_KEY') = (slot IS NOT NULL) AND slot IN (1, 2)),
  CONSTRAINT key_check_kind_check CHECK (kind IN ('HB_DATA_KEY', 'HB_INDEX_KEY')),
  CONSTRAINT key_check_state_check CHECK (state IN ('FOLLOWING', 'CURRENT', 'REPLACED'))
);
CREATE UNIQUE INDEX key_check_state_key ON key_check (kind, state) WHERE state <> 'REPLACED';
GRANT SELECT ON key_check TO {app_role}
"""

# The data key that rows are to be written under; NULL until the first check value is there.
DATA_KEY_ID = """
CREATE FUNCTION data_key_id() RETURNS text LANGUAGE sql STABLE
  RETURN (SELECT key_id FROM key_check WHERE kind = 'HB_DATA_KEY' AND state IN ('FOLLOWING', 'CURRENT')
    ORDER BY state = 'FOLLOWING' DESC LIMIT 1)
"""

# A process whose settings are older than a change of key would write rows that nobody finds or reads: a row
# must be under a data key in use, and have the index of the current index key. The arguments are the names
# of the index columns in the order of their slots.
REFUSE_OLD_KEYS = """
CREATE FUNCTION refuse_old_keys() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written jsonb := to_jsonb(NEW);
BEGIN
  IF EXISTS (SELECT FROM key_check WHERE kind = 'HB_DATA_KEY' AND state = 'CURRENT')
    AND NOT EXISTS (SELECT FROM key_check WHERE kind = 'HB_DATA_KEY' AND state IN ('FOLLOWING', 'CURRENT')
      AND key_id = NEW.key_id) THEN
    RAISE EXCEPTION 'a row of % is under a data key that is not in use', TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM key_check WHERE kind = 'HB_INDEX_KEY' AND state = 'CURRENT'
      AND written ->> TG_ARGV[slot - 1] IS NULL) THEN
    RAISE EXCEPTION 'a row of % lacks the index of the current index key', TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""

SECOND_INDEX = """
ALTER TABLE {table} ADD COLUMN {name}_index_2 BYTEA, ALTER COLUMN {name}_index DROP NOT NULL;
CREATE TRIGGER {table}_{name}_keys BEFORE INSERT ON {table} FOR EACH ROW
  EXECUTE FUNCTION refuse_old_keys('{name}_index', '{name}_index_2')
"""

# The older release knows one index column. After a change of key the current index may lie in the other.
ONE_INDEX = """
DROP TRIGGER {table}_{name}_keys ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
UPDATE {table} SET {name}_index = {name}_index_2
  WHERE {name}_index IS NULL
    OR EXISTS (SELECT FROM key_check WHERE kind = 'HB_INDEX_KEY' AND state = 'CURRENT' AND slot = 2);
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DROP COLUMN {name}_index_2, ALTER COLUMN {name}_index SET NOT NULL
"""

UNIQUE = """
ALTER INDEX {table}_{name}_key RENAME TO {table}_{name}_1_key;
CREATE UNIQUE INDEX {table}_{name}_2_key ON {table} (organiser_id, {name}_index_2)
"""
NOT_UNIQUE = """
CREATE INDEX {table}_organiser_id_{name}_index_2_idx ON {table} (organiser_id, {name}_index_2)
"""
UNIQUE_ALONE = """
ALTER INDEX {table}_{name}_1_key RENAME TO {table}_{name}_key
"""

NOTHING = """
DROP FUNCTION refuse_old_keys();
DROP FUNCTION data_key_id();
DROP TABLE key_check
"""


def upgrade() -> None:
    """Keep a check value of each key, and an index under each of two keys."""
    app_role = context.config.attributes.get("app_role", "hb_app")
    quoted = '"' + app_role.replace('"', '""') + '"'
    _run(KEY_CHECK.replace("{app_role}", quoted))
    for function in (DATA_KEY_ID, REFUSE_OLD_KEYS):
        op.get_bind().exec_driver_sql(function)
    for table, name, is_unique in ENCRYPTED:
        _run(SECOND_INDEX.format(table=table, name=name))
        _run((UNIQUE if is_unique else NOT_UNIQUE).format(table=table, name=name))


def downgrade() -> None:
    """Keep the index under the current key alone."""
    for table, name, is_unique in ENCRYPTED:
        _run(ONE_INDEX.format(table=table, name=name))
        if is_unique:
            _run(UNIQUE_ALONE.format(table=table, name=name))
    _run(NOTHING)


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
