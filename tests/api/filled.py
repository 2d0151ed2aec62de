"""Inputs of mutations filled from their types alone, the same on every run."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from hb.api.storing import IS_ADDED

KEY = UUID("01890000-0000-7000-8000-000000000001")


def filled(declared: type, *, whole: bool) -> object:
    """An input of a type as it was released; without `whole`, what has a default is left out."""
    hints = typing.get_type_hints(declared)
    assert is_dataclass(declared)
    values = {
        field.name: _value(hints[field.name], field.name, whole=whole)
        for field in fields(declared)
        if (whole and not field.metadata.get(IS_ADDED))
        or (field.default is MISSING and field.default_factory is MISSING)
    }
    return declared(**values)


def _value(hint: object, name: str, *, whole: bool) -> object:
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _value(inner, name, whole=whole)
    if typing.get_origin(hint) is list:
        return [_value(arguments[0], name, whole=whole)]
    kind: object = getattr(hint, "__supertype__", hint)
    assert isinstance(kind, type)
    if is_dataclass(kind):
        return filled(kind, whole=whole)
    if issubclass(kind, Enum):
        return next(iter(kind))
    specimens: dict[type, object] = {
        UUID: KEY,
        bool: True,
        int: 202605,
        date: date(2026, 5, 1),
        str: f"ä {name}",
    }
    return specimens[kind]
