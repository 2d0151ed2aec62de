"""Each start that is refused, by the command line: one sentence without a secret, and exit code 2."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from hb.installation.migration import head
from hb.installation.postgres import APP
from hb.kit.secret_file import read_secret
from tests.installation.servers import Front, Kind, Server, certificate
from tests.installation.starts import NEWER, ROOT, STANDBY, environment, hb, refusal
from tests.reliability.served import free_port

pytestmark = pytest.mark.slow

NOT_LET_IN = "does not let the role hb_app in: the role, its password, or a line of pg_hba.conf is wrong."
POOLER = (
    "is behind a connection pooler that does not keep hb's settings of a session (plan_cache_mode …);"
    " name PostgreSQL itself."
)


def test_every_command_works_over_tls_and_several_hosts(server: Server) -> None:
    """O8: `migrate` took neither; serve alone did."""
    hosts = f"127.0.0.1:{free_port()},{server.host}"
    options = f"sslmode=verify-full&sslrootcert={server.authority}&target_session_attrs=read-write"
    settings = server.databases(options=options, hosts=hosts)
    for command in ("migrate", "codes", "verify"):
        ended = hb(command, **settings)
        assert (ended.returncode, ended.stderr) == (0, ""), command

    port = free_port()
    served = subprocess.Popen(
        [sys.executable, "-m", "hb", "serve"], cwd=ROOT, env=environment({**settings, "HB_PORT": str(port)})
    )
    try:
        assert answered(port) == b"ok"
    finally:
        served.send_signal(signal.SIGTERM)
        assert served.wait(timeout=60) == 0


def answered(port: int) -> bytes:
    """What /health of a server that is starting answers."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health") as answer:
                return bytes(answer.read())
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_wrong_password_is_one_sentence(server: Server, command: str) -> None:
    """O10: 123 lines at serve, 652 at migrate."""
    settings = {
        name: url.replace(url.partition("@")[0].rpartition(":")[2], "s3cret")
        for name, url in server.databases().items()
    }
    name, role = (
        ("HB_DATABASE_URL", "hb_app") if command == "serve" else ("HB_OWNER_DATABASE_URL", "hb_owner")
    )
    assert refusal(command, **settings) == (
        f"{name}: the database server at {server.host} {NOT_LET_IN.replace('hb_app', role)}"
    )


def test_database_that_does_not_exist_is_one_sentence(server: Server) -> None:
    settings = {name: url.replace("/hb?", "/absent?") for name, url in server.databases().items()}
    assert refusal("serve", **settings) == (
        f"HB_DATABASE_URL: the database server at {server.host} has no database of that name."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "The file HB_JWT_KEYS_FILE cannot be read: No such file or directory."),
        ('{"keys": []}', "The file HB_JWT_KEYS_FILE is not a JSON Web Key Set."),
    ],
)
def test_file_of_token_keys_that_is_missing_or_empty_is_one_sentence(
    server: Server, tmp_path: Path, content: str | None, sentence: str
) -> None:
    """S16: two tracebacks, after the migrations, and exit code 3."""
    path = tmp_path / "jwks.json"
    if content is not None:
        path.write_text(content)
    settings = {"HB_JWT_KEYS": "", "HB_JWT_KEYS_FILE": str(path)}
    assert refusal("serve", **server.databases(), **settings) == sentence


@pytest.mark.parametrize(
    ("kind", "beginning"),
    [
        ("refusing pooler", "HB_DATABASE_URL: the database server at 127.0.0.1:"),
        ("ignoring pooler", "The database "),
    ],
)
def test_pooler_that_loses_settings_is_one_sentence(server: Server, kind: Kind, beginning: str) -> None:
    """O14: PgBouncer in front crashed the start or, told to ignore what it does not know, served 500s."""
    with Front(server.postgres, kind) as pooler:
        sentence = refusal("serve", **server.databases(hosts=pooler.host, options="sslmode=disable"))
    assert sentence.startswith(beginning)
    assert sentence.endswith(POOLER)


@pytest.mark.parametrize("command", ["serve", "migrate", "verify"])
def test_database_of_a_newer_release_is_one_sentence(server: Server, command: str) -> None:
    """O10: a traceback at migrate; the others advised to migrate with the older release."""
    server.execute("UPDATE alembic_version SET version_num = '0999'")
    try:
        assert refusal(command, **server.databases()) == NEWER
    finally:
        server.execute(f"UPDATE alembic_version SET version_num = '{head()}'")


def test_database_of_a_newer_release_gets_no_demo(server: Server) -> None:
    server.execute("UPDATE alembic_version SET version_num = '0999'")
    try:
        assert refusal("demo", **server.databases(), HB_ENVIRONMENT="development") == NEWER
    finally:
        server.execute(f"UPDATE alembic_version SET version_num = '{head()}'")


def test_standby_is_one_sentence_at_serve_and_migrate(server: Server) -> None:
    """O14: every one of 1,106 requests was answered 500."""
    with server.as_standby():
        assert refusal("serve", **server.databases()) == STANDBY
        assert refusal("migrate", **server.databases()) == STANDBY
        assert refusal("codes", **server.databases()) == STANDBY
        assert hb("verify", **server.databases()).returncode == 0, "books are proved on a standby too"
        options = f"sslmode=verify-full&sslrootcert={server.authority}&target_session_attrs=read-write"
        assert refusal("migrate", **server.databases(options=options)) == (
            f"HB_OWNER_DATABASE_URL: the database server at {server.host} is not such as"
            " target_session_attrs asks for."
        )


@pytest.mark.parametrize(
    ("table", "trigger"), [("transfer", "transfer_append_only"), ("settlement", "settlement_course")]
)
def test_disabled_trigger_is_one_sentence(server: Server, table: str, trigger: str) -> None:
    """S4: the server started with transfer_append_only disabled."""
    server.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    try:
        assert refusal("serve", **server.databases()) == (
            f"The trigger {trigger} of the table {table} is disabled."
        )
    finally:
        server.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


def test_certificate_that_is_not_trusted_is_one_sentence(server: Server, tmp_path: Path) -> None:
    other, _ = certificate(tmp_path, "other")
    options = f"sslmode=verify-full&sslrootcert={other}"
    assert refusal("migrate", **server.databases(options=options)) == (
        f"HB_OWNER_DATABASE_URL: the database server at {server.host} shows a certificate that is not"
        " trusted (self-signed certificate)."
    )


def test_server_that_wants_tls_refuses_plain_text(server: Server) -> None:
    assert refusal("migrate", **server.databases(options="sslmode=disable")) == (
        f"HB_OWNER_DATABASE_URL: the database server at {server.host}"
        f" {NOT_LET_IN.replace('hb_app', 'hb_owner')}"
    )


@pytest.mark.parametrize("command", ["serve", "verify"])
def test_host_that_is_not_there_is_one_sentence_with_its_setting(server: Server, command: str) -> None:
    """O10: `[Errno -2] Name or service not known` told neither whose nor where."""
    settings = server.databases(hosts="no-such-host.invalid")
    name = "HB_DATABASE_URL" if command == "serve" else "HB_OWNER_DATABASE_URL"
    assert refusal(command, **settings) == (
        f"{name}: the database server at no-such-host.invalid is not found: no such host is known."
    )


def test_port_that_is_taken_is_one_sentence(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert refusal("serve", **server.databases(), HB_PORT=str(port)) == (
            f"Nothing can be served on 127.0.0.1:{port} (Address already in use); set HB_PORT or HB_HOST to"
            " another."
        )


PRODUCTION = (
    "In production no demo region is loaded and no token is made: persons are real there, and tokens come"
    " from the identity provider."
)
WHO = (
    "--organiser",
    "00000000-0000-7000-8000-000000000001",
    "--user",
    "00000000-0000-7000-8000-000000000002",
)


@pytest.mark.parametrize("arguments", [("demo",), ("serve", "--demo"), ("token", *WHO, "--role", "AUDITOR")])
def test_production_takes_no_demo_and_makes_no_token(server: Server, arguments: tuple[str, ...]) -> None:
    """S12: 1,560 invented clients went into an empty production database without a question."""
    assert refusal(*arguments, **server.databases()) == PRODUCTION


def test_database_without_an_environment_is_refused_by_every_command(server: Server) -> None:
    """S3: the start made its own keys and took its own tokens on a real database."""
    for arguments in (("serve",), ("migrate",), ("verify",), ("token", *WHO, "--role", "AUDITOR")):
        assert refusal(*arguments, **server.databases(), HB_ENVIRONMENT="") == (
            "HB_DATABASE_URL names a database, so set HB_ENVIRONMENT to production, or to development where"
            " every person is invented."
        )


def test_password_is_one_that_the_tests_would_notice(server: Server) -> None:
    """The check of `refusal` looks for what the address really holds."""
    password = read_secret(server.postgres.home / "keys" / APP)
    assert server.databases()["HB_DATABASE_URL"].partition("@")[0].rpartition(":")[2] == password
