"""The loaded region: counted, proved by the ledger, behind its policies again, and alive for its actors."""

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import Actor, Role
from hb.clients.service.registration import HETU_COLUMN
from hb.demo.load import FULL, SMALL, NotEmpty, demo_actors, is_empty, load
from hb.kit.clock import utc
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.schema_tables import metadata
from hb.settlement import service as settlement
from hb.settlement.rules import MonthClosed
from tests.demo.conftest import SECRECY, TODAY, Loaded
from tests.scene import NOW

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


def test_counts_are_those_of_the_scale(loaded: Loaded) -> None:
    counts = loaded.region.counts

    assert counts["organiser"] == 2
    assert counts["client"] == counts["client_identity"] == SMALL.clients + SMALL.small_clients
    assert counts["producer"] == SMALL.producers
    assert counts["delivery"] > 1_000
    assert str(loaded.region).startswith(
        "The demo region of 2026-05-15 is loaded; rows: 2 organiser, 12 producer"
    )
    assert (FULL.clients, FULL.producers, FULL.offerings) == (1_500, 80, 2_000)


async def test_every_row_arrived(loaded: Loaded, rows: asyncpg.Connection) -> None:
    found = {name: await rows.fetchval(f"SELECT count(*) FROM {name}") for name in loaded.region.counts}

    codes = ("municipality", "service_category", "link")
    assert {name: count for name, count in found.items() if name not in codes} == {
        name: count for name, count in loaded.region.counts.items() if name not in codes
    }


async def test_the_ledger_proves_the_books(app: Database, loaded: Loaded) -> None:
    verified = await ledger.verify_all(app)

    assert len(verified) == 2
    assert all(proof.differences == () for proof in verified.values())
    assert sum(proof.transfers for proof in verified.values()) == loaded.region.counts["transfer"]


async def test_balances_leave_money_for_coming_months(rows: asyncpg.Connection) -> None:
    whole = await rows.fetchrow(
        "SELECT count(*) AS budgets, sum(granted) AS granted, sum(reserved) AS reserved, sum(used) AS used,"
        " count(*) FILTER (WHERE granted > reserved + used) AS with_money FROM account"
        " WHERE line_no = 0 AND month = 0 AND measure = 'CENTS'"
    )

    assert whole["budgets"] > 30
    assert whole["with_money"] == whole["budgets"]
    assert whole["used"] > whole["reserved"] > 0
    assert 0.6 < (whole["used"] + whole["reserved"]) / whole["granted"] < 0.97


async def test_counters_and_deliveries_agree(rows: asyncpg.Connection) -> None:
    wrong = await rows.fetchval(
        "SELECT count(*) FROM plan_item_month AS m LEFT JOIN (SELECT item_id, service_month, sum(cents) AS cents,"
        " sum(quantity) AS quantity, count(*) AS n FROM delivery GROUP BY 1, 2) AS d"
        " ON d.item_id = m.item_id AND d.service_month = m.month"
        " WHERE (m.delivered_cents, m.delivered_quantity, m.deliveries_count)"
        " <> (coalesce(d.cents, 0), coalesce(d.quantity, 0), coalesce(d.n, 0))"
    )

    assert wrong == 0


async def test_settlements_are_the_sums_of_deliveries(rows: asyncpg.Connection) -> None:
    wrong = await rows.fetch(
        "SELECT s.id FROM settlement AS s FULL JOIN (SELECT d.organiser_id, d.producer_id, settlement_month,"
        " sum(cents) AS cents, count(*) AS n FROM delivery AS d JOIN period AS p ON p.organiser_id = d.organiser_id"
        " AND p.month = d.settlement_month AND p.state = 'CLOSED' GROUP BY 1, 2, 3) AS d"
        " ON (d.organiser_id, d.producer_id, d.settlement_month) = (s.organiser_id, s.producer_id, s.month)"
        " WHERE s.id IS NULL OR d.cents IS NULL OR (s.total_cents, s.deliveries_count) <> (d.cents, d.n)"
    )
    states = await rows.fetch("SELECT DISTINCT state FROM settlement ORDER BY state")

    assert wrong == []
    assert [row["state"] for row in states] == ["CALCULATED", "CHECKED", "RELEASED"]


async def test_closed_months_hold_no_reservations(rows: asyncpg.Connection) -> None:
    months = await rows.fetch(
        "SELECT p.state, count(*) FILTER (WHERE m.resolved_at IS NULL) AS open, count(m.resolved_at) AS resolved"
        " FROM period AS p JOIN plan_item_month AS m USING (organiser_id, month) GROUP BY 1 ORDER BY 1"
    )

    assert [(row["state"], row["open"] > 0, row["resolved"] > 0) for row in months] == [
        ("CLOSED", False, True),
        ("OPEN", True, False),
    ]


async def test_work_of_every_kind_is_waiting(rows: asyncpg.Connection) -> None:
    waiting = {
        "assessment": "STARTED",
        "budget": "PREPARED",
        "plan": "DRAFT",
        "service_order": "SENT",
        "offering": "PROPOSED",
        "price": "PROPOSED",
        "producer_approval": "APPLIED",
        "settlement": "CALCULATED",
        "matter": "PENDING",
    }
    for table, state in waiting.items():
        assert await rows.fetchval(f"SELECT count(*) FROM {table} WHERE state = $1", state) > 0, table
    assert await rows.fetchval("SELECT count(*) FROM plan WHERE state = 'SUBMITTED'") > 0
    assert await rows.fetchval("SELECT count(DISTINCT kind) FROM delivery") == 3


async def test_prices_keep_under_their_caps(rows: asyncpg.Connection) -> None:
    over = await rows.fetchval(
        "SELECT count(*) FROM price AS p JOIN offering AS o ON o.organiser_id = p.organiser_id"
        " AND o.id = p.offering_id WHERE p.unit_cents > (SELECT cap_cents FROM price_cap AS c"
        " WHERE c.organiser_id = o.organiser_id AND c.product_id = o.product_id AND c.valid_from <= p.valid_from"
        " ORDER BY c.valid_from DESC LIMIT 1)"
    )

    assert over == 0


async def test_row_level_security_is_forced_again(rows: asyncpg.Connection, loaded: Loaded) -> None:
    unforced = await rows.fetch(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity"
    )
    secured = {
        row["relname"] for row in await rows.fetch("SELECT relname FROM pg_class WHERE relforcerowsecurity")
    }
    owner = await asyncpg.connect(loaded.owner_dsn)
    seen = await owner.fetchval("SELECT count(*) FROM client")
    await owner.close()

    assert unforced == []
    assert secured >= {
        table.name
        for table in metadata.tables.values()
        if "client_id" in table.c and "view" not in table.info
    }
    assert seen == 0


async def test_second_load_is_refused_and_changes_nothing(loaded: Loaded, rows: asyncpg.Connection) -> None:
    before = await rows.fetchval("SELECT count(*) FROM client")

    with pytest.raises(NotEmpty, match="^The database is not empty"):
        await load(loaded.owner_dsn, secrecy=SECRECY, today=TODAY, scale=SMALL)

    assert await rows.fetchval("SELECT count(*) FROM client") == before
    assert not await is_empty(loaded.owner_dsn)


async def test_identity_codes_open_with_the_given_keys(rows: asyncpg.Connection) -> None:
    for row in await rows.fetch("SELECT * FROM client_identity"):
        table, column = HETU_COLUMN
        code = SECRECY.decrypt(
            row["hetu_ciphertext"], str(row["organiser_id"]), table, str(row["client_id"]), column
        )
        assert SECRECY.blind_index(code) == row["hetu_index"]
        assert row["key_id"] == SECRECY.key_id


async def test_shared_producers_serve_both_organisers(rows: asyncpg.Connection) -> None:
    shared = await rows.fetchval(
        "SELECT count(*) FROM (SELECT producer_id FROM producer_approval GROUP BY 1 HAVING count(*) = 2) AS both"
    )
    organisers = await rows.fetchval("SELECT count(DISTINCT organiser_id) FROM delivery")

    assert shared == SMALL.shared_producers
    assert organisers == 2


async def standing(app: Database, loaded: Loaded, name: str) -> Actor:
    cast = (await demo_actors(loaded.app_dsn))[name]
    context = {"hb.organiser": str(cast.organiser_id), "hb.actor": str(cast.user_id), "hb.door": "read"}
    context["hb.party"] = str(cast.user_id)
    context["hb.role"] = cast.role
    context["hb.on_behalf_of"] = str(cast.on_behalf_of or "")

    async def work(tx: Transaction) -> Actor | None:
        return await access.standing(tx, cast.organiser_id, cast.user_id, cast.role, cast.on_behalf_of)

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
    for setting, value in context.items():
        await connection.execute("SELECT set_config($1, $2, false)", setting, value)
    seen = {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in LIVELY[name]}
    await connection.close()

    assert {table for table, count in seen.items() if count == 0} == set()
    if name in {"client", "representative"}:
        assert seen["client"] == 1


async def test_the_next_month_can_be_closed(loaded: Loaded) -> None:
    """The books are in such a state that the service goes on from them."""
    app = await Database.connect(loaded.app_dsn, size=2, clock=utc(2026, 5, 18, 9))
    actor = await standing(app, loaded, "controller")
    claim = Claim(new_id(), "monthClose", b"")

    async def kept(_tx: Transaction, closed: MonthClosed) -> MonthClosed:
        return closed

    closed = await perform(
        app,
        actor.context("command"),
        claim,
        MonthClosed,
        lambda tx: settlement.close_month(tx, actor, 202604),
        kept,
    )
    verified = await ledger.verify_all(app)
    await app.close()

    assert closed.settlements > 0
    assert closed.total_cents > 0
    assert closed.expired > 0
    assert all(proof.differences == () for proof in verified.values())
