"""Spend and a budget's transfers over the interface: what is seen of them, by whom, how cheaply."""

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.settlement.service.spend import show_spend
from tests.api.conftest import Api
from tests.api.sending import Json, at, count_statements, read, rows_at
from tests.api.test_settlement import APRIL_DAY, CHECKER, CONTROLLER, settled
from tests.deliveries.builders import APRIL, MAY, make_orders, visit
from tests.deliveries.builders import send as report
from tests.scene import Scene, make_care

NAMES = {
    "SpendByService": ("spendByCategory", "category", "nameFi", "Kotihoito"),
    "SpendByMunicipality": ("spendByMunicipality", "municipality", "nameSv", "Nurmijärvi"),
    "SpendByProducer": ("spendByProducer", "producer", "name", "Kotiapu Oy"),
}
SUMS = ("month", "reservedCents", "deliveredCents", "deliveriesCount")


async def test_spend_about_fewer_than_five_is_left_out(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """S10: euros and visits of one person were told to three roles; each measure counts its own persons."""
    controller, reporter = scene.actors[CONTROLLER], scene.actors[Role.PRODUCER_REPORTER]
    months = {"filter": {"fromMonth": APRIL, "untilMonth": MAY}, "orderBy": "MOST_DELIVERED"}
    april: Json = {"month": APRIL, "reservedCents": None, "deliveredCents": None, "deliveriesCount": None}
    may = {**april, "month": MAY}

    async def seen() -> list[list[Json]]:
        tables = []
        for name, (root, link, field, value) in NAMES.items():
            nodes = rows_at(await read(api, controller, f"controller/{name}", **months), root, "nodes")
            assert {at(node, link, field) for node in nodes} == {value}
            tables.append(sorted(({key: node[key] for key in SUMS} for node in nodes), key=str))
        return tables

    orders = await make_orders(db, scene, all_rows, 4)
    await report(db, reporter, [visit(order, f"v{at}", 60, APRIL_DAY) for at, order in enumerate(orders)])
    assert await seen() == [[april, may]] * 3

    late = (await make_orders(db, scene, all_rows, 1))[0]
    april["reservedCents"] = 5 * 34_000 - 4 * 3_400
    may |= {"reservedCents": 5 * 34_000, "deliveredCents": 0, "deliveriesCount": 0}
    assert await seen() == [[april, may]] * 3

    await report(db, reporter, [visit(late, "v9", 60, APRIL_DAY)])
    april |= {"reservedCents": 5 * (34_000 - 3_400), "deliveredCents": 5 * 3_400, "deliveriesCount": 5}
    assert await seen() == [[april, may]] * 3


async def test_finest_spend_is_left_out_with_the_next_smallest(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Four of CLEANING beside nine of HOME_CARE: the margin would give the four away, so it shows neither."""
    await make_orders(db, scene, all_rows, 9)
    cleaning = await make_orders(db, scene, all_rows, 4)
    await all_rows.execute(
        "UPDATE plan_item_month SET category_code = 'CLEANING' WHERE item_id = ANY ($1)",
        [order.item_id for order in cleaning],
    )
    document = """query Finest($f: SpendFilter) {
      spend(filter: $f) { nodes { category { code } reservedCents } }
      spendByCategory { nodes { category { code } reservedCents } }
      spendByProducer { nodes { reservedCents } }
    }"""
    answer = await api.data(scene.actors[CONTROLLER], document, {"f": {"fromMonth": MAY}})
    shown = {
        root: {at(node, "reservedCents") for node in rows_at(answer, root, "nodes")}
        for root in ("spend", "spendByCategory", "spendByProducer")
    }
    assert shown == {"spend": set(), "spendByCategory": {None}, "spendByProducer": {13 * 34_000}}


NARROWED = """query Narrowed($since: Int, $until: Int) {
  spendByProducer(filter: {fromMonth: $since, untilMonth: $until}, orderBy: OLDEST) {
    nodes { month reservedCents } }
}"""


async def test_sums_are_decided_in_the_months_that_are_asked_for(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """A month of a large county takes seconds to decide; each is decided by itself."""
    await make_orders(db, scene, all_rows, 6)
    controller, sums = scene.actors[CONTROLLER], 6 * 34_000
    months = range(APRIL - 1, MAY + 2)
    march, april, may, june = ({"month": month, "reservedCents": sums} for month in months)
    for since, until, nodes in (
        (APRIL, APRIL, [april]),
        (MAY, None, [may, june]),
        (None, MAY, [march, april, may]),
        (None, None, [march, april, may, june]),
        (MAY + 2, None, []),
    ):
        answer = await api.data(controller, NARROWED, {"since": since, "until": until})
        assert answer == {"spendByProducer": {"nodes": nodes}}

    both = f"""query Both {{
      a: spendByCategory(filter: {{untilMonth: {APRIL - 1}}}) {{ nodes {{ month reservedCents }} }}
      b: spendByMunicipality(filter: {{fromMonth: {MAY + 1}}}) {{ nodes {{ month reservedCents }} }}
    }}"""
    assert await api.data(controller, both) == {"a": {"nodes": [march]}, "b": {"nodes": [june]}}

    async def decided(tx: Transaction) -> dict[object, object]:
        await show_spend(tx, [(APRIL, APRIL)])
        rows = await tx.fetch_text("SELECT month, reserved_cents FROM spend_by_producer")
        return {row["month"]: row["reserved_cents"] for row in rows}

    assert await db.run(controller.context("read"), decided) == dict.fromkeys(months) | {APRIL: sums}


async def test_nobody_decided_shows_nothing(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    """A read past the preparation of spend, by whatever way, sees no sum."""
    await make_orders(db, scene, all_rows, 6)

    async def sums(tx: Transaction) -> set[object]:
        rows = await tx.fetch_text("SELECT reserved_cents, delivered_cents FROM spend_by_producer")
        return {value for row in rows for value in row}

    assert await db.run(scene.actors[CONTROLLER].context("read"), sums) == {None}


async def test_spend_is_narrowed_and_for_money_roles(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await settled(db, scene, all_rows)
    controller = scene.actors[CONTROLLER]
    await make_orders(db, scene, all_rows, 5)
    narrowed = "query F($f: SpendFilter) { spend(filter: $f, orderBy: OLDEST) { totalCount } }"
    for condition, count in (
        ({}, 4),
        ({"categoryCode": "CLEANING"}, 0),
        ({"municipalityCode": "543", "categoryCode": "HOME_CARE", "fromMonth": MAY}, 2),
        ({"producerId": f"Producer:{new_id()}"}, 0),
    ):
        assert await api.data(controller, narrowed, {"f": condition}) == {"spend": {"totalCount": count}}
    refused = (await api.post(scene.actors[Role.SOCIAL_WORKER], narrowed)).json()
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_budgets_transfers_are_for_who_reaches_the_client_and_who_keeps_money(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered, _ = await settled(db, scene, all_rows)
    carer = scene.actors[Role.SOCIAL_WORKER]
    await make_care(all_rows, scene.organiser_id, ordered.client_id, carer.user_id, scene.team_id)
    owner = Actor(scene.organiser_id, ordered.client_id, ordered.client_id, Role.CLIENT)
    asked = {"budget": f"Budget:{ordered.budget_id}", "month": APRIL}

    for actor in (owner, carer, scene.actors[CHECKER]):
        seen = await read(api, actor, "BudgetTransfers", **asked)
        nodes = rows_at(seen, "transfers", "nodes")
        moved = {each["code"]: (each["cents"], each["minutes"], each["settlementMonth"]) for each in nodes}
        assert moved == {
            "GRANT": (60_000, 1_200, None),
            "RESERVE": (34_000, 600, None),
            "DRAW": (3_400, 60, APRIL),
        }
    for actor in (scene.actors[Role.CLIENT], scene.actors[Role.SERVICE_GUIDE]):
        seen = await read(api, actor, "BudgetTransfers", **asked)
        assert at(seen, "transfers", "totalCount") == 0


async def test_lists_run_as_many_statements_for_many_rows_as_for_few(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = scene.actors[CONTROLLER]
    names = ("Months", "Settlements", "SpendByService", "SpendByProducer")
    await read(api, controller, "controller/Months")  # Who asks is looked up once.
    counts = count_statements(monkeypatch)

    ran = []
    for _ in range(2):
        counts.clear()
        for name in names:
            await read(api, controller, f"controller/{name}")
        ran.append(list(counts))
        await make_orders(db, scene, all_rows, 3)

    assert ran[0] == ran[1]
