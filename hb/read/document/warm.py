"""Plausible variables of a document, so that its statements are compiled before anybody sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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

from hb.read.graph.graph import Entity, Graph, Link

if TYPE_CHECKING:
    from hb.read.document.document import Document

NOBODY = "00000000-0000-0000-0000-000000000000"
SCALARS: tuple[object, ...] = (1, True, "2026-01-01", "2026-01-01T00:00:00Z", NOBODY, "x")
"""One of these is a value of any scalar: the first that its own parser takes."""
CURSOR = "after"


def plausible_variables(graph: Graph, document: Document) -> Iterator[dict[str, object]]:
    """The variables of a first page, and those of the pages that follow where there are any.

    What must be given is given, what may be left out is left out. A statement's text depends on the presence
    of variables, on booleans, enums and the types that ids name, and on no other value.
    """
    ids = _ids_of(graph, document)
    definitions = document.operation.variable_definitions or ()
    first: dict[str, object] = {}
    for each in definitions:
        name, given = each.variable.name.value, type_from_ast(graph.schema, each.type)
        if each.default_value is None and is_non_null_type(given):
            first[name] = _specimen(given, ids.get(name, ""))
    yield first
    if any(each.variable.name.value == CURSOR for each in definitions):
        yield {**first, CURSOR: "x"}


def _ids_of(graph: Graph, document: Document) -> dict[str, str]:
    """The type that each variable used as an id must name."""
    found: dict[str, str] = {}
    types = TypeInfo(graph.schema)

    class Uses(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            parent = types.get_parent_type()
            link = graph.link_at(parent.name, node.name.value) if parent is not None else None
            if link is not None:
                found.update(_ids_given(link, node))

    visit(document.node, TypeInfoVisitor(types, Uses()))
    return found


def _ids_given(link: Link, node: FieldNode) -> Iterator[tuple[str, str]]:
    for argument in node.arguments or ():
        value = argument.value
        if isinstance(value, VariableNode) and link.lookup == "id" and isinstance(link.target, Entity):
            yield value.name.value, link.target.name
        for field in value.fields if isinstance(value, ObjectValueNode) else ():
            known = link.filters.get(field.name.value)
            if isinstance(field.value, VariableNode) and known is not None:
                yield field.value.name.value, known.spec.id_of or ""


def _specimen(given: object, id_of: str) -> object:
    named = get_nullable_type(given)  # type: ignore[call-overload]  # any type of an input
    if is_list_type(named):
        return [_specimen(named.of_type, id_of)]
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values))
    if isinstance(named, GraphQLInputObjectType):
        fields = {name: each for name, each in named.fields.items() if is_required_input_field(each)}
        return {name: _specimen(each.type, "") for name, each in fields.items()}
    if isinstance(named, GraphQLScalarType) and named.name != "ID":
        return next((each for each in SCALARS if _takes(named, each)), None)
    return f"{id_of}:{NOBODY}"


def _takes(scalar: GraphQLScalarType, value: object) -> bool:
    try:
        scalar.parse_value(value)
    except (GraphQLError, ValueError, TypeError):
        return False
    return True
