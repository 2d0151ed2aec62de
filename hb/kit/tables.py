"""How tables are declared: one metadata, keys that begin with the organiser, closed sets."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Uuid,
)
from sqlalchemy.schema import SchemaItem

from hb.kit.encrypted import Encrypted
from hb.kit.keyed_hashes import KeyedHash

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)

Member = TypeVar("Member", bound=StrEnum)


def organiser_table(
    name: str,
    *items: SchemaItem,
    key: Sequence[str] = ("id",),
    policy: str,
    subject: str | None = None,
    roles: Sequence[str] = (),
    personal: bool = False,
    encrypted: Sequence[Encrypted] = (),
    keyed: Sequence[KeyedHash] = (),
    personal_rows: str = "",
    proved: bool = False,
) -> Table:
    """Declare a table of one organiser's rows, whose key and references all begin with `organiser_id`.

    `policy` names the row-level security of the table, and `subject`, `roles`, `personal`, `personal_rows`
    and `proved` are its options: the column that names whose data a row is, the roles that see every row,
    whether a caller whose reach is partial is shut out, the SQL condition of the rows from which such a
    caller is shut out, and whether the database's owner reads the rows to prove them. `hb.access.policies`
    defines what they mean. `encrypted` are the texts that the table stores encrypted, and `keyed` those of
    which it keeps keyed hashes alone; their columns are added to it.
    """
    texts: tuple[Encrypted | KeyedHash, ...] = (*encrypted, *keyed)
    columns = {column.name: column for text in texts for column in text.columns()}
    return Table(
        name,
        metadata,
        Column("organiser_id", Uuid, nullable=False),
        *([Column("id", Uuid, nullable=False)] if tuple(key) == ("id",) else []),
        *items,
        *columns.values(),
        PrimaryKeyConstraint("organiser_id", *key),
        info={
            "policy": policy,
            "subject": subject,
            "roles": tuple(roles),
            "personal": personal,
            "proved": proved,
            "encrypted": tuple(encrypted),
            "keyed": tuple(keyed),
            "personal_rows": personal_rows,
        },
    )


def common_table(name: str, *items: SchemaItem) -> Table:
    """Declare a table that belongs to no organiser, such as codes; it holds no personal data."""
    return Table(name, metadata, *items, info={"policy": "common"})


def references(
    columns: Sequence[str] | str, table: str, to: Sequence[str] | str = "id"
) -> ForeignKeyConstraint:
    """Declare a foreign key inside the organiser: organiser_id is added on both sides."""
    own = [columns] if isinstance(columns, str) else list(columns)
    other = [to] if isinstance(to, str) else list(to)
    return ForeignKeyConstraint(
        ["organiser_id", *own], [f"{table}.organiser_id", *(f"{table}.{column}" for column in other)]
    )


def closed_set(
    name: str, members: type[Member], *, nullable: bool = False, checked: bool = True
) -> Column[Member]:
    """Declare a text column whose values are those of an enum.

    A CHECK enforces it, unless `checked` is false because the table's policy lets in no other value: for each
    statement PostgreSQL reads a CHECK's expression, which takes ten microseconds for a list of roles.
    """
    kind = Enum(
        members,
        native_enum=False,
        create_constraint=checked,
        name=name,
        length=40,
        values_callable=lambda closed: [member.value for member in closed],
    )
    return Column(name, kind, nullable=nullable)


def reference_id(name: str, *, nullable: bool = False) -> Column[object]:
    """Declare a UUID column that holds the id of a row of another table."""
    return Column(name, Uuid, nullable=nullable)


def cents(name: str, *, nullable: bool = False) -> Column[int]:
    """Declare a BIGINT column of euro cents."""
    return Column(name, BigInteger, nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    """Declare a column of a UTC instant."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def row_digest() -> Column[bytes]:
    """Declare the column that a trigger fills with the digest of its row, as `hb.seals.model` says."""
    return Column("digest", LargeBinary, nullable=False)


def check(condition: str, name: str) -> CheckConstraint:
    """Declare a named CHECK."""
    return CheckConstraint(condition, name=name)
