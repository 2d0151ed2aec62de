"""A caller's values as arguments of a statement, refused before BEGIN where the database would refuse them.

The refusals here have codes and messages for callers, which the database's have not.
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
    """Takes the place of a variable's leaf while a document is compiled.

    `path` leads to the value in the variables; `prefix` is the type that an id names.
    """

    path: tuple[str, ...]
    prefix: str | None = None
    is_list: bool = False

    def value(self, variables: Variables) -> object:
        """The leaf in the coerced variables."""
        value: object = variables
        for step in self.path:
            if not isinstance(value, Mapping):
                raise TypeError(self.path)
            value = value.get(step)
        return value


def resolve(value: object, variables: Variables) -> object:
    """A constant of the document as it is, and a placeholder's value from the variables."""
    if isinstance(value, list):
        return [resolve(item, variables) for item in value]
    return value.value(variables) if isinstance(value, Placeholder) else value


def page_size(value: object, limit: int) -> int:
    """The checked `first`.

    Raises:
        ReadRefused: PAGE_SIZE outside 0..limit.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise ReadRefused("PAGE_SIZE", f"first must be an integer from 0 to {limit}", limit=limit)
    if not 0 <= value <= limit:
        raise ReadRefused("PAGE_SIZE", f"first must be from 0 to {limit}", limit=limit, value=value)
    return value


def argument(value: object, *, id_of: tuple[str, ...] = ()) -> object:
    """A value as the driver takes it.

    Raises:
        ReadRefused: BAD_ID, BAD_VALUE (NUL, lone surrogate, beyond 64 bits, an instant without an offset or
        outside the years 1 to 9999).
    """
    if isinstance(value, (list, tuple)):
        return [argument(item, id_of=id_of) for item in value]
    if id_of:
        return typed_id(value, id_of)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int) and value not in INT64:
        raise ReadRefused("BAD_VALUE", "an integer must fit into 64 bits")
    return instant(value) if isinstance(value, dt.datetime) else value


def instant(moment: dt.datetime) -> dt.datetime:
    """An instant as the driver sends it, in UTC.

    Raises:
        ReadRefused: BAD_VALUE.
    """
    if moment.utcoffset() is None:
        raise ReadRefused("BAD_VALUE", "an instant needs an offset, such as Z")
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        raise ReadRefused("BAD_VALUE", "an instant must fall into the years 1 to 9999 of UTC") from None


def text(value: str) -> str:
    """Text that PostgreSQL can hold.

    Raises:
        ReadRefused: BAD_VALUE.
    """
    if "\x00" in value:
        raise ReadRefused("BAD_VALUE", "text must not contain the character U+0000")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ReadRefused("BAD_VALUE", "text must not contain half a surrogate pair") from None
    return value


def split_id(typed: object) -> tuple[str, UUID]:
    """The type and uuid of a typed id.

    Raises:
        ReadRefused: BAD_ID.
    """
    prefix, _, spelling = typed.partition(":") if isinstance(typed, str) else ("", "", "")
    try:
        uuid = UUID(spelling)
    except ValueError:
        raise ReadRefused("BAD_ID", "an id must be one that this service gave out") from None
    # Only the canonical spelling is accepted, so that equal ids are equal as text too.
    if str(uuid) != spelling.lower():
        raise ReadRefused("BAD_ID", "an id must be one that this service gave out")
    return prefix, uuid


def type_named_by(typed: object) -> str:
    """The type that an id or its placeholder names, empty where it names none; the id is not checked."""
    if isinstance(typed, Placeholder):
        return typed.prefix or ""
    return typed.partition(":")[0] if isinstance(typed, str) else ""


def typed_id(typed: object, names: tuple[str, ...]) -> UUID:
    """The uuid of an id that must name one of these types.

    Raises:
        ReadRefused: BAD_ID.
    """
    prefix, uuid = split_id(typed)
    if prefix not in names:
        raise ReadRefused("BAD_ID", f"expected the id of a {' or '.join(names)}")
    return uuid
