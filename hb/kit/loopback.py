"""Which hosts are this very machine."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host, without a port, is this machine by its own loopback address or name."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
