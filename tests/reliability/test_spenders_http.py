"""64 spenders on one budget over HTTP: what the limit holds is taken to the last minute, nothing above."""

import asyncio

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from hb.ledger.service import verify
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import Json, at, given, refusals
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.books import reserved
from tests.plans.builders import started_plan
from tests.scene import Scene

SPENDERS = 64
FITTING = 20
"""The month's 68 000 cents and 1 200 minutes hold twenty hours."""
USABLE = 9 * 68_000
"""On 15 May, the last day to report April, nothing of January to March can be reserved any more."""
EXCEEDED = {"lineNo": 0, "month": 202605, "measure": "CENTS", "available": 0, "needed": 3_400}


def number(outcome: Json, *steps: str) -> int:
    """The number that stands in an outcome at a place."""
    found = at(outcome, *steps)
    assert isinstance(found, int)
    return found


def limits_broken(outcome: Json) -> list[object]:
    """The limits that a refusal tells."""
    found = at(outcome, "userErrors", 0, "limits")
    assert isinstance(found, list)
    return found


async def spend(api: Api, scene: Scene, variables: Json) -> Json:
    """Add one hour as the client, asking again with the same key while the service says that it is busy."""
    while True:
        response = await api.post(scene.actors[Role.CLIENT], document("client", "AddItem"), variables)
        answer = response.json()
        if "errors" not in answer:
            outcome = answer["data"]["planItemAdd"]
            assert isinstance(outcome, dict)
            return outcome
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BUSY"]
        await asyncio.sleep(0.1)


async def test_64_spenders_over_http_take_exactly_what_the_limit_holds(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    plan_id = await started_plan(db, scene, budget_id)
    wishes = [
        given(
            planId=f"Plan:{plan_id}",
            offeringId=f"Offering:{scene.offerings['HOME_CARE']}",
            quantityPerMonth=60,
            firstMonth=202605,
            lastMonth=202605,
        )
        for _ in range(SPENDERS)
    ]

    outcomes = await asyncio.gather(*(spend(api, scene, wish) for wish in wishes))

    accepted = [outcome for outcome in outcomes if outcome["userErrors"] == []]
    refused = [outcome for outcome in outcomes if outcome["item"] is None]
    assert (len(accepted), len(refused)) == (FITTING, SPENDERS - FITTING)
    for outcome in refused:
        assert refusals(outcome) == [("BUDGET_EXCEEDED", ["input"])]
        assert at(outcome, "userErrors", 0, "availableCents") == 0
        assert EXCEEDED in limits_broken(outcome)
    versions = [number(outcome, "plan", "version") for outcome in accepted]
    assert sorted(versions) == list(range(2, FITTING + 2))
    left = [number(outcome, "plan", "budget", "balance", "usableCents") for outcome in accepted]
    assert sorted(left) == [USABLE - 3_400 * taken for taken in range(FITTING, 0, -1)]
    assert await reserved(all_rows, budget_id) == 68_000
    assert await all_rows.fetchval("SELECT count(*) FROM plan_item WHERE plan_id = $1", plan_id) == FITTING

    again = await spend(api, scene, wishes[outcomes.index(accepted[0])])
    assert at(again, "item", "id") == at(accepted[0], "item", "id")
    assert await reserved(all_rows, budget_id) == 68_000
    books = await db.run(scene.actors[Role.CONTROLLER].context("command"), verify)
    assert (books.reservations, books.differences) == (FITTING, ())
