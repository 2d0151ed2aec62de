"""Cases of declared refusals on a person's records and death."""

from datetime import date

from hb.kit.ids import new_id
from tests.api.refusal_cases import CLIENT, GUIDE, LEADER, Sent, World, case, plain
from tests.budgets.builders import granted_budget

plain("clientDeathRecord", "NOT_FOUND", GUIDE, clientId="Client:", diedOn="2026-05-14")
plain("clientRecordsSeparate", "NOT_FOUND", LEADER, closedId="Client:", reason="Syy")
plain("representativeAddressChange", "NOT_FOUND", GUIDE, representationId="Representation:")
plain("clientRecordsSeparate", "INVALID_INPUT", LEADER, closedId="Client:", reason=" ")


async def _closed(world: World) -> str:
    """The scene's client, whose record is closed."""
    other_id = new_id()
    await world.rows.execute(
        "INSERT INTO client (organiser_id, id, first_name, last_name, birth_date, language,"
        " municipality_code, non_disclosure, version, registered_at)"
        " SELECT organiser_id, $2, first_name, last_name, birth_date, language, municipality_code,"
        " non_disclosure, version, registered_at FROM client WHERE organiser_id = $1",
        world.scene.organiser_id,
        other_id,
    )
    await world.rows.execute(
        "UPDATE client SET merged_into = $2 WHERE id = $1", world.scene.client_id, other_id
    )
    return f"Client:{world.scene.client_id}"


@case("clientContactChange", "RECORD_MERGED")
async def _contact_of_a_closed_record(world: World) -> Sent:
    client_id = await _closed(world)
    return GUIDE, {"clientId": client_id, "expectedVersion": 1, "contact": {"language": "FI"}}


@case("clientDeathCorrect", "RECORD_MERGED")
async def _death_of_a_closed_record(world: World) -> Sent:
    return LEADER, {"clientId": await _closed(world), "reason": "Syy"}


@case("planStart", "RECORD_MERGED")
async def _plan_on_a_budget_of_a_closed_record(world: World) -> Sent:
    budget_id = await granted_budget(
        world.db, world.scene, valid_from=date(2026, 1, 1), valid_until=date(2026, 4, 30)
    )
    await _closed(world)
    return CLIENT, {"budgetId": f"Budget:{budget_id}"}


async def _representation(world: World) -> str:
    found = "SELECT id FROM representation WHERE organiser_id = $1"
    return f"Representation:{await world.rows.fetchval(found, world.scene.organiser_id)}"


@case("representativeAddressChange", "INVALID_INPUT")
async def _bad_address(world: World) -> Sent:
    address = {"streetAddress": "Tie 1", "postalCode": "1", "postalOffice": "Kylä"}
    return GUIDE, {"representationId": await _representation(world), "address": address}


@case("representativeAddressChange", "WRONG_STATE")
async def _address_of_ended_representation(world: World) -> Sent:
    await world.change("UPDATE representation SET valid_until = '2026-03-01' WHERE organiser_id = $1")
    return GUIDE, {"representationId": await _representation(world)}
