"""Every encrypted or blindly indexed column belongs to a sealed text, which `hb rekey` walks (O7)."""

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, Uuid

from hb.kit.key_check import key_check
from hb.kit.sealed import KEY_ID, Sealed, sealed_rows
from hb.modules import metadata

DIGESTS = {
    "account.head",
    "command.input_hash",
    "delivery.content_hash",
    "key_check.check_value",
    "link.digest",
    "link.head",
    "transfer.digest",
}
"""Bytes that hold no text and are under no key that changes."""


def unsealed(tables: MetaData) -> set[str]:
    """The columns of bytes that no sealed text declares."""
    sealed = {
        f"{rows.table.name}.{name}"
        for rows in sealed_rows(tables)
        for name in (rows.sealed.ciphertext, *rows.sealed.indexes)
    }
    stored = {
        f"{table.name}.{column.name}"
        for table in tables.tables.values()
        if "view" not in table.info
        for column in table.c
        if isinstance(column.type, LargeBinary) or column.name.endswith(("_ciphertext", KEY_ID))
    }
    keys = {f"{rows.table.name}.{KEY_ID}" for rows in sealed_rows(tables)}
    return stored - sealed - keys - {f"{key_check.name}.{KEY_ID}"}


def test_every_column_of_bytes_is_a_digest_or_sealed() -> None:
    assert unsealed(metadata()) == DIGESTS


def test_a_planted_ciphertext_is_caught() -> None:
    planted = MetaData()
    Table("planted", planted, Column("id", Uuid), Column("name_ciphertext", LargeBinary))
    assert unsealed(planted) == {"planted.name_ciphertext"}


def test_every_sealed_text_can_be_walked() -> None:
    for rows in sealed_rows(metadata()):
        columns = {rows.sealed.row, rows.sealed.ciphertext, *rows.sealed.indexes, KEY_ID}
        assert columns <= set(rows.table.c.keys()), rows.table.name
        assert rows.batch.parameters == ("after", "count"), rows.table.name


def test_a_table_that_cannot_be_walked_is_caught() -> None:
    sealed = Sealed("name")
    table = Table(
        "planted",
        MetaData(),
        *(Column(name, Uuid, primary_key=True) for name in ("organiser_id", "id", "other_id")),
        *sealed.columns(),
        info={"sealed": (sealed,)},
    )
    (rows,) = sealed_rows(table.metadata)
    with pytest.raises(ValueError, match="too many values"):
        _ = rows.batch
