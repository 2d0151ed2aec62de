"""Any row by its id: the interface of types with an id, the root `node`, and what it asks of the caller."""

from collections.abc import Mapping
from functools import lru_cache

import strawberry
from graphql import GraphQLObjectType, GraphQLSchema, get_named_type

from hb.access.rules import Actor, Permission
from hb.access.service import require
from hb.api.permission import needs, permission_of
from hb.kit.errors import Forbidden
from hb.read import CompiledQuery, node


@strawberry.interface(description="Whatever has an id of its own (Relay's Node).")
class Node:
    """The id names the type as well, so that `node` finds the row again."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")


@strawberry.type
class NodeQuery:
    """The root that leads to any type."""

    node: Node | None = node(
        description=(
            "The row of an id, of any type that has a root by id; null where that root would answer null. It "
            "also asks for the permission of that root, and is refused where the type has none."
        ),
        **needs(Permission.NODE_READ),
    )


@lru_cache(maxsize=4)
def permissions_by_id(schema: GraphQLSchema) -> Mapping[str, Permission]:
    """For each type with a root by id, the permission that root asks for."""
    query = schema.query_type
    permissions: dict[str, Permission] = {}
    for field in query.fields.values() if query is not None else ():
        kind, permission = get_named_type(field.type), permission_of(field)
        if list(field.args) == ["id"] and isinstance(kind, GraphQLObjectType) and permission is not None:
            permissions[kind.name] = permission
    return permissions


def require_nodes(actor: Actor, plan: CompiledQuery, schema: GraphQLSchema) -> None:
    """Check what `node` would read, by the types of its ids, before any SQL reveals whether a row exists.

    Raises:
        Forbidden: a type has no root by id, or the actor's role lacks that root's permission.
    """
    readable = permissions_by_id(schema)
    for name in sorted(plan.nodes):
        if name not in readable:
            raise Forbidden
        require(actor, readable[name])
