"""Who is calling: a verified token becomes an actor whose standing the database confirms."""

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hb.access.rules import Actor, Role
from hb.access.service import valid_actor
from hb.kit.clock import utc_now
from hb.kit.db import Database
from hb.kit.errors import LANGUAGES, Language
from hb.kit.tokens import InvalidToken, TokenVerifier
from hb.kit.transaction import Transaction
from hb.producers.service import applicant

STANDING_SECONDS = 30
"""How long a confirmed standing is believed: a role taken away ends within this time."""
STANDINGS_KEPT = 10_000

CLAIMS = ("hb_organiser", "sub", "hb_role", "hb_on_behalf_of")
Asked = tuple[UUID, UUID, Role, UUID | None]
"""What a token claims by these: the organiser, the user, the role, on behalf of whom."""


class Unauthenticated(Exception):
    """There is no valid token, or its bearer has no such role here."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A confirmed standing: the actor in each language, believed until an instant of the clock."""

    until: float
    actors: Mapping[Language, Actor]


class Authentication:
    """Verifies bearer tokens and looks up, at most every half minute, whether the role still stands.

    Args:
        clock: seconds of a clock that never goes back, for standings.
        now: the instant, for tokens.
    """

    def __init__(
        self,
        database: Database,
        verifier: TokenVerifier,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database = database
        self._verifier = verifier
        self._clock = clock
        self._now = now
        self._standings: dict[Hashable, Standing] = {}

    async def actor(self, authorization: str | None, language: Language) -> Actor:
        """The actor behind an Authorization header.

        Raises:
            Unauthenticated: no bearer token, an invalid one, or a role that does not stand.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        try:
            claims = self._verifier.verified(token, self._now()).claims
            claimed = tuple(claims.get(name) for name in CLAIMS)
            known = self._standings.get(claimed)
            if known is not None and self._clock() <= known.until:
                return known.actors[language]
            asked = _asked(claims)
        except (InvalidToken, KeyError, ValueError, TypeError) as fault:
            raise Unauthenticated from fault
        return (await self._confirmed(claimed, asked)).actors[language]

    async def _confirmed(self, claimed: Hashable, asked: Asked) -> Standing:
        until = self._clock() + STANDING_SECONDS
        actor = await self._look_up(asked)
        standing = Standing(until, {each: replace(actor, language=each) for each in LANGUAGES})
        if not actor.is_applicant:  # applying changes what it is
            if len(self._standings) >= STANDINGS_KEPT:
                self._standings.clear()
            self._standings[claimed] = standing
        return standing

    async def _look_up(self, asked: Asked) -> Actor:
        organiser_id, user_id, role, on_behalf_of = asked
        provisional = Actor(organiser_id, user_id, user_id, role, on_behalf_of)

        async def look_up(tx: Transaction) -> Actor | None:
            stands = await valid_actor(tx, organiser_id, user_id, role, on_behalf_of)
            if stands is None and role is Role.PRODUCER_ADMINISTRATOR and on_behalf_of is None:
                return await applicant(tx, organiser_id, user_id)
            return stands

        found = await self._database.run(provisional.context("read"), look_up)
        if found is None:
            raise Unauthenticated
        return found


def _asked(claims: Mapping[str, object]) -> Asked:
    organiser, user, role, on_behalf_of = CLAIMS
    client = claims.get(on_behalf_of)
    return (
        UUID(str(claims[organiser])),
        UUID(str(claims[user])),
        Role(str(claims[role])),
        UUID(str(client)) if client else None,
    )
