"""Cases of declared refusals on offerings and prices."""

from tests.api.refusal_cases import ADMINISTRATOR, COORDINATOR, HINDRANCES, Sent, World, case
from tests.api.sending import Json

PRICE: Json = {"unitCents": 3_500, "validFrom": "2026-06-01"}


@case("offeringPropose", "INVALID_INPUT")
async def _nameless(world: World) -> Sent:
    product_id = f"ServiceProduct:{world.scene.products['HOME_CARE']}"
    point_id = f"ServicePoint:{world.scene.service_point_id}"
    names = {"code": "UUSI", "name": " ", "languages": ["FI"]}
    return ADMINISTRATOR, {"productId": product_id, "servicePointId": point_id, **names}


def _changed(world: World, name: str) -> Sent:
    point_id = f"ServicePoint:{world.scene.service_point_id}"
    texts = {"name": name, "description": "", "languages": ["FI"]}
    return ADMINISTRATOR, {"offeringId": world.offering(), "servicePointId": point_id, **texts}


@case("offeringChange", "INVALID_INPUT")
async def _renamed_to_nothing(world: World) -> Sent:
    return _changed(world, " ")


@case("offeringChange", "PRODUCER_NOT_APPROVED")
async def _changed_unapproved(world: World) -> Sent:
    await world.change(HINDRANCES["PRODUCER_NOT_APPROVED"])
    return _changed(world, "Uusi nimi")


def _priced(code: str, hindrance: str | None, **changes: object) -> None:
    @case("pricePropose", code)
    async def propose(world: World) -> Sent:
        if hindrance is not None:
            await world.change(hindrance)
        return ADMINISTRATOR, {"offeringId": world.offering(), **PRICE, **changes}

    @case("pricesPropose", code)
    async def propose_rows(world: World) -> Sent:
        if hindrance is not None:
            await world.change(hindrance)
        code_of_offering = await world.rows.fetchval(
            "SELECT code FROM offering WHERE organiser_id = $1 AND id = $2",
            world.scene.organiser_id,
            world.scene.offerings["HOME_CARE"],
        )
        return ADMINISTRATOR, {"prices": [{"offeringCode": code_of_offering, **PRICE, **changes}]}


_priced("PRODUCER_NOT_APPROVED", HINDRANCES["PRODUCER_NOT_APPROVED"])
_priced("WRONG_STATE", HINDRANCES["OFFERING_NOT_AVAILABLE"])
_priced("PRICE_IN_PAST", None, validFrom="2026-04-01", validUntil="2026-05-01")
_priced("OVERLAPPING_VALIDITY", None, validFrom="2026-01-01", validUntil="2026-12-31")
_priced(
    "PRICE_OVER_CAP",
    "INSERT INTO price_cap (organiser_id, product_id, valid_from, cap_cents)"
    " SELECT organiser_id, id, '2026-01-01', 100 FROM service_product WHERE organiser_id = $1",
)


def _proposed(world: World) -> Json:
    return {"priceId": f"Price:{world.scene.prices['HOME_CARE']}"}


@case("priceDecide", "INVALID_INPUT")
async def _rejected_for_nothing(world: World) -> Sent:
    await world.change("UPDATE price SET state = 'PROPOSED' WHERE organiser_id = $1")
    return COORDINATOR, {**_proposed(world), "approve": False}


@case("priceDecide", "PRICE_IN_PAST")
async def _decided_too_late(world: World) -> Sent:
    ended = "valid_from = '2026-01-01', valid_until = '2026-05-01'"
    await world.change(f"UPDATE price SET state = 'PROPOSED', {ended} WHERE organiser_id = $1")
    return COORDINATOR, {**_proposed(world), "approve": True}
