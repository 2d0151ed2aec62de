"""The proof finds every kind of tampering, and nothing where nothing was done."""

from collections.abc import Mapping
from typing import cast

import asyncpg
import pytest
from sqlalchemy import Table

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Connection, Transaction
from hb.ledger import service
from hb.ledger.model import link, transfer
from hb.ledger.queries.fragments import link_head, transfer_digest
from hb.ledger.rules import DifferenceKind as Kind
from hb.ledger.rules import Remainder, Slice, Verified
from tests.ledger.builders import JUNE, MAY, act, make_budget, reservation
from tests.ledger.moves import Draw, draw
from tests.scene import Scene

PAST_TRIGGERS = "SET LOCAL session_replication_role = replica"


async def make_history(db: Database, scene: Scene) -> None:
    """Give two budgets grants, three reservations, draws in two postings, and one rest each."""
    for _ in range(2):
        await make_budget_with_history(db, scene)


async def make_budget_with_history(db: Database, scene: Scene) -> None:
    budget_id = await make_budget(db, scene)
    actor_and_budget = (scene.actors[Role.SOCIAL_WORKER], budget_id, scene.client_id)
    promised = [
        reservation(Slice(1, MAY, 20_000, 300)),
        reservation(Slice(1, JUNE, 10_000, 200)),
        reservation(Slice(2, MAY, 5_000)),
    ]
    part = Slice(1, MAY, 4_000, 60)
    rest = Remainder(promised[0].transfer_id, Slice(1, MAY, 8_000, 120))
    draws = [Draw(new_id(), promised[0].transfer_id, part, MAY, new_id(), new_id()) for _ in range(3)]

    async def work(tx: Transaction) -> None:
        await service.reserve(tx, *actor_and_budget, promised)
        await draw(tx, *actor_and_budget, draws[:1])
        await draw(tx, *actor_and_budget, draws[1:])
        await service.void(tx, *actor_and_budget, [rest])

    await act(db, scene, work)


async def proof_of(db: Database, scene: Scene) -> Verified:
    return await db.run({"hb.organiser": str(scene.organiser_id), "hb.door": "command"}, service.verify)


async def test_an_honest_ledger_has_no_difference(db: Database, scene: Scene) -> None:
    await make_history(db, scene)

    verified = await proof_of(db, scene)

    assert verified.differences == ()
    assert (verified.budgets, verified.accounts, verified.transfers) == (2, 14, 2 * (4 + 3 + 3 + 1))
    # The grant and the reservations touch seven accounts each; draws and rest those of line 1 in May.
    assert (verified.links, verified.reservations) == (2 * (7 + 7 + 4 + 4 + 4), 6)


async def test_an_organiser_without_a_ledger_has_none_to_check(db: Database, scene: Scene) -> None:
    assert await proof_of(db, scene) == Verified(0, 0, 0, 0, 0, ())


async def test_every_organiser_is_checked(db: Database, scene: Scene) -> None:
    await make_history(db, scene)

    verified = await service.verify_all(db)

    assert verified[scene.organiser_id].transfers == 22


ONE = "(SELECT budget_id FROM account WHERE organiser_id = $1 ORDER BY budget_id LIMIT 1)"
HERE = f"organiser_id = $1 AND budget_id = {ONE}"
GATE = f"{HERE} AND line_no = 0 AND month = 0"
A_DRAW = (
    f"organiser_id = $1 AND id = (SELECT id FROM transfer WHERE {HERE} AND code = 'DRAW' ORDER BY id LIMIT 1)"
)


def columns(table: Table, **changed: str) -> str:
    """The columns of a row that is put in as a copy of another, some of them changed."""
    return ", ".join(changed.get(column.name, column.name) for column in table.columns)


def rewritten_links(condition: str, **changed: str) -> str:
    """Take links away and put them back with some columns changed, past the primary key."""
    return (
        f"WITH gone AS (DELETE FROM link WHERE {condition} RETURNING *)"
        f" INSERT INTO link SELECT {columns(link, **changed)} FROM gone ORDER BY seq, line_no"
    )


TAMPERING: Mapping[str, tuple[str, set[Kind]]] = {
    "an account's used lowered": (f"UPDATE account SET used = used - 1 WHERE {GATE}", {Kind.USED}),
    "an account's grant raised": (f"UPDATE account SET granted = granted + 1 WHERE {GATE}", {Kind.GRANTED}),
    "an account's reserved lowered": (
        f"UPDATE account SET reserved = reserved - 1 WHERE {GATE}",
        {Kind.RESERVED},
    ),
    "an account's sequence": (f"UPDATE account SET seq = seq + 1 WHERE {GATE}", {Kind.CHAIN_END}),
    "an account's head": (rf"UPDATE account SET head = '\x00' WHERE {GATE}", {Kind.CHAIN_END}),
    "an account deleted": (
        f"DELETE FROM account WHERE {HERE} AND line_no = 1 AND month = 0",
        {Kind.LINK_WITHOUT_ACCOUNT, Kind.LINK_WITHOUT_TRANSFERS},
    ),
    "a budget's first account deleted": (
        f"DELETE FROM account WHERE {GATE}",
        {Kind.TRANSFER_WITHOUT_ACCOUNT, Kind.LINK_WITHOUT_ACCOUNT, Kind.LINK_WITHOUT_TRANSFERS},
    ),
    "a link inside deleted": (
        f"DELETE FROM link WHERE {GATE} AND seq = 3",
        {Kind.LINK_SEQUENCE, Kind.LINK_HEAD, Kind.LINK_MISSING},
    ),
    "the last link deleted": (
        f"DELETE FROM link WHERE {GATE} AND seq = 5",
        {Kind.CHAIN_END, Kind.LINK_MISSING},
    ),
    "the last link deleted and the account set back": (
        f"WITH gone AS (DELETE FROM link WHERE {GATE} AND seq = 5) UPDATE account SET seq = 4, head = ("
        f"SELECT head FROM link WHERE {GATE} AND seq = 4) WHERE {GATE}",
        {Kind.LINK_MISSING},
    ),
    "a link's delta changed": (
        f"UPDATE link SET used_delta = used_delta + 1 WHERE {GATE} AND seq = 3",
        {Kind.LINK_HEAD, Kind.LINK_DELTAS},
    ),
    "a link's instant changed": (
        f"UPDATE link SET at = at + interval '1 microsecond' WHERE {GATE} AND seq = 3",
        {Kind.LINK_HEAD},
    ),
    "two links in the other order": (
        rewritten_links(f"{GATE} AND seq IN (3, 4)", seq="7 - seq"),
        {Kind.LINK_HEAD},
    ),
    "the links of two accounts exchanged": (
        rewritten_links(f"{HERE} AND line_no IN (1, 2) AND month = 0 AND seq = 2", line_no="3 - line_no"),
        {Kind.LINK_HEAD, Kind.LINK_DIGEST, Kind.LINK_DELTAS, Kind.CHAIN_END},
    ),
    "a link put in": (
        f"INSERT INTO link SELECT {columns(link, seq='6', posting_id='$1')} FROM link"
        f" WHERE {GATE} AND seq = 5",
        {Kind.LINK_HEAD, Kind.LINK_WITHOUT_TRANSFERS, Kind.CHAIN_END},
    ),
    "a transfer's cents raised": (
        f"UPDATE transfer SET cents = cents + 1 WHERE {A_DRAW}",
        {Kind.RESERVED, Kind.USED, Kind.TRANSFER_DIGEST, Kind.RESERVATION_OVERDRAWN, Kind.LINK_DELTAS},
    ),
    "a transfer's payee changed": (
        f"UPDATE transfer SET payee_id = $1 WHERE {A_DRAW}",
        {Kind.TRANSFER_DIGEST},
    ),
    "a transfer's settlement month changed": (
        f"UPDATE transfer SET settlement_month = 202701 WHERE {A_DRAW}",
        {Kind.TRANSFER_DIGEST},
    ),
    "a transfer deleted": (
        f"DELETE FROM transfer WHERE {A_DRAW}",
        {Kind.RESERVED, Kind.USED, Kind.RESERVATION_REST, Kind.LINK_WITHOUT_TRANSFERS},
    ),
    "a transfer drawn on nothing": (
        f"UPDATE transfer SET draws_on = $1 WHERE {A_DRAW}",
        {Kind.TRANSFER_DIGEST, Kind.RESERVATION_MISSING, Kind.RESERVATION_REST},
    ),
    "a transfer put in": (
        f"INSERT INTO transfer SELECT {columns(transfer, id='$1', cents='0', minutes='0')}"
        f" FROM transfer WHERE {A_DRAW}",
        {Kind.TRANSFER_DIGEST, Kind.LINK_DIGEST},
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
async def test_tampering_is_found_and_named(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, what: str
) -> None:
    await make_history(db, scene)
    statement, kinds = TAMPERING[what]

    async with all_rows.transaction():
        await all_rows.execute(PAST_TRIGGERS)
        changed = await all_rows.execute(statement, scene.organiser_id)
    verified = await proof_of(db, scene)

    assert changed.split()[-1] != "0"
    assert {difference.kind for difference in verified.differences} == kinds
    assert len({difference.budget_id for difference in verified.differences}) == 1


async def test_a_second_resolution_past_the_index_is_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_history(db, scene)
    statement = (
        f"INSERT INTO transfer SELECT {columns(transfer, id='$2', cents='0', minutes='0')}"
        f" FROM transfer WHERE {HERE} AND code = 'VOID'"
    )

    undone = all_rows.transaction()
    await undone.start()
    try:
        await all_rows.execute("DROP INDEX transfer_resolves_once")
        await all_rows.execute(statement, scene.organiser_id, new_id())
        await all_rows.execute("SELECT set_config('hb.organiser', $1, true)", str(scene.organiser_id))
        verified = await service.verify(Transaction(cast("Connection", all_rows), new_id))
    finally:
        await undone.rollback()

    assert Kind.RESERVATION_RESOLVED_AGAIN in {difference.kind for difference in verified.differences}


async def test_a_forger_who_mends_one_step_is_found_at_the_next(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_history(db, scene)
    its_links = f"{HERE} AND posting_id = (SELECT posting_id FROM transfer WHERE {A_DRAW})"
    key = ("organiser_id", "budget_id", "line_no", "month", "measure")
    head_before = (
        "(SELECT before.head FROM link AS before WHERE before.seq = link.seq - 1 AND "
        + " AND ".join(f"before.{column} = link.{column}" for column in key)
        + ")"
    )
    steps = (
        (f"UPDATE transfer SET payee_id = $1 WHERE {A_DRAW}", Kind.TRANSFER_DIGEST),
        (f"UPDATE transfer SET digest = {transfer_digest('transfer')} WHERE {A_DRAW}", Kind.LINK_DIGEST),
        (
            "UPDATE link SET digest = (SELECT sha256(digest) FROM transfer"
            f" WHERE {A_DRAW}) WHERE {its_links}",
            Kind.LINK_HEAD,
        ),
        (f"UPDATE link SET head = {link_head(head_before, 'link')} WHERE {its_links}", Kind.LINK_HEAD),
    )

    for statement, kind in steps:
        async with all_rows.transaction():
            await all_rows.execute(PAST_TRIGGERS)
            await all_rows.execute(statement, scene.organiser_id)
        assert {difference.kind for difference in (await proof_of(db, scene)).differences} == {kind}


@pytest.mark.parametrize("table", ["transfer", "link"])
@pytest.mark.parametrize(
    "change",
    ["UPDATE {} SET month = month", "DELETE FROM {}", "TRUNCATE {}"],
    ids=["update", "delete", "truncate"],
)
async def test_what_is_written_stays_as_written(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, owner_dsn: str, table: str, change: str
) -> None:
    await make_history(db, scene)
    before = await all_rows.fetchval(f"SELECT count(*) FROM {table}")

    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await all_rows.execute(change.format(table))

    assert await all_rows.fetchval(f"SELECT count(*) FROM {table}") == before
