"""The contract on paper is the contract in code: SDL and permissions are printed and compared."""

import subprocess
import sys
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    build_schema,
)

from hb.api.permissions_page import permissions_page, required
from hb.api.schema import graphql_schema, printed_schema
from hb.kit.errors import LANGUAGES, DomainError
from hb.modules import files, refusals

GRAPHQL = Path(__file__).parents[2] / "graphql"
BUILT_IN = {"Boolean", "Date", "DateTime", "Float", "ID", "Int", "String", "UUID"}


def test_sdl_of_record_is_what_the_code_prints() -> None:
    recorded = (GRAPHQL / "schema.graphql").read_text(encoding="utf-8")
    assert printed_schema() == recorded, "run `make schema` and look at the difference"


def test_sdl_does_not_depend_on_what_was_imported_before() -> None:
    """Every module of rules is loaded before the codes of refusals are gathered."""
    names = sorted(
        ".".join(path.relative_to(GRAPHQL.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in (GRAPHQL.parent / "hb").glob("*/rules/*.py")
    )
    assert len(names) > 20
    script = f"import sys, hb.api.errors; print([name for name in {names} if name not in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


def test_permissions_page_is_what_the_code_prints() -> None:
    recorded = (GRAPHQL / "permissions.md").read_text(encoding="utf-8")
    assert permissions_page(graphql_schema()) == recorded, "run `make schema` and look at the difference"


def test_every_root_field_asks_for_a_permission() -> None:
    bare = [coordinate for coordinate, _, permission in required(graphql_schema()) if permission is None]
    assert bare == []


def test_a_root_field_without_permission_would_be_found() -> None:
    planted = build_schema("type Query { open: Int }")
    assert [coordinate for coordinate, _, permission in required(planted) if permission is None] == [
        "Query.open"
    ]


def undescribed() -> list[str]:
    """Every type, field and argument of ours that has no description."""
    missing: list[str] = []
    for name, named in graphql_schema().type_map.items():
        if name.startswith("__") or name in BUILT_IN:
            continue
        if not named.description and not isinstance(named, GraphQLScalarType):
            missing.append(name)
        if isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in named.fields.items():
                if not field.description:
                    missing.append(f"{name}.{field_name}")
    return missing


def test_every_type_and_field_is_described() -> None:
    assert undescribed() == []


def test_every_enum_has_values_in_capitals() -> None:
    for name, named in graphql_schema().type_map.items():
        if isinstance(named, GraphQLEnumType) and not name.startswith("__"):
            assert [value for value in named.values if value != value.upper()] == [], name


def test_every_mutation_takes_one_input_with_a_key_and_tells_refusals_as_data() -> None:
    mutation = graphql_schema().mutation_type
    assert mutation is not None
    for name, field in mutation.fields.items():
        assert list(field.args) == ["input"], name
        given = graphql_schema().get_type(str(field.args["input"].type).rstrip("!"))
        assert isinstance(given, GraphQLInputObjectType), name
        assert str(given.fields["idempotencyKey"].type) == "UUID!", name
        payload = graphql_schema().get_type(str(field.type).rstrip("!"))
        assert isinstance(payload, GraphQLObjectType), name
        assert str(payload.fields["userErrors"].type) == "[UserError!]!", name
        loose = [
            key
            for key, each in payload.fields.items()
            if key != "userErrors" and str(each.type).endswith("!")
        ]
        assert loose == [], name


def outside_modules() -> list[type[DomainError]]:
    """Refusals of files and of admission, which no module owns."""
    return [
        refusal
        for folder in ("hb.jobs", "hb.web")
        for file in files(folder)
        for refusal in vars(file).values()
        if isinstance(refusal, type) and issubclass(refusal, DomainError) and hasattr(refusal, "code")
    ]


@pytest.mark.parametrize("refusal", sorted({*refusals(), *outside_modules()}, key=str))
def test_every_refusal_speaks_three_languages_with_the_same_facts(refusal: type[DomainError]) -> None:
    texts = refusal.texts
    assert set(texts) == set(LANGUAGES)
    # What a count is called follows its name and form, after a bar, in each language's words.
    named = [{part.split("}")[0].split("|")[0] for part in text.split("{")[1:]} for text in texts.values()]
    assert named[0] == named[1] == named[2]
