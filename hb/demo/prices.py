"""Offerings of approved producers with last year's and this year's price, and what still awaits decision."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hb.access.rules import Role
from hb.catalogue.model import offering, price
from hb.catalogue.rules import OfferingState, PriceState
from hb.demo.making import Making, Market, Offered, Organisation, Point, Producer
from hb.demo.producers import is_waiting
from hb.demo.scale import at
from hb.demo.services import CATEGORIES, LAST_YEAR_PERCENT, PRODUCTS, Product
from hb.kit.money import divide_half_up

VARIANTS = ("", "iltaisin", "viikonloppuisin", "ruotsiksi", "sopimusasiakkaille", "lyhyellä varoitusajalla")
"""What tells a producer's rows of one product at one point apart."""
DESCRIPTIONS = {
    "HOME_CARE": "Koulutettu hoitaja, sama tuttu työntekijä joka käynnillä.",
    "PERSONAL_ASSISTANCE": "Asiakas valitsee avustajansa ja sopii ajat itse.",
    "TRANSPORT": "Esteetön kalusto, nouto kotiovelta.",
}
DEFAULT_DESCRIPTION = "Palvelu sääntökirjan mukaan, omavalvontasuunnitelma saatavilla."


@dataclass(frozen=True, slots=True)
class Decided:
    """Who proposed and who decided, and when; nobody has decided yet where by and day are None."""

    proposed_by: UUID
    decided_by: UUID | None


def make_market(making: Making, organisation: Organisation, producers: list[Producer], wanted: int) -> Market:
    """Make so many approved offerings, spread over producers, points and products."""
    market = Market()
    approved = [one for number, one in enumerate(producers) if not is_waiting(producers, number)]
    places = [
        (one, point, product)
        for one in approved
        for point in one.points
        for product in PRODUCTS
        if product.category in one.categories
    ]
    counts: dict[UUID, int] = {}
    made = 0
    for variant in VARIANTS:
        for one, point, product in places:
            if made == wanted:
                break
            counts[one.producer_id] = counts.get(one.producer_id, 0) + 1
            code = f"{product.code}-{counts[one.producer_id]:03d}"
            _approved(making, organisation, market, one, point, product, code, variant)
            made += 1
    for number, one in enumerate(approved[: max(2, len(approved) // 8)]):
        _waiting(making, organisation, one, f"UUSI-{number + 1}")
    return market


def _approved(
    making: Making,
    organisation: Organisation,
    market: Market,
    one: Producer,
    point: Point,
    product: Product,
    code: str,
    variant: str,
) -> None:
    begun = making.calendar.beginning
    decided = Decided(one.users[Role.PRODUCER_ADMINISTRATOR], organisation.first(Role.PRODUCER_COORDINATOR))
    offering_id = _offering(making, organisation, one, point, product, code, variant, decided, begun)
    usual = product.usual_cents * one.price_level * (0.97 + 0.06 * making.chance.share())
    cap = divide_half_up(product.cap_cents * LAST_YEAR_PERCENT, 100)
    this_year = min(round(usual / 5) * 5, product.cap_cents)
    last_year = min(divide_half_up(this_year * LAST_YEAR_PERCENT, 100), cap)
    start, before = making.calendar.price_start(0), making.calendar.price_start(1)
    _price(making, organisation, offering_id, product, last_year, before, start - timedelta(days=1), decided)
    _price(making, organisation, offering_id, product, this_year, start, None, decided)
    if making.chance.happens(0.02):
        raised = min(divide_half_up(this_year * 103, 100), product.cap_cents)
        proposed = Decided(decided.proposed_by, None)
        next_year = making.calendar.price_start(-1)
        _price(making, organisation, offering_id, product, raised, next_year, None, proposed)
    offered = Offered(
        offering_id,
        one,
        product.category,
        CATEGORIES[product.category].unit,
        ["SV"] if variant == "ruotsiksi" else point.languages,
        {
            "WEEKDAY": 100,
            "EVENING": product.evening_percent,
            "SATURDAY": product.saturday_percent,
            "SUNDAY": product.sunday_percent,
        },
        ((start, this_year), (before, last_year)),
    )
    market.add(offered, point.serves)


def _waiting(making: Making, organisation: Organisation, one: Producer, code: str) -> None:
    """An offering with its price that the coordinator has not decided."""
    product = making.chance.choice(
        [candidate for candidate in PRODUCTS if candidate.category in one.categories]
    )
    day = making.calendar.today - timedelta(days=making.chance.integer(1, 20))
    proposed = Decided(one.users[Role.PRODUCER_ADMINISTRATOR], None)
    offering_id = _offering(making, organisation, one, one.points[0], product, code, "uusi", proposed, day)
    _price(making, organisation, offering_id, product, product.usual_cents, day, None, proposed)


def _offering(
    making: Making,
    organisation: Organisation,
    one: Producer,
    point: Point,
    product: Product,
    code: str,
    variant: str,
    decided: Decided,
    day: date,
) -> UUID:
    offering_id = making.chance.id(at(day))
    making.rows.add(
        offering,
        organiser_id=organisation.organiser_id,
        id=offering_id,
        producer_id=one.producer_id,
        service_point_id=point.point_id,
        product_id=organisation.products[product.code][0],
        category_code=product.category,
        code=code,
        name=f"{product.name_fi} {variant}".strip(),
        description=DESCRIPTIONS.get(product.category, DEFAULT_DESCRIPTION),
        languages=["SV"] if variant == "ruotsiksi" else point.languages,
        unit=CATEGORIES[product.category].unit,
        state=OfferingState.APPROVED if decided.decided_by else OfferingState.PROPOSED,
        proposed_by=decided.proposed_by,
        proposed_at=making.calendar.past(day, 9),
        decided_by=decided.decided_by,
        decided_at=making.calendar.past(day, 14) if decided.decided_by else None,
    )
    return offering_id


def _price(
    making: Making,
    organisation: Organisation,
    offering_id: UUID,
    product: Product,
    unit_cents: int,
    since: date,
    until: date | None,
    decided: Decided,
) -> None:
    # Next year's prices are proposed in these days, this year's were late in the year before.
    proposed_on = min(since - timedelta(days=45), making.calendar.today - timedelta(days=4))
    making.rows.add(
        price,
        organiser_id=organisation.organiser_id,
        id=making.chance.id(at(proposed_on)),
        offering_id=offering_id,
        unit_cents=unit_cents,
        evening_percent=product.evening_percent,
        saturday_percent=product.saturday_percent,
        sunday_percent=product.sunday_percent,
        valid_from=since,
        valid_until=until,
        state=PriceState.APPROVED if decided.decided_by else PriceState.PROPOSED,
        proposed_by=decided.proposed_by,
        proposed_at=at(proposed_on),
        decided_by=decided.decided_by,
        decided_at=at(proposed_on, 15) if decided.decided_by else None,
    )
