"""Plans over the interface: composed with live cost by the client, assisted by a worker, refused as data."""

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import Json, at, count_statements, denied, done, given, read, refusals, send, text_at
from tests.budgets.builders import HOME_CARE, PHYSIOTHERAPY, granted_budget
from tests.plans.books import counts, reserved
from tests.plans.builders import added_item, started_plan, wish_for
from tests.scene import Scene, make_client, make_scene

CLIENT, GUIDE, OFFICIAL = Role.CLIENT, Role.SERVICE_GUIDE, Role.SOCIAL_WORKER
BY_PHONE: Json = {"channel": "PHONE", "heard": "Asiakas ja tytär", "shown": "Kolme tuottajaa hintoineen"}


def home_care(scene: Scene, plan_id: object, quantity: int = 600, **fields: object) -> Json:
    """Ten hours of home care a month, May and June."""
    return {
        "planId": f"Plan:{plan_id}" if not isinstance(plan_id, str) else plan_id,
        "offeringId": f"Offering:{scene.offerings['HOME_CARE']}",
        "quantityPerMonth": quantity,
        "firstMonth": 202605,
        "lastMonth": 202606,
        **fields,
    }


def limits_of(answer: Json) -> dict[tuple[object, object, object], object]:
    """What each limit of the answered plan's budget has left."""
    nodes = at(answer, "plan", "budget", "limits", "nodes")
    assert isinstance(nodes, list)
    return {(node["lineNo"], node["month"], node["measure"]): node["usable"] for node in nodes}


async def test_client_composes_a_plan_and_sees_what_is_left(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client = scene.actors[CLIENT]
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    started = await done(api, client, "StartPlan", budgetId=f"Budget:{budget_id}")
    plan_id = text_at(started, "plan", "id")

    added = await done(api, client, "client/AddItem", **home_care(scene, plan_id))
    item_id = text_at(added, "item", "id")

    assert at(added, "plan", "version") == 2
    assert at(added, "plan", "budget", "balance") == {
        "grantedCents": 816_000,
        "reservedCents": 68_000,
        "usedCents": 0,
        "usableCents": 544_000,
        "lapsedCents": 204_000,
    }
    assert limits_of(added)[0, 202605, "CENTS"] == 34_000
    assert limits_of(added)[1, 202606, "MINUTES"] == 600
    assert at(added, "item", "months", 0) == {
        "month": 202605,
        "unitCents": 3_400,
        "unitSize": 60,
        "plannedQuantity": 600,
        "reservedCents": 34_000,
        "deliveredQuantity": 0,
        "deliveredCents": 0,
        "resolvedAt": None,
    }

    less = await done(api, client, "client/ChangeItem", itemId=item_id, quantityPerMonth=300)
    assert at(less, "plan", "budget", "balance", "reservedCents") == 34_000
    assert [at(less, "item", name) for name in ("state", "quantityPerMonth")] == ["ACTIVE", 300]
    gone = await done(api, client, "client/RemoveItem", itemId=item_id, expectedVersion=3)
    assert at(gone, "plan", "budget", "balance", "usableCents") == 612_000
    assert at(gone, "item", "state") == "REMOVED"
    assert await reserved(all_rows, budget_id) == 0

    empty = await send(api, client, "client/SubmitPlan", planId=plan_id)
    assert refusals(empty) == [("PLAN_EMPTY", ["input", "planId"])]
    await done(api, client, "client/AddItem", **home_care(scene, plan_id))
    submitted = await done(api, client, "client/SubmitPlan", planId=plan_id, expectedVersion=5)
    assert submitted["plan"] == {
        "id": plan_id,
        "state": "SUBMITTED",
        "version": 6,
        "submittedAt": "2026-05-15T09:00:00.000000Z",
        "approvedAt": None,
        "returnReason": None,
    }


async def test_item_beyond_the_budget_is_refused_with_what_each_limit_has_left(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene, lines=[HOME_CARE]))
    before = await counts(all_rows, scene)

    answer = await send(
        api, scene.actors[CLIENT], "client/AddItem", **home_care(scene, plan_id, quantity=1_260)
    )

    assert (answer["plan"], answer["item"]) == (None, None)
    assert refusals(answer) == [("BUDGET_EXCEEDED", ["input"])]
    assert at(answer, "userErrors", 0, "availableCents") == 68_000
    assert at(answer, "userErrors", 0, "limits") == [
        {"lineNo": line, "month": month, "measure": measure, "available": available, "needed": needed}
        for line, month, measure, available, needed in (
            (0, 202605, "CENTS", 68_000, 71_400),
            (0, 202606, "CENTS", 68_000, 71_400),
            (1, 202605, "MINUTES", 1_200, 1_260),
            (1, 202606, "MINUTES", 1_200, 1_260),
        )
    ]
    assert await counts(all_rows, scene) == before


async def test_estimate_says_cost_and_rest_holds_nothing_and_leaves_its_key_free(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client = scene.actors[CLIENT]
    plan_id = await started_plan(db, scene, await granted_budget(db, scene, lines=[HOME_CARE, PHYSIOTHERAPY]))
    wish = given(**home_care(scene, plan_id, quantity=1_320, firstMonth=202606))
    before = await counts(all_rows, scene)

    answer = (await api.data(client, document("client", "EstimateItem"), wish))["planItemEstimate"]

    assert answer == {
        "estimate": {
            "fits": False,
            "lineNo": 1,
            "totalCents": 74_800,
            "months": [
                {"month": 202606, "unitCents": 3_400, "unitSize": 60, "quantity": 1_320, "cents": 74_800}
            ],
            "limits": [
                {"lineNo": 0, "month": 0, "measure": "CENTS", "available": 946_320, "after": 871_520},
                {"lineNo": 0, "month": 202606, "measure": "CENTS", "available": 78_860, "after": 4_060},
                {"lineNo": 1, "month": 0, "measure": "CENTS", "available": 816_000, "after": 741_200},
                {"lineNo": 1, "month": 202606, "measure": "MINUTES", "available": 1_200, "after": -120},
            ],
        },
        "userErrors": [],
    }
    assert await counts(all_rows, scene) == before
    log = await all_rows.fetchrow(
        "SELECT operation, client_ids FROM use_log WHERE organiser_id = $1", scene.organiser_id
    )
    assert log is not None
    assert (log["operation"], log["client_ids"]) == ("planItemEstimate", [scene.client_id])

    smaller = {"input": {**wish["input"], "quantityPerMonth": 600}}  # type: ignore[dict-item]  # a mapping
    assert (
        at(await api.data(client, document("client", "AddItem"), smaller), "planItemAdd", "userErrors") == []
    )


async def test_estimate_refuses_what_adding_refuses(api: Api, db: Database, scene: Scene) -> None:
    client = scene.actors[CLIENT]
    plan_id = await started_plan(db, scene, await granted_budget(db, scene, lines=[HOME_CARE]))
    for fields, refusal in (
        ({"firstMonth": 202513}, ("INVALID_INPUT", ["input", "firstMonth"])),
        ({"quantityPerMonth": 0}, ("INVALID_INPUT", ["input", "quantityPerMonth"])),
        ({"lastMonth": 202701}, ("MONTH_OUTSIDE_BUDGET", ["input", "lastMonth"])),
        ({"firstMonth": 202603}, ("MONTH_OVER", ["input", "firstMonth"])),
        ({"lineNo": 7}, ("NOT_FOUND", ["input", "lineNo"])),
        ({"offeringId": f"Offering:{new_id()}"}, ("NOT_FOUND", ["input", "offeringId"])),
        (
            {"offeringId": f"Offering:{scene.offerings['CLEANING']}"},
            ("LINE_MISMATCH", ["input", "offeringId"]),
        ),
        ({"planId": f"Budget:{plan_id}"}, ("NOT_FOUND", ["input", "planId"])),
        ({"expectedVersion": 9}, ("VERSION_CONFLICT", ["input", "expectedVersion"])),
    ):
        wish = {**home_care(scene, plan_id), **fields}
        for name in ("client/EstimateItem", "client/AddItem"):
            assert refusals(await send(api, client, name, **wish)) == [refusal], name


async def test_worker_chooses_for_the_client_and_says_how(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[GUIDE]
    plan_id = await started_plan(db, scene, await granted_budget(db, scene), guide)
    before = await counts(all_rows, scene)

    bare = await send(api, guide, "AddItemForClient", **home_care(scene, plan_id))
    assert refusals(bare) == [("ASSISTANCE_REQUIRED", ["input", "assistance"])]
    assert await counts(all_rows, scene) == before
    wish = home_care(scene, plan_id, assistance=BY_PHONE)
    added = await done(api, guide, "AddItemForClient", **wish)

    worker = {"id": f"Worker:{guide.user_id}", "name": "Test SERVICE_GUIDE"}
    choice = {"kind": "ADD", **BY_PHONE, "at": "2026-05-15T09:00:00.000000Z", "worker": worker}
    assert at(added, "item", "assistedChoices") == [choice]
    seen = await read(api, scene.actors[CLIENT], "client/MyPlan")
    assert at(seen, "myPlan", "assistedChoices", "nodes", 0, "heard") == "Asiakas ja tytär"
    assert at(seen, "myPlan", "assistedChoices", "nodes", 0, "item", "id") == at(added, "item", "id")


async def test_same_key_again_answers_the_same_and_adds_nothing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    wish = given(**home_care(scene, plan_id))
    add = document("client", "AddItem")

    first = await api.data(scene.actors[CLIENT], add, wish)
    assert await api.data(scene.actors[CLIENT], add, wish) == first

    assert await all_rows.fetchval("SELECT count(*) FROM plan_item WHERE plan_id = $1", plan_id) == 1
    other = {"input": {**wish["input"], "quantityPerMonth": 60}}  # type: ignore[dict-item]  # a mapping
    answer = at(await api.data(scene.actors[CLIENT], add, other), "planItemAdd")
    assert at(answer, "userErrors", 0, "code") == "IDEMPOTENCY_KEY_REUSED"


async def test_my_plan_is_the_clients_own(api: Api, db: Database, scene: Scene) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    item_id = await added_item(db, scene, wish_for(scene, plan_id, last_month=202606))

    seen = await read(api, scene.actors[CLIENT], "client/MyPlan")
    assert at(seen, "myPlan", "id") == f"Plan:{plan_id}"
    assert at(seen, "myPlan", "items", "nodes", 0, "id") == f"PlanItem:{item_id}"
    assert at(seen, "myPlan", "items", "nodes", 0, "offering", "name") == "HOME_CARE Kotiapu"
    assert await read(api, scene.actors[Role.REPRESENTATIVE], "client/MyPlan") == seen
    assert await read(api, scene.actors[GUIDE], "client/MyPlan") == {"myPlan": None}
    listed = "{ myPlans { totalCount nodes { id state } } }"
    one = {"myPlans": {"totalCount": 1, "nodes": [{"id": f"Plan:{plan_id}", "state": "DRAFT"}]}}
    assert await api.data(scene.actors[CLIENT], listed) == one
    none = {"myPlans": {"totalCount": 0, "nodes": []}}
    assert await api.data(scene.actors[GUIDE], listed) == none


async def test_foreign_plan_does_not_exist(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    item_id = await added_item(db, scene, wish_for(scene, plan_id))
    stranger_id = new_id()
    await make_client(all_rows, scene.organiser_id, stranger_id, "Vieras", "Virtanen")
    elsewhere = (await make_scene(all_rows)).actors
    before = await counts(all_rows, scene)

    for actor in (Actor(scene.organiser_id, stranger_id, stranger_id, CLIENT), elsewhere[CLIENT]):
        assert await read(api, actor, "PlanPage", planId=f"Plan:{plan_id}") == {"plan": None}
        for name, fields in (
            ("client/AddItem", home_care(scene, plan_id)),
            ("client/EstimateItem", home_care(scene, plan_id)),
            ("client/SubmitPlan", {"planId": f"Plan:{plan_id}"}),
            ("client/ChangeItem", {"itemId": f"PlanItem:{item_id}", "quantityPerMonth": 1}),
            ("client/RemoveItem", {"itemId": f"PlanItem:{item_id}"}),
        ):
            ((code, path),) = refusals(await send(api, actor, name, **fields))
            assert (code, path) == ("NOT_FOUND", ["input", "planId" if "planId" in fields else "itemId"])
    assert await counts(all_rows, scene) == {**before, "audit_event": before["audit_event"] + 6}, (
        "S6: each look of the organiser's own client in vain"
    )


async def test_who_may_not_plan_or_approve_is_denied_and_changes_nothing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id))
    await done(api, scene.actors[CLIENT], "client/SubmitPlan", planId=f"Plan:{plan_id}")
    before = await counts(all_rows, scene)

    for role in (Role.TEAM_LEADER, Role.PRODUCER_ADMINISTRATOR, Role.CONTROLLER, Role.AUDITOR):
        await denied(api, scene.actors[role], "client/AddItem", **home_care(scene, plan_id))
        await denied(api, scene.actors[role], "client/EstimateItem", **home_care(scene, plan_id))
    for role in (CLIENT, GUIDE, Role.REPRESENTATIVE, Role.PRODUCER_ADMINISTRATOR):
        await denied(api, scene.actors[role], "ApprovePlan", planId=f"Plan:{plan_id}")
        await denied(api, scene.actors[role], "ReturnPlan", planId=f"Plan:{plan_id}", reason="Ei")
    assert await counts(all_rows, scene) == {**before, "audit_event": before["audit_event"] + 16}


async def test_lists_and_pages_take_one_statement_and_a_log_row_whatever_they_hold(
    api: Api, db: Database, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = await started_plan(db, scene, await granted_budget(db, scene))
    await added_item(db, scene, wish_for(scene, plan_id, quantity=60))
    client = scene.actors[CLIENT]
    await read(api, client, "client/MyPlan")
    statements = count_statements(monkeypatch)

    await read(api, client, "client/MyPlan")
    for _ in range(5):
        await added_item(db, scene, wish_for(scene, plan_id, quantity=60))
    seen = await read(api, client, "client/MyPlan")

    assert len(at(seen, "myPlan", "items", "nodes")) == 6  # type: ignore[arg-type]  # a list
    assert (statements[0], statements[-1]) == (2, 2)
