"""Admission: a token bucket of query cost for each actor, and a cap on the actor's concurrent requests."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias
from uuid import UUID

from cachetools import TLRUCache

from hb.access.rules import CARE_ROLES, CLIENT_ROLES, PRODUCER_ROLES, Actor, Role
from hb.kit.errors import DomainError, Fact, Language
from hb.read import CompiledQuery

REQUEST_COST = 10
"""What every request costs beside the rows it asks for: authentication, a transaction, the log."""
REFUSED_COST = 300
"""What a refused document costs beside the request: it was parsed and checked, for at most 15 ms of CPU."""
WRITTEN_COST = 10
"""What each item of a list in a command's input costs: a row is judged and written; a row read costs 1."""
ACTORS_KEPT = 10_000
"""How many actors' debts are remembered; beyond these the actor met longest ago begins with none."""
SECOND_NS = 1_000_000_000
AccountKey: TypeAlias = tuple[UUID, UUID, Role]
"""The organiser, the user, the role."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a role may spend. Cost is counted in rows: as many as a document may read at most.

    Args:
        cost: the most that one request may cost.
        per_second: how much is restored each second.
        burst: the most that may be owed at any time.
        at_once: how many requests may be under way at the same time.
    """

    cost: int
    per_second: int
    burst: int
    at_once: int

    def scaled(self, times: int) -> "Allowance":
        """The rate, burst and concurrency so many times; the cost of one request stays."""
        return replace(
            self, per_second=self.per_second * times, burst=self.burst * times, at_once=self.at_once * times
        )


def cost_of(query: CompiledQuery) -> int:
    """What a document costs: the rows it may read, and those its command is asked to write."""
    return query.cost if query.document.kind == "query" else query.cost + WRITTEN_COST * query.items


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
"""By role: a client looks at own matters, a controller at those of a whole county.

The costliest document of the frontends costs 5,200 and most cost less than 500; a report of 1,000 rows costs
10,000, a whole introspection 7,600.
"""


class NotAdmitted(DomainError):
    """A refusal of admission: `limit`, `value`, and `retry_after` seconds where waiting helps."""

    @property
    def extensions(self) -> Mapping[str, Fact]:
        """The facts of the error, for programs."""
        names = {"limit": "limit", "value": "value", "retry_after": "retryAfterSeconds"}
        return {"code": self.code, **{names[name]: fact for name, fact in self.facts.items()}}

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer."""
        return {"retry-after": str(self.facts["retry_after"])} if "retry_after" in self.facts else {}


class TooCostly(NotAdmitted):
    """One request costs more than the role may spend on one."""

    code = "TOO_COSTLY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Pyyntö on liian laaja (laskennallinen koko {value:number}, enintään "
        "{limit:number}). Hae pienempi sivu.",
        "sv": "Begäran är för omfattande: dess beräknade omfattning är {value:number}, "
        "högst {limit:number} tillåts. Hämta mindre sidor.",
        "en": "The request asks for too much: its calculated size is {value:number} of at most "
        "{limit:number}. Ask for smaller pages.",
    }


class RateLimited(NotAdmitted):
    """The actor has spent the whole allowance for now."""

    code = "RATE_LIMITED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Pyyntöjä on tullut liian tiheään. Yritä uudelleen {retry_after:number} sekunnin kuluttua.",
        "sv": "För många begäranden på kort tid. Försök igen om {retry_after:number} sekunder.",
        "en": "Too many requests in a short time. Try again in {retry_after:number} seconds.",
    }


class TooManyAtOnce(NotAdmitted):
    """The actor has as many requests under way as its role may have."""

    code = "TOO_MANY_REQUESTS_AT_ONCE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Samanaikaisia pyyntöjä on liikaa: enintään {limit:number} sallitaan. Odota, "
        "että edelliset valmistuvat.",
        "sv": "För många samtidiga begäranden: högst {limit:number} tillåts. Vänta på de föregående.",
        "en": "Too many requests at once: at most {limit:number} are allowed. Wait for those before.",
    }


@dataclass(frozen=True, slots=True)
class Charge:
    """What a request was charged and what is left, as `extensions.cost` of the answer shows it."""

    requested: int
    limit: int
    available: int
    restored_per_second: int

    def added_to(self, body: bytes) -> bytes:
        """The answer, a JSON object, with `extensions.cost` at its end; it is not parsed."""
        cost = (
            f'{{"requested":{self.requested},"limit":{self.limit},'
            f'"available":{self.available},"restoredPerSecond":{self.restored_per_second}}}'
        )
        return b"".join((body[:-1], b',"extensions":{"cost":', cost.encode(), b"}}"))


class Account:
    """What one actor owes, in billionths of cost as of an instant, and how many of its requests run.

    The clock counts nanoseconds, so a rate per second restores whole billionths: a balance is computed when
    it is needed, in integers, without a timer and without rounding.
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
        """Add a cost to what is owed."""
        self.owed(now, allowance)
        self._owed += cost * SECOND_NS

    def restored_at(self, allowance: Allowance) -> int:
        """The instant from which nothing is owed any more, if nothing is spent until then."""
        return self._as_of - (-self._owed // allowance.per_second)


class AdmittedRequest:
    """A request that was let in; it is charged for being one, and for its document once that is planned.

    Raises:
        RateLimited: nothing is left to spend.
    """

    __slots__ = ("_account", "_allowance", "_clock")

    def __init__(self, allowance: Allowance, account: Account, clock: Callable[[], int]) -> None:
        self._allowance = allowance
        self._account = account
        self._clock = clock
        self._spend(REQUEST_COST)

    def charge(self, cost: int) -> Charge:
        """Spend the cost of a planned document; the charge includes the cost of the request itself.

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
        self._account.spend(REFUSED_COST, self._clock(), self._allowance)

    def too_costly(self, cost: int) -> TooCostly:
        """The refusal of a document that costs more than any role may spend."""
        return TooCostly(limit=self._allowance.cost, value=REQUEST_COST + cost)

    def _spend(self, cost: int, *, again: int = 0) -> int:
        """Spend a cost.

        Args:
            again: what the request, sent again after a refusal, will have cost before it comes to this point.

        Returns:
            What is left.

        Raises:
            RateLimited: less is left than the cost.
        """
        now, allowance = self._clock(), self._allowance
        owed = self._account.owed(now, allowance) + cost
        if owed > allowance.burst:
            seconds = -((allowance.burst - owed - again) // allowance.per_second)
            raise RateLimited(limit=allowance.burst, value=owed, retry_after=seconds)
        self._account.spend(cost, now, allowance)
        return allowance.burst - owed


class Admission:
    """The accounts of the actors of this process; each worker process has its own.

    An account is kept while a request of its actor is under way, and then until all it owes is restored.

    Args:
        scale: by how much the table's rates, bursts and requests at once are multiplied.
        clock: nanoseconds that only grow.
        table: the allowance of each role.
    """

    def __init__(
        self,
        scale: int = 1,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
        table: Mapping[Role, Allowance] = ALLOWANCES,
    ) -> None:
        self._table = {role: allowance.scaled(scale) for role, allowance in table.items()}
        self._clock = clock
        self._under_way: dict[AccountKey, Account] = {}
        self._owing: TLRUCache[AccountKey, Account] = TLRUCache(ACTORS_KEPT, self._restored_at, timer=clock)

    @contextmanager
    def admit(self, actor: Actor) -> Iterator[AdmittedRequest]:
        """Let one request in, charge it for being one, and count it as under way until it is over.

        Raises:
            TooManyAtOnce: as many as the role may have are under way.
            RateLimited: nothing is left to spend.
        """
        key, allowance = (actor.organiser_id, actor.user_id, actor.role), self._table[actor.role]
        account = self._under_way.get(key) or self._owing.get(key) or Account()
        if account.at_once >= allowance.at_once:
            raise TooManyAtOnce(limit=allowance.at_once, value=account.at_once + 1, retry_after=1)
        self._under_way[key] = account
        account.at_once += 1
        try:
            yield AdmittedRequest(allowance, account, self._clock)
        finally:
            account.at_once -= 1
            if not account.at_once:
                del self._under_way[key]
                self._owing[key] = account

    def _restored_at(self, key: AccountKey, account: Account, _now: float) -> int:
        """When an account need not be kept any more, in nanoseconds of the clock."""
        return account.restored_at(self._table[key[2]])
