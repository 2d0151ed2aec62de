"""What bad input gets, over HTTP: a code, a sentence in three languages, a path; and nothing is half done."""

from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.read import Engine
from hb.settlement.work import JOBS
from tests.api.conftest import Api
from tests.api.sending import Json, at, done, given, operation, read, text_at
from tests.flows.bad_cases import ABSENT, CASES, Case
from tests.flows.bad_world import World, contents, make_world
from tests.flows.story import open_api, works_in_june
from tests.scene import Scene, make_role

LANGUAGES = ("fi", "sv", "en")
BASIS = {"reasons": "Syy", "provisions": "SHL 45 §"}


@pytest_asyncio.fixture(scope="module")
async def june(app_dsn: str, engine: Engine) -> AsyncIterator[Api]:
    """The endpoint on 20 June, when May can no longer be reported."""
    async with open_api(app_dsn, engine) as opened:
        yield opened


@pytest_asyncio.fixture
async def world(api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection) -> World:
    """A budget in use, and a foreign organiser beside it."""
    return await make_world(api, db, scene, all_rows)


def codes(response: httpx2.Response) -> list[object]:
    """The codes of an answer's errors."""
    errors = response.json()["errors"]
    assert isinstance(errors, list)
    return [error["extensions"]["code"] for error in errors]


async def refused(api: Api, sender: object, name: str, fields: Json, language: str) -> tuple[Json, str]:
    """The one refusal of a mutation, and the whole answer as text."""
    response = await api.post(sender, operation(name), given(**fields), **{"accept-language": language})  # type: ignore[arg-type]  # an actor
    assert response.status_code == 200
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    (payload,) = answer["data"].values()
    errors = payload.pop("userErrors")
    assert [value for value in payload.values() if value not in (None, "REJECTED")] == []
    (error,) = errors
    return error, response.text


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_bad_input_is_refused_as_data_and_nothing_is_done(
    api: Api, june: Api, world: World, all_rows: asyncpg.Connection, case: Case
) -> None:
    before = await contents(all_rows, world.scene)
    sentences = []
    for language in LANGUAGES:
        error, text = await refused(
            june if case.is_late else api,
            world.sender(case.sender),
            case.operation,
            case.given(world),
            language,
        )
        assert (error["code"], error["path"]) == (case.code, case.path.split("."))
        assert not case.unsaid or case.unsaid not in text
        sentences.append(error["message"])
    assert tuple(sentences) == case.sentences
    after = await contents(all_rows, world.scene)
    assert {name for name in after if after[name] != before[name]} == case.leaves


async def test_item_beyond_the_budget_is_told_what_every_limit_has_left(api: Api, world: World) -> None:
    error, _ = await refused(
        api,
        world.sender(Role.CLIENT),
        "client/AddItem",
        {**world.item, "quantityPerMonth": 660},
        "en",
    )
    assert error["availableCents"] == 57_660
    assert error["limits"] == [
        {"lineNo": 1, "month": month, "measure": measure, "available": available, "needed": needed}
        for month, measure, available, needed in (
            (0, "CENTS", 102_000, 112_200),
            (202605, "MINUTES", 600, 660),
            (202606, "MINUTES", 600, 660),
            (202607, "MINUTES", 600, 660),
        )
    ]


NAMING: dict[str, tuple[Role, str, str, str, Json]] = {
    "client": (
        Role.SERVICE_GUIDE,
        "OpenMatter",
        "clientId",
        "Client",
        {
            "serviceTask": "OLDER_PERSONS",
            "source": "CONTACT",
            "pendingSince": "2026-05-15",
            "description": "Yhteydenotto",
        },
    ),
    "budget": (
        Role.SOCIAL_WORKER,
        "EndBudget",
        "budgetId",
        "Budget",
        {
            "expectedVersion": 2,
            "lastDay": "2026-06-30",
            **BASIS,
        },
    ),
    "plan": (Role.SOCIAL_WORKER, "ApprovePlan", "planId", "Plan", {}),
    "item": (Role.CLIENT, "client/ChangeItem", "itemId", "PlanItem", {"quantityPerMonth": 60}),
    "order": (Role.PRODUCER_REPORTER, "producer/AnswerOrder", "orderId", "ProducerOrder", {"accept": True}),
    "offering": (
        Role.PRODUCER_COORDINATOR,
        "controller/DecideOffering",
        "offeringId",
        "Offering",
        {
            "approve": True,
        },
    ),
    "price": (Role.PRODUCER_COORDINATOR, "controller/DecidePrice", "priceId", "Price", {"approve": True}),
    "worker": (
        Role.TEAM_LEADER,
        "AssignCare",
        "workerId",
        "Worker",
        {
            "kind": "CARE",
            "validFrom": "2026-05-15",
        },
    ),
}
"""By what is named: who sends, the operation, the field that names, its type, the other fields."""


@pytest.mark.parametrize("named", NAMING)
async def test_unknown_and_foreign_ids_get_one_answer(
    api: Api, world: World, all_rows: asyncpg.Connection, named: str
) -> None:
    role, name, field, type_name, others = NAMING[named]
    if named == "worker":
        others = {**others, "clientId": f"Client:{world.scene.client_id}"}
    before = await contents(all_rows, world.scene)
    for wrong in (
        world.foreign[type_name],
        f"{type_name}:{new_id()}",
        f"Settlement:{world.foreign[type_name].partition(':')[2]}",
        f"{type_name}:1",
        "nothing",
        "",
    ):
        answers = [
            await refused(api, world.sender(role), name, {field: wrong, **others}, language)
            for language in LANGUAGES
        ]
        for (error, text), sentence in zip(answers, ABSENT, strict=True):
            # Only what every absent thing gets: the same code, place and sentence, and no facts.
            assert {key: error[key] for key in ("code", "message", "path")} == {
                "code": "NOT_FOUND",
                "message": sentence,
                "path": ["input", field],
            }
            assert not error.get("facts")
            assert not wrong or wrong not in text
    assert await contents(all_rows, world.scene) == before


async def test_unknown_and_foreign_ids_read_as_nothing(api: Api, world: World) -> None:
    official = world.sender(Role.SOCIAL_WORKER)
    for page, variable, root, type_name in (
        ("ClientPage", "id", "client", "Client"),
        ("BudgetPage", "id", "budget", "Budget"),
        ("PlanPage", "planId", "plan", "Plan"),
    ):
        for wrong in (world.foreign[type_name], f"{type_name}:{new_id()}"):
            assert await read(api, official, page, **{variable: wrong}) == {root: None}
        malformed = await api.post(official, operation(page), {variable: "nothing"})
        assert codes(malformed) == ["BAD_ID"]
    transfers = await read(api, official, "BudgetTransfers", budget=world.foreign["Budget"])
    assert at(transfers, "transfers", "totalCount") == 0


async def test_duplicate_with_the_same_content_changes_nothing(
    api: Api, world: World, all_rows: asyncpg.Connection
) -> None:
    reporter = world.sender(Role.PRODUCER_REPORTER)
    stands = (
        "SELECT (SELECT count(*) FROM delivery WHERE organiser_id = $1),"
        " (SELECT count(*) FROM transfer WHERE organiser_id = $1)"
    )
    before = await all_rows.fetchrow(stands, world.scene.organiser_id)
    again = {**world.delivery, "externalId": "KA-1", "serviceDate": "2026-05-13", "quantity": 120}

    answer = await done(api, reporter, "producer/ReportDelivery", delivery=again)

    assert answer["state"] == "ALREADY_REPORTED"
    assert await all_rows.fetchrow(stands, world.scene.organiser_id) == before


async def test_key_used_for_other_input_is_refused(
    api: Api, world: World, all_rows: asyncpg.Connection
) -> None:
    client, text = world.sender(Role.CLIENT), operation("client/AddItem")
    variables = given(**world.item)
    await api.data(client, text, variables)
    before = await contents(all_rows, world.scene)
    (answer,) = (
        await api.data(
            client,
            text,
            {"input": {**world.item, **variables["input"], "quantityPerMonth": 30}},  # type: ignore[dict-item]  # an input
        )
    ).values()
    assert at(answer, "userErrors", 0, "code") == "IDEMPOTENCY_KEY_REUSED"
    assert await contents(all_rows, world.scene) == before


async def test_who_approved_the_price_may_not_release_the_payment(
    june: Api, app_dsn: str, world: World, all_rows: asyncpg.Connection
) -> None:
    coordinator = world.sender(Role.PRODUCER_COORDINATOR)
    as_approver = replace(coordinator, role=Role.PAYMENT_APPROVER)
    await make_role(all_rows, as_approver)
    controller = world.sender(Role.CONTROLLER)
    await all_rows.execute(
        "UPDATE producer_approval SET decided_by = $2 WHERE organiser_id = $1",
        world.scene.organiser_id,
        new_id(),
    )
    await all_rows.execute(
        "UPDATE offering SET decided_by = $2 WHERE organiser_id = $1", world.scene.organiser_id, new_id()
    )
    shown = at(await done(june, controller, "controller/PreviewMonthClose", month=202605), "preview")
    assert isinstance(shown, dict)
    wish = {"month": 202605, "expectedTotalCents": shown["totalCents"]}
    await done(june, controller, "controller/CloseMonth", **wish)
    await works_in_june(app_dsn, world.scene, JOBS)
    listed = await read(june, controller, "controller/Settlements")
    settlement_id = text_at(listed, "settlements", "nodes", 0, "id")
    await done(june, controller, "controller/CheckSettlement", settlementId=settlement_id)
    before = await contents(all_rows, world.scene)

    answers = [
        await refused(
            june, as_approver, "controller/ReleaseSettlement", {"settlementId": settlement_id}, language
        )
        for language in LANGUAGES
    ]

    assert [(error["code"], error["path"], error["message"]) for error, _ in answers] == [
        ("SEPARATED_DUTIES", ["input", "settlementId"], sentence)
        for sentence in (
            "Et voi hyväksyä maksua, koska olet itse hyväksynyt hinnan.",
            "Du kan inte godkänna betalningen, eftersom du själv har godkänt priset.",
            "You cannot release the payment, because you approved the price yourself.",
        )
    ]
    assert await contents(all_rows, world.scene) == before
