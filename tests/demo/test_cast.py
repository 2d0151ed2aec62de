"""The cast of the loaded region: everybody stands, sees a life, and the service goes on from the books."""

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import Actor, Role
from hb.demo.load import demo_actors
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.settlement import service as settlement
from hb.settlement.rules import CloseOrdered
from hb.settlement.work import JOBS
from tests.clock import utc
from tests.demo.region import Loaded
from tests.scene import NOW
from tests.work.doing import do_work

LIVELY = {
    "service guide": (
        "client",
        "matter",
        "assessment",
        "budget",
        "plan",
        "plan_item",
        "service_order",
        "delivery",
    ),
    "social worker": ("client", "budget", "decision", "plan", "delivery", "message"),
    "team leader": ("client", "care_relationship", "plan"),
    "client": ("client", "assessment", "budget", "plan", "service_order", "delivery", "message"),
    "representative": ("client", "budget", "plan", "delivery", "message"),
    "producer administrator": ("service_order", "order_recipient", "delivery", "message", "settlement"),
    "producer reporter": ("service_order", "delivery"),
    "service account": ("service_order", "delivery"),
    "producer coordinator": ("producer_approval", "offering", "price"),
    "invoice checker": ("settlement", "delivery"),
    "payment approver": ("settlement", "payment_account"),
    "controller": ("period", "settlement", "budget", "message"),
    "auditor": ("audit_event", "use_log"),
}
"""What each of the cast sees rows of, through row-level security."""


async def standing(app: Database, loaded: Loaded, name: str) -> Actor:
    cast = (await demo_actors(loaded.app_dsn))[name]
    context = {"hb.organiser": str(cast.organiser_id), "hb.actor": str(cast.user_id), "hb.door": "read"}
    context["hb.party"] = str(cast.user_id)
    context["hb.role"] = cast.role
    context["hb.on_behalf_of"] = str(cast.on_behalf_of or "")

    async def work(tx: Transaction) -> Actor | None:
        return await access.valid_actor(tx, cast.organiser_id, cast.user_id, cast.role, cast.on_behalf_of)

    actor = await app.run(context, work)
    assert actor is not None
    return actor


@pytest.mark.parametrize("name", [*LIVELY, "on call worker", "developer"])
async def test_everybody_of_the_cast_stands(app: Database, loaded: Loaded, name: str) -> None:
    actor = await standing(app, loaded, name)

    assert actor.role == Role(name.upper().replace(" ", "_"))


@pytest.mark.parametrize("name", LIVELY)
async def test_what_the_cast_sees_is_full_of_life(app: Database, loaded: Loaded, name: str) -> None:
    actor = await standing(app, loaded, name)
    connection = await asyncpg.connect(loaded.app_dsn)
    context = {**actor.context("read"), "hb.now": NOW.isoformat()}
    await connection.execute("BEGIN")
    for setting, value in context.items():
        await connection.execute("SELECT set_config($1, $2, true)", setting, value)
    await connection.execute("SELECT enter()")
    seen = {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in LIVELY[name]}
    await connection.close()

    assert {table for table, count in seen.items() if count == 0} == set()
    if name in {"client", "representative"}:
        assert seen["client"] == 1


async def test_a_substitute_stands_in_for_an_absent_guide(app: Database, rows: asyncpg.Connection) -> None:
    for found in await rows.fetch("SELECT * FROM role_assignment WHERE substitutes_for IS NOT NULL"):
        context = {"hb.organiser": str(found["organiser_id"]), "hb.actor": str(found["user_id"])}
        clients = await rows.fetch(
            "SELECT client_id FROM reach WHERE source_id = $1 AND party_id = $2",
            found["id"],
            found["user_id"],
        )
        served = await rows.fetch(
            "SELECT client_id FROM reach WHERE ground = 'CARE_RELATIONSHIP' AND party_id = $1",
            found["substitutes_for"],
        )

        async def work(tx: Transaction, found: asyncpg.Record = found) -> Actor | None:
            return await access.valid_actor(
                tx, found["organiser_id"], found["user_id"], Role.SERVICE_GUIDE, found["substitutes_for"]
            )

        actor = await app.run(context, work)
        assert actor is not None
        assert {row["client_id"] for row in clients} == {row["client_id"] for row in served} != set()


async def test_the_next_month_can_be_closed(changing: Loaded) -> None:
    """The books are in such a state that the service goes on from them."""
    app = await Database.connect(changing.app_dsn, size=2, clock=utc(2026, 5, 18, 9))
    actor = await standing(app, changing, "controller")
    claim = Claim(new_id(), "monthClose", b"")

    async def kept(_tx: Transaction, ordered: CloseOrdered) -> CloseOrdered:
        return ordered

    shown = await app.run(actor.context("read"), lambda tx: settlement.preview_close(tx, actor))
    await perform(
        app,
        actor.context("command"),
        claim,
        CloseOrdered,
        lambda tx: settlement.close_month(tx, actor, shown.month, shown.total_cents),
        kept,
    )
    await do_work(app, actor.organiser_id, JOBS)
    verified = await ledger.verify_all(app)
    await app.close()
    rows = await asyncpg.connect(changing.superuser_dsn)
    closed = await rows.fetchrow(
        "SELECT * FROM month_close WHERE organiser_id = $1 AND month = 202604", actor.organiser_id
    )

    await rows.close()
    assert closed is not None
    assert (shown.month, closed["state"], closed["fault"]) == (202604, "DONE", None)
    assert (closed["settled_count"], closed["settled_cents"]) == (shown.producers, shown.total_cents)
    assert shown.producers > 0
    assert sum(one.cents for one in shown.still_reserved) > 0
    assert all(proof.differences == () for proof in verified.values())


async def test_the_client_is_told_what_months_that_are_not_over_have_left_m5(
    loaded: Loaded, rows: asyncpg.Connection, app: Database
) -> None:
    """Of 6 925,50 euros 4 662,12 are left of months that are over on 15 May."""

    async def look(tx: Transaction) -> tuple[object, ...]:
        (row,) = await tx.fetch_text("SELECT usable_cents, lapsed_cents, available_cents FROM budget_balance")
        return tuple(row)

    actor = await standing(app, loaded, "client")
    assert await app.run(actor.context("read"), look) == (226_338, 466_212, 692_550)
    open_months = await rows.fetchval(
        "SELECT sum(granted - reserved - used)::bigint FROM account WHERE client_id = $1 AND line_no = 0"
        " AND month >= 202604",
        actor.party_id,
    )
    assert open_months == 226_338
