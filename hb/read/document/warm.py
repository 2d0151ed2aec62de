"""Plausible variables of a document, so that its statements can be compiled before the first request."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLScalarType,
    ObjectValueNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
    type_from_ast,
    visit,
)

from hb.read.document.document import Document
from hb.read.graph.graph import Entity, Graph, Link

NIL_UUID = "00000000-0000-0000-0000-000000000000"
SCALARS: tuple[object, ...] = (1, True, "2026-01-01", "2026-01-01T00:00:00Z", NIL_UUID, "x")
"""Values of which at least one fits any scalar: the first that its parser accepts is taken."""
CURSOR = "after"


def plausible_variables(graph: Graph, document: Document) -> Iterator[dict[str, object]]:
    """The variables of a first page, and those of a following page where the document has a cursor.

    Required variables are set and optional ones are left out. The text of a statement depends on the presence
    of variables, on booleans, enums and the types that ids name, and on no other value.
    """
    ids = _ids_of(graph, document)
    definitions = document.operation.variable_definitions or ()
    first: dict[str, object] = {}
    for definition in definitions:
        name, input_type = definition.variable.name.value, type_from_ast(graph.schema, definition.type)
        if definition.default_value is None and is_non_null_type(input_type):
            first[name] = _specimen(input_type, ids.get(name, ""))
    yield first
    if any(definition.variable.name.value == CURSOR for definition in definitions):
        yield {**first, CURSOR: "x"}


def _ids_of(graph: Graph, document: Document) -> dict[str, str]:
    """The type that each variable used as an id must name."""
    ids: dict[str, str] = {}
    types = TypeInfo(graph.schema)

    class Uses(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            parent = types.get_parent_type()
            link = graph.link_at(parent.name, node.name.value) if parent is not None else None
            if link is not None:
                ids.update(_ids_in(link, node))

    visit(document.node, TypeInfoVisitor(types, Uses()))
    return ids


def _ids_in(link: Link, node: FieldNode) -> Iterator[tuple[str, str]]:
    """The variables that are ids among the arguments of a link, with the types they must name."""
    for argument in node.arguments or ():
        value = argument.value
        if isinstance(value, VariableNode) and link.lookup == "id" and isinstance(link.target, Entity):
            yield value.name.value, link.target.name
        for field in value.fields if isinstance(value, ObjectValueNode) else ():
            condition = link.filters.get(field.name.value)
            if isinstance(field.value, VariableNode) and condition is not None:
                yield field.value.name.value, condition.spec.id_of or ""


def _specimen(input_type: object, id_of: str) -> object:
    nullable = get_nullable_type(input_type)  # type: ignore[call-overload]  # any type of an input
    if is_list_type(nullable):
        return [_specimen(nullable.of_type, id_of)]
    if isinstance(nullable, GraphQLEnumType):
        return next(iter(nullable.values))
    if isinstance(nullable, GraphQLInputObjectType):
        required = {name: field for name, field in nullable.fields.items() if is_required_input_field(field)}
        return {name: _specimen(field.type, "") for name, field in required.items()}
    if isinstance(nullable, GraphQLScalarType) and nullable.name != "ID":
        return next((value for value in SCALARS if _takes(nullable, value)), None)
    return f"{id_of}:{NIL_UUID}"


def _takes(scalar: GraphQLScalarType, value: object) -> bool:
    try:
        scalar.parse_value(value)
    except (GraphQLError, ValueError, TypeError):
        return False
    return True
