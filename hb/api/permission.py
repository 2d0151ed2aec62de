"""The @requires directive: every root field says which permission it asks for."""

from collections.abc import Callable
from typing import TypedDict

import strawberry
from graphql import GraphQLField
from strawberry.schema_directive import Location
from strawberry.types.field import StrawberryField

from hb.access.rules import Permission

PERMISSION = "permission"


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    description="The permission a caller's role must have; graphql/permissions.md says which roles have it.",
)
class Requires:
    """@requires(permission: "plan:edit")."""

    permission: str


class FieldNeeds(TypedDict):
    """What a declaration takes to carry a permission."""

    directives: list[object]
    metadata: dict[object, object]


def needs(permission: Permission) -> FieldNeeds:
    """Options of a read field: `budget: Budget | None = by_id(**needs(Permission.BUDGET_READ))`."""
    return {"directives": [Requires(permission=permission.value)], "metadata": {PERMISSION: permission}}


def mutation_field(
    resolver: Callable[..., object], permission: Permission, description: str
) -> StrawberryField:
    """A root mutation field and the permission it asks for."""
    field = strawberry.mutation(
        resolver,
        description=description,
        directives=[Requires(permission=permission.value)],
        metadata={PERMISSION: permission},
    )
    if not isinstance(field, StrawberryField):
        raise TypeError(resolver)
    return field


def permission_of(field: GraphQLField) -> Permission | None:
    """The permission declared on a field, if any."""
    source = (field.extensions or {}).get("strawberry-definition")
    permission = getattr(source, "metadata", {}).get(PERMISSION)
    return permission if isinstance(permission, Permission) else None
