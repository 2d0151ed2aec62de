"""Money is integer cents: the one rounding, the one split whose parts add up, and euros for people."""

from collections.abc import Sequence
from typing import NewType

from hb.kit.language import Language

Cents = NewType("Cents", int)
"""Euro cents, an integer; columns of it end in _cents."""

MINUTES_PER_HOUR = 60


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide two integers, halves away from zero: 1 / 2 is 1, -1 / 2 is -1.

    Raises:
        ZeroDivisionError: the denominator is zero.
        ValueError: the denominator is negative.
    """
    if denominator < 0:
        message = "the denominator must be positive"
        raise ValueError(message)
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def cost_cents(quantity: int, unit_cents: int, per: int = 1) -> Cents:
    """The price of a quantity when `per` of it cost `unit_cents`: 90 minutes at 3400 per 60 are 5100."""
    return Cents(divide_half_up(quantity * unit_cents, per))


def split_cents(total: int, weights: Sequence[int]) -> list[Cents]:
    """Split a sum by weights into parts that add up to it (largest remainder, earlier parts first).

    Raises:
        ValueError: no weight is positive, or one is negative, or the sum is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0 or total < 0:
        message = "a sum is split by weights of which none is negative and one is positive"
        raise ValueError(message)
    shares = [divmod(total * weight, whole) for weight in weights]
    left = total - sum(floor for floor, _ in shares)
    largest_first = sorted(range(len(weights)), key=lambda index: (-shares[index][1], index))
    raised = set(largest_first[:left])
    return [Cents(floor + (index in raised)) for index, (floor, _) in enumerate(shares)]


def euros_text(cents: int, language: Language) -> str:
    """A sum for people: 123450 is 1234,50 € in Finnish and Swedish and 1234.50 € in English."""
    mark = "." if language == "en" else ","
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}{mark}{abs(cents) % 100:02} €"
