"""Producers of all kinds with their units, points, areas and users; their approvals and payment accounts."""

from dataclasses import replace
from uuid import UUID

from hb.access.rules import Role
from hb.clients.rules import ClientLanguage
from hb.demo.chance import cast_id
from hb.demo.codes import soteri_oid
from hb.demo.making import Making, Organisation, Point, Producer, assign
from hb.demo.names import family_name, first_name
from hb.demo.places import REGION, Area, Place, street_address
from hb.demo.scale import at
from hb.demo.services import CATEGORIES
from hb.demo.telling import record
from hb.producers.model import (
    payment_account,
    producer,
    producer_approval,
    producer_user,
    service_area,
    service_point,
    service_unit,
)
from hb.producers.rules import (
    ACCOUNT_APPROVED,
    ApprovalState,
    ProducerKind,
    RegisterSource,
    Segment,
    account_digest,
)

PRIVATE_NAMES_TEXT = (
    "Auringonkukka Tammenterho Käpylinna Sinivuokko Lempi Hilla Päivänsäde Vilja Onnela Tuulenpesä "
    "Kanerva Aalto Havu Kielo Pihlaja Metsola Rauhala Kotilo Siipi Lumme Helmi Vaahtera Syli Kaisla "
    "Toivo Peippo Solgläntan Björken Ljusa Ankkuri Majakka Luoto Kajo Tyyni Lintukoto Saarni Puro "
    "Varpu Ruska Pilvi Otava"
)
PRIVATE_NAMES = PRIVATE_NAMES_TEXT.split()
THIRD_FORMS = (
    "{0} Setlementti ry",
    "{0} Vanhustentuki ry",
    "{0} Palveluyhdistys ry",
    "{0} Hoivayhdistys ry",
    "{0} Hyvän Arjen Tuki ry",
    "Folkhälsan i {1} rf",
    "{0} Lähiapu ry",
    "{0} Toimintakeskus ry",
    "{0} Vertaistuki ry",
)
PUBLIC_FORMS = ("{0} kotihoito", "{0} päiväkeskus", "{0} palvelukeskus", "{0} lyhytaikaishoito")
PROFILES = (
    ("Hoivapalvelu {0} Oy", ("HOME_CARE", "CLEANING", "CARER_LEAVE")),
    ("Kotiapu {0} Oy", ("HOME_CARE", "CLEANING", "MEALS", "MEDICINE_DOSING")),
    ("{0} Care Oy", ("HOME_CARE", "PERSONAL_ASSISTANCE")),
    ("Avustajapalvelu {0} Oy", ("PERSONAL_ASSISTANCE", "SUPPORT_PERSON")),
    ("Omsorg {0} Ab", ("PERSONAL_ASSISTANCE", "TRANSPORT")),
    ("Arjen Apu {0} Ky", ("FAMILY_WORK", "CLEANING", "SUPPORT_PERSON")),
    ("Perhetyö {0} Osk", ("FAMILY_WORK", "SUPPORT_PERSON", "DAY_ACTIVITY")),
    ("Hoitokoti {0} Oy", ("SHORT_TERM_CARE", "CARER_LEAVE", "DAY_ACTIVITY")),
    ("Fysio {0} Oy", ("PHYSIOTHERAPY",)),
    ("Kuntoutus {0} Oy", ("PHYSIOTHERAPY", "DAY_ACTIVITY")),
    ("Palvelutupa {0} Oy", ("MEALS", "MEDICINE_DOSING", "CLEANING")),
    ("Kotipalvelu {0} Tmi", ("TRANSPORT", "CARER_LEAVE", "HOME_CARE")),
)
"""What a producer offers together, and what such a company is called."""
WHOLE_RANGE = tuple(CATEGORIES)
KINDS = (ProducerKind.PUBLIC, ProducerKind.PRIVATE, ProducerKind.THIRD_SECTOR)
GENITIVES = {"Nurmijärvi": "Nurmijärven", "Pornainen": "Pornaisten"}
RULE_BOOK = "2025-1"


def make_producers(making: Making, areas: tuple[Area, Area]) -> list[Producer]:
    """Make the producers; the first ones serve both areas, and the first offers everything everywhere."""
    own, shared_area = areas
    made = []
    for number in range(making.scale.producers):
        shared = number < making.scale.shared_producers
        places = own.places + (shared_area.places if shared else ())
        # Each area has the whole range by the first producer, so that every need finds an offering.
        kind = KINDS[0] if number == 0 else making.chance.weighted(KINDS, (8, 62, 30))
        categories = WHOLE_RANGE if number == 0 else PROFILES[number % len(PROFILES)][1]
        home = own.places[number % len(own.places)]
        made.append(_producer(making, number, kind, categories, home, places, everywhere=shared))
    return made


def _producer(
    making: Making,
    number: int,
    kind: ProducerKind,
    categories: tuple[str, ...],
    home: Place,
    places: tuple[Place, ...],
    *,
    everywhere: bool,
) -> Producer:
    chance, begun = making.chance, making.calendar.beginning
    producer_id = cast_id(f"producer {number}")
    business_id = making.codes.business_id()
    name = _name(number, kind, home)
    is_confirmed = not _is_waiting(making.scale.producers, number)
    making.rows.add(
        producer,
        id=producer_id,
        business_id=business_id,
        name=name,
        kind=kind,
        confirmed_at=at(begun, 11) if is_confirmed else None,
        approved_at=at(begun, 12) if is_confirmed else None,
        confirmed_until=None,
        confirming_organisers=None,
    )
    unit_id = chance.id(at(begun))
    making.rows.add(
        service_unit, id=unit_id, producer_id=producer_id, soteri_oid=soteri_oid(business_id, 1), name=name
    )
    sites = [home, *chance.some([place for place in places if place is not home], chance.integer(0, 3))]
    points = tuple(
        _point(
            making, producer_id, unit_id, name, site, places if everywhere else _around(making, site, places)
        )
        for site in sites
    )
    users = {
        role: _user(making, number, producer_id, role)
        for role in (Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER, Role.SERVICE_ACCOUNT)
    }
    price_level = 0.92 + 0.16 * chance.share()
    return Producer(producer_id, name, kind, categories, points, users, making.codes.iban(), price_level)


def _name(number: int, kind: ProducerKind, home: Place) -> str:
    genitive = GENITIVES.get(home.name, f"{home.name}n")
    # Homes repeat after each round of the area; another form then keeps the names apart.
    rounds = number // len(REGION.places)
    if kind is ProducerKind.PUBLIC:
        return PUBLIC_FORMS[rounds % len(PUBLIC_FORMS)].format(genitive)
    if kind is ProducerKind.THIRD_SECTOR:
        return THIRD_FORMS[rounds % len(THIRD_FORMS)].format(genitive, home.name)
    form, _ = PROFILES[number % len(PROFILES)]
    return form.format(PRIVATE_NAMES[number % len(PRIVATE_NAMES)])


def _around(making: Making, site: Place, places: tuple[Place, ...]) -> tuple[Place, ...]:
    others = [place for place in places if place is not site]
    return (site, *making.chance.some(others, making.chance.integer(2, 5)))


def _point(
    making: Making, producer_id: UUID, unit_id: UUID, name: str, site: Place, serves: tuple[Place, ...]
) -> Point:
    chance = making.chance
    point_id = chance.id(at(making.calendar.beginning))
    languages = ["FI", "SV"] if chance.happens(0.25 + site.swedish_share) else ["FI"]
    if chance.happens(0.15):
        languages.append("EN")
    point = Point(point_id, f"{name}, {site.name}", languages, tuple(place.code for place in serves))
    making.rows.add(
        service_point,
        id=point_id,
        service_unit_id=unit_id,
        producer_id=producer_id,
        name=point.name,
        street_address=street_address(chance, swedish=False),
        postal_code=site.postal_code,
        municipality_code=site.code,
        languages=languages,
    )
    for code in point.serves:
        making.rows.add(service_area, service_point_id=point_id, municipality_code=code)
    return point


def _user(making: Making, number: int, producer_id: UUID, role: Role) -> UUID:
    user_id = cast_id(f"producer {number} {role}")
    given_name = first_name(making.chance, ClientLanguage.FI, making.chance.happens(0.3), 1975)
    making.rows.add(
        producer_user,
        id=user_id,
        producer_id=producer_id,
        name="Tietojärjestelmä"
        if role is Role.SERVICE_ACCOUNT
        else f"{given_name} {family_name(making.chance, ClientLanguage.FI)}",
        role=role,
        valid_from=making.calendar.beginning,
    )
    return user_id


def approve(making: Making, organisation: Organisation, producers: list[Producer]) -> None:
    """Approve the producers and their payment accounts with an organiser; the last ones still wait."""
    begun = making.calendar.beginning
    coordinators = (
        organisation.first(Role.PRODUCER_COORDINATOR),
        organisation.second(Role.PRODUCER_COORDINATOR),
    )
    for number, one in enumerate(producers):
        waiting = is_waiting(producers, number)
        administrator = one.users[Role.PRODUCER_ADMINISTRATOR]
        decided_at = None if waiting else at(begun, 12)
        decided_by = None if waiting else coordinators[number % 2]
        making.rows.add(
            producer_approval,
            organiser_id=organisation.organiser_id,
            id=making.chance.id(at(begun)),
            producer_id=one.producer_id,
            rule_book_version=RULE_BOOK,
            state=ApprovalState.APPLIED if waiting else ApprovalState.APPROVED,
            segment=None if waiting else making.chance.weighted(tuple(Segment), (2, 5, 3)),
            applied_by=administrator,
            applied_at=making.calendar.now if waiting else at(begun),
            decided_by=decided_by,
            decided_at=decided_at,
            reason=None,
            register_source=None if waiting else RegisterSource.YTJ,
            confirmed_by=decided_by,
            confirmed_at=None if waiting else at(begun, 11),
        )
        account_id = making.chance.id(at(begun))
        making.rows.add(
            payment_account,
            organiser_id=organisation.organiser_id,
            id=account_id,
            producer_id=one.producer_id,
            iban=one.iban,
            valid_from=begun,
            proposed_by=administrator,
            proposed_at=at(begun),
            approved_by=None if waiting else coordinators[1 - number % 2],
            approved_at=None if waiting else at(begun, 13),
        )
        if not waiting:
            record(
                replace(making, chance=making.chance.stream(f"account {account_id}")),
                organisation.organiser_id,
                Role.PRODUCER_COORDINATOR,
                coordinators[1 - number % 2],
                ACCOUNT_APPROVED,
                at(begun, 13),
                subject_id=account_id,
                account=account_digest(account_id, one.iban),
            )
        for role, user_id in one.users.items():
            assign(making, organisation.organiser_id, user_id, role, one.producer_id, begun)


def is_waiting(producers: list[Producer], number: int) -> bool:
    """Whether a producer of the list still waits for its approval: one of forty, the last ones."""
    return _is_waiting(len(producers), number)


def _is_waiting(count: int, number: int) -> bool:
    return number >= count - max(1, count // 40)
