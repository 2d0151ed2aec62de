"""Tests of addresses: what they say, whether the way may be plain text, and why a connection failed."""

import asyncio
import socket
from collections.abc import Callable

import asyncpg
import pytest

from hb.kit.connecting import Unreachable, connect, explained, goes_unguarded, hosts_of, role_of
from hb.kit.db import Database
from hb.kit.loopback import is_loopback
from tests.reliability.served import free_port

SEVERAL = "postgresql://hb_app:p%40ss@db1.example:5432,db2.example:5433/hb?target_session_attrs=read-write"
SOCKET = "postgresql://hb%5Fapp:p@/hb?host=%2Frun%2Fpostgresql"


def test_an_address_names_its_role_and_hosts() -> None:
    assert (role_of(SEVERAL), hosts_of(SEVERAL)) == ("hb_app", ("db1.example:5432", "db2.example:5433"))
    assert (role_of(SOCKET), hosts_of(SOCKET)) == ("hb_app", ("/run/postgresql",))
    assert role_of("postgresql://h/d?user=hb_app") == "hb_app"
    assert role_of("postgresql://h/d") == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (SEVERAL, True),
        (f"{SEVERAL}&sslmode=prefer", True),
        (f"{SEVERAL}&sslmode=disable", True),
        (f"{SEVERAL}&sslmode=allow", True),
        (f"{SEVERAL}&sslmode=require", False),
        (f"{SEVERAL}&sslmode=verify-ca", False),
        (f"{SEVERAL}&sslmode=verify-full", False),
        (SOCKET, False),
        ("postgresql://a@127.0.0.1:5432/d", False),
        ("postgresql://a@[::1]:5432/d", False),
        ("postgresql://a@[2001:db8::1]:5432/d", True),
        ("postgresql://a@localhost/d", False),
        ("postgresql://a@localhost,db.example/d", True),
        ("postgresql://a@127.0.0.1.example/d", True),
        ("postgresql://a@/d", True),  # whatever PGHOST says
    ],
)
def test_a_way_is_guarded_by_tls_or_by_staying_on_the_machine(url: str, expected: bool) -> None:
    assert goes_unguarded(url) is expected


def test_every_interface_is_no_loopback() -> None:
    assert [is_loopback(host) for host in ("127.3.2.1", "::1", "localhost", "0.0.0.0", "::", "")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


async def refusal(url: str) -> str:
    with pytest.raises(Unreachable) as refused:
        await connect(url)
    with pytest.raises(Unreachable) as by_pool:
        await Database.connect(url, size=1)
    assert str(by_pool.value) == str(refused.value)
    assert "s3cret" not in str(refused.value)
    assert refused.value.role == "hb_app"
    return str(refused.value)


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("no-such-host.invalid:5432", "is not found: no such host is known"),
        ("127.0.0.1:{free}", "is not there: nobody listens on that port"),
        ("/nonexistent", "cannot be asked: there is no such socket"),
    ],
)
async def test_host_that_is_not_there_is_named(host: str, reason: str) -> None:
    """O10: host unknown, port closed."""
    host = host.format(free=free_port())
    place = f"@/hb?host={host}" if host.startswith("/") else f"@{host}/hb"
    assert await refusal(f"postgresql://hb_app:s3cret{place}") == f"the database server at {host} {reason}."


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (
            "sslmode=verify-full&sslrootcert=/nonexistent",
            "there is no certificate file of the name that its address gives",
        ),
        (
            "sslmode=verify",
            "`sslmode` parameter must be one of: disable, allow, prefer, require, verify-ca, verify-full",
        ),
        ("sslmode", "its address is not well formed"),
    ],
)
async def test_address_that_cannot_be_used_says_why(options: str, reason: str) -> None:
    assert await refusal(f"postgresql://hb_app:s3cret@db.example/hb?{options}") == (
        f"the database server at db.example cannot be asked: {reason}."
    )


async def test_wrong_password_and_database_are_told_without_either(app_dsn: str, database: str) -> None:
    """O10: a wrong password, a database that does not exist."""
    before, after = app_dsn.split("@")
    folder = hosts_of(app_dsn)[0]
    assert await refusal(f"postgresql://hb_app:s3cret@{after}") == (
        f"the database server at {folder} does not let the role hb_app in: the role, its password, or a"
        " line of pg_hba.conf is wrong."
    )
    assert await refusal(f"{before}@{after.replace(database, 'absent')}") == (
        f"the database server at {folder} has no database of that name."
    )


Answer = Callable[[bytes], bytes]


async def answered(answer: Answer) -> str:
    """Why a connection failed to a server that answers the first message so, and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(await reader.read(10_000)))
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        with pytest.raises(Unreachable) as refused:
            await connect(f"postgresql://hb_app:s3cret@127.0.0.1:{port}/hb?sslmode=require")
    return str(refused.value).partition(f"127.0.0.1:{port} ")[2]


async def test_server_without_tls_is_told_from_one_that_hangs_up() -> None:
    """O8: sslmode=require of a server that offers none."""
    assert await answered(lambda _: b"N") == "does not offer TLS, which sslmode asks for."
    assert (await answered(lambda _: b"S")).endswith(("broke the connection off.", "is old."))


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (
            asyncpg.ProtocolViolationError("unsupported startup parameter: plan_cache_mode"),
            "is behind a connection pooler that does not keep hb's settings of a session (plan_cache_mode …);"
            " name PostgreSQL itself.",
        ),
        (asyncpg.TooManyConnectionsError("s3cret"), "has no connection left to give."),
        (asyncpg.CannotConnectNowError("s3cret"), "is starting or stopping."),
        (
            asyncpg.InsufficientPrivilegeError("s3cret"),
            "does not let the role a into the database (GRANT CONNECT).",
        ),
        (asyncpg.InternalServerError("s3cret"), "refuses the connection (SQLSTATE XX000)."),
        (asyncpg.TargetServerAttributeNotMatched("s3cret"), "is not such as target_session_attrs asks for."),
        (asyncpg.InterfaceError("s3cret"), "broke the connection off."),
        (TimeoutError("s3cret"), "does not answer."),
        (socket.gaierror(-2, "s3cret"), "is not found: no such host is known."),
        (OSError(113, "No route to host"), "cannot be reached: No route to host."),
    ],
)  # fmt: skip
def test_each_kind_of_fault_has_a_sentence_without_what_the_driver_said(
    fault: Exception, reason: str
) -> None:
    with pytest.raises(Unreachable) as refused, explained("postgresql://a:s3cret@h1:1,h2:2/d"):
        raise fault
    assert str(refused.value) == f"the database server at h1:1, h2:2 {reason}"
