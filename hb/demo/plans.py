"""Plans with items that reserve money month by month, sent as orders where the plan is approved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hb.budgets.rules import LineContent
from hb.catalogue.rules import TimeOfWeek, Unit
from hb.clients.rules import ClientLanguage
from hb.demo.budgets import Granted
from hb.demo.items import Item, ItemMonth
from hb.demo.making import Making, Market, Offered, Organisation, Person, Stage
from hb.demo.ordering import send_order
from hb.demo.rows import Posting
from hb.demo.scale import month_plus
from hb.kit.clock import first_day, months_between
from hb.kit.money import cost_cents, divide_half_up
from hb.ledger.rules import TransferCode
from hb.plans.model import assisted_choice, plan, plan_item
from hb.plans.rules import AssistanceChannel, ChoiceKind, ItemState, PlanState
from hb.plans.rules.costs import MEASURES, UNIT_SIZES, slice_of

RESERVE_BATCH = 2
PLAN_STATES = {
    Stage.CHOOSING: PlanState.DRAFT,
    Stage.SUBMITTED: PlanState.SUBMITTED,
    Stage.LIVING: PlanState.APPROVED,
}
TIMES = tuple(TimeOfWeek)
LEADING_CATEGORY = "HOME_CARE"
"""What the cast's client takes from the cast's producer, whose offerings come first; the rest is chance."""
TIME_WEIGHTS = (76, 12, 5, 7)


@dataclass(frozen=True, slots=True)
class Planned:
    """A client's plan with its items."""

    plan_id: UUID
    items: tuple[Item, ...]


def make_plan(
    making: Making, organisation: Organisation, market: Market, person: Person, granted: Granted
) -> Planned:
    """Make a client's plan with its items; an approved one is sent to the producers."""
    chance, calendar = making.chance, making.calendar
    state = PLAN_STATES[person.stage]
    started_at = calendar.past(person.day(8), 10)
    plan_id = chance.id(started_at)
    helped = chance.happens(0.6)
    composer = person.own_worker if helped else (person.representatives or (person.client_id,))[0]
    submitted = state is not PlanState.DRAFT
    approved = state is PlanState.APPROVED
    making.rows.add(
        plan,
        organiser_id=organisation.organiser_id,
        id=plan_id,
        client_id=person.client_id,
        budget_id=granted.budget_id,
        state=state,
        version=3 if approved else 2 if submitted else 1,
        started_at=started_at,
        submitted_at=calendar.past(person.day(6), 12) if submitted else None,
        submitted_by=composer if submitted else None,
        approved_at=calendar.past(person.day(4), 15) if approved else None,
        approved_by=person.social_worker if approved else None,
    )
    items = []
    for line in granted.lines:
        item = _item(making, organisation, market, person, granted.budget_id, line, started_at)
        if item is None:
            continue
        if approved:
            item = send_order(making, organisation, person, item)
        choice_id = _assisted(making, organisation, person, plan_id, item, started_at) if helped else None
        _item_row(making, organisation, person, plan_id, item, choice_id, composer, started_at)
        items.append(item)
    return Planned(plan_id, tuple(items))


def _item(
    making: Making,
    organisation: Organisation,
    market: Market,
    person: Person,
    budget_id: UUID,
    line: LineContent,
    added_at: datetime,
) -> Item | None:
    """Choose an offering for a line and reserve its months; None when the line cannot pay a single unit."""
    chance = making.chance
    offered = _choose(making, market, person, line.category_code)
    time_of_week = TimeOfWeek.WEEKDAY
    if offered.unit is Unit.HOUR and not person.leads:
        time_of_week = chance.weighted(TIMES, TIME_WEIGHTS)
    percent = offered.percents[time_of_week]
    quantity = _quantity(making, line, offered, percent)
    if quantity == 0:
        return None
    current = making.calendar.current_month
    last_month = person.last_month
    if not person.leads and chance.happens(0.4):
        last_month = max(person.first_month, min(last_month, month_plus(current, chance.integer(1, 3))))
    item_id = chance.id(added_at)
    posting = Posting(
        RESERVE_BATCH, added_at, organisation.organiser_id, person.client_id, budget_id, person.own_worker
    )
    months = []
    for month in months_between(person.first_month, last_month):
        unit_cents = divide_half_up(offered.unit_cents_on(first_day(month)) * percent, 100)
        cents = cost_cents(quantity, unit_cents, UNIT_SIZES[offered.unit])
        reservation_id = chance.id(added_at)
        part = slice_of(line.line_no, month, MEASURES[offered.unit], quantity, cents)
        making.rows.move(
            posting,
            TransferCode.RESERVE,
            reservation_id,
            part,
            subject_id=item_id,
            payee_id=offered.producer.producer_id,
        )
        months.append(ItemMonth(month, reservation_id, unit_cents, quantity, cents))
    return Item(
        item_id,
        budget_id,
        line.line_no,
        offered,
        time_of_week,
        quantity,
        person.first_month,
        last_month,
        tuple(months),
    )


def _choose(making: Making, market: Market, person: Person, category: str) -> Offered:
    """An offering that serves the client's municipality, in Swedish where the client speaks it and one is."""
    offered = market.by_need[category, person.place.code]
    if person.leads and category == LEADING_CATEGORY:
        return offered[0]
    if person.language is ClientLanguage.SV:
        swedish = [one for one in offered if "SV" in one.languages]
        return making.chance.choice(swedish or offered)
    return making.chance.choice(offered)


def _quantity(making: Making, line: LineContent, offered: Offered, percent: int) -> int:
    """Minutes or pieces a month: most of what the line grants, and never more than it can pay."""
    size = UNIT_SIZES[offered.unit]
    dearest = divide_half_up(max(cents for _, cents in offered.prices) * percent, 100)
    payable = line.cents_per_month * size // dearest
    granted = line.minutes_per_month or line.pieces_per_month or payable
    wanted = min(payable, int(granted * (0.7 + 0.3 * making.chance.share())))
    step = 30 if offered.unit is Unit.HOUR else 1
    wanted = max(wanted, step)
    return (
        wanted // step * step
        if cost_cents(wanted // step * step, dearest, size) <= line.cents_per_month
        else 0
    )


def _assisted(
    making: Making, organisation: Organisation, person: Person, plan_id: UUID, item: Item, at: datetime
) -> UUID:
    """A worker composed the plan with the client: how they met, who was heard, what was shown."""
    choice_id = making.chance.id(at)
    making.rows.add(
        assisted_choice,
        organiser_id=organisation.organiser_id,
        id=choice_id,
        client_id=person.client_id,
        plan_id=plan_id,
        item_id=item.item_id,
        worker_id=person.own_worker,
        kind=ChoiceKind.ADD,
        channel=making.chance.weighted(tuple(AssistanceChannel), (5, 3, 1, 1)),
        heard="Asiakas" if not person.representatives else "Asiakas ja edustaja",
        shown="Alueen hyväksytyt tuottajat, hinnat ja arvio omavastuusta",
        at=at,
    )
    return choice_id


def _item_row(
    making: Making,
    organisation: Organisation,
    person: Person,
    plan_id: UUID,
    item: Item,
    choice_id: UUID | None,
    added_by: UUID,
    added_at: datetime,
) -> None:
    making.rows.add(
        plan_item,
        organiser_id=organisation.organiser_id,
        id=item.item_id,
        client_id=person.client_id,
        plan_id=plan_id,
        budget_id=item.budget_id,
        line_no=item.line_no,
        offering_id=item.offered.offering_id,
        producer_id=item.offered.producer.producer_id,
        category_code=item.offered.category,
        unit=item.offered.unit,
        time_of_week=item.time_of_week,
        quantity_per_month=item.quantity,
        first_month=item.first_month,
        last_month=item.last_month,
        state=ItemState.ACTIVE,
        order_id=item.order_id,
        assisted_choice_id=choice_id,
        added_by=added_by,
        added_at=added_at,
    )
