"""What a request carries through execution, and how refusals leave it that are not about the input."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import strawberry
from graphql import GraphQLError

from hb.access.rules import Actor
from hb.audit.rules import Look
from hb.audit.service import log_looks, record_denied
from hb.kit.db import Database
from hb.kit.errors import DomainError, Language
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.read import Engine


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
    """Whether temporary personal identity codes (900-999) are taken, and endpoints on this very machine."""
    refused: list[str] = field(default_factory=list)
    """The codes of the refusals that were answered in `userErrors`, for those who count them."""


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
        "language": actor.language,
    }


async def record_denial(request: Request, action: str, refusal: DomainError) -> None:
    """Leave a row of a refused attempt in the audit trail, in a transaction of its own."""

    async def record(tx: Transaction) -> None:
        await record_denied(tx, request.actor, action, refusal.code)

    await request.database.run(request.actor.context("read"), record)


async def record_look(request: Request, look: Look) -> None:
    """Leave a row of a look in vain whose command was rolled back, in a transaction of its own."""

    async def record(tx: Transaction) -> None:
        await log_looks(tx, request.actor, [look])

    await request.database.run(request.actor.context("read"), record)


class OwnWords(GraphQLError):
    """A top-level error whose message is a text of ours: it quotes nothing of the document or its values."""


def top_level(refusal: DomainError, language: Language) -> OwnWords:
    """A refusal that is not about the input, as a top-level error."""
    return OwnWords(refusal.message(language), extensions={"code": refusal.code})
