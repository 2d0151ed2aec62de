"""The languages in which people are answered, and the facts that sentences name."""

from typing import Literal

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

Fact = int | str
"""A number, code, enum value, month as yyyymm or ISO date that explains a refusal; never personal data."""
