"""Which addresses outsiders may have us call: the one rule for what is taken and for what is called; pure."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that a network translates to the IPv4 address in their last 32 bits (RFC 6052 2.1)."""

_SPECIAL = tuple(
    ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16", "fec0::/10")
)
"""Special-purpose addresses (the registries of RFC 6890) that Python's releases judge differently."""


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


def may_be_called(address: IPv4Address | IPv6Address, *, allow_loopback: bool) -> bool:
    """Whether an outsider may have us call an address; `allow_loopback` in development alone."""
    return is_public(address) or (allow_loopback and address.is_loopback)


def host_may_be_called(host: str, *, allow_loopback: bool) -> bool:
    """Whether an outsider may name a host: as an address it must be one that may be called.

    A name of this machine (RFC 6761 6.3) is its loopback address. Where another name leads is looked up when
    it is called, and by the same rule.
    """
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return allow_loopback
    address = _address_of(name)
    return address is None or may_be_called(address, allow_loopback=allow_loopback)


def _address_of(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is written as, also in the old forms that a look-up takes (127.1, 0x7f.1)."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
