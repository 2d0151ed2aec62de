"""What ends the setting of a context: the client at hand is taken when reach says so, on nobody's word."""

import re
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from hb.access.policies import CONTEXT, ENTER
from hb.access.rules import Actor, Ground, Role, Scope
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.scene import Scene, make_client, make_reach

TAKEN = "SELECT current_setting('hb.client') AS client, current_setting('hb.personal_client') AS personal"
FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(\)")


@pytest.fixture
async def stranger(scene: Scene, all_rows: asyncpg.Connection) -> UUID:
    """A client of the organiser whom nobody of the scene serves."""
    other = new_id()
    await make_client(all_rows, scene.organiser_id, other, "Outi", "Outo")
    return other


async def taken_by(db: Database, context: Mapping[str, str]) -> tuple[str, str]:
    """The client at hand, and the one whose personal matters are open too."""

    async def work(tx: Transaction) -> tuple[str, str]:
        (row,) = await tx.fetch_text(TAKEN)
        return row["client"], row["personal"]

    return await db.run(context, work)


async def clients_seen(db: Database, context: Mapping[str, str]) -> list[UUID]:
    async def work(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.fetch_text("SELECT id FROM client ORDER BY id")]

    return await db.run(context, work)


async def give(
    connection: asyncpg.Connection, actor: Actor, client_id: UUID, ground: Ground, scope: Scope
) -> None:
    await make_reach(connection, actor.organiser_id, actor.party_id, client_id, ground, new_id(), scope)


async def test_functions_in_the_catalogue_are_those_of_the_model(all_rows: asyncpg.Connection) -> None:
    texts = [f"CREATE FUNCTION{each}" for each in (CONTEXT + ENTER).split("CREATE FUNCTION")[1:]]
    for text in texts:
        found = FUNCTION.match(text)
        assert found is not None
        definition = f"SELECT pg_get_functiondef('{found[1]}()'::regprocedure)"
        migrated = await all_rows.fetchval(definition)
        trial = all_rows.transaction()
        await trial.start()
        try:
            await all_rows.execute(text.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1))
            assert await all_rows.fetchval(definition) == migrated
        finally:
            await trial.rollback()
    assert len(texts) == 13


async def test_who_acts_and_who_is_acted_for_is_at_hand(db: Database, scene: Scene) -> None:
    own = str(scene.client_id)

    for role in (Role.CLIENT, Role.REPRESENTATIVE):
        assert await taken_by(db, scene.actors[role].context("read")) == (own, own)
        assert await taken_by(db, scene.actors[role].context("command")) == (own, own)


@pytest.mark.parametrize("role", [Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER])
async def test_named_client_is_at_hand_where_reach_says_so(db: Database, scene: Scene, role: Role) -> None:
    context = scene.actors[role].context("read")
    own = str(scene.client_id)

    assert await taken_by(db, {**context, "hb.about": own}) == (own, own)
    assert await taken_by(db, context) == ("", "")


@pytest.mark.parametrize(
    "role",
    [Role.SERVICE_GUIDE, Role.TEAM_LEADER, Role.CLIENT, Role.REPRESENTATIVE, Role.PRODUCER_ADMINISTRATOR,
     Role.PAYMENT_APPROVER],
)  # fmt: skip
async def test_naming_a_client_opens_nothing(db: Database, scene: Scene, stranger: UUID, role: Role) -> None:
    context = scene.actors[role].context("read")
    before = await clients_seen(db, context)

    named = {**context, "hb.about": str(stranger)}

    assert str(stranger) not in await taken_by(db, named)
    assert await clients_seen(db, named) == before
    assert stranger not in before


async def test_order_alone_puts_no_client_at_hand(
    db: Database, scene: Scene, stranger: UUID, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    await give(all_rows, worker, stranger, Ground.CARE_RELATIONSHIP, Scope.ORDER)

    assert await taken_by(db, {**worker.context("read"), "hb.about": str(stranger)}) == ("", "")


async def test_emergency_opens_a_client_to_who_is_on_call_alone(
    db: Database, scene: Scene, stranger: UUID, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    await give(all_rows, worker, stranger, Ground.EMERGENCY, Scope.FULL)
    named = {"hb.about": str(stranger)}

    on_call = replace(worker, role=Role.ON_CALL_WORKER)

    assert await taken_by(db, {**worker.context("read"), **named}) == ("", "")
    assert await taken_by(db, {**on_call.context("read"), **named}) == (str(stranger), str(stranger))


async def test_power_over_money_keeps_personal_matters_closed(
    db: Database, scene: Scene, stranger: UUID, all_rows: asyncpg.Connection
) -> None:
    guardian = replace(scene.actors[Role.REPRESENTATIVE], on_behalf_of=stranger, scope=Scope.FINANCIAL)
    await give(all_rows, guardian, stranger, Ground.REPRESENTATION, Scope.FINANCIAL)

    assert await taken_by(db, guardian.context("read")) == (str(stranger), "")
    assert await clients_seen(db, guardian.context("read")) == [stranger]


async def test_representative_of_two_reaches_the_one_acted_for(
    db: Database, scene: Scene, stranger: UUID, all_rows: asyncpg.Connection
) -> None:
    first = scene.actors[Role.REPRESENTATIVE]
    await give(all_rows, first, stranger, Ground.REPRESENTATION, Scope.FULL)
    second = replace(first, on_behalf_of=stranger)

    assert await clients_seen(db, first.context("read")) == [scene.client_id]
    assert await clients_seen(db, second.context("read")) == [stranger]
    assert await clients_seen(db, replace(first, on_behalf_of=None).context("read")) == []


async def test_what_a_session_was_left_with_is_not_believed(
    app_dsn: str, scene: Scene, stranger: UUID
) -> None:
    """The planted fault: settings of a session name a stranger as at hand and every ground as open."""
    left = {
        "hb.client": str(stranger),
        "hb.personal_client": str(stranger),
        "hb.grounds": "{" + ",".join(Ground) + "}",
        "hb.today": "2020-01-01",
        "hb.about": str(stranger),
    }
    single = await Database.connect(app_dsn, size=1)
    try:

        async def leave(tx: Transaction) -> None:
            for name, value in left.items():
                await tx.fetch_text("SELECT set_config($1, $2, false)", name, value)

        await single.run({}, leave)
        for role in (Role.SERVICE_GUIDE, Role.CLIENT):
            context = scene.actors[role].context("read")
            assert await clients_seen(single, context) == [scene.client_id]
            assert str(stranger) not in await taken_by(single, context)
        assert await clients_seen(single, {}) == []
    finally:
        await single.close()


async def test_day_of_the_context_bounds_reach(
    db: Database, scene: Scene, stranger: UUID, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    await give(all_rows, worker, stranger, Ground.CARE_RELATIONSHIP, Scope.FULL)
    named = {**worker.context("read"), "hb.about": str(stranger)}
    assert await taken_by(db, named) == (str(stranger), str(stranger))

    await all_rows.execute(
        "UPDATE reach SET valid_until = valid_from WHERE party_id = $1 AND client_id = $2",
        worker.party_id,
        stranger,
    )

    assert await taken_by(db, named) == ("", "")
    assert stranger not in await clients_seen(db, named)
