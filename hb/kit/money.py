"""Money is integer cents: the one rounding, and euros for people."""

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


def euros_text(cents: int, language: Language) -> str:
    """A sum for people: 123450 is 1 234,50 € in Finnish and Swedish and 1 234.50 € in English.

    Thousands are apart by a no-break space in every language (ISO 80000-1 7.3.1).
    """
    mark = "." if language == "en" else ","
    sign = "-" if cents < 0 else ""
    whole = f"{abs(cents) // 100:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{sign}{whole}{mark}{abs(cents) % 100:02} €"
