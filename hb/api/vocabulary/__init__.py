"""Describes each value of every enum in the schema, with the sentences of the modules' vocabularies.

The closed sets themselves are in the modules' rules, which know no GraphQL.
"""

import re
from collections.abc import Iterable, Mapping

from graphql import GraphQLEnumType, GraphQLSchema

from hb.api.vocabulary.sort_orders import ORDERS
from hb.kit.errors import DomainError
from hb.kit.input_rules import InputRule
from hb.modules import declared

WORDS: Mapping[str, Mapping[str, str]] = {
    enum: values for words in declared("WORDS", dict, "hb.api.vocabulary") for enum, values in words.items()
}
"""GraphQL name of an enum → its values, each described."""


class UnknownWord(Exception):
    """A description names no value of the schema."""


def describe_values(
    schema: GraphQLSchema, refusals: Iterable[type[DomainError]], rules: Iterable[InputRule]
) -> None:
    """Give every value of the schema's enums its description.

    An error code has those of its refusals, a rule of form its English sentence.

    Raises:
        UnknownWord: the vocabulary describes a value that is not there.
    """
    for name, sentences in sorted(
        {**WORDS, "ErrorCode": _codes(refusals), "InputRule": _rules(rules)}.items()
    ):
        enum = schema.type_map.get(name)
        for value, sentence in sentences.items():
            if not isinstance(enum, GraphQLEnumType) or value not in enum.values:
                raise UnknownWord(f"{name}.{value}")
            enum.values[value].description = sentence
    for name, enum in schema.type_map.items():
        if isinstance(enum, GraphQLEnumType) and name.endswith("Order"):
            for value, definition in enum.values.items():
                definition.description = ORDERS[value]


def _rules(rules: Iterable[InputRule]) -> dict[str, str]:
    """What each rule expects, with the names of its facts, by rule."""
    return {rule: re.sub(r"{(\w+)(:\w+)?}", r"`\1`", rule.texts["en"]) for rule in rules}


def _codes(refusals: Iterable[type[DomainError]]) -> dict[str, str]:
    """The first line of each refusal's docstring, by code."""
    sentences: dict[str, list[str]] = {}
    for refusal in sorted(refusals, key=lambda refusal: f"{refusal.__module__}.{refusal.__qualname__}"):
        line = (refusal.__doc__ or "").strip().partition("\n")[0]
        if line not in sentences.setdefault(refusal.code, []):
            sentences[refusal.code].append(line)
    return {code: " ".join(lines) for code, lines in sentences.items()}
