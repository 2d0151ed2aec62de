"""What the region's messages to clients say of services, and whom to contact."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hb.access.model import worker
from hb.demo.budgets import Granted
from hb.demo.items import Item
from hb.demo.making import Making, Person
from hb.demo.services import CATEGORIES
from hb.kit.errors import Language
from hb.messages.rules import ContactWorker, Details, ServiceFrom, details


def decision_details(making: Making, person: Person, granted: Granted) -> Details:
    """The services that a decision grants from the first month of the budget, and the own worker."""
    codes = dict.fromkeys(line.category_code for line in granted.lines if line.cents_per_month)
    services = [ServiceFrom(_names(code), None, person.first_month) for code in codes]
    return _facts(making, services, person.own_worker)


def item_details(making: Making, person: Person, items: Sequence[Item]) -> Details:
    """The services of items with their producers and first months, and the own worker."""
    services = [
        ServiceFrom(_names(item.offered.category), item.offered.producer.name, item.first_month)
        for item in sorted(items, key=lambda item: item.first_month)
    ]
    return _facts(making, services, person.own_worker)


def _names(code: str) -> Mapping[Language, str]:
    category = CATEGORIES[code]
    return {"fi": category.name_fi, "sv": category.name_sv, "en": category.name_en}


def _facts(making: Making, services: Sequence[ServiceFrom], worker_id: UUID) -> Details:
    row = next(row for row in making.rows.rows_of(worker) if row["id"] == worker_id)
    phone = row["phone"]
    contact = ContactWorker(str(row["name"]), None if phone is None else str(phone))
    return details(services, contact)
