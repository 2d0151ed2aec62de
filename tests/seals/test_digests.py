"""Each sealed row has a digest of all its fields, by a list that it names; nothing else has the same (S4)."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import Table

from hb.access.rules import Role
from hb.audit.model import audit_event, use_log
from hb.kit.db import Database
from hb.producers.model import payment_account
from hb.seals.model import (
    CHANGING,
    DIGESTED,
    SEALED,
    Digested,
    digest_again_sql,
    digest_sql,
    trigger,
    trigger_function,
)
from hb.settlement.model import settlement
from tests.deliveries.builders import make_order, send, visit
from tests.scene import NOW, Scene, put

ID = UUID("01890000-0000-7000-8000-000000000001")
OTHER = UUID("01890000-0000-7000-8000-000000000002")
EVENT: Mapping[str, object] = {
    "organiser_id": str(ID),
    "id": str(OTHER),
    "at": "2026-05-15T09:00:00.000001Z",
    "actor_id": str(ID),
    "role": "AUDITOR",
    "on_behalf_of": None,
    "action": "seal:äpplet",
    "client_id": None,
    "subject_id": str(OTHER),
    "facts": {"b": [1, None], "a": "x|y"},
    "outcome": "DONE",
    "address": "2001:db8::1",
}
GOLDEN = "023900097fd6757b5ad82653f3860fd41c4dc8610dc498bd0cc13a10b19d0e9343"
ENCODED = (
    f"audit_event.2|{ID}|{OTHER}|1778835600.000001|{ID}|7:AUDITOR||12:seal:äpplet||{OTHER}"
    '|28:{"a": "x|y", "b": [1, null]}|4:DONE|11:2001:db8::1'
)


def of(table: Table) -> Digested:
    return next(digested for digested in DIGESTED if digested.table is table)


async def digest(connection: asyncpg.Connection, digested: Digested, row: Mapping[str, object]) -> bytes:
    """The digest that a row of these values would get."""
    name = digested.table.name
    value: bytes = await connection.fetchval(
        f"SELECT {digest_sql('r', digested, digested.version)}"
        f" FROM jsonb_populate_record(NULL::{name}, $1::jsonb) AS r",
        row,
    )
    return value


async def test_the_encoding_is_the_pinned_text(all_rows: asyncpg.Connection) -> None:
    expected = b"\2" + hashlib.sha256(ENCODED.encode()).digest()

    assert await digest(all_rows, of(audit_event), EVENT) == expected
    assert expected.hex() == GOLDEN


SETTINGS = (
    "SET LOCAL timezone = 'Asia/Tokyo'",
    "SET LOCAL datestyle = 'German, DMY'",
    "SET LOCAL bytea_output = 'escape'",
    "SET LOCAL extra_float_digits = 0",
)


async def test_no_setting_of_the_session_changes_a_digest(all_rows: asyncpg.Connection) -> None:
    before = await digest(all_rows, of(audit_event), EVENT)
    transaction = all_rows.transaction()
    await transaction.start()
    try:
        for setting in SETTINGS:
            await all_rows.execute(setting)
        assert await digest(all_rows, of(audit_event), EVENT) == before
    finally:
        await transaction.rollback()


LOOK_ALIKE = [
    ({"action": "a"}, {"action": "b"}),
    ({"action": "a|1:b", "client_id": None}, {"action": "a"}),
    ({"facts": {}}, {"facts": []}),
    ({"facts": {"a": 1}}, {"facts": {"a": "1"}}),
    ({"facts": {"a": None}}, {"facts": {}}),
    ({"client_id": str(ID), "subject_id": None}, {"client_id": None, "subject_id": str(ID)}),
    ({"role": "A|1:B", "action": "C"}, {"role": "A", "action": "B|1:C"}),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
async def test_rows_that_look_alike_have_different_digests(
    all_rows: asyncpg.Connection, one: Mapping[str, object], other: Mapping[str, object]
) -> None:
    digests = {await digest(all_rows, of(audit_event), {**EVENT, **changed}) for changed in (one, other)}

    assert len(digests) == 2


async def test_no_text_and_an_empty_text_differ(all_rows: asyncpg.Connection) -> None:
    assert await digest(all_rows, of(settlement), {"iban": None}) != await digest(
        all_rows, of(settlement), {"iban": ""}
    )


def test_the_newest_list_has_every_column() -> None:
    """A column that a migration adds makes a new version, so that it is proved too."""
    for digested in DIGESTED:
        columns = {column.name for column in digested.table.columns} - {"digest"}
        assert set(digested.versions[-1]) == columns, digested.table.name
        assert all(len(set(fields)) == len(fields) for fields in digested.versions)


def test_a_changing_table_is_sealed_by_its_recorded_states() -> None:
    sealed = {sealed.table.name for sealed in SEALED}

    assert {digested.table for digested in CHANGING} == {settlement, payment_account}
    assert sealed == {
        *({digested.table.name for digested in DIGESTED} - {"settlement", "payment_account"}),
        "link",
    }


@pytest.mark.parametrize("digested", DIGESTED, ids=lambda digested: digested.table.name)
async def test_the_database_reckons_as_the_lists_say(
    all_rows: asyncpg.Connection, digested: Digested
) -> None:
    name = digested.table.name
    definition = (
        "SELECT pg_get_functiondef(tgfoid), pg_get_triggerdef(oid) FROM pg_trigger"
        f" WHERE tgname = '{name}_digest' AND tgenabled = 'O'"
    )
    stored = await all_rows.fetchrow(definition)
    transaction = all_rows.transaction()
    await transaction.start()
    try:
        await all_rows.execute(f"DROP TRIGGER {name}_digest ON {name}; DROP FUNCTION digest_{name}()")
        await all_rows.execute(trigger_function(digested))
        await all_rows.execute(trigger(digested))
        declared = await all_rows.fetchrow(definition)
    finally:
        await transaction.rollback()

    assert stored is not None
    assert stored == declared


async def test_an_older_row_is_proved_under_the_list_that_it_names(all_rows: asyncpg.Connection) -> None:
    """A column added later: rows of version 1 keep their digests, and the column is absent from them."""
    (fields,) = of(use_log).versions
    newer = replace(of(use_log), versions=(tuple(n for n in fields if n != "on_behalf_of"), fields))
    old = {"id": str(ID), "role": "AUDITOR", "client_ids": []}
    new = {**old, "on_behalf_of": str(OTHER)}

    async def again(row: Mapping[str, object], version: int) -> tuple[bytes | None, bytes]:
        text = (
            f"SELECT {digest_again_sql('r', newer)}, {digest_sql('r', newer, version)} FROM (SELECT"
            f" jsonb_populate_record(NULL::use_log, $1::jsonb) AS one) AS source CROSS JOIN LATERAL"
            " jsonb_populate_record(source.one, $2::jsonb) AS r"
        )
        stamp = {"digest": f"\\x{version:02x}"}
        answer = await all_rows.fetchrow(text, row, stamp)
        assert answer is not None
        return answer[0], answer[1]

    for row, version in ((old, 1), (old, 2), (new, 2)):
        digest_now, expected = await again(row, version)
        assert digest_now == expected
    assert (await again(new, 1))[0] is None
    assert (await again(old, 2))[0] != (await again(old, 1))[0]


async def test_the_app_cannot_choose_a_digest(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Whatever the statement says, the trigger's digest is stored."""
    ordered = await make_order(db, scene, all_rows)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1")])
    await put(
        all_rows,
        use_log,
        organiser_id=scene.organiser_id,
        id=ID,
        at=NOW,
        actor_id=ID,
        role="AUDITOR",
        purpose="OVERSIGHT",
        operation="Forged",
        client_ids=[scene.client_id],
        digest=b"\1forged",
    )

    for table in (use_log, audit_event):
        digested = of(table)
        rows = await all_rows.fetch(
            f"SELECT r.digest, {digest_again_sql('r', digested)} AS digest_now FROM {table.name} AS r"
            " WHERE organiser_id = $1",
            scene.organiser_id,
        )
        assert rows
        assert all(row["digest"] == row["digest_now"] for row in rows)
