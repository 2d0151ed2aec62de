"""Spend and a budget's transfers over the interface: what is seen of them, by whom, how cheaply."""

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import at, count_statements, read, rows_at
from tests.api.test_settlement import CHECKER, CONTROLLER, settled
from tests.deliveries.builders import APRIL, MAY, make_orders
from tests.scene import Scene, make_care


async def test_spend_by_service_municipality_and_producer(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await settled(db, scene, all_rows)
    controller = scene.actors[CONTROLLER]
    months = {"filter": {"fromMonth": APRIL, "untilMonth": MAY}, "orderBy": "MOST_DELIVERED"}
    sums = [
        {"month": APRIL, "reservedCents": 30_600, "deliveredCents": 3_400, "deliveriesCount": 1},
        {"month": MAY, "reservedCents": 34_000, "deliveredCents": 0, "deliveriesCount": 0},
    ]
    service = {"category": {"code": "HOME_CARE", "nameFi": "Kotihoito", "nameSv": "Hemvård"}}
    home = {"municipality": {"code": "543", "nameFi": "Nurmijärvi", "nameSv": "Nurmijärvi"}}
    producer = {"producer": {"id": f"Producer:{scene.producer_id}", "name": "Kotiapu Oy"}}

    for name, root, extra in (
        ("SpendByService", "spendByCategory", service),
        ("SpendByMunicipality", "spendByMunicipality", home),
        ("SpendByProducer", "spendByProducer", producer),
    ):
        found = await read(api, controller, f"controller/{name}", **months)
        assert at(found, root, "nodes") == [{**each, **extra} for each in sums]
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
