"""Who is calling: a verified token becomes an actor whose standing the database confirms."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from hb.access.rules import Actor, Role
from hb.access.service import standing
from hb.kit.db import Database
from hb.kit.errors import Language
from hb.kit.tokens import InvalidToken, TokenVerifier
from hb.kit.transaction import Transaction
from hb.producers.service import applicant

STANDING_SECONDS = 30
"""How long a confirmed standing is believed: a role taken away ends within this time."""
STANDINGS_KEPT = 10_000


class Unauthenticated(Exception):
    """There is no valid token, or its bearer has no such role here."""


class Authentication:
    """Verifies bearer tokens and looks up, at most every half minute, whether the role still stands."""

    def __init__(
        self, database: Database, verifier: TokenVerifier, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._verifier = verifier
        self._clock = clock
        self._standings: dict[tuple[UUID, UUID, Role, UUID | None], tuple[float, Actor]] = {}

    async def actor(self, authorization: str | None, language: Language) -> Actor:
        """The actor behind an Authorization header.

        Raises:
            Unauthenticated: no bearer token, an invalid one, or a role that does not stand.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        try:
            claims = self._verifier.claims(token, datetime.now(UTC))
            asked = _asked(claims)
        except (InvalidToken, KeyError, ValueError) as fault:
            raise Unauthenticated from fault
        known = self._standings.get(asked)
        if known is None or known[0] < self._clock():
            known = (self._clock() + STANDING_SECONDS, await self._look_up(asked, language))
            if known[1].is_applicant:  # applying changes what it is
                return replace(known[1], language=language)
            if len(self._standings) >= STANDINGS_KEPT:
                self._standings.clear()
            self._standings[asked] = known
        return replace(known[1], language=language)

    async def _look_up(self, asked: tuple[UUID, UUID, Role, UUID | None], language: Language) -> Actor:
        organiser_id, user_id, role, on_behalf_of = asked
        provisional = Actor(organiser_id, user_id, user_id, role, on_behalf_of, language)

        async def look_up(tx: Transaction) -> Actor | None:
            stands = await standing(tx, organiser_id, user_id, role, on_behalf_of)
            if stands is None and role is Role.PRODUCER_ADMINISTRATOR and on_behalf_of is None:
                return await applicant(tx, organiser_id, user_id)
            return stands

        found = await self._database.run(provisional.context("read"), look_up)
        if found is None:
            raise Unauthenticated
        return found


def _asked(claims: Mapping[str, object]) -> tuple[UUID, UUID, Role, UUID | None]:
    on_behalf_of = claims.get("hb_on_behalf_of")
    return (
        UUID(str(claims["hb_organiser"])),
        UUID(str(claims["sub"])),
        Role(str(claims["hb_role"])),
        UUID(str(on_behalf_of)) if on_behalf_of else None,
    )
