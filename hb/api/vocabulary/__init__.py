"""Describes each value of every enum in the schema, with the sentences of the modules' vocabularies.

The closed sets themselves are in the modules' rules, which know no GraphQL.
"""

from collections.abc import Iterable, Mapping

from graphql import GraphQLEnumType, GraphQLSchema

from hb.api.vocabulary.sort_orders import ORDERS
from hb.kit.errors import DomainError
from hb.modules import declared

WORDS: Mapping[str, Mapping[str, str]] = {
    enum: values for words in declared("WORDS", dict, "hb.api.vocabulary") for enum, values in words.items()
}
"""GraphQL name of an enum → its values, each described."""


class UnknownWord(Exception):
    """A description names no value of the schema."""


def describe_values(schema: GraphQLSchema, refusals: Iterable[type[DomainError]]) -> None:
    """Give every value of the schema's enums its description; an error code has its refusals' own.

    Raises:
        UnknownWord: the vocabulary describes a value that is not there.
    """
    for name, sentences in sorted({**WORDS, "ErrorCode": _codes(refusals)}.items()):
        enum = schema.type_map.get(name)
        for value, sentence in sentences.items():
            if not isinstance(enum, GraphQLEnumType) or value not in enum.values:
                raise UnknownWord(f"{name}.{value}")
            enum.values[value].description = sentence
    for name, enum in schema.type_map.items():
        if isinstance(enum, GraphQLEnumType) and name.endswith("Order"):
            for value, definition in enum.values.items():
                definition.description = ORDERS[value]


def _codes(refusals: Iterable[type[DomainError]]) -> dict[str, str]:
    """The first line of each refusal's docstring, by code."""
    sentences: dict[str, list[str]] = {}
    for refusal in sorted(refusals, key=lambda refusal: f"{refusal.__module__}.{refusal.__qualname__}"):
        line = (refusal.__doc__ or "").strip().partition("\n")[0]
        if line not in sentences.setdefault(refusal.code, []):
            sentences[refusal.code].append(line)
    return {code: " ".join(lines) for code, lines in sentences.items()}
