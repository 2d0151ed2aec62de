"""Who gets in, for how much: each actor may spend so much, restored by the second, a few requests at once."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from hb.access.rules import CARE_ROLES, CLIENT_ROLES, PRODUCER_ROLES, Actor, Role
from hb.kit.errors import DomainError, Fact, Language
from hb.read import CompiledQuery

REQUEST_COST = 10
"""What every request costs beside the rows it asks for: finding out who asks, a transaction, the log."""
REFUSED_COST = 300
"""What a document costs that was looked into and refused, beside the request; at most some 15 ms of CPU."""
WRITTEN_COST = 10
"""What each item of a list in a command's input costs: a row judged and written, where one read costs 1."""
ACTORS_KEPT = 10_000
SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a role may ask. Cost is counted in rows that may be read at most.

    Args:
        cost: of one request.
        per_second: how much is restored each second.
        burst: how much may be spent at once after a rest.
        at_once: requests under way at the same time.
    """

    cost: int
    per_second: int
    burst: int
    at_once: int

    def scaled(self, times: int) -> "Allowance":
        """So many times the rate; one request may cost what it might before."""
        return replace(
            self, per_second=self.per_second * times, burst=self.burst * times, at_once=self.at_once * times
        )


def cost_of(plan: CompiledQuery, variables: Mapping[str, object] | None) -> int:
    """What a planned document costs: rows it may read, and what its command is given to write."""
    return plan.cost if plan.document.kind == "query" else plan.cost + WRITTEN_COST * _listed(variables)


def _listed(given: object) -> int:
    if isinstance(given, Mapping):
        return sum(_listed(each) for each in given.values())
    return sum(1 + _listed(each) for each in given) if isinstance(given, list) else 0


OWN_MATTERS = Allowance(cost=10_000, per_second=1_000, burst=30_000, at_once=8)
CASE_WORK = Allowance(cost=25_000, per_second=2_000, burst=60_000, at_once=16)
REPORTING = Allowance(cost=25_000, per_second=3_000, burst=60_000, at_once=16)
STEERING = Allowance(cost=25_000, per_second=4_000, burst=100_000, at_once=16)

ALLOWANCES: Mapping[Role, Allowance] = {
    **dict.fromkeys(Role, STEERING),
    **dict.fromkeys(CLIENT_ROLES, OWN_MATTERS),
    **dict.fromkeys(CARE_ROLES, CASE_WORK),
    **dict.fromkeys(PRODUCER_ROLES, REPORTING),
    Role.DEVELOPER: CASE_WORK,
}
"""By role: a client looks at own matters, a controller at a whole county's.

The frontends' dearest document costs 5,200 and most below 500; a report of 1,000 rows 10,000; a whole
introspection 7,600.
"""


class NotAdmitted(DomainError):
    """A refusal of admission: `limit`, `value`, and `retry_after` seconds where waiting helps."""

    @property
    def extensions(self) -> Mapping[str, Fact]:
        """What the error says for programs."""
        names = {"limit": "limit", "value": "value", "retry_after": "retryAfterSeconds"}
        return {"code": self.code, **{names[name]: fact for name, fact in self.facts.items()}}

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer."""
        return {"retry-after": str(self.facts["retry_after"])} if "retry_after" in self.facts else {}


class TooCostly(NotAdmitted):
    """One request asks for more than the role may ask for at once."""

    code = "TOO_COSTLY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Pyyntö on liian laaja: sen hinta on {value} ja suurin sallittu {limit}. Hae pienempiä sivuja.",
        "sv": "Begäran är för omfattande: den kostar {value}, högst {limit} tillåts. Hämta mindre sidor.",
        "en": "The request asks for too much: it costs {value} of at most {limit}. Ask for smaller pages.",
    }


class RateLimited(NotAdmitted):
    """What the actor may spend is spent for now."""

    code = "RATE_LIMITED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Pyyntöjä on tullut liian tiheään. Yritä uudelleen {retry_after} sekunnin kuluttua.",
        "sv": "Begäran har kommit för tätt. Försök igen om {retry_after} sekunder.",
        "en": "Too much was asked in a short time. Try again in {retry_after} seconds.",
    }


class TooManyAtOnce(NotAdmitted):
    """The actor has as many requests under way as its role may have."""

    code = "TOO_MANY_REQUESTS_AT_ONCE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Samanaikaisia pyyntöjä on liikaa: enintään {limit} sallitaan. Odota edellisiä.",
        "sv": "För många samtidiga begäranden: högst {limit} tillåts. Vänta på de föregående.",
        "en": "Too many requests at once: at most {limit} are allowed. Wait for those before.",
    }


@dataclass(frozen=True, slots=True)
class Charge:
    """What a request was charged, and what is left; told in `extensions.cost`."""

    requested: int
    limit: int
    available: int
    restored_per_second: int

    def added_to(self, body: bytes) -> bytes:
        """The answer, a JSON object, with `extensions.cost` at its end; the rest is not looked at."""
        cost = (
            f'{{"requested":{self.requested},"limit":{self.limit},'
            f'"available":{self.available},"restoredPerSecond":{self.restored_per_second}}}'
        )
        return b"".join((body[:-1], b',"extensions":{"cost":', cost.encode(), b"}}"))


class Spending:
    """One actor's account: what it owes, in billionths since the clock counts nanoseconds, as of an instant.

    A balance is reckoned when it is asked for, in integers, so there is neither a timer nor a rounding.
    """

    __slots__ = ("_as_of", "_owed", "at_once")

    def __init__(self) -> None:
        self._owed = 0
        self._as_of = 0
        self.at_once = 0

    def owed(self, now: int, allowance: Allowance) -> int:
        """What was spent and is not restored yet, rounded up."""
        self._owed = max(0, self._owed - (now - self._as_of) * allowance.per_second)
        self._as_of = now
        return -(-self._owed // SECOND_NS)

    def spend(self, cost: int, now: int, allowance: Allowance) -> None:
        """Owe so much more."""
        self.owed(now, allowance)
        self._owed += cost * SECOND_NS


class Turn:
    """One request's way through; it is charged for being one, and for its document once that is planned.

    Raises:
        RateLimited: nothing is left to spend.
    """

    __slots__ = ("_allowance", "_clock", "_spending")

    def __init__(self, allowance: Allowance, spending: Spending, clock: Callable[[], int]) -> None:
        self._allowance = allowance
        self._spending = spending
        self._clock = clock
        self._spend(REQUEST_COST)

    def charge(self, cost: int) -> Charge:
        """Spend the cost of a planned document; what is told includes the cost of the request itself.

        Raises:
            TooCostly: more than one request may cost.
            RateLimited: more than is left.
        """
        requested, allowance = REQUEST_COST + cost, self._allowance
        if requested > allowance.cost:
            raise TooCostly(limit=allowance.cost, value=requested)
        return Charge(requested, allowance.cost, self._spend(cost, again=REQUEST_COST), allowance.per_second)

    def refused(self) -> None:
        """Spend what looking into a refused document costs, even where nothing is left."""
        self._spending.spend(REFUSED_COST, self._clock(), self._allowance)

    def too_costly(self, cost: int) -> TooCostly:
        """The refusal of a document that costs more than anyone may ask for."""
        return TooCostly(limit=self._allowance.cost, value=REQUEST_COST + cost)

    def _spend(self, cost: int, *, again: int = 0) -> int:
        """Spend, and tell what is left; a request that is sent again costs `again` before it comes here."""
        now, allowance = self._clock(), self._allowance
        owed = self._spending.owed(now, allowance) + cost
        if owed > allowance.burst:
            seconds = -((allowance.burst - owed - again) // allowance.per_second)
            raise RateLimited(limit=allowance.burst, value=owed, retry_after=seconds)
        self._spending.spend(cost, now, allowance)
        return allowance.burst - owed


class Admission:
    """The accounts of the actors of this process; each worker process has its own.

    Args:
        scale: how many times the table's rates, bursts and requests at once are given.
        clock: nanoseconds that only grow.
        table: what each role is allowed.
    """

    def __init__(
        self,
        scale: int = 1,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
        table: Mapping[Role, Allowance] = ALLOWANCES,
    ) -> None:
        self._table = {role: each.scaled(scale) for role, each in table.items()}
        self._clock = clock
        self._spending: dict[tuple[UUID, UUID, Role], Spending] = {}

    @contextmanager
    def turn(self, actor: Actor) -> Iterator[Turn]:
        """Let one request in, charge it for being one, and count it as under way until it is over.

        Raises:
            TooManyAtOnce: as many as the role may have are under way.
            RateLimited: nothing is left to spend.
        """
        allowance, spending = self._table[actor.role], self._of(actor)
        if spending.at_once >= allowance.at_once:
            raise TooManyAtOnce(limit=allowance.at_once, value=spending.at_once + 1, retry_after=1)
        spending.at_once += 1
        try:
            yield Turn(allowance, spending, self._clock)
        finally:
            spending.at_once -= 1

    def _of(self, actor: Actor) -> Spending:
        key = (actor.organiser_id, actor.user_id, actor.role)
        known = self._spending.pop(key, None)
        if known is None:
            known = Spending()
            if len(self._spending) >= ACTORS_KEPT:
                self._forget()
        self._spending[key] = known  # the one met last stands last
        return known

    def _forget(self) -> None:
        """Drop those who owe nothing, and should all owe, the tenth that was met longest ago."""
        now = self._clock()
        idle = [key for key, each in self._spending.items() if not each.at_once]
        resting = [key for key in idle if not self._spending[key].owed(now, self._table[key[2]])]
        for key in resting or idle[: ACTORS_KEPT // 10]:
            del self._spending[key]
