"""How PostgreSQL is reached: what an address says, and why a connection was refused, in one sentence.

An address is a URL as libpq writes it, of one host or several, with its TLS (`sslmode`, `sslrootcert`,
`sslcert` …) and `target_session_attrs`. Every connection of hb is opened with `connect` or, for a pool,
under `explained`.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

from hb.kit.loopback import is_loopback

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
"""The modes that never fall back to plain text (libpq, "SSL Support", table 32.1)."""
FAULTS = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    ValueError,
)
POOLER = (
    "is behind a connection pooler that does not keep hb's settings of a session (plan_cache_mode …);"
    " name PostgreSQL itself"
)


REASONS: tuple[tuple[type[Exception], str], ...] = (
    # A wrong password is one of the first kind.
    (
        asyncpg.InvalidAuthorizationSpecificationError,
        "does not let the role {role} in: the role, its password, or a line of pg_hba.conf is wrong",
    ),
    (asyncpg.InvalidCatalogNameError, "has no database of that name"),
    (asyncpg.InsufficientPrivilegeError, "does not let the role {role} into the database (GRANT CONNECT)"),
    (asyncpg.TooManyConnectionsError, "has no connection left to give"),
    (asyncpg.CannotConnectNowError, "is starting or stopping"),
    (asyncpg.ProtocolViolationError, POOLER),
    (asyncpg.PostgresError, "refuses the connection (SQLSTATE {state})"),
    (asyncpg.TargetServerAttributeNotMatched, "is not such as target_session_attrs asks for"),
    (asyncpg.ClientConfigurationError, "cannot be asked: {driver}"),
    (ssl.SSLCertVerificationError, "shows a certificate that is not trusted ({distrust})"),
    (
        ssl.SSLError,
        "fails at TLS: a certificate or key that its address names is wrong, or its version is old",
    ),
    (socket.gaierror, "is not found: no such host is known"),
    (ConnectionRefusedError, "is not there: nobody listens on that port"),
    (ConnectionResetError, "broke the connection off"),
    (ConnectionError, "does not offer TLS, which sslmode asks for"),
    (TimeoutError, "does not answer"),
    (FileNotFoundError, "cannot be asked: there is {missing}"),
    (OSError, "cannot be reached: {system}"),
    (ValueError, "cannot be asked: its address is not well formed"),
    (Exception, "broke the connection off"),
)
"""What a fault of the driver or the system means; the first kind that fits is said."""


class Unreachable(Exception):
    """No connection; the message is one sentence without a secret.

    Args:
        role: the role that wanted to connect.
        reason: what the server at these hosts does or lacks.
    """

    def __init__(self, role: str, hosts: str, reason: str) -> None:
        super().__init__(f"the database server at {hosts} {reason}.")
        self.role = role


def role_of(url: str) -> str:
    """The role an address names, empty for none; raises ValueError for what is no URL."""
    parts = urlsplit(url)
    return unquote(parts.username or "") or _option(parts.query, "user")


def hosts_of(url: str) -> tuple[str, ...]:
    """The hosts of an address with their ports as written; a socket's folder for a socket.

    Raises ValueError for what is no URL.
    """
    parts = urlsplit(url)
    listed = parts.netloc.rpartition("@")[2] or _option(parts.query, "host")
    return tuple(unquote(host) for host in listed.split(",") if host)


def goes_unguarded(url: str) -> bool:
    """Whether a connection leaves the machine in a mode that can be, or can become, plain text."""
    if _option(urlsplit(url).query, "sslmode") in ENCRYPTED:
        return False
    hosts = hosts_of(url)
    return not hosts or not all(host.startswith("/") or is_loopback(_without_port(host)) for host in hosts)


async def connect(url: str, settings: Mapping[str, str] | None = None) -> Connection:
    """Open one connection, with these settings of its session; raises Unreachable."""
    with explained(url):
        return await asyncpg.connect(url, server_settings=dict(settings or {}))


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Tell why a connection to this address was not opened; raises Unreachable."""
    try:
        yield
    except FAULTS as fault:
        raise Unreachable(role_of(url), ", ".join(hosts_of(url)), _reason(fault, url)) from fault


def _option(query: str, name: str) -> str:
    return parse_qs(query).get(name, [""])[-1]


def _without_port(host: str) -> str:
    """A host as the address writes it, without its port and the brackets of IPv6."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") == 1 else host


def _reason(fault: Exception, url: str) -> str:
    """What a server did, or lacks, without a word of the driver's that could hold a secret."""
    is_local = all(host.startswith("/") for host in hosts_of(url))
    return next(text for kind, text in REASONS if isinstance(fault, kind)).format(
        role=role_of(url),
        missing="no such socket" if is_local else "no certificate file of the name that its address gives",
        system=getattr(fault, "strerror", None) or "the connection broke",
        state=getattr(fault, "sqlstate", ""),
        distrust=getattr(fault, "verify_message", "").rstrip("."),
        driver=str(fault).partition("\n")[0],
    )
