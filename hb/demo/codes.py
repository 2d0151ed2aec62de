"""Invented identifiers that are valid in form: identity codes, Y-tunnus, IBAN, OIDs, phone numbers."""

from datetime import date

from hb.demo.chance import Chance

_HETU_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_SEPARATORS_1900 = "-YXWVU"
_SEPARATORS_2000 = "ABCDEF"
_BUSINESS_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_BANKS = ("1", "2", "5", "36", "39", "405", "6", "8")


class Codes:
    """Makes identifiers, each at most once in a region."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._taken: set[str] = set()

    def hetu(self, born: date, male: bool) -> str:
        """A personal identity code in the range of temporary ones, 900-999 (VNa 128/2010 2 §).

        Nobody's own code can be in that range. Most have the oldest separator of their century.
        """
        separators = _SEPARATORS_1900 if born.year < 2000 else _SEPARATORS_2000
        while True:
            separator = separators[0] if self._chance.happens(0.9) else self._chance.choice(separators[1:])
            number = 900 + 2 * self._chance.integer(0, 49) + male
            day = f"{born:%d%m%y}"
            code = f"{day}{separator}{number}{_HETU_CHECKS[int(f'{day}{number}') % 31]}"
            if self._is_new(code):
                return code

    def business_id(self) -> str:
        """A Y-tunnus with its check digit; numbers whose remainder is one are never issued."""
        while True:
            digits = f"{self._chance.integer(1_900_000, 3_400_000)}"
            rest = (
                sum(int(digit) * weight for digit, weight in zip(digits, _BUSINESS_WEIGHTS, strict=True)) % 11
            )
            code = f"{digits}-{0 if rest == 0 else 11 - rest}"
            if rest != 1 and self._is_new(code):
                return code

    def iban(self) -> str:
        """A Finnish IBAN: 13 digits with a Luhn check, then the two check digits of ISO 13616."""
        while True:
            bank = self._chance.choice(_BANKS)
            digits = bank + "".join(str(self._chance.integer(0, 9)) for _ in range(13 - len(bank)))
            account = digits + _luhn(digits)
            code = f"FI{98 - int(account + '151800') % 97:02d}{account}"
            if self._is_new(code):
                return code

    def phone(self) -> str:
        """An invented mobile number."""
        return f"+358 457 57{self._chance.integer(0, 9)} {self._chance.integer(0, 9999):04d}"

    def _is_new(self, code: str) -> bool:
        new = code not in self._taken
        self._taken.add(code)
        return new


def soteri_oid(business_id: str, number: int) -> str:
    """The OID of a producer's unit: under its organisation, node 10 (JHS 159)."""
    return f"1.2.246.10.{business_id.replace('-', '').lstrip('0')}.10.{number}"


def _luhn(digits: str) -> str:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 - index % 2)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)
