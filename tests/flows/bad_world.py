"""The state in which bad input arrives: a budget in use, an order with one delivery, a foreign organiser."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, done
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order
from tests.producers.builders import business_id, iban
from tests.scene import Scene, make_producer, make_scene

UNCOUNTED = {"use_log", "audit_event"}
"""Reading leaves a use-log row and a refused attempt may leave an audit row; both are meant to."""

LINE: Json = {
    "lineNo": 1,
    "categoryCode": "HOME_CARE",
    "kind": "EARMARKED",
    "wayOfOrganising": "PURCHASE",
    "centsPerMonth": 34_000,
}
PERSON: Json = {
    "hetu": "131052-308T",
    "firstName": "Veikko",
    "lastName": "Virhe",
    "municipalityCode": "543",
    "contact": {"language": "FI"},
}
APPLICATION: Json = {
    "name": "Virhelä Oy",
    "kind": "PRIVATE",
    "ruleBookVersion": "2026-1",
    "administratorName": "Ville",
}


@dataclass(frozen=True)
class World:
    """Ids of what was made, and inputs in which nothing is wrong."""

    scene: Scene
    newcomer: Actor
    """Somebody who may only apply as a producer."""
    rival: Actor
    """A reporter of another producer that the organiser has approved."""
    person: Json
    application: Json
    preparation: Json
    price: Json
    item: Json
    delivery: Json
    unpriced: str
    """An offering whose price ends with May."""
    foreign: dict[str, str]
    """Ids of another organiser's things, by type."""

    def sender(self, who: Role | str) -> Actor:
        """Who sends: the scene's actor of a role, the newcomer or the rival."""
        return {"newcomer": self.newcomer, "rival": self.rival}.get(who) or self.scene.actors[Role(who)]


async def make_world(api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection) -> World:
    """Three months of budget, ten hours of home care ordered in each, two hours of them delivered."""
    budget_id = await _budget(db, scene)
    order = await approved_order(db, scene, budget_id, last_month=202607)
    delivery: Json = {
        "externalId": "KA-2",
        "orderId": f"ProducerOrder:{order.order_id}",
        "serviceDate": "2026-05-13",
        "quantity": 60,
    }
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    first = {**delivery, "externalId": "KA-1", "quantity": 120}
    await done(api, reporter, "producer/ReportDelivery", delivery=first)
    await all_rows.execute(
        "UPDATE price SET valid_until = '2026-05-31' WHERE id = $1", scene.prices["PHYSIOTHERAPY"]
    )
    elsewhere = await make_scene(all_rows)
    foreign_budget = await _budget(db, elsewhere)
    foreign_order = await approved_order(db, elsewhere, foreign_budget, last_month=202607)
    newcomer, rivals = new_id(), dict(scene.actors)
    await make_producer(all_rows, scene.organiser_id, rivals[Role.PRODUCER_COORDINATOR].user_id, rivals)
    return World(
        scene=scene,
        newcomer=Actor(scene.organiser_id, newcomer, newcomer, Role.PRODUCER_ADMINISTRATOR),
        rival=rivals[Role.PRODUCER_REPORTER],
        person=PERSON,
        application={**APPLICATION, "businessId": business_id(), "iban": iban()},
        preparation={
            "clientId": f"Client:{scene.client_id}",
            "slicing": "MONTHLY",
            "validFrom": "2026-08-01",
            "validUntil": "2026-10-31",
            "lines": [LINE],
        },
        price={
            "offeringId": f"Offering:{scene.offerings['HOME_CARE']}",
            "unitCents": 3_500,
            "validFrom": "2026-06-01",
        },
        item={
            "planId": f"Plan:{order.plan_id}",
            "offeringId": f"Offering:{scene.offerings['HOME_CARE']}",
            "quantityPerMonth": 60,
            "firstMonth": 202605,
            "lastMonth": 202607,
        },
        delivery=delivery,
        unpriced=f"Offering:{scene.offerings['PHYSIOTHERAPY']}",
        foreign={
            "Client": f"Client:{elsewhere.client_id}",
            "Budget": f"Budget:{foreign_budget}",
            "Plan": f"Plan:{foreign_order.plan_id}",
            "PlanItem": f"PlanItem:{foreign_order.item_id}",
            "ProducerOrder": f"ProducerOrder:{foreign_order.order_id}",
            "Offering": f"Offering:{elsewhere.offerings['HOME_CARE']}",
            "Price": f"Price:{elsewhere.prices['HOME_CARE']}",
            "Worker": f"Worker:{elsewhere.actors[Role.SERVICE_GUIDE].user_id}",
        },
    )


async def _budget(db: Database, scene: Scene) -> UUID:
    return await granted_budget(db, scene, valid_from=date(2026, 5, 1), valid_until=date(2026, 7, 31))


async def contents(all_rows: asyncpg.Connection, scene: Scene) -> dict[str, str]:
    """Every row of the organiser, table by table, as one digest; of shared tables the number of rows."""
    tables = await all_rows.fetch(
        "SELECT table_name AS name, coalesce(bool_or(column_name = 'organiser_id'), false) AS is_own"
        " FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY table_name"
    )
    found = {}
    for table in tables:
        name = table["name"]
        if name in UNCOUNTED:
            continue
        if table["is_own"]:
            digest = f"SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM {name} t"
            found[name] = await all_rows.fetchval(f"{digest} WHERE organiser_id = $1", scene.organiser_id)
        else:
            found[name] = str(await all_rows.fetchval(f"SELECT count(*) FROM {name}"))
    return found
