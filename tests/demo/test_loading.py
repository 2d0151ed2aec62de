"""The loaded region: counted, proved by the ledger, behind its policies again, and alive for its actors."""

import asyncpg
import pytest

from hb.clients.model import HETU, client_identity
from hb.demo.load import FULL, SMALL, NotEmpty, is_empty, load
from hb.kit.db import Database
from hb.ledger import service as ledger
from hb.modules import metadata
from tests.demo.region import SECRECY, TODAY, Loaded


def test_counts_are_those_of_the_scale(loaded: Loaded) -> None:
    counts = loaded.region.counts

    assert counts["organiser"] == 2
    # One person has two records, and one had another code before.
    assert counts["client"] == SMALL.clients + SMALL.small_clients + 1
    assert counts["client_identity"] == counts["client"] + 1
    # An applicant that has been silent for long is beside them.
    assert counts["producer"] == SMALL.producers + 1
    assert counts["delivery"] > 1_000
    assert str(loaded.region).startswith("The demo region of 2026-05-15 is loaded; rows: 2 organiser")
    assert (FULL.clients, FULL.producers, FULL.offerings) == (1_500, 80, 2_000)


async def test_every_row_arrived(loaded: Loaded, rows: asyncpg.Connection) -> None:
    found = {name: await rows.fetchval(f"SELECT count(*) FROM {name}") for name in loaded.region.counts}

    codes = ("municipality", "service_category", "link", "row_version", "seal")
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

    assert whole is not None
    assert whole["budgets"] > 30
    assert whole["with_money"] == whole["budgets"]
    assert whole["used"] > whole["reserved"] > 0
    assert 0.6 < (whole["used"] + whole["reserved"]) / whole["granted"] < 0.97


async def test_counters_and_deliveries_agree(rows: asyncpg.Connection) -> None:
    wrong = await rows.fetchval(
        "SELECT count(*) FROM plan_item_month AS m LEFT JOIN"
        " (SELECT item_id, service_month, sum(cents) AS cents,"
        " sum(quantity) AS quantity, count(*) AS n FROM delivery GROUP BY 1, 2) AS d"
        " ON d.item_id = m.item_id AND d.service_month = m.month"
        " WHERE (m.delivered_cents, m.delivered_quantity, m.deliveries_count)"
        " <> (coalesce(d.cents, 0), coalesce(d.quantity, 0), coalesce(d.n, 0))"
    )

    assert wrong == 0


async def test_settlements_are_the_sums_of_deliveries(rows: asyncpg.Connection) -> None:
    wrong = await rows.fetch(
        "SELECT s.id FROM settlement AS s FULL JOIN (SELECT d.organiser_id, d.producer_id, settlement_month,"
        " sum(cents) AS cents, count(*) AS n FROM delivery AS d"
        " JOIN period AS p ON p.organiser_id = d.organiser_id"
        " AND p.month = d.settlement_month AND p.state = 'CLOSED' GROUP BY 1, 2, 3) AS d"
        " ON (d.organiser_id, d.producer_id, d.settlement_month) = (s.organiser_id, s.producer_id, s.month)"
        " WHERE s.id IS NULL OR d.cents IS NULL OR (s.total_cents, s.deliveries_count) <> (d.cents, d.n)"
    )
    states = await rows.fetch("SELECT DISTINCT state FROM settlement ORDER BY state")

    assert wrong == []
    assert [row["state"] for row in states] == ["CALCULATED", "CHECKED", "RELEASED"]


async def test_closed_months_hold_no_reservations(rows: asyncpg.Connection) -> None:
    months = await rows.fetch(
        "SELECT p.state, count(*) FILTER (WHERE m.resolved_at IS NULL) AS open,"
        " count(m.resolved_at) AS resolved"
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
        " WHERE c.organiser_id = o.organiser_id AND c.product_id = o.product_id"
        " AND c.valid_from <= p.valid_from"
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
    client_tables = {name for name, table in metadata().tables.items() if "client_id" in table.c}
    views = {name for name, table in metadata().tables.items() if "view" in table.info}
    assert secured >= client_tables - views
    assert seen == 0


async def test_second_load_is_refused_and_changes_nothing(loaded: Loaded, rows: asyncpg.Connection) -> None:
    before = await rows.fetchval("SELECT count(*) FROM client")

    with pytest.raises(NotEmpty, match=r"^The database is not empty"):
        await load(loaded.owner_dsn, secrecy=SECRECY, today=TODAY, scale=SMALL)

    assert await rows.fetchval("SELECT count(*) FROM client") == before
    assert not await is_empty(loaded.owner_dsn)


async def test_identity_codes_open_with_the_given_keys(rows: asyncpg.Connection) -> None:
    for row in await rows.fetch("SELECT * FROM client_identity"):
        place = HETU.place(client_identity, row["organiser_id"], row["client_id"])
        code = SECRECY.decrypt(row["hetu_ciphertext"], *place, key_id=row["key_id"])
        assert SECRECY.blind_index(code) == row["hetu_index"]
        assert row["key_id"] == SECRECY.key_id


async def test_shared_producers_serve_both_organisers(rows: asyncpg.Connection) -> None:
    shared = await rows.fetchval(
        "SELECT count(*) FROM (SELECT producer_id FROM producer_approval GROUP BY 1"
        " HAVING count(*) = 2) AS shared"
    )
    organisers = await rows.fetchval("SELECT count(DISTINCT organiser_id) FROM delivery")

    assert shared == SMALL.shared_producers
    assert organisers == 2
