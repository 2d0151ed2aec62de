"""Leaves: whether a field's GraphQL type fits its column, and how the value is printed."""

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

from hb.read.declaration.specs import ColumnSpec, Wording
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
"""The column type of each standard scalar; `GraphSettings.scalars` adds the application's own."""

FORMATS: Mapping[str, LeafFormat] = {"DateTime": "instant", "Decimal": "text"}


class Misfit(ValueError):
    """The field cannot be read as its declaration says; the message says why."""


def resolve_leaf(
    entity: Entity,
    coordinate: str,
    python_name: str,
    spec: ColumnSpec,
    field: GraphQLField,
    settings: GraphSettings,
    entity_names: frozenset[str],
) -> Leaf:
    """The leaf behind a field.

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
    if spec.wording is not None:
        return _wording_leaf(coordinate, column, spec.wording, field, settings)
    field_type = get_named_type(field.type)
    nullable = field.type.of_type if is_non_null_type(field.type) else field.type
    if is_list_type(nullable):
        return _list_leaf(coordinate, column, field_type, settings)
    if isinstance(field_type, GraphQLEnumType):
        return Leaf(coordinate, name, "enum", labels=enum_labels(field_type, column), may_lack=may_lack)
    if spec.id_by is not None:
        return _id_by_row(entity, coordinate, column, spec, field, entity_names)
    if field_type.name == "ID":
        prefix = spec.id_of or (entity.name if entity.key == (name,) else None)
        if prefix is None or prefix not in entity_names:
            raise Misfit(f"is an ID of no known type (id_of={spec.id_of!r})")
        _must_be(column.type, sql.Uuid, "ID")
        return Leaf(coordinate, name, "id", prefix=f"{prefix}:", may_lack=may_lack)
    _must_be(column.type, sql_class(field_type, settings), field_type.name)
    return Leaf(coordinate, name, FORMATS.get(field_type.name, "plain"), may_lack=may_lack)


def _wording_leaf(
    coordinate: str,
    column: KeyedColumnElement[Any],
    wording: Wording,
    field: GraphQLField,
    settings: GraphSettings,
) -> Leaf:
    """What a code is called, in the words that a parameter of the context chooses."""
    if get_named_type(field.type).name != "String" or not isinstance(column.type, sql.String):
        raise Misfit("has a wording, and must be a String over a column of text")
    if wording.parameter not in settings.context:
        raise Misfit(f"has a wording by the unknown context parameter {wording.parameter}")
    if not wording.texts or set(wording.texts) != set(wording.otherwise):
        raise Misfit("has a wording without texts, or without one for other codes")
    return Leaf(coordinate, column.name, "wording", wording=wording)


def _id_by_row(
    entity: Entity,
    coordinate: str,
    column: KeyedColumnElement[Any],
    spec: ColumnSpec,
    field: GraphQLField,
    entity_names: frozenset[str],
) -> Leaf:
    """An id whose type a column of the row names; it is null where there is none."""
    if is_non_null_type(field.type) or get_named_type(field.type).name != "ID":
        raise Misfit("is an id of the row's own type, and must be a nullable ID")
    type_name = str(spec.id_by)
    named_by = entity.table.c.get(type_name)
    closed = named_by.type.enums if named_by is not None and isinstance(named_by.type, sql.Enum) else ()
    types = {type_of for _, type_of in spec.types} or set(closed)
    if named_by is None or not types:
        raise Misfit(f"takes its type from {type_name}, which is no column of a closed set")
    unknown = sorted(types - entity_names)
    if unknown:
        raise Misfit(f"is an ID of no known type: {', '.join(unknown)}")
    _must_be(column.type, sql.Uuid, "ID")
    return Leaf(coordinate, column.name, "id", prefix_column=type_name, labels=spec.types)


def sql_class(scalar: GraphQLNamedType, settings: GraphSettings) -> type[TypeEngine[Any]]:
    """The column type of a scalar.

    Raises:
        Misfit: neither the engine nor its settings have one.
    """
    column_type = {**STANDARD_SCALARS, **settings.scalars}.get(scalar.name)
    if column_type is None:
        raise Misfit(f"scalar {scalar.name} has no SQL type: name one in the engine's scalars")
    return column_type


def _list_leaf(
    coordinate: str, column: KeyedColumnElement[Any], item_type: GraphQLNamedType, settings: GraphSettings
) -> Leaf:
    if not isinstance(column.type, ARRAY):
        raise Misfit(f"is a list, but column {column.name} is no array")
    if isinstance(item_type, GraphQLEnumType):
        if any(stored != label for stored, label in enum_labels(item_type, column, always=True)):
            raise Misfit(f"a list of {item_type.name} needs stored texts that equal the enum's names")
    else:
        expected = sql_class(item_type, settings)
        if FORMATS.get(item_type.name, "plain") != "plain":
            raise Misfit(f"a list of {item_type.name} is not printed alike by both exits")
        _must_be(column.type.item_type, expected, item_type.name)
    return Leaf(coordinate, column.name, "plain")


def _must_be(column_type: TypeEngine[Any], expected: type[TypeEngine[Any]], name: str) -> None:
    fits = isinstance(column_type, expected)
    if name == "Int" and isinstance(column_type, sql.BigInteger):
        fits = False
    if issubclass(expected, sql.Integer) and name != "Int":
        fits = isinstance(column_type, sql.Integer)
    if expected is sql.DateTime and fits:
        fits = bool(getattr(column_type, "timezone", False))
    if not fits:
        raise Misfit(f"is {name}, but the column is {column_type!r}")


def enum_labels(
    enum: GraphQLEnumType, column: KeyedColumnElement[Any], *, always: bool = False
) -> tuple[tuple[str, str], ...]:
    """Pairs (stored text, GraphQL name); empty where all are equal, so that the column can be printed."""
    column_type = column.type.item_type if isinstance(column.type, ARRAY) else column.type
    stored_texts = set(column_type.enums) if isinstance(column_type, sql.Enum) else None
    if stored_texts is None and not isinstance(column_type, sql.String):
        raise Misfit(f"is an enum, but the column is {column_type!r}")
    labels = []
    for label, value in enum.values.items():
        text = stored_text(value.value)
        if stored_texts is not None and text not in stored_texts and label in stored_texts:
            text = label
        labels.append((text, label))
    if stored_texts is not None and stored_texts - {text for text, _ in labels}:
        missing = ", ".join(sorted(stored_texts - {text for text, _ in labels}))
        raise Misfit(f"stored values {missing} are no values of {enum.name}")
    alike = all(text == label for text, label in labels)
    return () if alike and not always else tuple(labels)


def stored_text(member: object) -> str:
    """The text that a column stores for a member of an enum."""
    return str(member.value if isinstance(member, Enum) else member)
