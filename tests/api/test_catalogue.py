"""The catalogue as clients compare it, producers keep it and coordinators decide on it, over the interface."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

import asyncpg
import pytest

from hb.access.model import role_assignment
from hb.access.rules import Actor, Role
from hb.catalogue.model import price_cap
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.api.conftest import Api
from tests.api.documents import document
from tests.catalogue.builders import offered, prices_of, propose_offering, propose_price, terms, wish
from tests.scene import START, Scene, make_scene, put

Result = TypeVar("Result")
COORDINATOR, PRODUCER = Role.PRODUCER_COORDINATOR, Role.PRODUCER_ADMINISTRATOR


def names(data: dict[str, object], root: str, field: str = "name") -> list[object]:
    """One field of each node of a connection."""
    page = data[root]
    assert isinstance(page, dict)
    return [node[field] for node in page["nodes"]]


async def send(api: Api, actor: Actor, app: str, name: str, **fields: object) -> dict[str, object]:
    """Send a mutation of the frontend under a fresh key; what its one field answers."""
    variables = {"input": {"idempotencyKey": str(new_id()), **fields}}
    (answer,) = (await api.data(actor, document(app, name), variables)).values()
    assert isinstance(answer, dict)
    return answer


def codes(answer: dict[str, object]) -> list[tuple[object, object]]:
    """Code and path of each refusal."""
    errors = answer["userErrors"]
    assert isinstance(errors, list)
    return [(each["code"], each["path"]) for each in errors]


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements each transaction ran."""
    counts: list[int] = []
    run = Database.run

    async def counted(
        self: Database, context: dict[str, str], work: Callable[[Transaction], Awaitable[Result]]
    ) -> Result:
        async def counting(tx: Transaction) -> Result:
            result = await work(tx)
            counts.append(tx.statements)
            return result

        return await run(self, context, counting)

    monkeypatch.setattr(Database, "run", counted)
    return counts


async def test_client_compares_what_serves_the_home_municipality_cheapest_first(
    api: Api, db: Database, scene: Scene
) -> None:
    cheap = await offered(db, scene, "HALPA", 3350)
    coming = await propose_price(db, scene.actors[PRODUCER], cheap, terms(3600, "2026-07-01"))
    await send(
        api, scene.actors[COORDINATOR], "controller", "DecidePrice", priceId=f"Price:{coming}", approve=True
    )
    asked = {"category": "HOME_CARE", "municipality": "543"}

    found = await api.data(scene.actors[Role.CLIENT], document("client", "CompareOfferings"), asked)

    page = found["catalogue"]
    assert isinstance(page, dict)
    assert [(row["unitCents"], row["offeringId"]) for row in page["nodes"]] == [
        (3350, f"Offering:{cheap}"),
        (3400, f"Offering:{scene.offerings['HOME_CARE']}"),
    ]
    assert page["totalCount"] == 2
    first = page["nodes"][0]
    assert [first[f"{time}Cents"] for time in ("evening", "saturday", "sunday")] == [3853, 4020, 6700]
    assert first["producerName"] == "Kotiapu Oy"
    assert first["municipality"] == {"code": "543", "nameFi": "Nurmijärvi", "nameSv": "Nurmijärvi"}
    assert [(price["unitCents"], price["validFrom"], price["validUntil"]) for price in first["prices"]] == [
        (3350, "2026-05-15", "2026-06-30"),
        (3600, "2026-07-01", None),
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({}, ["Äijän iltahoito", "CLEANING Kotiapu", "HOME_CARE Kotiapu", "PHYSIOTHERAPY Kotiapu"]),
        ({"category": "CLEANING"}, ["CLEANING Kotiapu"]),
        ({"municipalityCode": "858"}, []),
        ({"language": "SV"}, ["Äijän iltahoito"]),
        ({"mostCents": 3300}, ["Äijän iltahoito", "CLEANING Kotiapu"]),
        ({"unit": "PIECE"}, ["PHYSIOTHERAPY Kotiapu"]),
        ({"nameStarts": "äijän I"}, ["Äijän iltahoito"]),
        ({"nameContains": "KOTIAPU", "unit": "PIECE"}, ["PHYSIOTHERAPY Kotiapu"]),
        ({"nameContains": "%"}, []),
        ({"nameStarts": "_LEANING"}, []),
        ({"nameContains": "'; DROP TABLE price; --\\"}, []),
        ({"producerNameContains": "apu o", "category": "CLEANING"}, ["CLEANING Kotiapu"]),
        ({"producerKind": "PUBLIC"}, []),
    ],
)
async def test_filters_of_the_catalogue(
    api: Api, db: Database, scene: Scene, condition: dict[str, object], expected: list[str]
) -> None:
    await offered(db, scene, "ILTA", 3300)

    found = await api.data(
        scene.actors[Role.SOCIAL_WORKER], document("social_worker", "Catalogue"), {"filter": condition}
    )

    assert sorted(names(found, "catalogue"), key=str) == sorted(expected)


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("PRICE_ASC", "CLEANING"),
        ("PRICE_DESC", "PHYSIOTHERAPY"),
        ("NAME", "CLEANING"),
        ("PRODUCER", "CLEANING"),
    ],
)
async def test_catalogue_is_paged_in_every_order(api: Api, scene: Scene, order: str, first: str) -> None:
    client, text = scene.actors[Role.CLIENT], document("client", "Catalogue")
    found: list[object] = []
    after = None
    for _ in range(4):
        data = await api.data(client, text, {"orderBy": order, "first": 1, "after": after})
        found += names(data, "catalogue")
        page = data["catalogue"]
        assert isinstance(page, dict)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert sorted(found, key=str) == ["CLEANING Kotiapu", "HOME_CARE Kotiapu", "PHYSIOTHERAPY Kotiapu"]
    assert str(found[0]).startswith(first) or order == "PRODUCER"


async def test_reading_costs_one_statement_however_many_rows(
    api: Api, db: Database, scene: Scene, statements: list[int]
) -> None:
    asked = {"category": "HOME_CARE", "municipality": "543"}
    client, text = scene.actors[Role.CLIENT], document("client", "CompareOfferings")
    await api.data(client, text, asked)
    few = statements[-1]
    for number in range(5):
        await offered(db, scene, f"LISÄ{number}", 3000 + number)

    found = await api.data(client, text, asked)

    assert len(names(found, "catalogue")) == 6
    assert few == statements[-1] == 1


async def test_offering_and_price_go_from_proposal_to_catalogue(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = scene.actors[PRODUCER], scene.actors[COORDINATOR]
    proposed = await send(
        api,
        producer,
        "producer",
        "ProposeOffering",
        productId=f"ServiceProduct:{scene.products['HOME_CARE']}",
        servicePointId=f"ServicePoint:{scene.service_point_id}",
        code="YÖ",
        name="Yöhoito",
        languages=["SV", "FI"],
    )
    offering = proposed["offering"]
    assert isinstance(offering, dict)
    assert (offering["state"], offering["languages"], offering["prices"]) == (
        "PROPOSED",
        ["FI", "SV"],
        {"nodes": []},
    )
    priced = await send(
        api, producer, "producer", "ProposePrice", offeringId=offering["id"], unitCents=4100,
        sundayPercent=200, validFrom="2026-05-15",
    )  # fmt: skip
    price = priced["price"]
    assert isinstance(price, dict)
    assert (price["state"], price["eveningPercent"], price["sundayPercent"]) == ("PROPOSED", 100, 200)
    assert names(
        await api.data(coordinator, document("controller", "OfferingsAwaiting")), "offeringsAwaiting"
    ) == ["Yöhoito"]
    waiting = await api.data(coordinator, document("controller", "PricesAwaiting"))
    assert names(waiting, "pricesAwaiting", "id") == [price["id"]]

    decided = await send(
        api, coordinator, "controller", "DecideOffering", offeringId=offering["id"], approve=True
    )
    await send(api, coordinator, "controller", "DecidePrice", priceId=price["id"], approve=True)

    assert decided["userErrors"] == []
    now = decided["offering"]
    assert isinstance(now, dict)
    assert (now["state"], now["decidedBy"]["name"]) == ("APPROVED", "Test PRODUCER_COORDINATOR")
    assert (
        names(await api.data(coordinator, document("controller", "OfferingsAwaiting")), "offeringsAwaiting")
        == []
    )
    row = await api.data(
        scene.actors[Role.CLIENT],
        document("client", "CatalogueOffering"),
        {"id": str(offering["id"]).replace("Offering", "CatalogueOffering")},
    )
    shown = row["catalogueOffering"]
    assert isinstance(shown, dict)
    assert (shown["offeringId"], shown["unitCents"], shown["sundayCents"]) == (offering["id"], 4100, 8200)
    assert await prices_of(all_rows, UUID(str(offering["id"]).partition(":")[2])) != []
    withdrawn = await send(api, producer, "producer", "WithdrawOffering", offeringId=offering["id"])
    assert withdrawn["offering"]["state"] == "WITHDRAWN"  # type: ignore[index]


async def test_own_view_is_the_producers_and_the_coordinators(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    offering_id = await propose_offering(db, scene.actors[PRODUCER], wish(scene))
    price_id = await propose_price(db, scene.actors[PRODUCER], offering_id, terms())
    elsewhere = await make_scene(all_rows)
    rival = (await make_scene(all_rows)).actors[PRODUCER]
    rival = await here(all_rows, scene, rival)
    one = "query One($o: ID!, $p: ID!) { offering(id: $o) { state } price(id: $p) { state } offerings { totalCount } }"
    ids = {"o": f"Offering:{offering_id}", "p": f"Price:{price_id}"}
    proposed = {
        "offering": {"state": "PROPOSED"},
        "price": {"state": "PROPOSED"},
        "offerings": {"totalCount": 4},
    }
    nothing = {"offering": None, "price": None, "offerings": {"totalCount": 0}}

    assert await api.data(scene.actors[PRODUCER], one, ids) == proposed
    assert await api.data(scene.actors[COORDINATOR], one, ids) == proposed
    assert await api.data(scene.actors[Role.CLIENT], one, ids) == nothing
    assert await api.data(rival, one, ids) == nothing
    foreign = await api.data(elsewhere.actors[COORDINATOR], one, ids)
    assert foreign == {**nothing, "offerings": {"totalCount": 3}}


async def here(all_rows: asyncpg.Connection, scene: Scene, actor: Actor) -> Actor:
    """The same producer's administrator, with a role at the scene's organiser too."""
    await put(
        all_rows, role_assignment, organiser_id=scene.organiser_id, id=new_id(), user_id=actor.user_id,
        role=actor.role, party_id=actor.party_id, valid_from=START,
    )  # fmt: skip
    return Actor(scene.organiser_id, actor.user_id, actor.party_id, actor.role)


async def test_refusals_are_data_with_path_and_numbers(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = scene.actors[PRODUCER], scene.actors[COORDINATOR]
    home_care = f"Offering:{scene.offerings['HOME_CARE']}"
    before = await prices_of(all_rows, scene.offerings["HOME_CARE"])
    await put(
        all_rows, price_cap, organiser_id=scene.organiser_id, product_id=scene.products["HOME_CARE"],
        valid_from=START, cap_cents=4000,
    )  # fmt: skip

    over = await send(
        api,
        producer,
        "producer",
        "ProposePrice",
        offeringId=home_care,
        unitCents=4001,
        validFrom="2026-06-01",
    )
    foreign = await send(
        api,
        producer,
        "producer",
        "ProposePrice",
        offeringId=f"Offering:{new_id()}",
        unitCents=1,
        validFrom="2026-06-01",
    )
    bad = await send(
        api, producer, "producer", "ProposePrice", offeringId=home_care, unitCents=-5, validFrom="2026-06-01"
    )
    reasonless = await send(
        api, coordinator, "controller", "DecideOffering", offeringId=home_care, approve=False
    )
    typeless = await send(api, coordinator, "controller", "DecidePrice", priceId=home_care, approve=True)

    assert codes(over) == [("PRICE_OVER_CAP", ["input", "unitCents"])]
    assert over["userErrors"][0]["facts"] == [  # type: ignore[index]
        {"name": "cap_cents", "value": "4000"},
        {"name": "day", "value": "2026-06-01"},
    ]
    assert codes(foreign) == [("NOT_FOUND", ["input", "offeringId"])]
    assert codes(bad) == [("INVALID_INPUT", ["input", "unitCents"])]
    assert codes(reasonless) == [("WRONG_STATE", ["input", "offeringId"])]
    assert codes(typeless) == [("NOT_FOUND", ["input", "priceId"])]
    assert await prices_of(all_rows, scene.offerings["HOME_CARE"]) == before
