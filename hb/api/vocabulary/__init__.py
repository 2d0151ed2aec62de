"""What each value of an enum means, told in the schema: closed sets live in the modules' rules, which know no
GraphQL, so their values are described here.
"""

from collections.abc import Iterable

from graphql import GraphQLEnumType, GraphQLSchema

from hb.api.vocabulary.care import CARE
from hb.api.vocabulary.market import MARKET, ORDERS
from hb.kit.errors import DomainError

WORDS = {**CARE, **MARKET}


class UnknownWord(Exception):
    """A description names no value of the schema."""


def describe_values(schema: GraphQLSchema, refusals: Iterable[type[DomainError]]) -> None:
    """Give every value of the schema's enums its description; an error code has its refusals' own.

    Raises:
        UnknownWord: the vocabulary describes a value that is not there.
    """
    for enum, words in {**WORDS, "ErrorCode": _codes(refusals)}.items():
        known = schema.type_map.get(enum)
        for value, sentence in words.items():
            if not isinstance(known, GraphQLEnumType) or value not in known.values:
                raise UnknownWord(f"{enum}.{value}")
            known.values[value].description = sentence
    for name, known in schema.type_map.items():
        if isinstance(known, GraphQLEnumType) and name.endswith("Order"):
            for value, definition in known.values.items():
                definition.description = ORDERS[value]


def _codes(refusals: Iterable[type[DomainError]]) -> dict[str, str]:
    """The first line of each refusal's docstring, by code."""
    told: dict[str, list[str]] = {}
    for each in sorted(refusals, key=lambda refusal: f"{refusal.__module__}.{refusal.__qualname__}"):
        line = (each.__doc__ or "").strip().partition("\n")[0]
        if line not in told.setdefault(each.code, []):
            told[each.code].append(line)
    return {code: " ".join(lines) for code, lines in told.items()}
