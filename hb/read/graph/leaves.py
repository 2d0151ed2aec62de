"""A field that is a column: whether its GraphQL type fits the column's, and how its value is printed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLNamedType,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy import ARRAY
from sqlalchemy import types as sql
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.types import TypeEngine

from hb.read.declaration.specs import ColumnSpec
from hb.read.graph.graph import Entity, GraphSettings, Leaf, LeafFormat

STANDARD_SCALARS: Mapping[str, type[TypeEngine[Any]]] = {
    "Int": sql.Integer,
    "Float": sql.Float,
    "String": sql.String,
    "Boolean": sql.Boolean,
    "Date": sql.Date,
    "DateTime": sql.DateTime,
    "UUID": sql.Uuid,
    "Decimal": sql.Numeric,
    "JSON": sql.JSON,
}
"""Which column type stands behind which scalar; the engine's settings add the house's own."""

FORMATS: Mapping[str, LeafFormat] = {"DateTime": "instant", "Decimal": "text"}


class Misfit(ValueError):
    """The field cannot be read from the column; the message says why."""


def resolve_leaf(
    entity: Entity,
    coordinate: str,
    python_name: str,
    spec: ColumnSpec,
    field: GraphQLField,
    settings: GraphSettings,
    entity_names: frozenset[str],
) -> Leaf:
    """The leaf a field is.

    Raises:
        Misfit: no such column, a non-null field over a nullable column, a type that does not fit.
    """
    name = spec.name or python_name
    if name not in entity.table.c:
        raise Misfit(f"{entity.table.description} has no column {name}")
    column = entity.table.c[name]
    if is_non_null_type(field.type) and column.nullable:
        raise Misfit(f"is non-null, but column {name} is nullable")
    may_lack = entity.is_view or bool(column.nullable)
    named = get_named_type(field.type)
    nullable = field.type.of_type if is_non_null_type(field.type) else field.type
    if is_list_type(nullable):
        return _list_leaf(coordinate, column, named, settings)
    if isinstance(named, GraphQLEnumType):
        return Leaf(coordinate, name, "enum", labels=enum_labels(named, column), may_lack=may_lack)
    if named.name == "ID":
        prefix = spec.id_of or (entity.name if entity.key == (name,) else None)
        if prefix is None or prefix not in entity_names:
            raise Misfit(f"is an ID of no known type (id_of={spec.id_of!r})")
        _must_be(column.type, sql.Uuid, "ID")
        return Leaf(coordinate, name, "id", prefix=f"{prefix}:", may_lack=may_lack)
    _must_be(column.type, sql_class(named, settings), named.name)
    return Leaf(coordinate, name, FORMATS.get(named.name, "plain"), may_lack=may_lack)


def sql_class(named: GraphQLNamedType, settings: GraphSettings) -> type[TypeEngine[Any]]:
    """The column type behind a scalar.

    Raises:
        Misfit: the scalar is not known to the engine.
    """
    found = {**STANDARD_SCALARS, **settings.scalars}.get(named.name)
    if found is None:
        raise Misfit(f"scalar {named.name} has no SQL type: name one in the engine's scalars")
    return found


def _list_leaf(
    coordinate: str, column: KeyedColumnElement[Any], named: GraphQLNamedType, settings: GraphSettings
) -> Leaf:
    if not isinstance(column.type, ARRAY):
        raise Misfit(f"is a list, but column {column.name} is no array")
    if isinstance(named, GraphQLEnumType):
        if any(stored != label for stored, label in enum_labels(named, column, always=True)):
            raise Misfit(f"a list of {named.name} needs stored texts that equal the enum's names")
    else:
        expected = sql_class(named, settings)
        if FORMATS.get(named.name, "plain") != "plain":
            raise Misfit(f"a list of {named.name} is not printed alike by both exits")
        _must_be(column.type.item_type, expected, named.name)
    return Leaf(coordinate, column.name, "plain")


def _must_be(given: TypeEngine[Any], expected: type[TypeEngine[Any]], name: str) -> None:
    fits = isinstance(given, expected)
    if name == "Int" and isinstance(given, sql.BigInteger):
        fits = False
    if issubclass(expected, sql.Integer) and name != "Int":
        fits = isinstance(given, sql.Integer)
    if expected is sql.DateTime and fits:
        fits = bool(getattr(given, "timezone", False))
    if not fits:
        raise Misfit(f"is {name}, but the column is {given!r}")


def enum_labels(
    named: GraphQLEnumType, column: KeyedColumnElement[Any], *, always: bool = False
) -> tuple[tuple[str, str], ...]:
    """Pairs (stored text, GraphQL name); empty where all are alike, so that the column itself can be
    printed.
    """
    column_type = column.type.item_type if isinstance(column.type, ARRAY) else column.type
    stored_texts = set(column_type.enums) if isinstance(column_type, sql.Enum) else None
    if stored_texts is None and not isinstance(column_type, sql.String):
        raise Misfit(f"is an enum, but the column is {column_type!r}")
    labels = []
    for label, value in named.values.items():
        text = stored_text(value.value)
        if stored_texts is not None and text not in stored_texts and label in stored_texts:
            text = label
        labels.append((text, label))
    if stored_texts is not None and stored_texts - {text for text, _ in labels}:
        missing = ", ".join(sorted(stored_texts - {text for text, _ in labels}))
        raise Misfit(f"stored values {missing} are no values of {named.name}")
    alike = all(text == label for text, label in labels)
    return () if alike and not always else tuple(labels)


def stored_text(member: object) -> str:
    """What a column stores for an enum's member: its value."""
    return str(member.value if isinstance(member, Enum) else member)
