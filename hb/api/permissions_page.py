"""graphql/permissions.md: which role may do what, and which permission each field asks for."""

from collections.abc import Iterator

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema

from hb.access.rules import PERMISSIONS, Permission, Role
from hb.api.permission import permission_of

HEAD = """# Who may do what

Printed by `make schema` from `hb/access/rules/permissions.py` and the `@requires` directives of the schema; a
test fails when this page is behind. A permission is necessary, never sufficient: reading or changing client
data also needs reach to the client (a care relationship, a representation, an order), which row-level
security holds a second time. `node` also asks for the permission of the root by id of the type it is led to.
"""


def permissions_page(schema: GraphQLSchema) -> str:
    """The whole page, in Markdown."""
    return "\n".join([HEAD, *_roles(), "", *_fields(schema), ""])


def required(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField, Permission | None]]:
    """Every root field, and every other field that declares a permission: coordinate, field, permission."""
    roots = [schema.query_type, schema.mutation_type]
    for name, kind in sorted(schema.type_map.items()):
        if not isinstance(kind, GraphQLObjectType) or name.startswith("__"):
            continue
        for field_name, field in kind.fields.items():
            permission = permission_of(field)
            if kind in roots or permission is not None:
                yield f"{name}.{field_name}", field, permission


def _roles() -> Iterator[str]:
    yield "## Permissions by role"
    yield ""
    yield "| permission | roles |"
    yield "|---|---|"
    for permission in Permission:
        holders = [role.value for role in Role if permission in PERMISSIONS[role]]
        yield f"| `{permission.value}` | {', '.join(holders) or '–'} |"


def _fields(schema: GraphQLSchema) -> Iterator[str]:
    yield "## Permissions by field"
    yield ""
    yield "| field | permission |"
    yield "|---|---|"
    for coordinate, _field, permission in required(schema):
        yield f"| `{coordinate}` | `{permission.value if permission else 'none'}` |"
