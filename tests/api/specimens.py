"""Specimen inputs: for any input type of the schema, a well-formed value that names nothing that exists."""

from uuid import UUID

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    is_required_input_field,
)

from hb.kit.ids import new_id

LEAVES: dict[str, object] = {
    "Boolean": True,
    "Cents": 100,
    "Date": "2026-05-01",
    "DateTime": "2026-05-01T09:00:00Z",
    "Float": 1.0,
    "Int": 1,
    "String": "x",
}


def specimen(named: GraphQLInputType, name: str = "") -> object:
    """A value of an input type; required fields only, and one element in a list."""
    if isinstance(named, GraphQLNonNull):
        return specimen(named.of_type, name)
    if isinstance(named, GraphQLList):
        return [specimen(named.of_type, name)]
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values))
    if isinstance(named, GraphQLInputObjectType):
        return _object(named)
    if named.name == "UUID":
        return str(new_id())
    if named.name == "ID":
        return f"{name.removesuffix('Id')[:1].upper()}{name.removesuffix('Id')[1:]}:{UUID(int=1)}"
    return LEAVES[named.name]


def _object(named: GraphQLInputObjectType) -> dict[str, object]:
    required = {
        name: specimen(field.type, name)
        for name, field in named.fields.items()
        if is_required_input_field(field)
    }
    if named.is_one_of:
        name, field = next(iter(named.fields.items()))
        return {name: specimen(field.type, name)}
    return required


def specimen_mutation(schema: GraphQLSchema, name: str) -> tuple[str, dict[str, object]]:
    """A document with this one mutation, and its variables."""
    mutation = schema.mutation_type
    assert mutation is not None
    given = mutation.fields[name].args["input"].type
    document = (
        f"mutation Specimen($input: {given}) {{ {name}(input: $input) {{ userErrors {{ code path }} }} }}"
    )
    return document, {"input": specimen(given)}
