"""The arguments of a link as parts of a selection: its sort order and its conditions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from graphql import GraphQLEnumType, GraphQLField, get_named_type

from hb.read.document.selection import Conditions
from hb.read.graph.graph import Link, SortOrder


def sort_order(link: Link, field: GraphQLField, argument: object) -> SortOrder:
    """The sort order that `orderBy` names; as an enum it is part of the shape, so its value is here."""
    if link.order is None:
        raise TypeError(link.coordinate)
    if argument is None:
        return link.order
    enum = get_named_type(field.args["orderBy"].type)
    if not isinstance(enum, GraphQLEnumType):
        raise TypeError(enum)
    member = _raw(argument)
    for name, value in enum.values.items():
        if _raw(value.value) == member:
            return link.orders[name]
    raise TypeError(argument)


def _raw(member: object) -> object:
    return member.value if isinstance(member, Enum) else member


def conditions(link: Link, argument: object) -> Conditions:
    """The fields of a filter that are present and not null."""
    if not isinstance(argument, Mapping):
        return ()
    return tuple((link.filters[name], value) for name, value in argument.items() if value is not None)
