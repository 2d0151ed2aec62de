"""The catalogue as clients compare it: filtered, ordered, paged, at the price of today."""

import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from tests.api.asking import nodes
from tests.api.conftest import Api
from tests.api.documents import document
from tests.catalogue.builders import decide_price, offered, propose_price, terms
from tests.scene import Scene

COORDINATOR, PRODUCER = Role.PRODUCER_COORDINATOR, Role.PRODUCER_ADMINISTRATOR


async def test_client_compares_what_serves_the_home_municipality_cheapest_first(
    api: Api, db: Database, scene: Scene
) -> None:
    cheap = await offered(db, scene, "HALPA", 3350)
    coming = await propose_price(db, scene.actors[PRODUCER], cheap, terms(3600, "2026-07-01"))
    await decide_price(db, scene.actors[COORDINATOR], coming)
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

    assert sorted(nodes(found, "catalogue", "name"), key=str) == sorted(expected)


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
        found += nodes(data, "catalogue", "name")
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

    assert len(nodes(found, "catalogue", "name")) == 6
    assert few == statements[-1] == 1
