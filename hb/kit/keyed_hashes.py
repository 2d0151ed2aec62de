"""Texts kept as keyed hashes alone: compared and never read. Their columns are declared here."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, text

from hb.kit.statement import Statement

INDEX_KEY_ID = "index_key_id"
"""The column that names the index key under which a row's hashes were made."""


@dataclass(frozen=True)
class KeyedHash:
    """A text of which a table keeps a keyed hash and nothing else, in the column `name`.

    Nobody can make it again under another index key: `python -m hb rekey` deletes the rows of a table that
    declares one in `organiser_table(keyed=…)` once their index key is replaced.
    """

    name: str
    nullable: bool = False

    def columns(self) -> tuple[Column[object], ...]:
        """The columns, for the table's declaration."""
        return Column(self.name, LargeBinary, nullable=self.nullable), Column(
            INDEX_KEY_ID, Text, nullable=False
        )


@dataclass(frozen=True)
class KeyedRows:
    """The statement that deletes a table's rows: of one organiser, in access mode `command`."""

    table: Table

    @cached_property
    def forget(self) -> Statement:
        """Delete the rows whose hashes are not under the current index key; gives how many they were."""
        return Statement(
            text(f"""
WITH forgotten AS (
  DELETE FROM {self.table.name}
  WHERE organiser_id = ctx_organiser() AND {INDEX_KEY_ID} <> CAST(:index_key_id AS text) RETURNING 1)
SELECT count(*) AS count FROM forgotten
""")
        )


def keyed_rows(metadata: MetaData) -> Iterable[KeyedRows]:
    """Every table that keeps keyed hashes, by name."""
    for table in sorted(metadata.tables.values(), key=lambda one: one.name):
        if table.info.get("keyed"):
            yield KeyedRows(table)
