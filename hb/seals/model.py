"""What is sealed and by which list of fields, how a row's digest is reckoned, and the chain of seals."""

from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from hb.audit.model import audit_event, use_log
from hb.budgets.model import decision, decision_line
from hb.deliveries.model import delivery
from hb.kit.tables import check, instant, organiser_table, reference_id, row_digest
from hb.ledger.model import link
from hb.plans.model import disclosure, disclosure_end
from hb.producers.model import payment_account
from hb.settlement.model import settlement

seal = organiser_table(
    "seal",
    Column("number", Integer, nullable=False),
    instant("since"),
    instant("until"),
    Column("hours_count", Integer, nullable=False),
    Column("rows_count", Integer, nullable=False),
    instant("sealed_at"),
    Column("body", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("signature", Text, nullable=False),
    check("number >= 1", "number"),
    check("until > since", "interval"),
    policy="organiser",
)
"""One seal: every sealed table's rows of the hours from `since` to before `until`; no personal data.

`body` is what `head`, its SHA-256 in hex, and the signature (base64) are of; it names the head before it.
"""
Index("seal_number_key", seal.c.organiser_id, seal.c.number, unique=True)

row_version = organiser_table(
    "row_version",
    Column("table_name", Text, nullable=False),
    reference_id("row_id"),
    Column("version", Integer, nullable=False),
    Column("row_digest", LargeBinary, nullable=False),
    instant("at"),
    row_digest(),
    check("version >= 1", "version"),
    key=("table_name", "row_id", "version"),
    policy="command",
)
"""Each state that a row of a changing table was in, by its digest; written by the table's trigger."""

APPEND_ONLY = (row_version, seal)

Fields = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digested:
    """A table whose rows carry a digest, by one list of fields for each version; the last is written now.

    A column that is added later makes a new version: the rows written before stay under the list that the
    first byte of their digest names.
    """

    table: Table
    versions: tuple[Fields, ...]

    @property
    def version(self) -> int:
        """The version that new rows get."""
        return len(self.versions)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows are sealed by the hour of `at`: of the row itself, or of the row that it belongs to.

    `digest` is the column that the seal covers; `parent` is the table of `at` and the column that names it.
    """

    table: Table
    at: str = "at"
    digest: str = "digest"
    parent: tuple[Table, str] | None = None

    @property
    def rows(self) -> str:
        """The FROM list: the table AS sealed and, where `at` is the parent's, the parent AS dated."""
        if self.parent is None:
            return f"{self.table.name} AS sealed"
        parent, column = self.parent
        return (
            f"{self.table.name} AS sealed JOIN {parent.name} AS dated"
            f" ON dated.organiser_id = sealed.organiser_id AND dated.id = sealed.{column}"
        )

    @property
    def instant(self) -> str:
        """The instant whose hour a row is sealed in."""
        return f"{'sealed' if self.parent is None else 'dated'}.{self.at}"


_EVENT = ("organiser_id", "id", "at", "actor_id", "role", "on_behalf_of")
_ACT = (*_EVENT, "action", "client_id", "subject_id", "facts", "outcome")

DIGESTED: tuple[Digested, ...] = (
    Digested(audit_event, (_ACT, (*_ACT, "address"))),
    Digested(
        use_log,
        (
            (
                *(*_EVENT, "purpose", "operation", "client_ids"),
                *("by_name", "own_surname", "own_address"),
            ),
        ),
    ),
    Digested(
        decision,
        (
            (
                *("organiser_id", "id", "client_id", "budget_id", "kind", "reasons", "provisions"),
                *("decided_by", "decided_at", "effective_from", "granted_cents", "appeal_days"),
                "previous_id",
            ),
        ),
    ),
    Digested(
        decision_line,
        (
            (
                *("organiser_id", "decision_id", "line_no", "client_id", "category_code", "kind"),
                *("way_of_organising", "cents_per_month", "minutes_per_month", "pieces_per_month"),
            ),
        ),
    ),
    Digested(
        delivery,
        (
            (
                *("organiser_id", "id", "producer_id", "external_id", "order_id", "item_id", "client_id"),
                *("kind", "service_date", "service_month", "settlement_month", "quantity", "cents"),
                *("content_hash", "transfer_id", "reported_by", "reported_at"),
            ),
        ),
    ),
    Digested(
        disclosure,
        (
            (
                *("organiser_id", "id", "client_id", "order_id", "producer_id", "producer_user_id"),
                *("first_day", "last_day", "reason", "at", "disclosed_by", "role"),
            ),
        ),
    ),
    Digested(
        disclosure_end,
        (("organiser_id", "disclosure_id", "client_id", "producer_user_id", "ended_at", "ended_by"),),
    ),
    Digested(
        settlement,
        (
            (
                *("organiser_id", "id", "producer_id", "month", "total_cents", "deliveries_count", "state"),
                *("iban", "calculated_at", "checked_by", "checked_at", "released_by", "released_at"),
            ),
        ),
    ),
    Digested(
        payment_account,
        (
            (
                *("organiser_id", "id", "producer_id", "iban", "valid_from", "proposed_by", "proposed_at"),
                *("approved_by", "approved_at"),
            ),
        ),
    ),
    Digested(row_version, (("organiser_id", "table_name", "row_id", "version", "row_digest", "at"),)),
)
"""The lists of fields in the order of the encoding; as SQL they are in the functions that migrations make."""

CHANGING: tuple[Digested, ...] = tuple(
    digested for digested in DIGESTED if digested.table in {settlement, payment_account}
)
"""Those whose rows change lawfully: each state is recorded in row_version, which is sealed in their place."""

SEALED: tuple[Sealed, ...] = (
    Sealed(audit_event),
    Sealed(use_log),
    Sealed(decision, at="decided_at"),
    Sealed(decision_line, at="decided_at", parent=(decision, "decision_id")),
    Sealed(delivery, at="reported_at"),
    Sealed(disclosure),
    Sealed(disclosure_end, at="ended_at"),
    Sealed(row_version),
    Sealed(link, digest="head"),
)
"""What a seal covers. A link's head covers its account's chain up to it, and so the transfers (hb.ledger)."""


def key_of(table: Table) -> tuple[str, ...]:
    """The columns of a table's key but the organiser, which a difference names its row by."""
    return tuple(column.name for column in table.primary_key if column.name != "organiser_id")


def encoded(row: str, column: Column[object]) -> str:
    """SQL of one field's text, NULL for none, that depends on no setting of the session.

    Free text follows its length in bytes and a colon; nothing else can contain the bar that parts fields.
    Instants and days are seconds since 1970 (UTC; instants with six decimals), bytes are hex, and a list's
    ids have commas between them.
    """
    field, kind = f"{row}.{column.name}", column.type
    match kind:
        case DateTime() | Date():
            return f"extract(epoch FROM {field})"
        case LargeBinary():
            return f"encode({field}, 'hex')"
        case ARRAY():
            return f"array_to_string({field}, ',')"
        case JSONB():
            return f"octet_length(CAST({field} AS text)) || ':' || CAST({field} AS text)"
        case String():
            return f"octet_length({field}) || ':' || {field}"
        case Uuid() | Integer() | Boolean():
            return field
    message = f"{column} has no encoding"
    raise TypeError(message)


def digest_sql(row: str, digested: Digested, version: int) -> str:
    """SQL of a row's digest: one byte, the version, and the SHA-256 of `table.version` and its fields.

    Each field follows a bar, in the order of its version's list; an absent value is empty.
    """
    columns = digested.table.c
    parts = ", ".join(f"'|', {encoded(row, columns[name])}" for name in digested.versions[version - 1])
    text = f"concat('{digested.table.name}.{version}', {parts})"
    return f"decode('{version:02x}', 'hex') || sha256(convert_to({text}, 'UTF8'))"


def digest_again_sql(row: str, digested: Digested) -> str:
    """SQL of what a row's digest has to be under the version that it names; NULL for an unknown version.

    A field that a later version brought is absent from rows of the versions before.
    """
    cases = []
    for version, fields in enumerate(digested.versions, 1):
        later = sorted({name for newer in digested.versions[version:] for name in newer} - set(fields))
        absent = "".join(f" AND {row}.{name} IS NULL" for name in later)
        cases.append(
            f"WHEN substr({row}.digest, 1, 1) = decode('{version:02x}', 'hex'){absent}"
            f" THEN {digest_sql(row, digested, version)}"
        )
    return f"CASE {' '.join(cases)} END"


def trigger_function(digested: Digested) -> str:
    """The function that fills a new row's digest; of a table whose rows change, it records each state too."""
    name = digested.table.name
    record = _RECORD.format(table=name) if digested in CHANGING else ""
    digest = digest_sql("NEW", digested, digested.version)
    return f"""CREATE OR REPLACE FUNCTION digest_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.digest := {digest};{record}
  RETURN NEW;
END $$"""


_RECORD = """
  INSERT INTO row_version (organiser_id, table_name, row_id, version, row_digest, at)
  SELECT NEW.organiser_id, '{table}', NEW.id, coalesce(max(earlier.version), 0) + 1, NEW.digest, ctx_now()
  FROM row_version AS earlier
  WHERE earlier.organiser_id = NEW.organiser_id AND earlier.table_name = '{table}'
    AND earlier.row_id = NEW.id;"""


def trigger(digested: Digested) -> str:
    """The trigger that calls the function before a row is written."""
    name = digested.table.name
    events = "INSERT OR UPDATE" if digested in CHANGING else "INSERT"
    return (
        f"CREATE TRIGGER {name}_digest BEFORE {events} ON {name}"
        f" FOR EACH ROW EXECUTE FUNCTION digest_{name}()"
    )
