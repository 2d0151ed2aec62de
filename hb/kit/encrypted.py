"""Texts stored encrypted and found by a blind index: their columns are declared and written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import Column, Index, LargeBinary, MetaData, Table, Text, case, cast, func, select, text
from sqlalchemy.sql import bindparam
from sqlalchemy.sql.expression import ColumnElement

from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.statement import Statement
from hb.kit.transaction import Row, Transaction

KEY_ID = "key_id"
"""The column that names the data key of a row's ciphertext."""
_CURRENT_KEY_ID = func.data_key_id(type_=Text)
"""The data key that rows are to be written under, by the database (migration 0013)."""


@dataclass(frozen=True)
class Encrypted:
    """A text that a table stores encrypted: `<name>_ciphertext`, `<name>_index`, `<name>_index_2`, `key_id`.

    `row` is the column whose value names the row in the ciphertext's place. A table that declares one in
    `organiser_table(encrypted=…)` is walked by `python -m hb rekey`; its key is the organiser and one UUID.
    """

    name: str
    row: str = "id"

    @property
    def ciphertext(self) -> str:
        """The column of nonce, ciphertext and tag."""
        return f"{self.name}_ciphertext"

    @property
    def indexes(self) -> tuple[str, str]:
        """The two index columns, in the order of their slots."""
        return f"{self.name}_index", f"{self.name}_index_2"

    def columns(self) -> tuple[Column[object], ...]:
        """The columns, for the table's declaration; one of the indexes is always there."""
        first, second = self.indexes
        return (
            Column(self.ciphertext, LargeBinary, nullable=False),
            Column(first, LargeBinary),
            Column(second, LargeBinary),
            Column(KEY_ID, Text, nullable=False),
        )

    def unique(self, table: Table) -> None:
        """Declare that an organiser has a text once, under whichever key its index was made."""
        for slot, name in enumerate(self.indexes, 1):
            Index(f"{table.name}_{self.name}_{slot}_key", table.c.organiser_id, table.c[name], unique=True)

    def place(self, table: Table, organiser_id: UUID, row_id: UUID) -> tuple[str, ...]:
        """Where a ciphertext belongs: organiser, table, row, column."""
        return (str(organiser_id), table.name, str(row_id), self.ciphertext)

    def stored(self, secrecy: Secrecy, value: str, place: tuple[str, ...]) -> Mapping[str, object]:
        """A text's columns under the present data key, and its indexes under every index key."""
        return {
            self.ciphertext: secrecy.encrypt(value, *place),
            KEY_ID: secrecy.key_id,
            **dict(zip(self.indexes, secrecy.blind_indexes(value), strict=True)),
        }

    def sought(self, secrecy: Secrecy, value: str) -> Mapping[str, bytes | None]:
        """The parameters of `matches`."""
        names = (f"sought_{name}" for name in self.indexes)
        return dict(zip(names, secrecy.blind_indexes(value), strict=True))

    def sought_as(self, row: Row) -> Mapping[str, bytes | None]:
        """The parameters of `matches` for the text of a stored row that has the same index columns."""
        return {f"sought_{name}": row[name] for name in self.indexes}

    def parameters(self, secrecy: Secrecy, value: str, place: tuple[str, ...]) -> Mapping[str, object]:
        """The parameters of `values`, which are those of `matches` too."""
        return {
            f"present_{self.ciphertext}": secrecy.encrypt(value, *place),
            f"present_{KEY_ID}": secrecy.key_id,
            f"next_{self.ciphertext}": secrecy.encrypt(value, *place, key_id=secrecy.next_key_id),
            f"next_{KEY_ID}": secrecy.next_key_id,
            **self.sought(secrecy, value),
        }

    def values(self) -> Mapping[str, ColumnElement[object]]:
        """What an INSERT writes: under the next data key from the moment that the database says so."""
        following = cast(bindparam(f"next_{KEY_ID}"), Text) == _CURRENT_KEY_ID
        return {
            self.ciphertext: case(
                (following, cast(bindparam(f"next_{self.ciphertext}"), LargeBinary)),
                else_=cast(bindparam(f"present_{self.ciphertext}"), LargeBinary),
            ),
            KEY_ID: case(
                (following, cast(bindparam(f"next_{KEY_ID}"), Text)),
                else_=cast(bindparam(f"present_{KEY_ID}"), Text),
            ),
            **{name: _sought(name) for name in self.indexes},
        }

    def matches(self, table: Table) -> ColumnElement[bool]:
        """The rows whose text is the sought one, by either index."""
        first, second = self.indexes
        return (table.c[first] == _sought(first)) | (table.c[second] == _sought(second))


def _sought(index: str) -> ColumnElement[bytes]:
    return cast(bindparam(f"sought_{index}"), LargeBinary)


@dataclass(frozen=True)
class EncryptedRows:
    """The statements that walk the encrypted rows of a table: of one organiser, in access mode `command`."""

    table: Table
    encrypted: Encrypted

    @cached_property
    def _key(self) -> Column[UUID]:
        key: list[Column[UUID]] = [
            column for column in self.table.primary_key.columns if column.name != "organiser_id"
        ]
        (only,) = key
        return only

    @cached_property
    def batch(self) -> Statement:
        """The rows after one, by id, locked until the commit."""
        first, second = self.encrypted.indexes
        columns = self.table.c
        return Statement(
            select(
                self._key.label("id"),
                columns[self.encrypted.row].label("row_id"),
                columns[self.encrypted.ciphertext].label("ciphertext"),
                columns[KEY_ID].label(KEY_ID),
                columns[first].label("index_1"),
                columns[second].label("index_2"),
            )
            .where(columns.organiser_id == func.ctx_organiser(), self._key > bindparam("after"))
            .order_by(self._key)
            .limit(bindparam("count"))
            .with_for_update()
        )

    @cached_property
    def rewrite(self) -> Statement:
        """Give rows other ciphertexts and indexes."""
        first, second = self.encrypted.indexes
        return Statement(
            text(f"""
UPDATE {self.table.name} SET {self.encrypted.ciphertext} = made.ciphertext, {KEY_ID} = CAST(:key_id AS text),
       {first} = made.index_1, {second} = made.index_2
  FROM unnest(CAST(:ids AS uuid[]), CAST(:ciphertexts AS bytea[]), CAST(:indexes_1 AS bytea[]),
              CAST(:indexes_2 AS bytea[])) AS made (id, ciphertext, index_1, index_2)
 WHERE {self.table.name}.organiser_id = ctx_organiser() AND {self.table.name}.{self._key.name} = made.id
""")
        )

    @cached_property
    def left(self) -> Statement:
        """How many rows lack the index of a slot, and how many are not under a data key."""
        first, second = self.encrypted.indexes
        return Statement(
            text(f"""
SELECT count(*) FILTER (WHERE CASE CAST(:slot AS int) WHEN 1 THEN {first} ELSE {second} END IS NULL)
         AS unindexed,
       count(*) FILTER (WHERE {KEY_ID} <> CAST(:key_id AS text)) AS under_another
  FROM {self.table.name} WHERE organiser_id = ctx_organiser()
""")
        )

    @cached_property
    def lock(self) -> Statement:
        """Wait for those who write and keep others from it until the commit; reading goes on."""
        return Statement(text(f"LOCK TABLE {self.table.name} IN SHARE ROW EXCLUSIVE MODE"))


ORGANISERS = Statement(text("SELECT id FROM organiser ORDER BY id"))
OF_ORGANISER = Statement(
    text("SELECT set_config('hb.organiser', CAST(CAST(:organiser_id AS uuid) AS text), true)")
)
"""Go on in the same transaction with another organiser's rows."""


async def organisers(database: Database) -> list[UUID]:
    """The ids of all organisers, in a transaction of its own: then each one's rows can be walked apart."""

    async def read(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.rows(ORGANISERS)]

    return await database.run({"hb.door": "command"}, read)


def encrypted_rows(metadata: MetaData) -> Iterable[EncryptedRows]:
    """Every encrypted text of every table, by table and name."""
    for table in sorted(metadata.tables.values(), key=lambda one: one.name):
        for encrypted in table.info.get("encrypted", ()):
            yield EncryptedRows(table, encrypted)
