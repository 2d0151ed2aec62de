"""Connections to addresses that others have given us: checked when the connection is opened, not before."""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore2

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that a network translates to the IPv4 address in their last 32 bits (RFC 6052 2.1)."""

_SPECIAL = tuple(
    ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16", "fec0::/10")
)
"""Special-purpose addresses (the registries of RFC 6890) that Python's releases judge differently."""


class NotPublic(Exception):
    """The name leads to an address that is not on the public internet; the message never names it."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is on the public internet, also one that is packed into an IPv6 address.

    What is not global by the registries of special-purpose addresses (RFC 6890) and what is for many at once
    is not public; neither are tunnels (6to4, Teredo), whose other end is not seen.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour is not None or address.teredo is not None:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """Looks a name up once and connects to the addresses of that answer alone, all of which must be public.

    So nobody can answer the check with one address and the connection with another.
    """

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._backend = httpcore2.AnyIOBackend()
        self._allow_loopback = allow_loopback

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 the interface is the library's
        local_address: str | None = None,
        socket_options: "Iterable[httpcore2.SOCKET_OPTION] | None" = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Open a connection.

        Raises:
            NotPublic: an address of the name is not public.
            httpcore2.ConnectError: the name is not known, or nobody answers at its addresses.
        """
        try:
            infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            raise httpcore2.ConnectError from fault
        addresses = list(dict.fromkeys(str(info[4][0]).partition("%")[0] for info in infos))
        if not all(self._permits(ip_address(address)) for address in addresses):
            raise NotPublic
        for place, address in enumerate(addresses, 1):
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise httpcore2.ConnectError

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._backend.sleep(seconds)

    def _permits(self, address: IPv4Address | IPv6Address) -> bool:
        return is_public(address) or (self._allow_loopback and address.is_loopback)
