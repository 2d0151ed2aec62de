"""Writes plausible queries by a random walk of the schema: real ids, real cursors, small pages, variables,
aliases.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

DEPTH = 8


class Walker:
    """One query per call of `query`; the seed decides all."""

    def __init__(
        self, schema: GraphQLSchema, ids: Mapping[str, list[str]], cursors: Mapping[str, list[str]], seed: int
    ) -> None:
        self._schema = schema
        self._ids = ids
        self._cursors = cursors
        self._chance = random.Random(seed)
        self.variables: dict[str, object] = {}
        self._types: dict[str, str] = {}
        self._fragments: list[str] = []

    def query(self) -> str:
        """A query; its variables are left in `variables`."""
        root = self._schema.query_type
        assert root is not None
        names = [name for name in root.fields if name != "greeting"]
        picked = self._chance.sample(names, self._chance.randint(1, 2))
        body = " ".join(f"r{number}: {self._field(root, name, 0)}" for number, name in enumerate(picked))
        head = ", ".join(f"${name}: {kind}" for name, kind in self._types.items())
        return f"query{f'({head})' if head else ''} {{ {body} }} {' '.join(self._fragments)}"

    def _field(self, parent: GraphQLObjectType | GraphQLInterfaceType, name: str, depth: int) -> str:
        field = parent.fields[name]
        text = f"{name}{self._arguments(parent.name, name, field)}{self._directive()}"
        graphql_type = get_named_type(field.type)
        return text if is_leaf_type(graphql_type) else f"{text} {self._selection(graphql_type, depth + 1)}"

    def _selection(self, graphql_type: object, depth: int) -> str:
        parts: list[str] = []
        if self._chance.random() < 0.2:
            parts.append("__typename")
        if isinstance(graphql_type, (GraphQLInterfaceType, GraphQLUnionType)):
            if isinstance(graphql_type, GraphQLInterfaceType):
                parts += self._fields(graphql_type, depth)
            members = list(self._schema.get_possible_types(graphql_type))
            for member in self._chance.sample(members, min(2, len(members))):
                parts.append(self._on(member, depth))
        elif isinstance(graphql_type, GraphQLObjectType):
            parts += self._fields(graphql_type, depth)
        return "{ " + " ".join(parts or ["__typename"]) + " }"

    def _on(self, member: GraphQLObjectType, depth: int) -> str:
        inner = " ".join(self._fields(member, depth, prefix=f"{member.name.lower()}_"))
        if not inner:
            return ""
        if self._chance.random() < 0.5:
            return f"... on {member.name}{self._directive()} {{ {inner} }}"
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {member.name} {{ {inner} }}")
        return f"...{name}"

    def _fields(
        self, graphql_type: GraphQLObjectType | GraphQLInterfaceType, depth: int, prefix: str = ""
    ) -> list[str]:
        parts = []
        for name, field in graphql_type.fields.items():
            is_leaf = is_leaf_type(get_named_type(field.type))
            likely = 0.55 if is_leaf else (0.95 if name in {"node", "nodes"} else 0.4)
            if (not is_leaf and depth >= DEPTH) or self._chance.random() > likely:
                continue
            alias = f"{prefix}{name}_{depth}: " if prefix or self._chance.random() < 0.15 else ""
            parts.append(alias + self._field(graphql_type, name, depth))
        self._chance.shuffle(parts)
        return parts

    def _directive(self) -> str:
        if self._chance.random() > 0.07:
            return ""
        value = self._chance.random() < 0.7
        if self._chance.random() < 0.5:
            return f" @include(if: {str(value).lower()})"
        return f" @skip(if: {self._variable('Boolean!', not value)})"

    def _variable(self, kind: str, value: object) -> str:
        name = f"v{len(self._types)}"
        self._types[name] = kind
        self.variables[name] = value
        return f"${name}"

    def _arguments(self, parent: str, name: str, field: GraphQLField) -> str:
        parts: list[str] = []
        for argument in field.args:
            if argument == "orderBy" and any(part.startswith("after") for part in parts):
                continue
            written = self._argument(f"{parent}.{name}", argument, field)
            if written:
                parts.append(f"{argument}: {written}")
        return f"({', '.join(parts)})" if parts else ""

    def _argument(self, coordinate: str, argument: str, field: GraphQLField) -> str:
        chance = self._chance
        graphql_type = get_named_type(field.args[argument].type)
        if argument == "id":
            pool = self._ids.get(get_named_type(field.type).name) or [
                typed for ids in self._ids.values() for typed in ids
            ]
            value = chance.choice(pool)
            return self._variable("ID!", value) if chance.random() < 0.5 else f'"{value}"'
        if argument == "first":
            size = chance.choice((0, 1, 2, 3, 5))
            return self._variable("Int!", size) if chance.random() < 0.3 else str(size)
        if argument == "after":
            cursors = self._cursors.get(coordinate, [])
            if not cursors or chance.random() < 0.6:
                return ""
            return self._variable("String", chance.choice(cursors))
        if isinstance(graphql_type, GraphQLEnumType):
            # The cursors belong to the default order; see _arguments.
            value = chance.choice(list(graphql_type.values))
            return self._variable(graphql_type.name, value) if chance.random() < 0.4 else value
        if argument == "by":
            account = chance.choice(self._ids["Account"])
            return f'{{ account: "{account}", lineNo: {chance.randint(0, 2)} }}'
        return self._filter(graphql_type.name)

    def _filter(self, input_name: str) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return ""
        if input_name == "LoanFilter":
            parts = [f"hasFee: {str(chance.random() < 0.5).lower()}", 'since: "2026-01-02T12:00:00+02:00"']
            return "{ " + ", ".join(chance.sample(parts, chance.randint(0, 2))) + " }"
        parts = [
            "state: LOST",
            f"state: {self._variable('BookState', 'ON_SHELF')}" if chance.random() < 0.3 else "state: null",
            "maxPriceCents: 6000000000",
            'titleAtLeast: "I"',
            f'publisher: "{chance.choice(self._ids["Publisher"])}"',
            f"languages: {self._variable('[Language!]', ['FI', 'EN'])}"
            if chance.random() < 0.3
            else "languages: SV",
            f"reservedForMe: {str(chance.random() < 0.5).lower()}",
            f"ids: [{', '.join(chr(34) + typed + chr(34) for typed in chance.sample(self._ids['Book'], 5))}]",
        ]
        # A variable lifted for a part that is not picked would be unused.
        picked = [
            part for index, part in enumerate(parts) if "$" in part or (chance.random() < 0.25 and index > 1)
        ]
        return "{ " + ", ".join(picked) + " }"
