"""Offerings and prices over the interface: producers propose, coordinators decide, refusals are data."""

import re
from datetime import date, timedelta

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.catalogue.model import price_cap
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.asking import Answer, done, nodes, refusals, send
from tests.api.conftest import Api
from tests.api.documents import document
from tests.catalogue.builders import prices_of, propose_offering, propose_price, terms, wish
from tests.producers.builders import actions
from tests.scene import START, Scene, make_role, make_scene, put

COORDINATOR, PRODUCER = Role.PRODUCER_COORDINATOR, Role.PRODUCER_ADMINISTRATOR
ONE = """
query One($offering: ID!, $price: ID!) {
  offering(id: $offering) { state }
  price(id: $price) { state }
  offerings { totalCount }
}
"""
OUT_OF_RANGE = "Enter a value of at least 0.01 € and at most 100\xa0000.00 €."


async def waiting(api: Api, scene: Scene) -> tuple[list[object], list[object]]:
    """The coordinator's two queues: names of offerings, ids of prices."""
    coordinator = scene.actors[COORDINATOR]
    offerings = await api.data(coordinator, document("controller", "OfferingsAwaiting"))
    prices = await api.data(coordinator, document("controller", "PricesAwaiting"))
    return nodes(offerings, "offeringsAwaiting", "name"), nodes(prices, "pricesAwaiting", "id")


async def proposed_night_care(api: Api, scene: Scene) -> Answer:
    """An offering of the scene's producer as proposed over the interface."""
    return await done(
        api,
        scene.actors[PRODUCER],
        "producer",
        "ProposeOffering",
        "offering",
        productId=f"ServiceProduct:{scene.products['HOME_CARE']}",
        servicePointId=f"ServicePoint:{scene.service_point_id}",
        code="YÖ",
        name="Yöhoito",
        languages=["SV", "FI"],
    )


async def test_offering_and_price_go_from_proposal_to_catalogue(api: Api, scene: Scene) -> None:
    producer, coordinator = scene.actors[PRODUCER], scene.actors[COORDINATOR]

    offering = await proposed_night_care(api, scene)
    terms_of_night = {"unitCents": 4100, "sundayPercent": 200, "validFrom": "2026-05-15"}
    price = await done(
        api, producer, "producer", "ProposePrice", "price", offeringId=offering["id"], **terms_of_night
    )
    assert (offering["state"], offering["languages"], offering["description"]) == (
        "PROPOSED",
        ["FI", "SV"],
        "",
    )
    assert (price["state"], price["eveningPercent"], price["sundayPercent"]) == ("PROPOSED", 100, 200)
    assert await waiting(api, scene) == (["Yöhoito"], [price["id"]])

    named = {"offeringId": offering["id"], "approve": True}
    decided = await done(api, coordinator, "controller", "DecideOffering", "offering", **named)
    await done(api, coordinator, "controller", "DecidePrice", "price", priceId=price["id"], approve=True)

    assert decided["state"] == "APPROVED"
    assert decided["decidedBy"] == {
        "id": f"Worker:{coordinator.user_id}",
        "name": "Test PRODUCER_COORDINATOR",
    }
    assert await waiting(api, scene) == ([], [])
    row_id = str(offering["id"]).replace("Offering", "CatalogueOffering")
    text = document("client", "CatalogueOffering")
    found = (await api.data(scene.actors[Role.CLIENT], text, {"catalogueOfferingId": row_id}))[
        "catalogueOffering"
    ]
    assert isinstance(found, dict)
    assert (found["offeringId"], found["unitCents"], found["sundayCents"]) == (offering["id"], 4100, 8200)
    told = await api.data(producer, "{ messages { nodes { event } } }")
    assert sorted(map(str, nodes(told, "messages", "event"))) == ["OFFERING_DECIDED", "PRICE_DECIDED"]


async def test_changed_offering_waits_again_and_a_withdrawn_one_is_gone(api: Api, scene: Scene) -> None:
    producer, client = scene.actors[PRODUCER], scene.actors[Role.CLIENT]
    cleaning = f"Offering:{scene.offerings['CLEANING']}"
    listed = '{ catalogue(filter: {category: "CLEANING"}) { totalCount } }'
    assert await api.data(client, listed) == {"catalogue": {"totalCount": 1}}

    changed = await done(
        api,
        producer,
        "producer",
        "ChangeOffering",
        "offering",
        offeringId=cleaning,
        servicePointId=f"ServicePoint:{scene.service_point_id}",
        name="Suursiivous",
        description="Kerran vuodessa.",
        languages=["FI"],
    )
    assert (changed["state"], changed["name"]) == ("PROPOSED", "Suursiivous")
    assert await waiting(api, scene) == (["Suursiivous"], [])
    assert await api.data(client, listed) == {"catalogue": {"totalCount": 0}}

    withdrawn = await done(api, producer, "producer", "WithdrawOffering", "offering", offeringId=cleaning)
    assert withdrawn["state"] == "WITHDRAWN"
    again = await send(api, producer, "producer", "WithdrawOffering", offeringId=cleaning)
    assert refusals(again) == [("WRONG_STATE", ["input", "offeringId"])]


async def test_own_view_is_the_producers_and_the_coordinators(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    offering_id = await propose_offering(db, scene.actors[PRODUCER], wish(scene))
    price_id = await propose_price(db, scene.actors[PRODUCER], offering_id, terms())
    ids = {"offering": f"Offering:{offering_id}", "price": f"Price:{price_id}"}
    elsewhere = await make_scene(all_rows)
    stranger = elsewhere.actors[PRODUCER]
    rival = Actor(scene.organiser_id, stranger.user_id, stranger.party_id, PRODUCER)
    await make_role(all_rows, rival)
    seen = {"offering": {"state": "PROPOSED"}, "price": {"state": "PROPOSED"}, "offerings": {"totalCount": 4}}
    nothing = {"offering": None, "price": None, "offerings": {"totalCount": 0}}

    assert await api.data(scene.actors[PRODUCER], ONE, ids) == seen
    assert await api.data(scene.actors[Role.PRODUCER_REPORTER], ONE, ids) == seen
    assert await api.data(scene.actors[COORDINATOR], ONE, ids) == seen
    assert await api.data(scene.actors[Role.CONTROLLER], ONE, ids) == seen
    for other in (scene.actors[Role.CLIENT], scene.actors[Role.SOCIAL_WORKER], rival):
        assert await api.data(other, ONE, ids) == nothing
    foreign = await api.data(elsewhere.actors[COORDINATOR], ONE, ids)
    assert foreign == {**nothing, "offerings": {"totalCount": 3}}


async def test_refusals_are_data_with_path_and_numbers(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator = scene.actors[PRODUCER], scene.actors[COORDINATOR]
    home_care = f"Offering:{scene.offerings['HOME_CARE']}"
    before = await prices_of(all_rows, scene.offerings["HOME_CARE"])
    cap = {"product_id": scene.products["HOME_CARE"], "valid_from": START, "cap_cents": 4000}
    await put(all_rows, price_cap, organiser_id=scene.organiser_id, **cap)
    june = {"validFrom": "2026-06-01"}

    async def proposed(offering: str, cents: int) -> Answer:
        return await send(
            api, producer, "producer", "ProposePrice", offeringId=offering, unitCents=cents, **june
        )

    over = await proposed(home_care, 4001)
    assert refusals(over) == [("PRICE_OVER_CAP", ["input", "unitCents"])]
    told = over["userErrors"]
    assert isinstance(told, list)
    assert told[0]["facts"] == [
        {"name": "cap_cents", "value": "4000"},
        {"name": "day", "value": "2026-06-01"},
    ]
    assert refusals(await proposed(home_care, -5)) == [("INVALID_INPUT", ["input", "unitCents"])]
    for unknown in (f"Offering:{new_id()}", f"Price:{scene.prices['HOME_CARE']}", "kotihoito"):
        assert refusals(await proposed(unknown, 100)) == [("NOT_FOUND", ["input", "offeringId"])]
    named = {"offeringId": home_care, "approve": False}
    decided = await send(api, coordinator, "controller", "DecideOffering", **named)
    assert refusals(decided) == [("WRONG_STATE", ["input", "offeringId"])]
    mistyped = await send(api, coordinator, "controller", "DecidePrice", priceId=home_care, approve=True)
    assert refusals(mistyped) == [("NOT_FOUND", ["input", "priceId"])]

    assert await prices_of(all_rows, scene.offerings["HOME_CARE"]) == before
    assert await actions(all_rows, scene) == []


async def test_rejection_needs_a_reason_that_the_producer_reads(api: Api, scene: Scene) -> None:
    producer, coordinator = scene.actors[PRODUCER], scene.actors[COORDINATOR]
    offering = await proposed_night_care(api, scene)
    named = {"offeringId": offering["id"], "approve": False}

    bare = await send(api, coordinator, "controller", "DecideOffering", **named)
    await done(
        api, coordinator, "controller", "DecideOffering", "offering", **named, reason="Kuvaus puuttuu."
    )

    assert refusals(bare) == [("INVALID_INPUT", ["input", "reason"])]
    rejected = {"filter": {"state": "REJECTED"}}
    own = await api.data(producer, document("producer", "MyOfferings"), rejected)
    assert nodes(own, "offerings", "reason") == ["Kuvaus puuttuu."]
    history = await api.data(coordinator, document("controller", "Offerings"), rejected)
    assert nodes(history, "offerings", "decidedBy") == [
        {"id": f"Worker:{coordinator.user_id}", "name": "Test PRODUCER_COORDINATOR"}
    ]


def price_rows(count: int) -> list[dict[str, object]]:
    """Rows for home care that follow one another day by day."""
    first = date(2027, 1, 1)
    return [
        {"offeringCode": "HOME_CARE", "unitCents": 3500 + place, "validFrom": str(first + timedelta(place))}
        for place in range(count)
    ]


async def test_each_row_of_a_price_list_has_its_own_outcome(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, statements: list[int]
) -> None:
    producer, text = scene.actors[PRODUCER], document("producer", "ProposePrices")
    twin, unknown, free = price_rows(1)[0], price_rows(1)[0] | {"offeringCode": "?"}, {"unitCents": 0}
    given = [*price_rows(2), twin, unknown, price_rows(1)[0] | free]
    variables = {"input": {"idempotencyKey": str(new_id()), "prices": given}}

    first = await api.data(producer, text, variables)
    again = await api.data(producer, text, variables)

    payload = first["pricesPropose"]
    assert isinstance(payload, dict)
    assert payload["userErrors"] == []
    told = [(row["result"], row["code"], row["field"], row["message"]) for row in payload["results"]]
    assert told == [
        ("ACCEPTED", None, None, None),
        ("ACCEPTED", None, None, None),
        ("ALREADY_THERE", None, None, None),
        ("REJECTED", "NOT_FOUND", "offeringCode", "It was not found."),
        ("REJECTED", "INVALID_INPUT", "unitCents", OUT_OF_RANGE),
    ]
    assert [row["price"] and row["price"]["unitCents"] for row in payload["results"]] == [
        3500,
        3501,
        None,
        None,
        None,
    ]
    assert again == first
    assert len(await prices_of(all_rows, scene.offerings["HOME_CARE"])) == 3

    small = await send(api, producer, "producer", "ProposePrices", prices=price_rows(3))
    few = statements[-1]
    large = await send(api, producer, "producer", "ProposePrices", prices=price_rows(1_000))
    assert len(small["results"]) == 3  # type: ignore[arg-type] # a list
    assert [row["result"] for row in large["results"]] == [  # type: ignore[attr-defined] # a list
        *["ALREADY_THERE"] * 3,
        *["ACCEPTED"] * 997,
    ]
    assert statements[-1] == few


async def test_longer_lists_are_refused_whole(api: Api, scene: Scene) -> None:
    answer = await send(api, scene.actors[PRODUCER], "producer", "ProposePrices", prices=price_rows(1_001))

    assert answer["results"] is None
    assert refusals(answer) == [("INVALID_INPUT", ["input", "prices"])]


@pytest.mark.parametrize(
    ("role", "app", "operation", "fields"),
    [
        (Role.PRODUCER_REPORTER, "producer", "WithdrawOffering", {"offeringId": "Offering:1"}),
        (PRODUCER, "controller", "DecidePrice", {"priceId": "Price:1", "approve": True}),
        (Role.CLIENT, "producer", "ProposePrices", {"prices": []}),
        (Role.CONTROLLER, "controller", "DecideOffering", {"offeringId": "Offering:1", "approve": True}),
    ],
)
async def test_who_may_not_is_told_so_above_the_data(
    api: Api,
    scene: Scene,
    all_rows: asyncpg.Connection,
    role: Role,
    app: str,
    operation: str,
    fields: dict[str, object],
) -> None:
    variables = {"input": {"idempotencyKey": str(new_id()), **fields}}

    answer = (await api.post(scene.actors[role], document(app, operation), variables)).json()

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert answer.get("data") is None
    (root,) = re.findall(r"\{\s*(\w+)\(input", document(app, operation))
    assert await actions(all_rows, scene) == [root], "the attempt alone is on record"
