"""Every encrypted or hashed column is declared as what `hb rekey` walks or forgets (O7)."""

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, Uuid

from hb.kit.encrypted import KEY_ID, Encrypted, encrypted_rows
from hb.kit.key_check import key_check
from hb.kit.keyed_hashes import INDEX_KEY_ID, KeyedHash, keyed_rows
from hb.modules import metadata

DIGESTS = {
    "account.head",
    "command.input_hash",
    "delivery.content_hash",
    "key_check.check_value",
    "link.digest",
    "link.head",
    "row_version.row_digest",
    "transfer.digest",
}
"""Bytes that hold no text and are under no key that changes."""
FILES = {"letter_batch_file.content"}
"""Files as they were printed: nobody but the system reads them (hb/adr/0012)."""


def undeclared(tables: MetaData) -> set[str]:
    """The columns of bytes that no encrypted text and no keyed hash declares."""
    encrypted = {
        f"{rows.table.name}.{name}"
        for rows in encrypted_rows(tables)
        for name in (rows.encrypted.ciphertext, *rows.encrypted.indexes, KEY_ID)
    }
    keyed = {
        f"{rows.table.name}.{name}"
        for rows in keyed_rows(tables)
        for name in (INDEX_KEY_ID, *(text.name for text in rows.table.info["keyed"]))
    }
    stored = {
        f"{table.name}.{column.name}"
        for table in tables.tables.values()
        if "view" not in table.info
        for column in table.c
        if isinstance(column.type, LargeBinary) or column.name.endswith(("_ciphertext", KEY_ID))
    }
    return stored - encrypted - keyed - {f"{key_check.name}.{KEY_ID}"}


def test_every_column_of_bytes_is_a_digest_sealed_or_a_keyed_hash() -> None:
    digests = {f"{table.name}.digest" for table in metadata().tables.values() if "digest" in table.c}
    assert undeclared(metadata()) == DIGESTS | digests | FILES


@pytest.mark.parametrize("name", ["name_ciphertext", "name_index"])
def test_a_planted_ciphertext_or_hash_is_caught(name: str) -> None:
    planted = MetaData()
    Table("planted", planted, Column("id", Uuid), Column(name, LargeBinary))
    assert undeclared(planted) == {f"planted.{name}"}


def test_a_second_hash_beside_a_declared_one_is_caught() -> None:
    keyed, planted = KeyedHash("name_index"), MetaData()
    second = Column("address_index", LargeBinary)
    Table("planted", planted, Column("id", Uuid), *keyed.columns(), second, info={"keyed": (keyed,)})
    assert undeclared(planted) == {"planted.address_index"}


def unforgettable(tables: MetaData) -> set[str]:
    """Tables of keyed hashes whose rows do not name their index key, or that are not of one organiser."""
    needed = {INDEX_KEY_ID, "organiser_id"}
    return {
        rows.table.name
        for rows in keyed_rows(tables)
        if not needed <= {column.name for column in rows.table.c if not column.nullable}
    }


def test_every_row_of_keyed_hashes_names_its_index_key() -> None:
    assert [rows.table.name for rows in keyed_rows(metadata())] == ["worker_trait"]
    assert unforgettable(metadata()) == set()


@pytest.mark.parametrize("name", ["other", INDEX_KEY_ID])
def test_hashes_under_no_named_key_are_caught(name: str) -> None:
    planted = MetaData()
    columns = (Column("organiser_id", Uuid, nullable=False), Column("name_index", LargeBinary))
    Table("planted", planted, *columns, Column(name, Text), info={"keyed": (KeyedHash("name_index"),)})
    assert unforgettable(planted) == {"planted"}


def test_every_sealed_text_can_be_walked() -> None:
    for rows in encrypted_rows(metadata()):
        columns = {rows.encrypted.row, rows.encrypted.ciphertext, *rows.encrypted.indexes, KEY_ID}
        assert columns <= set(rows.table.c.keys()), rows.table.name
        assert rows.batch.parameters == ("after", "count"), rows.table.name


def test_a_table_that_cannot_be_walked_is_caught() -> None:
    encrypted = Encrypted("name")
    table = Table(
        "planted",
        MetaData(),
        *(Column(name, Uuid, primary_key=True) for name in ("organiser_id", "id", "other_id")),
        *encrypted.columns(),
        info={"encrypted": (encrypted,)},
    )
    (rows,) = encrypted_rows(table.metadata)
    with pytest.raises(ValueError, match="too many values"):
        _ = rows.batch
