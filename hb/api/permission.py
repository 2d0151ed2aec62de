"""The @requires directive: every root field says which permission it asks for."""

from collections.abc import Callable
from typing import TypedDict, TypeVar

import strawberry
from graphql import GraphQLField
from strawberry.schema_directive import Location
from strawberry.types.field import StrawberryField

from hb.access.rules import Permission

PERMISSION = "permission"
Resolver = TypeVar("Resolver", bound=Callable[..., object])


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


def mutation(permission: Permission) -> Callable[[Resolver], StrawberryField]:
    """A root mutation field and the permission it asks for; its docstring is its description."""

    def declare(resolver: Resolver) -> StrawberryField:
        field = strawberry.mutation(
            resolver,
            description=(resolver.__doc__ or "").strip(),
            directives=[Requires(permission=permission.value)],
            metadata={PERMISSION: permission},
        )
        if not isinstance(field, StrawberryField):
            raise TypeError(resolver)
        return field

    return declare


def permission_of(field: GraphQLField) -> Permission | None:
    """The permission declared on a field, if any."""
    source = (field.extensions or {}).get("strawberry-definition")
    found = getattr(source, "metadata", {}).get(PERMISSION)
    return found if isinstance(found, Permission) else None
