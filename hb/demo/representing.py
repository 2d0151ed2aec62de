"""Those who speak for clients: their powers, and where letters to them go."""

from dataclasses import replace
from uuid import UUID

from hb.access.rules import Ground, Role, Scope
from hb.clients.model import representation, representative
from hb.clients.rules import ClientLanguage, RepresentationScope, RepresentativeKind
from hb.demo.chance import cast_id
from hb.demo.deadlines import representation_ends
from hb.demo.making import Making, Organisation, Person, assign, give_reach
from hb.demo.names import family_name, first_name
from hb.demo.places import street_address
from hb.demo.scale import at

NO_ADDRESS_SHARE = 0.05
KINDS = {
    RepresentativeKind.GUARDIAN: (
        "Edunvalvontapäätös",
        (RepresentationScope.FULL, RepresentationScope.FINANCIAL),
    ),
    RepresentativeKind.AUTHORISED: ("Suomi.fi-valtuus", (RepresentationScope.FULL, RepresentationScope.VIEW)),
}


def represented(making: Making, organisation: Organisation, person: Person, guardians: list[UUID]) -> Person:
    """Give a client a representative; some guardians have several clients."""
    chance, organiser_id, since = making.chance, organisation.organiser_id, person.day(50)
    kind = (
        RepresentativeKind.GUARDIAN if person.leads or chance.happens(0.45) else RepresentativeKind.AUTHORISED
    )
    ground, scopes = KINDS[kind]
    scope = scopes[0] if person.leads or chance.happens(0.6) else scopes[1]
    # The leader's representative has no other client, so that the demo's token needs no explanation.
    if kind is RepresentativeKind.GUARDIAN and not person.leads and guardians and chance.happens(0.3):
        representative_id = chance.choice(guardians)
    else:
        representative_id = _representative(making, organiser_id, person)
        if kind is RepresentativeKind.GUARDIAN and not person.leads:
            guardians.append(representative_id)
    representation_id = chance.id(at(since))
    until = representation_ends(making, guardians, representative_id)
    making.rows.add(
        representation,
        organiser_id=organiser_id,
        id=representation_id,
        client_id=person.client_id,
        representative_id=representative_id,
        kind=kind,
        scope=scope,
        ground=ground,
        valid_from=since,
        valid_until=until,
    )
    give_reach(
        making,
        organiser_id,
        representative_id,
        person.client_id,
        Ground.REPRESENTATION,
        representation_id,
        Scope(scope.value),
        since,
        until,
    )
    return replace(person, representatives=(representative_id,))


def _address(making: Making, person: Person, representative_id: UUID) -> dict[str, str | None]:
    """Where letters to a representative go; a few have no address, so that their letters cannot be sent."""
    chance = making.chance.stream(f"address {representative_id}")
    if not person.leads and chance.happens(NO_ADDRESS_SHARE):
        return {"street_address": None, "postal_code": None, "postal_office": None}
    return {
        "street_address": street_address(chance, person.language is ClientLanguage.SV),
        "postal_code": person.place.postal_code,
        "postal_office": person.place.name,
    }


def _representative(making: Making, organiser_id: UUID, person: Person) -> UUID:
    chance, since = making.chance, making.calendar.beginning
    representative_id = cast_id("representative") if person.leads else chance.id(at(person.day(50)))
    making.rows.add(
        representative,
        organiser_id=organiser_id,
        id=representative_id,
        first_name=first_name(chance, person.language, chance.happens(0.5), chance.integer(1955, 1985)),
        last_name=person.last_name if chance.happens(0.5) else family_name(chance, person.language),
        phone=making.codes.phone(),
        email=None,
        language=person.language,
        **_address(making, person, representative_id),
    )
    assign(making, organiser_id, representative_id, Role.REPRESENTATIVE, representative_id, since)
    return representative_id
