"""The caller's context as bind parameters: which there are, and of what SQL type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.types import TypeEngine

PREFIX = "context_"


class UnknownContext(KeyError):
    """A predicate asks for a context parameter that the engine was not told of."""


class ContextBinds:
    """Hands predicates the caller's context: `ctx.party` or `ctx["party"]` is a bind parameter, never a
    value.
    """

    def __init__(self, types: Mapping[str, TypeEngine[Any]]) -> None:
        self._types = dict(types)

    def __getitem__(self, name: str) -> BindParameter[Any]:
        if name not in self._types:
            raise UnknownContext(name)
        return bindparam(PREFIX + name, type_=self._types[name])

    def __getattr__(self, name: str) -> BindParameter[Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __contains__(self, name: str) -> bool:
        return name in self._types
