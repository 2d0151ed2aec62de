"""A mutation's input has the hash that was stored for it before (C5); unstorable texts are refused."""

import hashlib
import json
from dataclasses import asdict

import asyncpg
import pytest
import strawberry
from graphql import GraphQLInputObjectType, coerce_input_value
from strawberry.types.arguments import convert_argument

from hb.access.rules import Role
from hb.api.deliveries.inputs import DeliveryReportInput, DeliveryRowInput
from hb.api.schema import graphql_schema, schema
from hb.api.storing import ADDED_FIELDS, input_hash, refuse_unstorable
from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.specimens import specimen
from tests.api.stored_hashes import KEY, ROW, STORED
from tests.scene import Scene

MUTATION_INPUTS = sorted(
    name for name, declared in graphql_schema().type_map.items()
    if isinstance(declared, GraphQLInputObjectType) and "idempotencyKey" in declared.fields
)  # fmt: skip


def input_of(type_name: str, fields: object) -> object:
    """The input object that a resolver is given for variables of these fields."""
    declared = graphql_schema().type_map[type_name]
    assert isinstance(declared, GraphQLInputObjectType)
    converter = schema.schema_converter
    definition = converter.type_map[type_name].definition
    return convert_argument(
        coerce_input_value(fields, declared),
        definition.origin,  # type: ignore[union-attr, arg-type]  # an input object's definition has a class
        converter.scalar_registry,
        schema.config,
    )


def hash_by_copying(value: object) -> bytes:
    """The hash as the code at d3eb4c8 computed it, but for fields that were added since and are left out."""

    def text(leaf: object) -> str | None:
        return None if leaf is strawberry.UNSET else str(leaf)

    fields = asdict(value)  # type: ignore[call-overload]
    for later in ADDED_FIELDS[type(value)]:
        if fields[later] is None:
            del fields[later]
    canonical = json.dumps(fields, default=text, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).digest()


@pytest.mark.parametrize("case", STORED)
def test_hash_is_the_one_that_was_stored(case: str) -> None:
    """C5: computed by one walk, and of the same canonical form."""
    type_name, fields, digest = STORED[case]
    assert input_hash(input_of(type_name, {"idempotencyKey": KEY, **fields})).hex() == digest


@pytest.mark.parametrize("type_name", MUTATION_INPUTS)
def test_hash_of_every_input_is_of_the_same_form(type_name: str) -> None:
    given = input_of(type_name, specimen(graphql_schema().type_map[type_name]))  # type: ignore[arg-type]
    assert input_hash(given) == hash_by_copying(given)


def test_another_value_has_another_hash() -> None:
    """The planted fault: a hash that leaves a field out would pass every test above but this."""
    rows = (
        {**ROW, name: value} for name, value in (("quantity", 61), ("externalId", "k"), ("kind", "MISSED"))
    )
    inputs = [
        input_of("DeliveryReportInput", {"idempotencyKey": KEY, "delivery": row}) for row in (ROW, *rows)
    ]
    assert len({input_hash(given) for given in inputs}) == 4


async def test_key_stored_before_is_recognised(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    """The literal is what is stored, so the row that an earlier release left is met by the same input."""
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    _, fields, digest = STORED["two deliveries, all or none"]
    variables = {"input": {"idempotencyKey": KEY, **fields}}
    report = document("producer", "ReportDeliveries")

    first = await api.data(reporter, report, variables)
    stored = await all_rows.fetchval(
        "SELECT input_hash FROM command WHERE organiser_id = $1 AND key = $2", scene.organiser_id, KEY
    )
    assert stored.hex() == digest
    assert await api.data(reporter, report, variables) == first


UNSTORABLE = ("\x00", "\ud800", "\udfff", "a\x00b", "\udc00\ud800", "\\u0000\x00")


@pytest.mark.parametrize("text", UNSTORABLE, ids=ascii)
def test_unstorable_text_is_refused_by_its_path(text: str) -> None:
    rows = [ROW, {**ROW, "externalId": text}, {**ROW, "externalId": text}]
    given = input_of("DeliveriesReportInput", {"idempotencyKey": KEY, "deliveries": rows})
    for look in (input_hash, refuse_unstorable):
        with pytest.raises(InvalidInput) as refused:
            look(given)
        assert refused.value.path == ("input", "deliveries", 1, "externalId")
        assert refused.value.facts["rule"] == "BAD_CHARACTER"


@pytest.mark.parametrize(
    "text", ["\\u0000", "\\\\u0000", "\\ud800", "\ud7ff\ue000", "\U0010ffff", "\x01\x7f\x80"]
)
def test_text_that_only_looks_unstorable_is_taken(text: str) -> None:
    given = input_of("DeliveryReportInput", {"idempotencyKey": KEY, "delivery": {**ROW, "externalId": text}})
    refuse_unstorable(given)
    assert input_hash(given) == hash_by_copying(given)


@pytest.mark.parametrize("value", [None, "text", {"a": 1}, DeliveryRowInput])
def test_what_is_no_input_object_is_a_fault_of_ours(value: object) -> None:
    for look in (input_hash, refuse_unstorable):
        with pytest.raises(TypeError):
            look(value)


def test_walk_that_finds_the_path_is_for_suspects_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    walks: list[object] = []
    monkeypatch.setattr("hb.api.storing.refuse_unstorable", walks.append)
    for text in ("käynti", "\\u0001", "\\u0000"):
        input_hash(
            input_of("DeliveryReportInput", {"idempotencyKey": KEY, "delivery": {**ROW, "externalId": text}})
        )
    assert [walked.delivery.external_id for walked in walks if isinstance(walked, DeliveryReportInput)] == [
        "\\u0000"
    ]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u2069", "\u200f", "\u200e", "\u061c", "\u202a"])
def test_no_input_turns_round_how_others_read(sign: str) -> None:
    """S14: in whatever text, names and reasons alike."""
    with pytest.raises(InvalidInput) as refused:
        input_hash(Texts(reason=f"a{sign}b"))
    assert (refused.value.rule, refused.value.path) == (FormRule.BAD_CHARACTER, ("input", "reason"))
    assert len(input_hash(Texts(reason="a\u2010b\u00ad"))) == 32


@strawberry.input
class Texts:
    """An input with a text."""

    reason: str
