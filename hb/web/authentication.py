"""Authentication: a verified bearer token becomes an actor whose role the database confirms."""

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from cachetools import TLRUCache

from hb.access.rules import Actor, Role
from hb.access.service import valid_actor
from hb.kit.clock import utc_now
from hb.kit.db import Database
from hb.kit.errors import LANGUAGES, Language
from hb.kit.tokens import ExpiredToken, InvalidToken, LongLivedToken, TokenVerifier
from hb.kit.transaction import Transaction
from hb.producers.service import applicant
from hb.web.strangers import Strangers

CONFIRMED_SECONDS = 30
"""How long a confirmed role is taken for valid: one that is taken away ends within this time."""
ACTORS_KEPT = 10_000

CLAIMS = ("hb_organiser", "sub", "hb_role", "hb_on_behalf_of")
ClaimedRole = tuple[UUID, UUID, Role, UUID | None]
"""What these claims of a token say: the organiser, the user, the role, on behalf of whom."""


class Unauthenticated(Exception):
    """There is no valid token, or its bearer has no such role here.

    `description` says of a token that was sent why it is not taken, in words that help who sent it and nobody
    else (`error_description` of RFC 6750, 3.1); None when none was sent.
    """

    def __init__(self, description: str | None = None) -> None:
        super().__init__(description)
        self.description = description


INVALID = "The access token is not valid here."
EXPIRED = "The access token expired."
LONG_LIVED = "The access token is valid for longer than is allowed here."


@dataclass(frozen=True, slots=True)
class ConfirmedActor:
    """An actor whose role the database has confirmed, in each language.

    Args:
        until: the second of the clock at which it is looked up again.
    """

    until: float
    in_language: Mapping[Language, Actor]


class Authentication:
    """Verifies bearer tokens and looks up, at most every half minute, whether the role is still valid.

    Args:
        strangers: the attempts of each address.
        clock: seconds of a clock that never goes back, for confirmed roles.
        now: the instant, for tokens.
    """

    def __init__(
        self,
        database: Database,
        verifier: TokenVerifier,
        strangers: Strangers | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database = database
        self._verifier = verifier
        self._strangers = strangers or Strangers()
        self._clock = clock
        self._now = now
        self._confirmed: TLRUCache[Hashable, ConfirmedActor] = TLRUCache(ACTORS_KEPT, _until, timer=clock)

    async def actor(self, authorization: str | None, language: Language, address: str | None = None) -> Actor:
        """The actor behind an Authorization header, who calls from a network address.

        Raises:
            Unauthenticated: no bearer token, an invalid one, or a role that is not valid.
            RateLimited: the address has sent too many of these lately, and this token is a new one.
        """
        scheme, _, token = (authorization or "").partition(" ")
        is_bearer = scheme.lower() == "bearer" and bool(token)
        now = self._now()
        if not is_bearer or not self._verifier.remembers(token, now):
            self._strangers.admit(address)
        try:
            if not is_bearer:
                raise Unauthenticated
            actor = await self._bearer(token, now, language)
        except Unauthenticated:
            self._strangers.failed(address)
            raise
        return actor if address is None else replace(actor, address=address)

    async def _bearer(self, token: str, now: datetime, language: Language) -> Actor:
        """The actor whose token it is.

        Raises:
            Unauthenticated: the token is invalid, or its role is.
        """
        try:
            claims = self._verifier.verified(token, now).claims
            values = tuple(claims.get(name) for name in CLAIMS)
            confirmed = self._confirmed.get(values)
            if confirmed is not None:
                return confirmed.in_language[language]
            claimed = _claimed_role(claims)
        except ExpiredToken as fault:
            raise Unauthenticated(EXPIRED) from fault
        except LongLivedToken as fault:
            raise Unauthenticated(LONG_LIVED) from fault
        except (InvalidToken, KeyError, ValueError, TypeError) as fault:
            raise Unauthenticated(INVALID) from fault
        return (await self._confirm(values, claimed)).in_language[language]

    async def _confirm(self, values: Hashable, claimed: ClaimedRole) -> ConfirmedActor:
        """Look the role up; the half minute begins before that, so that it holds from the database's view."""
        until = self._clock() + CONFIRMED_SECONDS
        actor = await self._look_up(claimed)
        confirmed = ConfirmedActor(
            until, {language: replace(actor, language=language) for language in LANGUAGES}
        )
        if not actor.is_applicant:  # an application changes what the actor is
            self._confirmed[values] = confirmed
        return confirmed

    async def _look_up(self, claimed: ClaimedRole) -> Actor:
        organiser_id, user_id, role, on_behalf_of = claimed
        provisional = Actor(organiser_id, user_id, user_id, role, on_behalf_of)

        async def look_up(tx: Transaction) -> Actor | None:
            actor = await valid_actor(tx, organiser_id, user_id, role, on_behalf_of)
            if actor is None and role is Role.PRODUCER_ADMINISTRATOR and on_behalf_of is None:
                return await applicant(tx, organiser_id, user_id)
            return actor

        actor = await self._database.run(provisional.context("read"), look_up)
        if actor is None:
            raise Unauthenticated(INVALID)
        return actor


def _until(_values: Hashable, confirmed: ConfirmedActor, _now: float) -> float:
    return confirmed.until


def _claimed_role(claims: Mapping[str, object]) -> ClaimedRole:
    """The claims as what they name.

    Raises:
        KeyError: one is missing.
        ValueError: one is no uuid, or no role in which anybody signs in.
    """
    organiser, user, claimed, on_behalf_of = CLAIMS
    client = claims.get(on_behalf_of)
    role = Role(str(claims[claimed]))
    if role is Role.SYSTEM:
        message = "nobody signs in as the system"
        raise ValueError(message)
    return (
        UUID(str(claims[organiser])),
        UUID(str(claims[user])),
        role,
        UUID(str(client)) if client else None,
    )
