"""What a request carries through execution, and what is asked of every input."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, is_dataclass

import strawberry
from graphql import GraphQLError

from hb.access.rules import Actor
from hb.audit.service import record_denied
from hb.kit.db import Database
from hb.kit.errors import DomainError, InvalidInput, Language
from hb.kit.input_rules import FormRule
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.read import Engine

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL text holds no NUL, and UTF-8 no half of a surrogate pair."""


@dataclass(slots=True)
class Request:
    """One HTTP request: who asks, in which language, and the means to answer."""

    actor: Actor
    language: Language
    request_id: str
    database: Database
    engine: Engine
    secrecy: Secrecy
    development: bool
    """Whether temporary personal identity codes (900-999) are taken."""


Info = strawberry.Info[Request, None]


def read_context(actor: Actor) -> Mapping[str, object]:
    """The context parameters of the read engine's statements."""
    return {
        "organiser": actor.organiser_id,
        "actor": actor.user_id,
        "party": actor.party_id,
        "on_behalf_of": actor.on_behalf_of,
        "subject": actor.own_client_id,
        "role": actor.role.value,
    }


async def record_denial(request: Request, action: str, refusal: DomainError) -> None:
    """Leave a row of a refused attempt in the audit trail, in a transaction of its own."""

    async def record(tx: Transaction) -> None:
        await record_denied(tx, request.actor, action, refusal.code)

    await request.database.run(request.actor.context("read"), record)


def top_level(refusal: DomainError, language: Language) -> GraphQLError:
    """A refusal that is not about the input, as a top-level error."""
    return GraphQLError(refusal.message(language), extensions={"code": refusal.code})


def input_hash(value: object) -> bytes:
    """SHA-256 over the input's canonical JSON: keys in order, what was left out left out."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(value)
    canonical = json.dumps(asdict(value), default=_text, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).digest()


def _text(value: object) -> str | None:
    return None if value is strawberry.UNSET else str(value)


def refuse_unstorable(value: object) -> None:
    """Look at every string of a mutation's input.

    Raises:
        InvalidInput: a string holds a NUL or half a surrogate pair; the path says which.
    """
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(value)
    for path, text in _strings(asdict(value), ("input",)):
        if UNSTORABLE.search(text):
            raise InvalidInput(*path, rule=FormRule.BAD_CHARACTER)


def _strings(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from _strings(member, (*path, _camel(str(name))))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
