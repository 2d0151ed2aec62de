"""Active budgets are changed and ended by new decisions, and seen by whom they concern, over HTTP."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.ledger.rules import Slice
from tests.api.conftest import Api
from tests.api.sending import Json, at, count_statements, denied, done, read, refusals, send
from tests.budgets.builders import (
    HOME_CARE,
    PROVISIONS,
    REASONS,
    granted_budget,
    prepared_budget,
    reserved,
)
from tests.scene import Scene, make_care, make_client, make_scene

GUIDE, OFFICIAL = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER
LINE: Json = {
    "lineNo": 1,
    "categoryCode": "HOME_CARE",
    "kind": "EARMARKED",
    "wayOfOrganising": "PURCHASE",
    "centsPerMonth": 34_000,
    "minutesPerMonth": 600,
}
GROUNDS: Json = {"reasons": REASONS, "provisions": PROVISIONS}


async def test_change_is_a_new_decision_that_names_the_one_before(
    api: Api, db: Database, scene: Scene
) -> None:
    budget_id = f"Budget:{await granted_budget(db, scene, lines=[HOME_CARE])}"
    wish: Json = {
        "budgetId": budget_id,
        "expectedVersion": 2,
        "effectiveFrom": 202607,
        "lines": [LINE],
        **GROUNDS,
    }
    await denied(api, scene.actors[GUIDE], "ChangeBudget", **wish)

    changed = await done(api, scene.actors[OFFICIAL], "ChangeBudget", **wish)

    assert at(changed, "budget", "balance", "grantedCents") == 6 * 68_000 + 6 * 34_000
    assert at(changed, "budget", "version") == 3
    line = at(changed, "budget", "lines", 0)
    told = {name: at(line, name) for name in ("centsPerMonth", "nextMonth", "nextCentsPerMonth")}
    assert told == {"centsPerMonth": 68_000, "nextMonth": 202607, "nextCentsPerMonth": 34_000}  # M23
    decision = at(changed, "decision")
    assert (at(decision, "kind"), at(decision, "effectiveFrom")) == ("CHANGE", "2026-07-01")
    mine = await read(api, scene.actors[Role.CLIENT], "client/MyDecisions")
    listed = at(mine, "me", "decisions", "nodes")
    assert isinstance(listed, list)
    assert {(each["kind"], each["lines"][0]["centsPerMonth"]) for each in listed} == {
        ("GRANT", 68_000),
        ("CHANGE", 34_000),
    }
    (granted,) = [each["id"] for each in listed if each["kind"] == "GRANT"]
    assert at(decision, "previous", "id") == granted


async def test_raise_of_months_that_are_over_is_refused_with_its_numbers_m19(
    api: Api, db: Database, scene: Scene
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    wish: Json = {
        "budgetId": f"Budget:{budget_id}",
        "expectedVersion": 2,
        "effectiveFrom": 202602,
        "lines": [{**LINE, "centsPerMonth": 70_000, "minutesPerMonth": 1_200}],
        **GROUNDS,
    }
    official = scene.actors[OFFICIAL]

    refused = await send(api, official, "ChangeBudget", **wish)

    assert refusals(refused) == [("RAISE_LAPSES", ["input", "effectiveFrom"])]
    facts = at(refused, "userErrors", 0, "facts")
    assert isinstance(facts, list)
    assert {fact["name"]: fact["value"] for fact in facts} == {
        "lapsed_cents": "4000",
        "lapsed_minutes": "0",
        "lapsed_pieces": "0",
        "usable_cents": "18000",
        "usable_minutes": "0",
        "usable_pieces": "0",
        "first_month": "202604",
    }
    done_so = await done(api, official, "ChangeBudget", **wish, grantsLapsed=True)
    assert at(done_so, "budget", "balance", "grantedCents") == 12 * 68_000 + 11 * 2_000


async def test_cut_below_what_is_reserved_tells_each_limit_it_would_break(
    api: Api, db: Database, scene: Scene
) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    await reserved(db, scene, budget_id, Slice(1, 202607, cents=51_000, minutes=900))

    refused = await send(
        api,
        scene.actors[OFFICIAL],
        "ChangeBudget",
        budgetId=f"Budget:{budget_id}",
        expectedVersion=2,
        effectiveFrom=202607,
        lines=[LINE],
        **GROUNDS,
    )

    assert refusals(refused) == [("BUDGET_EXCEEDED", ["input", "lines"])]
    assert at(refused, "userErrors", 0, "__typename") == "BudgetExceeded"
    assert at(refused, "userErrors", 0, "limits") == [
        {"lineNo": 0, "month": 202607, "measure": "CENTS", "available": 17_000, "needed": 34_000},
        {"lineNo": 1, "month": 202607, "measure": "MINUTES", "available": 300, "needed": 600},
    ]
    page = await read(api, scene.actors[OFFICIAL], "BudgetPage", id=f"Budget:{budget_id}")
    assert at(page, "budget", "version") == 2
    assert at(page, "budget", "balance", "grantedCents") == 12 * 68_000


async def test_budget_ends_when_later_months_hold_nothing(api: Api, db: Database, scene: Scene) -> None:
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    official = scene.actors[OFFICIAL]
    await reserved(db, scene, budget_id, Slice(1, 202606, cents=34_000, minutes=600))
    wish: Json = {"budgetId": f"Budget:{budget_id}", "expectedVersion": 2, **GROUNDS}

    held = await send(api, official, "EndBudget", **wish, lastDay="2026-05-31")
    blank = await send(api, official, "EndBudget", **{**wish, "reasons": " "}, lastDay="2026-06-30")
    ended = await done(api, official, "EndBudget", **wish, lastDay="2026-06-15")

    assert refusals(held) == [("RESERVATIONS_HELD", ["input", "lastDay"])]
    assert at(held, "userErrors", 0, "facts") == [{"name": "cents", "value": "34000"}]
    assert refusals(blank) == [("INVALID_INPUT", ["input", "reasons"])]
    assert (at(ended, "budget", "state"), at(ended, "budget", "validUntil")) == ("ENDED", "2026-06-15")
    assert at(ended, "budget", "balance", "grantedCents") == 6 * 68_000
    assert at(ended, "decision", "kind") == "END"


async def test_decided_budget_is_not_decided_again(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = f"Budget:{await granted_budget(db, scene)}"

    again = await send(
        api, scene.actors[OFFICIAL], "DecideBudget", budgetId=budget_id, expectedVersion=2, **GROUNDS
    )

    assert (again["budget"], again["decision"]) == (None, None)
    assert refusals(again) == [("WRONG_STATE", ["input", "budgetId"])]
    count = "SELECT count(*) FROM decision WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 1


async def test_prepared_budget_has_lines_and_no_balance(api: Api, db: Database, scene: Scene) -> None:
    budget_id = f"Budget:{await prepared_budget(db, scene)}"

    page = await read(api, scene.actors[GUIDE], "BudgetPage", id=budget_id)

    assert (at(page, "budget", "state"), at(page, "budget", "balance")) == ("PREPARED", None)
    assert (at(page, "budget", "limits", "totalCount"), at(page, "budget", "decisions", "nodes")) == (0, [])
    assert at(page, "budget", "preparedBy", "name") == "Test SERVICE_GUIDE"
    assert at(page, "budget", "lines", 1) == {
        "lineNo": 2,
        "kind": "EARMARKED",
        "wayOfOrganising": "PURCHASE",
        "centsPerMonth": 10_860,
        "minutesPerMonth": None,
        "piecesPerMonth": 2,
        "nextMonth": None,
        "nextCentsPerMonth": None,
        "nextMinutesPerMonth": None,
        "nextPiecesPerMonth": None,
        "category": {
            "code": "PHYSIOTHERAPY",
            "nameFi": "Fysioterapia",
            "nameSv": "Fysioterapi",
            "unit": "PIECE",
        },
    }


async def test_limits_are_read_page_by_page(api: Api, db: Database, scene: Scene) -> None:
    budget_id, official = f"Budget:{await granted_budget(db, scene)}", scene.actors[OFFICIAL]

    async def page(after: object = None) -> object:
        found = await read(api, official, "BudgetPage", id=budget_id, first=30, after=after, orderBy="MONTH")
        return at(found, "budget", "limits")

    first = await page()
    second = await page(at(first, "pageInfo", "endCursor"))

    pages = [at(first, "nodes"), at(second, "nodes")]
    keys = [
        (each["month"], each["lineNo"], each["measure"])
        for nodes in pages
        if isinstance(nodes, list)
        for each in nodes
    ]
    assert len(keys) == len(set(keys)) == 40
    assert keys == sorted(keys)


async def test_awaiting_budgets_cost_the_same_however_many(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    official = scene.actors[OFFICIAL]
    await prepared_budget(db, scene)
    counts = count_statements(monkeypatch)
    await read(api, official, "BudgetsAwaitingDecision")
    with_one = counts[-1]
    other = new_id()
    await make_client(all_rows, scene.organiser_id, other, "Veikko", "Aalto")
    for role in (GUIDE, OFFICIAL):
        await make_care(all_rows, scene.organiser_id, other, scene.actors[role].user_id, scene.team_id)
    await granted_budget(db, scene, client_id=other)

    listed = await read(api, official, "BudgetsAwaitingDecision")

    assert counts[-1] == with_one
    assert at(listed, "budgets", "totalCount") == 1
    assert at(listed, "budgets", "nodes", 0, "client", "lastName") == "Äijälä"


async def test_budgets_of_others_are_not_found(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = f"Budget:{await granted_budget(db, scene)}"
    elsewhere = await make_scene(all_rows)
    for stranger in (elsewhere.actors[OFFICIAL], elsewhere.actors[Role.CLIENT]):
        assert await read(api, stranger, "BudgetPage", id=budget_id) == {"budget": None}

    refused = await send(
        api,
        elsewhere.actors[OFFICIAL],
        "EndBudget",
        budgetId=budget_id,
        expectedVersion=2,
        lastDay="2026-06-30",
        **GROUNDS,
    )
    reporter = await api.post(
        scene.actors[Role.PRODUCER_REPORTER],
        "query B($id: ID!) { budget(id: $id) { id } }",
        {"id": budget_id},
    )

    assert refusals(refused) == [("NOT_FOUND", ["input", "budgetId"])]
    assert reporter.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
