"""Connections to addresses that others have given us: checked when the connection is opened, not before."""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import ip_address

import httpcore2

from hb.outlets.addresses import may_be_called


class NotPublic(Exception):
    """The name leads to an address that is not on the public internet; the message never names it."""


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
        if not all(
            may_be_called(ip_address(address), allow_loopback=self._allow_loopback) for address in addresses
        ):
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
