"""What an attack is: a request, and the refusal it must get."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

SECRET = "Salainen 010190-123X"
"""Planted in literals and variables; no answer may hold any part of it."""
CLIENTS = "clients(first: 1) { nodes { id } }"


@dataclass(frozen=True)
class Attack:
    """One request; `status` and the first error's code are what it must get, and `limit` where it passes one.

    `body` stands for raw bytes instead of a document with its variables.
    """

    name: str
    query: str = ""
    code: str = "BAD_REQUEST"
    limit: float | None = None
    variables: Mapping[str, object] | None = None
    body: bytes | None = None
    status: int = 400
    method: str = "POST"
    address: str = "/graphql"
    headers: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> bytes | None:
        """The body that is sent."""
        if self.body is not None or self.method == "GET":
            return self.body
        return json.dumps({"query": self.query, "variables": self.variables or {}}).encode()


def many(count: int, template: str, between: str = " ") -> str:
    """A template repeated, `#` standing for the number."""
    return between.join(template.replace("#", str(index)) for index in range(count))
