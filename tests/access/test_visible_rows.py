"""Whose rows each actor reads, table by table, with nothing but row-level security in the way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import Table

from hb.access import policies
from hb.access.rules import Actor, Role, Scope
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.access.rows import SEES_OWN, Clients, client_tables, declared, fill
from tests.scene import Scene

pytestmark = pytest.mark.slow

SCENE_ROLES = sorted({*SEES_OWN, Role.PRODUCER_COORDINATOR, Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER,
    Role.CONTROLLER, Role.AUDITOR, Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER})  # fmt: skip
Seen = Mapping[str, Counter[UUID]]
OF_TABLE = {"order_recipient": "service_order"}
"""A view with its owner's rights shows nothing without a context; it has a row for each row of this table."""


def subject_of(table: Table) -> str:
    return "client_ids[1]" if table.name == "use_log" else policies.subject_of(table)


async def seen_by(db: Database, context: Mapping[str, str]) -> Seen:
    """How many rows of each client every table shows under a context."""

    async def work(tx: Transaction) -> Seen:
        return {
            table.name: Counter(
                {
                    row["subject"]: row["count"]
                    for row in await tx.fetch_text(
                        f"SELECT {subject_of(table)} AS subject, count(*) FROM {table.name} GROUP BY 1"
                    )
                }
            )
            for table in client_tables()
        }

    return await db.run(context, work)


async def all_there(connection: asyncpg.Connection, clients: Clients) -> Seen:
    """How many rows of each of the three clients there are."""
    ids = [clients.own, clients.foreign, clients.elsewhere]
    found = {}
    for table in client_tables():
        rows = await connection.fetch(
            f"SELECT {subject_of(table)} AS subject, count(*) FROM {OF_TABLE.get(table.name, table.name)}"
            f" WHERE {subject_of(table)} = ANY($1) GROUP BY 1",
            ids,
        )
        found[table.name] = Counter({row["subject"]: row["count"] for row in rows})
        assert set(found[table.name]) == set(ids), table.name
    return found


def expected(there: Seen, clients: Clients, role: Role, reached: frozenset[UUID]) -> Seen:
    seen = {}
    for table in client_tables():
        whose = declared(table, role, clients, reached=reached)
        seen[table.name] = Counter({one: count for one, count in there[table.name].items() if one in whose})
    return seen


@pytest.mark.parametrize("role", SCENE_ROLES)
async def test_role_sees_the_clients_it_reaches_or_whose_data_its_duty_needs(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    clients = await fill(all_rows, scene)
    there = await all_there(all_rows, clients)
    reached = frozenset({clients.own}) if role in SEES_OWN else frozenset()

    seen = await seen_by(db, scene.actors[role].context("read"))

    assert seen == expected(there, clients, role, reached)


@pytest.mark.parametrize("role", SCENE_ROLES)
async def test_role_of_another_organiser_sees_nothing_of_this_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    clients = await fill(all_rows, scene)

    seen = await seen_by(db, clients.elsewhere_scene.actors[role].context("read"))

    there = {one for counted in seen.values() for one in counted}
    assert not there & {clients.own, clients.foreign}


@pytest.mark.parametrize("role", SCENE_ROLES)
async def test_party_that_reaches_nobody_sees_only_what_its_duty_needs(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    clients = await fill(all_rows, scene)
    there = await all_there(all_rows, clients)
    stranger = Actor(scene.organiser_id, new_id(), new_id(), role, on_behalf_of=new_id())

    seen = await seen_by(db, stranger.context("read"))

    wanted = expected(there, clients, role, frozenset())
    if stranger.producer_id is not None:
        wanted = {name: Counter() for name in wanted}
    assert seen == wanted


async def test_other_client_sees_themselves_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    clients = await fill(all_rows, scene)
    there = await all_there(all_rows, clients)
    other = Actor(scene.organiser_id, clients.foreign, clients.foreign, Role.CLIENT)

    seen = await seen_by(db, other.context("read"))

    assert seen == expected(there, clients, Role.CLIENT, frozenset({clients.foreign}))


@pytest.mark.parametrize("missing", [None, "hb.organiser", "hb.party", "hb.role"])
@pytest.mark.parametrize("door", ["read", "command"])
async def test_missing_context_sees_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, missing: str | None, door: str
) -> None:
    await fill(all_rows, scene)
    whole = {**scene.actors[Role.SOCIAL_WORKER].context("read"), "hb.door": door}
    context = {name: value for name, value in whole.items() if name != missing} if missing else {}

    seen = await seen_by(db, context)

    shown = {name for name, counted in seen.items() if counted}
    through_the_door = {
        table.name for table in client_tables() if table.info["policy"] not in {"client", "order"}
    }
    in_command = missing in {"hb.party", "hb.role"} and door == "command"
    assert shown == (through_the_door if in_command else set())


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "sees"),
    [
        (date(2026, 5, 15), date(2026, 5, 15), True),
        (date(2026, 5, 15), None, True),
        (date(2026, 1, 1), date(2026, 5, 14), False),
        (date(2026, 5, 16), None, False),
    ],
)
async def test_reach_shows_rows_from_its_first_to_its_last_day(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    valid_from: date,
    valid_until: date | None,
    *,
    sees: bool,
) -> None:
    clients = await fill(all_rows, scene)
    there = await all_there(all_rows, clients)
    worker = scene.actors[Role.SOCIAL_WORKER]
    await all_rows.execute(
        "UPDATE reach SET valid_from = $2, valid_until = $3 WHERE party_id = $1",
        worker.party_id,
        valid_from,
        valid_until,
    )

    seen = await seen_by(db, worker.context("read"))

    reached = frozenset({clients.own}) if sees else frozenset()
    assert seen == expected(there, clients, Role.SOCIAL_WORKER, reached)


async def test_reach_of_an_order_shows_no_client_data(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await fill(all_rows, scene)
    worker = scene.actors[Role.SOCIAL_WORKER]
    await all_rows.execute("UPDATE reach SET scope = 'ORDER' WHERE party_id = $1", worker.party_id)

    assert not any((await seen_by(db, worker.context("read"))).values())


async def test_representative_of_two_sees_the_one_acted_for(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    clients = await fill(all_rows, scene)
    there = await all_there(all_rows, clients)
    actor = scene.actors[Role.REPRESENTATIVE]
    await all_rows.execute(
        "INSERT INTO reach SELECT organiser_id, $1, $2, 'REPRESENTATION', $3, 'FULL', valid_from FROM reach"
        " WHERE party_id = $1",
        actor.party_id,
        clients.foreign,
        new_id(),
    )

    for one in (clients.own, clients.foreign):
        seen = await seen_by(db, replace(actor, on_behalf_of=one).context("read"))
        assert seen == expected(there, clients, Role.REPRESENTATIVE, frozenset({one}))
    nobody = await seen_by(db, replace(actor, on_behalf_of=None).context("read"))
    assert not any(nobody.values())


async def test_representative_in_financial_matters_sees_no_personal_tables(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    clients = await fill(all_rows, scene)
    there = await all_there(all_rows, clients)
    actor = replace(scene.actors[Role.REPRESENTATIVE], scope=Scope.FINANCIAL)
    await all_rows.execute("UPDATE reach SET scope = 'FINANCIAL' WHERE party_id = $1", actor.party_id)

    seen = await seen_by(db, actor.context("read"))

    wanted = dict(expected(there, clients, Role.REPRESENTATIVE, frozenset({clients.own})))
    for table in client_tables():
        if table.info.get("personal"):
            wanted[table.name] = Counter()
    assert seen == wanted
