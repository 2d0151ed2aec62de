"""Letters: what waits for print, the batches of each day, and their files byte for byte."""

from collections.abc import Iterable

from alembic import context, op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE letter_batch (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  day DATE NOT NULL,
  number INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  sheets INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  composed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT letter_batch_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT letter_batch_organiser_id_day_number_key UNIQUE (organiser_id, day, number),
  CONSTRAINT letter_batch_counts_check
    CHECK (number >= 1 AND letters >= 1 AND pages >= letters AND sheets >= letters)
);
CREATE INDEX letter_batch_unmade_idx ON letter_batch (organiser_id) WHERE made_at IS NULL;
CREATE TABLE letter_batch_file (
  organiser_id UUID NOT NULL,
  batch_id UUID NOT NULL,
  content BYTEA NOT NULL,
  CONSTRAINT letter_batch_file_pkey PRIMARY KEY (organiser_id, batch_id),
  CONSTRAINT letter_batch_file_organiser_id_batch_id_fkey FOREIGN KEY(organiser_id, batch_id)
    REFERENCES letter_batch (organiser_id, id)
);
ALTER TABLE letter_batch_file ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TABLE letter (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  message_id UUID NOT NULL,
  state VARCHAR(40) NOT NULL,
  failure VARCHAR(40),
  laid_by_at TIMESTAMP WITH TIME ZONE NOT NULL,
  batch_id UUID,
  position INTEGER,
  pages INTEGER,
  ended_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT letter_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT letter_organiser_id_message_id_key UNIQUE (organiser_id, message_id),
  CONSTRAINT letter_organiser_id_message_id_fkey FOREIGN KEY(organiser_id, message_id)
    REFERENCES message (organiser_id, id),
  CONSTRAINT letter_organiser_id_batch_id_fkey FOREIGN KEY(organiser_id, batch_id)
    REFERENCES letter_batch (organiser_id, id),
  CONSTRAINT letter_failed_check CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
  CONSTRAINT letter_ended_check CHECK ((state = 'LAID_BY') = (ended_at IS NULL)),
  CONSTRAINT letter_printed_check
    CHECK ((batch_id IS NULL) = (position IS NULL) AND (batch_id IS NULL) = (pages IS NULL)),
  CONSTRAINT letter_state_check CHECK (state IN ('LAID_BY', 'PRINTED', 'FAILED')),
  CONSTRAINT letter_failure_check CHECK (failure IN ('NO_ADDRESS'))
);
CREATE INDEX letter_laid_by_idx ON letter (organiser_id, laid_by_at, id) WHERE state = 'LAID_BY';
CREATE INDEX letter_batch_idx ON letter (organiser_id, batch_id, position);
"""
"""A file of a batch is compressed already, so that the database does not try to."""
POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_policy ON {table} FOR ALL USING ({working}) WITH CHECK ({working});
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {app_role};
"""
READING = "CREATE POLICY {table}_reading ON {table} FOR SELECT USING ({reading})"
OWN = "organiser_id = (SELECT ctx_organiser())"
SYSTEM = f"{OWN} AND (SELECT ctx_door()) = 'command' AND (SELECT ctx_role()) = 'SYSTEM'"
ADMINISTRATOR = f"{OWN} AND (SELECT ctx_role()) = 'ADMINISTRATOR'"
ALL = ("letter_batch", "letter_batch_file", "letter")
READ = ("letter_batch", "letter")


def upgrade() -> None:
    """Add the tables; administrators see batches and letters, nobody but the system their files."""
    _run([TABLES])
    app_role = context.config.attributes.get("app_role", "hb_app")
    app_role = '"' + app_role.replace('"', '""') + '"'
    _run(POLICY.format(table=table, working=SYSTEM, app_role=app_role) for table in ALL)
    _run(READING.format(table=table, reading=ADMINISTRATOR) for table in READ)


def downgrade() -> None:
    """Take them away, with what was printed."""
    _run(f"DROP TABLE {table}" for table in reversed(ALL))


def _run(scripts: Iterable[str]) -> None:
    for script in scripts:
        for statement in filter(str.strip, script.split(";\n")):
            op.get_bind().exec_driver_sql(statement.strip().removesuffix(";"))
