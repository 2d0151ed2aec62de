"""The tables' common ground: one metadata, keys that start with the organiser, closed sets."""

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
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Uuid,
)
from sqlalchemy.schema import SchemaItem

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
    subject: str = "client_id",
    roles: Sequence[str] = (),
    personal: bool = False,
) -> Table:
    """A table of one organiser's rows: `organiser_id` is the first column of its key and of every reference.

    `policy` names the row-level security of the table (see `hb.access.policies`), `subject` the column that
    says whose data a row is, `roles` reach every row of the organiser, and `personal` closes the table to
    representatives in financial matters alone.
    """
    return Table(
        name,
        metadata,
        Column("organiser_id", Uuid, nullable=False),
        *([Column("id", Uuid, nullable=False)] if tuple(key) == ("id",) else []),
        *items,
        PrimaryKeyConstraint("organiser_id", *key),
        info={"policy": policy, "subject": subject, "roles": tuple(roles), "personal": personal},
    )


def common_table(name: str, *items: SchemaItem) -> Table:
    """A table that belongs to no organiser: codes, producers and their sites; it holds no client data."""
    return Table(name, metadata, *items, info={"policy": "common"})


def references(
    columns: Sequence[str] | str, table: str, to: Sequence[str] | str = "id"
) -> ForeignKeyConstraint:
    """A foreign key inside the organiser: organiser_id is added on both sides."""
    own = [columns] if isinstance(columns, str) else list(columns)
    other = [to] if isinstance(to, str) else list(to)
    return ForeignKeyConstraint(
        ["organiser_id", *own], [f"{table}.organiser_id", *(f"{table}.{column}" for column in other)]
    )


def closed_set(
    name: str, members: type[Member], *, nullable: bool = False, checked: bool = True
) -> Column[Member]:
    """A text column that holds the names of an enum and nothing else.

    A CHECK holds it, unless the table's policy lets in no other value: PostgreSQL reads a CHECK's expression
    anew for each statement, ten microseconds for a list of roles.
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
    """A UUID column that names a row elsewhere."""
    return Column(name, Uuid, nullable=nullable)


def cents(name: str, *, nullable: bool = False) -> Column[int]:
    """A BIGINT column of euro cents."""
    return Column(name, BigInteger, nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    """A column of a UTC instant."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def check(condition: str, name: str) -> CheckConstraint:
    """A named CHECK."""
    return CheckConstraint(condition, name=name)
