"""Producers keep their offerings and prices; coordinators decide on them; others ask what something costs."""

from hb.catalogue.service.offering import (
    OfferingKept,
    change_offering,
    decide_offering,
    propose_offering,
    withdraw_offering,
)
from hb.catalogue.service.price import (
    PriceKept,
    decide_price,
    propose_price,
    propose_prices,
)

__all__ = [
    "OfferingKept",
    "PriceKept",
    "change_offering",
    "decide_offering",
    "decide_price",
    "propose_offering",
    "propose_price",
    "propose_prices",
    "withdraw_offering",
]
