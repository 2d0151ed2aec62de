"""The tables of a lending library: two organisers, composite keys, row security, a union view and a totals
view.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateTable, SchemaItem

from hb.read.graph.scope import DIALECT

metadata = MetaData()
views = MetaData()


def owned(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",), policy: str | None = None) -> Table:
    organiser = Column("organiser_id", Uuid, nullable=False)
    return Table(
        name, metadata, organiser, *items, PrimaryKeyConstraint("organiser_id", *key), info={"policy": policy}
    )


def uuid(name: str = "id", *, nullable: bool = False) -> Column[object]:
    return Column(name, Uuid, nullable=nullable)


def refers(columns: tuple[str, ...], table: str, to: tuple[str, ...]) -> ForeignKeyConstraint:
    remote = [f"{table}.{name}" for name in ("organiser_id", *to)]
    return ForeignKeyConstraint(["organiser_id", *columns], remote)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


publisher = Table(
    "publisher",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("name"),
    Column("founded", Date),
    info={"policy": "common"},
)
genre = Table("genre", metadata, Column("code", Text, primary_key=True), text("title"))
reader = owned(
    "reader",
    uuid(),
    text("name"),
    Column("born", Date),
    Column("joined_at", DateTime(timezone=True), nullable=False),
    Column("interests", ARRAY(Text), nullable=False),
    Column("extra", JSONB),
    Column("blocked", Boolean, nullable=False),
    policy="reader",
)
reach = owned("reach", uuid("actor_id"), uuid("reader_id"), key=("actor_id", "reader_id"))
book = owned(
    "book",
    uuid(),
    Column("publisher_id", Uuid, ForeignKey("publisher.id"), nullable=False),
    Column("genre_code", Text, ForeignKey("genre.code")),
    text("title"),
    Column("price_cents", BigInteger, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("state", Enum("on shelf", "lost", native_enum=False, name="state"), nullable=False),
    Column("language", Text, nullable=False),
    policy="organiser",
)
appraisal = owned(
    "appraisal",
    uuid(),
    uuid("book_id"),
    Column("value_cents", BigInteger, nullable=False),
    refers(("book_id",), "book", ("id",)),
    UniqueConstraint("organiser_id", "book_id"),
    policy="appraiser",
)
account = owned(
    "account",
    uuid(),
    uuid("reader_id"),
    Column("opened_on", Date, nullable=False),
    Column("balance_cents", BigInteger, nullable=False),
    refers(("reader_id",), "reader", ("id",)),
    UniqueConstraint("organiser_id", "reader_id", "id"),
    policy="reader",
)
loan = owned(
    "loan",
    uuid(),
    uuid("reader_id"),
    uuid("account_id"),
    uuid("book_id"),
    uuid("next_book_id", nullable=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("fee_cents", BigInteger),
    refers(("reader_id",), "reader", ("id",)),
    refers(("reader_id", "account_id"), "account", ("reader_id", "id")),
    refers(("book_id",), "book", ("id",)),
    refers(("next_book_id",), "book", ("id",)),
    policy="reader",
)
note = owned(
    "note",
    uuid(),
    uuid("reader_id"),
    Column("at", DateTime(timezone=True), nullable=False),
    text("body"),
    refers(("reader_id",), "reader", ("id",)),
    policy="reader",
)
line = owned(
    "line",
    uuid("account_id"),
    Column("line_no", Integer, nullable=False),
    uuid("reader_id"),
    text("label"),
    Column("amount_cents", BigInteger, nullable=False),
    refers(("account_id",), "account", ("id",)),
    key=("account_id", "line_no"),
    policy="reader",
)
counter = owned(
    "counter",
    uuid("account_id"),
    Column("line_no", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    text("measure"),
    uuid("reader_id"),
    Column("used", BigInteger, nullable=False),
    refers(("account_id", "line_no"), "line", ("account_id", "line_no")),
    key=("account_id", "line_no", "month", "measure"),
    policy="reader",
)
event = Table(
    "event",
    views,
    Column("organiser_id", Uuid, primary_key=True),
    Column("reader_id", Uuid, nullable=False),
    text("type"),
    Column("id", Uuid, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    info={"policy": "reader"},
)
account_totals = Table(
    "account_totals",
    views,
    Column("organiser_id", Uuid, primary_key=True),
    Column("account_id", Uuid, primary_key=True),
    Column("reader_id", Uuid, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    info={"policy": "reader"},
)
TABLES = (
    publisher,
    genre,
    reader,
    reach,
    book,
    appraisal,
    account,
    loan,
    note,
    line,
    counter,
)
READ = (publisher, genre, reader, book, appraisal, account, loan, note, line, counter, event, account_totals)

SETTING = "(SELECT nullif(current_setting('{}', true), ''))"
ORGANISER = f"organiser_id = {SETTING.format('library.organiser')}::uuid"
ALL_ROLE = f"{SETTING.format('library.role')} = 'DESK'"
REACHED = (
    f"({ALL_ROLE} OR EXISTS (SELECT FROM reach r WHERE r.organiser_id = {{0}}.organiser_id"
    f" AND r.actor_id = {SETTING.format('library.actor')}::uuid AND r.reader_id = {{0}}.{{1}}))"
)


def schema_sql(role: str) -> str:
    """All of the database: tables, views, policies and the rights of the reading role."""
    parts = [f"{CreateTable(table).compile(dialect=DIALECT)};" for table in TABLES]
    parts += [
        """CREATE VIEW event WITH (security_invoker = true) AS
           SELECT organiser_id, reader_id, 'Loan' AS type, id, at FROM loan
           UNION ALL SELECT organiser_id, reader_id, 'Note', id, at FROM note;""",
        """CREATE VIEW account_totals WITH (security_invoker = true) AS
           SELECT a.organiser_id, a.id AS account_id, a.reader_id, count(l.line_no)::int AS lines,
                  coalesce(sum(l.amount_cents), 0)::bigint AS amount_cents
             FROM account a LEFT JOIN line l ON l.organiser_id = a.organiser_id AND l.account_id = a.id
            GROUP BY a.organiser_id, a.id;""",
    ]
    for table in TABLES:
        policy = table.info.get("policy")
        if policy is None or policy == "common":
            continue
        conditions = [ORGANISER]
        if policy == "reader":
            conditions.append(REACHED.format(table.name, "id" if table is reader else "reader_id"))
        if policy == "appraiser":
            conditions.append(f"{SETTING.format('library.role')} = 'APPRAISER'")
        parts.append(f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY;")
        parts.append(f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY;")
        parts.append(f"CREATE POLICY visible ON {table.name} USING ({' AND '.join(conditions)});")
    parts.append(f"GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA public TO {role};")
    return "\n".join(parts)
