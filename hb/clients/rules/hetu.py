"""The personal identity code (henkilötunnus, VNa 128/2010 2 §): what is one, and the birth date in it."""

from dataclasses import dataclass, field
from datetime import date

from stdnum.exceptions import InvalidChecksum, InvalidFormat, ValidationError
from stdnum.fi import hetu

from hb.clients.rules import InvalidHetu
from hb.clients.rules.input_rules import HetuRule

LENGTH = 11
FIRST_TEMPORARY = 900
"""Individual numbers from 900 on are of nobody in the population register: temporary and test codes."""
CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}


@dataclass(frozen=True, slots=True)
class Hetu:
    """A valid code: all eleven characters in upper case, the separator among them, which identifies too."""

    code: str = field(repr=False)
    birth_date: date = field(repr=False)


def hetu_of(text: str, today: date, *path: str, allow_temporary: bool) -> Hetu:
    """Read a personal identity code as typed: surrounding space and lower case are forgiven.

    Raises:
        InvalidHetu: form, date, check character, birth in the future, or a temporary code not taken here.
    """
    try:
        code = hetu.validate(text, allow_temporary=True)
    except InvalidFormat:
        raise InvalidHetu(*path, rule=HetuRule.HETU_FORM) from None
    except InvalidChecksum:
        raise InvalidHetu(*path, rule=HetuRule.HETU_CHECK_CHARACTER) from None
    except ValidationError:
        raise InvalidHetu(*path, rule=HetuRule.HETU_DATE_OR_NUMBER) from None
    if len(code) != LENGTH or not code.isascii():
        # The library's pattern takes digits of other scripts, which would give one person a second index.
        raise InvalidHetu(*path, rule=HetuRule.HETU_FORM)
    if int(code[7:10]) >= FIRST_TEMPORARY and not allow_temporary:
        raise InvalidHetu(*path, rule=HetuRule.HETU_TEMPORARY)
    born = date(CENTURIES[code[6]] + int(code[4:6]), int(code[2:4]), int(code[0:2]))
    if born > today:
        raise InvalidHetu(*path, rule=HetuRule.HETU_BIRTH_IN_FUTURE)
    return Hetu(code, born)
