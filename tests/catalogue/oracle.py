"""The price at a time of week, computed beside the view that shows it and the rule that reserves it."""

from hb.catalogue.rules import PriceTerms, TimeOfWeek
from hb.kit.money import Cents, divide_half_up


def unit_cents_at(price: PriceTerms, time: TimeOfWeek) -> Cents:
    """The price of an hour or piece at a time of week, in cents, halves up."""
    percent = {
        TimeOfWeek.WEEKDAY: 100,
        TimeOfWeek.EVENING: price.evening_percent,
        TimeOfWeek.SATURDAY: price.saturday_percent,
        TimeOfWeek.SUNDAY: price.sunday_percent,
    }[time]
    return Cents(divide_half_up(price.unit_cents * percent, 100))
