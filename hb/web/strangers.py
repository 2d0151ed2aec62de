"""Callers without a valid token: how many attempts an address has, so that good requests stay quick.

Checking a forged signature costs as much as answering a good request. An address that has sent many bad
tokens waits before another is looked at; tokens that were verified before are taken all the same, so that
people behind the same address go on working.
"""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

from cachetools import TLRUCache

from hb.web.admission import Account, Allowance, RateLimited

ATTEMPTS = Allowance(cost=1, per_second=20, burst=200, at_once=1)
"""What an address may try in vain: more than people who mistype, far less than what slows others."""
ADDRESSES_KEPT = 10_000
NETWORK_BITS = 64
"""A subscriber of IPv6 has a whole network of this prefix (RFC 6177), which counts as one address."""


def address_of(client: tuple[str, int] | None) -> str | None:
    """The network address of a caller in its canonical form (RFC 5952), or None where there is none."""
    if client is None:
        return None
    try:
        parsed = ip_address(client[0])
    except ValueError:
        return None
    # A listener of both protocols gives an IPv4 caller's address as one of IPv6 (RFC 4291 2.5.5.2).
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return str(mapped or parsed)


class Strangers:
    """The attempts of each address in this process, counted only when they fail.

    Args:
        scale: by how much the allowance is multiplied.
        clock: nanoseconds that only grow.
    """

    def __init__(self, scale: int = 1, *, clock: Callable[[], int] = time.monotonic_ns) -> None:
        self._allowance = ATTEMPTS.scaled(scale)
        self._clock = clock
        self._owing: TLRUCache[str, Account] = TLRUCache(ADDRESSES_KEPT, self._restored_at, timer=clock)

    def admit(self, address: str | None) -> None:
        """Let an address try a token that nobody has verified yet.

        Raises:
            RateLimited: too many of its attempts failed lately.
        """
        account = self._owing.get(_neighbourhood(address))
        if account is None:
            return
        allowance = self._allowance
        owed = account.owed(self._clock(), allowance)
        if owed >= allowance.burst:
            seconds = -((allowance.burst - owed - 1) // allowance.per_second)
            raise RateLimited(limit=allowance.burst, value=owed + 1, retry_after=seconds)

    def failed(self, address: str | None) -> None:
        """Count an attempt that failed."""
        key = _neighbourhood(address)
        account = self._owing.get(key) or Account()
        account.spend(1, self._clock(), self._allowance)
        self._owing[key] = account

    def _restored_at(self, _key: str, account: Account, _now: float) -> int:
        """When an address need not be remembered any more, in nanoseconds of the clock."""
        return account.restored_at(self._allowance)


def _neighbourhood(address: str | None) -> str:
    """The address, or of IPv6 its network; callers whose address is not known count as one."""
    if address is None:
        return ""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((int(parsed), NETWORK_BITS), strict=False))
    return address
