"""Turns a caller's values into statement arguments, and refuses before BEGIN what the database would refuse
badly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from hb.read.errors import ReadRefused

INT64 = range(-(2**63), 2**63)
Variables: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Placeholder:
    """Stands for a variable's leaf while a document is compiled; `path` finds the value again, `prefix` is
    an id's type.
    """

    path: tuple[str, ...]
    prefix: str | None = None
    is_list: bool = False

    def value(self, variables: Variables) -> object:
        """The leaf in the coerced variables."""
        found: object = variables
        for step in self.path:
            if not isinstance(found, Mapping):
                raise TypeError(self.path)
            found = found.get(step)
        return found


def resolve(given: object, variables: Variables) -> object:
    """A document's constant as it is, a placeholder's value from the variables."""
    if isinstance(given, list):
        return [resolve(each, variables) for each in given]
    return given.value(variables) if isinstance(given, Placeholder) else given


def page_size(given: object, limit: int) -> int:
    """The checked `first`.

    Raises:
        ReadRefused: PAGE_SIZE outside 0..limit.
    """
    if not isinstance(given, int) or isinstance(given, bool):
        raise ReadRefused("PAGE_SIZE", f"first must be an integer from 0 to {limit}", limit=limit)
    if not 0 <= given <= limit:
        raise ReadRefused("PAGE_SIZE", f"first must be from 0 to {limit}", limit=limit, value=given)
    return given


def argument(given: object, *, id_of: tuple[str, ...] = ()) -> object:
    """A value as the driver takes it.

    Raises:
        ReadRefused: BAD_ID, BAD_VALUE (NUL, lone surrogate, beyond 64 bits, an instant without an offset or
        outside the years 1 to 9999).
    """
    if isinstance(given, (list, tuple)):
        return [argument(each, id_of=id_of) for each in given]
    if id_of:
        return typed_id(given, id_of)
    if isinstance(given, Enum):
        return str(given.value)
    if isinstance(given, str):
        return text(given)
    if isinstance(given, int) and given not in INT64:
        raise ReadRefused("BAD_VALUE", "an integer must fit into 64 bits")
    return instant(given) if isinstance(given, dt.datetime) else given


def instant(given: dt.datetime) -> dt.datetime:
    """An instant as the driver sends it, in UTC.

    Raises:
        ReadRefused: BAD_VALUE.
    """
    if given.utcoffset() is None:
        raise ReadRefused("BAD_VALUE", "an instant needs an offset, such as Z")
    try:
        return given.astimezone(dt.UTC)
    except OverflowError:
        raise ReadRefused("BAD_VALUE", "an instant must fall into the years 1 to 9999 of UTC") from None


def text(given: str) -> str:
    """Text that PostgreSQL can hold.

    Raises:
        ReadRefused: BAD_VALUE.
    """
    if "\x00" in given:
        raise ReadRefused("BAD_VALUE", "text must not contain the character U+0000")
    try:
        given.encode()
    except UnicodeEncodeError:
        raise ReadRefused("BAD_VALUE", "text must not contain half a surrogate pair") from None
    return given


def split_id(given: object) -> tuple[str, UUID]:
    """The type and uuid of a typed id.

    Raises:
        ReadRefused: BAD_ID.
    """
    prefix, _, rest = given.partition(":") if isinstance(given, str) else ("", "", "")
    try:
        # Only the canonical spelling: an id compares equal as text wherever it is shown.
        found = UUID(rest)
    except ValueError:
        raise ReadRefused("BAD_ID", "an id must be one that this service gave out") from None
    if str(found) != rest.lower():
        raise ReadRefused("BAD_ID", "an id must be one that this service gave out")
    return prefix, found


def type_named_by(given: object) -> str:
    """The type that an id or its placeholder names, empty where it names none; nothing is checked."""
    if isinstance(given, Placeholder):
        return given.prefix or ""
    return given.partition(":")[0] if isinstance(given, str) else ""


def typed_id(given: object, names: tuple[str, ...]) -> UUID:
    """The uuid of an id that must name one of these types.

    Raises:
        ReadRefused: BAD_ID.
    """
    prefix, found = split_id(given)
    if prefix not in names:
        raise ReadRefused("BAD_ID", f"expected the id of a {' or '.join(names)}")
    return found
