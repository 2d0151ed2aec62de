"""Orders: an approved item sent to its producer, who reaches the client by it, and the answer."""

from dataclasses import replace

from hb.access.rules import Ground, Role, Scope
from hb.demo.deadlines import waits_since
from hb.demo.items import Item
from hb.demo.making import Making, Organisation, Person, give_reach
from hb.demo.scale import REPORTING_DAYS
from hb.plans.model import service_order
from hb.plans.rules import OrderState
from hb.plans.rules.recipient import last_contact_day


def send_order(making: Making, organisation: Organisation, person: Person, item: Item) -> Item:
    """Send an item to its producer; what begins this month or later may still wait for the answer."""
    calendar, producer = making.calendar, item.offered.producer
    waits = person.first_month >= calendar.current_month and item.line_no == 1
    sent_at = waits_since(making, person) if waits else calendar.past(person.day(4), 15)
    order_id = making.chance.id(sent_at)
    making.rows.add(
        service_order,
        organiser_id=organisation.organiser_id,
        id=order_id,
        order_id=order_id,
        client_id=person.client_id,
        item_id=item.item_id,
        producer_id=producer.producer_id,
        offering_id=item.offered.offering_id,
        unit=item.offered.unit,
        time_of_week=item.time_of_week,
        quantity_per_month=item.quantity,
        first_month=item.first_month,
        last_month=item.last_month,
        state=OrderState.SENT if waits else OrderState.ACCEPTED,
        sent_at=sent_at,
        sent_by=person.social_worker,
        answered_at=None if waits else calendar.past(person.day(2), 10),
        answered_by=None if waits else producer.users[Role.PRODUCER_ADMINISTRATOR],
        reason=None,
    )
    give_reach(
        making,
        organisation.organiser_id,
        producer.producer_id,
        person.client_id,
        Ground.ORDER,
        order_id,
        Scope.ORDER,
        person.day(4),
        last_contact_day(item.last_month, REPORTING_DAYS),
    )
    number = making.rows.count(service_order)
    return replace(item, order_id=order_id, order_number=number, accepted=not waits, sent_at=sent_at)
