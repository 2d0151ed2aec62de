"""The languages in which people are answered, the facts that sentences name, and what codes are called."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

Fact = int | str
"""A number, code, enum value, month as yyyymm or ISO date that explains a refusal; never personal data."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a code is called to people, in each language."""

    fi: str
    sv: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """What it is called in a language."""
        match language:
            case "fi":
                return self.fi
            case "sv":
                return self.sv
            case "en":
                return self.en
