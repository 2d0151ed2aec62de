"""Who asks for what at each size: the pages over clients, workers and searches drawn from all of the region.

A draw is spread by a hash of the ids and as large at every size, so no subject is hotter in a small region.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from hb.access.rules import Role
from hb.demo.load import DemoActor, demo_actors
from tests.bench.pages import ADD_ITEMS, CLIENTS, ENTRIES, ITEMS, OFFERINGS, PAGES, Page, text_of
from tests.bench.region import Region

DRAWN = 64
WORKERS = 6
"""So many social workers of the full region have fifty clients or more."""

Filters = Sequence[Mapping[str, object]]

PLANS_TO_FILL = """
SELECT plan.id FROM plan WHERE organiser_id = $1 AND state <> 'CLOSED'
    AND EXISTS (SELECT FROM plan_item WHERE plan_item.organiser_id = $1 AND plan_id = plan.id)
ORDER BY md5(plan.id::text) LIMIT $2
"""

PLANS = """
SELECT plan_id, client_id FROM plan_item WHERE organiser_id = $1
GROUP BY plan_id, client_id HAVING count(*) >= $3 ORDER BY md5(plan_id::text) LIMIT $2
"""

SERVED = """
SELECT reach.party_id AS worker_id, reach.client_id FROM reach
JOIN role_assignment AS held ON held.organiser_id = reach.organiser_id AND held.user_id = reach.party_id
WHERE reach.organiser_id = $1 AND reach.ground = 'CARE_RELATIONSHIP' AND held.role = 'SOCIAL_WORKER'
    AND held.substitutes_for IS NULL AND reach.valid_from <= current_date
    AND (reach.valid_until IS NULL OR reach.valid_until >= current_date)
    AND (held.valid_until IS NULL OR held.valid_until >= current_date)
"""

BUSY = f"""
WITH served AS ({SERVED}) SELECT worker_id FROM served
GROUP BY worker_id HAVING count(DISTINCT client_id) >= $3 ORDER BY md5(worker_id::text) LIMIT $2
"""

CASES = f"""
WITH served AS ({SERVED}) SELECT worker_id, client_id FROM served
WHERE (SELECT count(*) FROM (SELECT FROM delivery WHERE delivery.organiser_id = $1
    AND delivery.client_id = served.client_id LIMIT $3) AS found) = $3
ORDER BY md5(client_id::text) LIMIT $2
"""

FILTERS = """
SELECT category_code, served.code AS municipality_code, spoken.language
FROM offering_price, unnest(served_municipalities) AS served (code), unnest(languages) AS spoken (language)
WHERE organiser_id = $1 GROUP BY 1, 2, 3 HAVING count(*) > $3
ORDER BY md5(category_code || served.code || language) LIMIT $2
"""
"""Searches that fill a page in the smallest region already."""


async def prepare(region: Region) -> Filters:
    """Fill the plans to be drawn, before anything is copied; give the searches to ask for."""
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        organiser_id = await _organiser(region)
        for plan in await connection.fetch(PLANS_TO_FILL, organiser_id, DRAWN):
            await connection.execute(ADD_ITEMS, organiser_id, plan["id"], ITEMS)
        searches = await connection.fetch(FILTERS, organiser_id, DRAWN, OFFERINGS)
    finally:
        await connection.close()
    return [
        {
            "category": search["category_code"],
            "municipalityCode": search["municipality_code"],
            "language": search["language"],
        }
        for search in searches
    ]


async def draw(region: Region, filters: Filters, *, caseload: int = CLIENTS) -> Mapping[str, Sequence[Page]]:
    """The pages to ask for, by name, as many at every size; workers have `caseload` clients or more."""
    organiser_id = await _organiser(region)
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        plans = await connection.fetch(PLANS, organiser_id, DRAWN, ITEMS)
        workers = await connection.fetch(BUSY, organiser_id, WORKERS, caseload)
        cases = await connection.fetch(CASES, organiser_id, DRAWN, ENTRIES)
    finally:
        await connection.close()

    def client(row: asyncpg.Record) -> DemoActor:
        return DemoActor(organiser_id, row["client_id"], Role.CLIENT)

    def worker(row: asyncpg.Record) -> DemoActor:
        return DemoActor(organiser_id, row["worker_id"], Role.SOCIAL_WORKER)

    asked: Mapping[str, list[tuple[DemoActor, Mapping[str, object]]]] = {
        "budget": [(client(row), {"plan": f"Plan:{row['plan_id']}"}) for row in plans],
        "clients": [(worker(row), {"first": CLIENTS}) for row in workers],
        "catalogue": [
            (client(row), {"filter": given, "first": OFFERINGS})
            for row, given in zip(plans, filters, strict=False)
        ],
        "timeline": [
            (worker(row), {"client": f"Client:{row['client_id']}", "first": ENTRIES}) for row in cases
        ],
    }
    return {
        name: [
            Page(name, operation, about, text_of(operation), variables, actor)
            for actor, variables in asked[name]
        ]
        for name, (operation, about) in PAGES.items()
    }


async def _organiser(region: Region) -> UUID:
    return (await demo_actors(region.owner_dsn))["client"].organiser_id
