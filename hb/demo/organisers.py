"""Organisers with their parameters, teams, workers, products, price caps and rates."""

from datetime import date, time
from uuid import UUID

from hb.access.model import Parameter, office_hours, organiser, parameter, team, worker
from hb.access.rules import Role
from hb.assessments.model import rate
from hb.catalogue.model import price_cap, service_product
from hb.clients.rules import ClientLanguage
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, Worker, assign
from hb.demo.names import family_name, first_name
from hb.demo.places import Area
from hb.demo.scale import REPORTING_DAYS, at
from hb.demo.services import CATEGORIES, CLASS_PERCENTS, LAST_YEAR_PERCENT, PRODUCTS, Product
from hb.kit.money import divide_half_up

PARAMETERS = {
    Parameter.APPEAL_DAYS: 30,
    Parameter.APPLICATION_DAYS: 90,
    Parameter.BUDGET_ENDING_DAYS: 45,
    Parameter.CARRY_OVER_PERCENT: 0,
    Parameter.ENDING_NOTICE_DAYS: 14,
    Parameter.NAME_SEARCHES_A_DAY: 5,
    Parameter.OPENED_CONTACT_DAYS: 7,
    Parameter.ORDER_ANSWER_DAYS: 14,
    Parameter.ORDER_REMINDER_DAYS: 7,
    Parameter.OUT_OF_HOURS_READS_A_DAY: 1,
    Parameter.REFUSALS_A_DAY: 10,
    Parameter.REPORTING_DAYS: REPORTING_DAYS,
    Parameter.REPORT_REMINDER_DAYS: 3,
    Parameter.REVIEW_REMINDER_DAYS: 3,
    Parameter.RUNNING_OUT_PERCENT: 20,
    Parameter.TYPED_CODES_A_DAY: 30,
    Parameter.TYPED_CODE_KEPT_DAYS: 30,
    Parameter.URGENT_TASK_HOURS: 4,
    Parameter.WORK_KEPT_DAYS: 90,
}
WORKDAYS = range(1, 6)
"""From Monday to Friday (ISO 8601)."""
OFFICE = {
    Role.PRODUCER_COORDINATOR: 2,
    Role.INVOICE_CHECKER: 2,
    Role.PAYMENT_APPROVER: 2,
    Role.CONTROLLER: 2,
    Role.AUDITOR: 1,
    Role.DEVELOPER: 1,
}
"""How many of each in the office, beside those who serve clients."""


def make_organiser(making: Making, area: Area, *, small: bool) -> Organisation:
    """Make an organiser; the small one has few workers and the same products."""
    begun = making.calendar.beginning
    organiser_id = cast_id(f"organiser {area.key}")
    making.rows.add(
        organiser,
        id=organiser_id,
        business_id=making.codes.business_id(),
        name_fi=area.name_fi,
        name_sv=area.name_sv,
    )
    for name, value in PARAMETERS.items():
        making.rows.add(parameter, organiser_id=organiser_id, name=name, valid_from=begun, value=value)
    for weekday in WORKDAYS:
        making.rows.add(
            office_hours,
            organiser_id=organiser_id,
            weekday=weekday,
            valid_from=begun,
            opens=time(7),
            closes=time(18),
        )
    teams = _teams(making, organiser_id, area, begun)
    workers = _workers(making, organiser_id, area, teams, small=small)
    products = {product.code: _product(making, organiser_id, product) for product in PRODUCTS}
    return Organisation(organiser_id, area, teams, workers, products, _rates(making, organiser_id))


def _teams(making: Making, organiser_id: UUID, area: Area, begun: date) -> dict[str, UUID]:
    names = list(dict.fromkeys(place.team for place in area.places))
    teams = {name: making.chance.id(at(begun)) for name in [*names, "Hallinto"]}
    for name, team_id in teams.items():
        making.rows.add(team, organiser_id=organiser_id, id=team_id, name=name)
    return teams


def _workers(
    making: Making, organiser_id: UUID, area: Area, teams: dict[str, UUID], *, small: bool
) -> dict[Role, list[Worker]]:
    begun = making.calendar.beginning
    in_teams = [team_id for name, team_id in teams.items() if name != "Hallinto"]
    serving = {
        Role.SERVICE_GUIDE: 2 if small else making.scale.guides,
        Role.SOCIAL_WORKER: 2 if small else making.scale.social_workers,
        Role.TEAM_LEADER: len(in_teams),
        Role.ON_CALL_WORKER: 1,
    }
    workers: dict[Role, list[Worker]] = {}
    for role, count in {**serving, **OFFICE}.items():
        workers[role] = []
        for number in range(count):
            team_id = in_teams[number % len(in_teams)] if role in serving else teams["Hallinto"]
            worker_id = cast_id(f"{area.key} {role} {number}")
            language = ClientLanguage.SV if making.chance.happens(0.12) else ClientLanguage.FI
            born = making.chance.integer(1963, 1997)
            given_name = first_name(making.chance, language, making.chance.happens(0.15), born)
            making.rows.add(
                worker,
                organiser_id=organiser_id,
                id=worker_id,
                name=f"{given_name} {family_name(making.chance, language)}",
                team_id=team_id,
                **address_of(area.key, role, number),
            )
            # A team leader's reach is the team's.
            party_id = team_id if role is Role.TEAM_LEADER else worker_id
            assign(making, organiser_id, worker_id, role, party_id, begun)
            workers[role].append(Worker(worker_id, role, team_id))
    return workers


def address_of(area: str, role: Role, number: int) -> dict[str, str]:
    """A worker's e-mail address and phone number, by the worker's role and number in an area."""
    name = role.value.lower().replace("_", ".")
    place = list(Role).index(role) * 100 + number
    return {"email": f"{name}.{number + 1}@{area.lower()}.example", "phone": f"+35850555{place:04}"}


def _product(making: Making, organiser_id: UUID, product: Product) -> tuple[UUID, Product]:
    product_id = making.chance.id(at(making.calendar.beginning))
    making.rows.add(
        service_product,
        organiser_id=organiser_id,
        id=product_id,
        category_code=product.category,
        code=product.code,
        name_fi=product.name_fi,
        name_sv=product.name_sv,
        unit=CATEGORIES[product.category].unit,
    )
    for years_back, percent in ((1, LAST_YEAR_PERCENT), (0, 100)):
        making.rows.add(
            price_cap,
            organiser_id=organiser_id,
            product_id=product_id,
            valid_from=making.calendar.price_start(years_back),
            cap_cents=divide_half_up(product.cap_cents * percent, 100),
        )
    return product_id, product


def _rates(making: Making, organiser_id: UUID) -> dict[tuple[str, int], list[tuple[date, int]]]:
    rates: dict[tuple[str, int], list[tuple[date, int]]] = {}
    for category in CATEGORIES.values():
        for support_class, percent in CLASS_PERCENTS.items():
            worth = divide_half_up(category.rate_cents * percent, 100)
            last_year = divide_half_up(worth * LAST_YEAR_PERCENT, 100)
            dated = [
                (making.calendar.price_start(0), worth),
                (making.calendar.price_start(1), last_year),
                (making.calendar.price_start(3), divide_half_up(last_year * LAST_YEAR_PERCENT, 100)),
            ]
            rates[category.code, support_class] = dated
            for valid_from, unit_cents in dated:
                making.rows.add(
                    rate,
                    organiser_id=organiser_id,
                    category_code=category.code,
                    support_class=support_class,
                    valid_from=valid_from,
                    unit_cents=unit_cents,
                )
    return rates
