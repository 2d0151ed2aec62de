"""Tests of the embedded server: it starts, keeps its data, and survives being killed."""

import asyncio
import multiprocessing
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from hb.installation.postgres import EmbeddedPostgres, HomeInUse
from hb.installation.postgres_account import Account, PostgresError
from hb.installation.postgres_files import fits_socket
from hb.installation.postgres_process import recorded_pid, running_postmaster

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# Starts a server, adds a row, says so, and waits to be killed.
HOLDER = """
import asyncio, sys, time
from pathlib import Path
import asyncpg
from hb.installation.postgres import EmbeddedPostgres

async def add_row(dsn):
    connection = await asyncpg.connect(dsn)
    await connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
    await connection.execute("INSERT INTO kept VALUES (1)")
    await connection.close()

server = EmbeddedPostgres(Path(sys.argv[1]), durable=True)
server.start()
asyncio.run(add_row(server.owner_dsn))
print("ready", flush=True)
time.sleep(float(sys.argv[2]))
server.stop()
"""

# Keeps a backend busy that does not notice that its postmaster is gone.
COMPUTING = """
import asyncio, sys
import asyncpg

async def compute(dsn):
    connection = await asyncpg.connect(dsn)
    print("ready", flush=True)
    await connection.fetch("SELECT count(*) FROM generate_series(1, 1000000000)")

asyncio.run(compute(sys.argv[1]))
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path where a server may be made; what a test leaves running there is ended."""
    base = Path(tempfile.mkdtemp(prefix="hbs-"))
    base.chmod(0o711)
    path = base / "home"
    yield path
    if path.exists():
        EmbeddedPostgres(path, durable=False).end_leftovers()
    shutil.rmtree(base)


def ask(dsn: str, query: str) -> object:
    """One value of one query."""

    async def run() -> object:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(run())


def holder(home: Path, seconds: float = 3600.0) -> "subprocess.Popen[str]":
    """A process that started a durable server and put a row into it."""
    command = [sys.executable, "-c", HOLDER, str(home), str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def pid_of(server: EmbeddedPostgres) -> int:
    pid = running_postmaster(server.data)
    assert pid is not None
    return pid


def test_first_start_makes_a_durable_server_of_two_roles_and_one_database(home: Path) -> None:
    with EmbeddedPostgres(home, durable=True) as server:
        settings = {
            name: ask(server.app_dsn, f"SHOW {name}")
            for name in (
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "data_checksums",
                "jit",
                "timezone",
            )
        }
        assert settings == dict.fromkeys(settings, "on") | {"jit": "off", "timezone": "UTC"}
        assert ask(server.app_dsn, "SHOW listen_addresses") == ""
        assert ask(server.app_dsn, "SELECT current_setting('server_version_num')::int / 10000") == 18
        database = "FROM pg_database WHERE datname = 'hb'"
        assert ask(server.app_dsn, f"SELECT concat(datlocprovider, datlocale) {database}") == "bC.UTF-8"
        assert ask(server.app_dsn, f"SELECT datdba::regrole::text {database}") == "hb_owner"
        for role, rights in (("hb_app", "f f f f f"), ("hb_owner", "f f t f f")):
            columns = "rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb"
            query = f"SELECT concat_ws(' ', {columns}) FROM pg_roles WHERE rolname = '{role}'"
            assert ask(server.app_dsn, query) == rights
        ask(server.owner_dsn, "CREATE EXTENSION btree_gist")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            ask(server.app_dsn, "CREATE TABLE mine (n int)")
    assert running_postmaster(server.data) is None


def test_wrong_password_is_refused(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as server:
        for dsn in (server.app_dsn, server.owner_dsn, server.dsn("hb_superuser")):
            password = dsn.split(":")[2].split("@")[0]
            with pytest.raises(asyncpg.InvalidPasswordError):
                ask(dsn.replace(password, "wrong"), "SELECT 1")


def test_secrets_and_socket_are_private(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as server:
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home / "keys").iterdir()}
        assert modes == {"hb_app": 0o600, "hb_owner": 0o600, "hb_superuser": 0o600}
        for folder in (home / "keys", server.folder / "socket", server.data, server.folder / "log"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert not list(server.folder.glob("initdb-*"))


def test_second_start_finds_the_data(home: Path) -> None:
    with EmbeddedPostgres(home, durable=True) as server:
        ask(server.owner_dsn, "CREATE TABLE kept AS SELECT 42 AS n")

    began = (server.data / "PG_VERSION").stat().st_mtime_ns
    with EmbeddedPostgres(home, durable=True) as server:
        assert (server.data / "PG_VERSION").stat().st_mtime_ns == began, "initdb has not run again"
        assert ask(server.owner_dsn, "SELECT n FROM kept") == 42


def test_killed_postmaster_is_replaced_although_its_children_linger(home: Path) -> None:
    server = EmbeddedPostgres(home, durable=True)
    server.start()
    ask(server.owner_dsn, "CREATE TABLE kept AS SELECT 42 AS n")
    lingering = subprocess.Popen(
        [sys.executable, "-c", COMPUTING, server.owner_dsn], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert lingering.stdout is not None
    assert lingering.stdout.read(5) == b"ready"

    os.kill(pid_of(server), signal.SIGKILL)
    server.stop()
    assert recorded_pid(server.data / "postmaster.pid") is not None
    lingering.wait()

    with EmbeddedPostgres(home, durable=True) as server:
        assert ask(server.owner_dsn, "SELECT n FROM kept") == 42


def test_killed_starter_blocks_nothing(home: Path) -> None:
    process = holder(home)
    server = EmbeddedPostgres(home, durable=True)
    left = pid_of(server)
    process.kill()
    process.wait()
    assert running_postmaster(server.data) == left

    with server:
        assert pid_of(server) != left
        assert ask(server.owner_dsn, "SELECT count(*) FROM kept") == 1


def test_start_interrupted_anywhere_is_completed_by_the_next(home: Path) -> None:
    for milliseconds in (150, 300, 450, 600, 750):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(home), "3600"], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        time.sleep(milliseconds / 1000)
        process.kill()
        process.wait()

    with EmbeddedPostgres(home, durable=True) as server:
        assert ask(server.app_dsn, "SELECT 1") == 1
        assert not list(server.folder.glob("initdb-*"))


def test_second_process_is_refused_and_told_who_runs_it(home: Path) -> None:
    process = holder(home)
    other = EmbeddedPostgres(home, durable=True)
    with pytest.raises(HomeInUse, match=f"process {process.pid}\\) runs on {home}"):
        other.start()
    assert ask(other.app_dsn, "SELECT 1") == 1, "the running server is reached without starting it"
    process.kill()
    process.wait()


def test_pid_file_of_a_stranger_is_passed(home: Path) -> None:
    with EmbeddedPostgres(home, durable=True) as server:
        ask(server.owner_dsn, "CREATE TABLE kept AS SELECT 42 AS n")
        os.kill(pid_of(server), signal.SIGKILL)
    stranger = subprocess.Popen(["sleep", "3600"], cwd="/", user=server.data.stat().st_uid)
    for lock_file in (server.data / "postmaster.pid", server.folder / "socket" / ".s.PGSQL.5432.lock"):
        lines = lock_file.read_text().split("\n")
        lock_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))

    with EmbeddedPostgres(home, durable=True) as server:
        assert ask(server.owner_dsn, "SELECT n FROM kept") == 42
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_long_home_puts_the_socket_elsewhere(home: Path) -> None:
    long_home = home / ("a" * 60) / ("b" * 60)
    home.mkdir()
    home.chmod(0o711)
    with EmbeddedPostgres(long_home, durable=False) as server:
        socket = (server.folder / "socket").resolve()
        assert not fits_socket(server.folder / "socket")
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert ask(server.app_dsn, "SELECT 1") == 1
    shutil.rmtree(socket)

    with EmbeddedPostgres(long_home, durable=False) as server:
        assert ask(server.app_dsn, "SELECT 1") == 1, "a cleaned temporary folder is made anew"
        shutil.rmtree((server.folder / "socket").resolve())


def start_twice_as(account: pwd.struct_passwd, home: Path) -> None:
    """Become an ordinary user for good, and start a server twice."""
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    with EmbeddedPostgres(home, durable=True) as server:
        ask(server.owner_dsn, "CREATE TABLE kept AS SELECT 42 AS n")
    with EmbeddedPostgres(home, durable=True) as server:
        assert ask(server.owner_dsn, "SELECT n FROM kept") == 42
        assert server._account == Account(account.pw_uid, account.pw_gid, foreign=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="whoever is an ordinary user sees this in every test")
def test_ordinary_user_starts_from_the_installed_programs(home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    if not Account(nobody.pw_uid, nobody.pw_gid, foreign=True).can_enter(Path(asyncpg.__file__).parent):
        pytest.skip("the virtual environment is closed to other users")
    home.mkdir()
    os.chown(home, nobody.pw_uid, nobody.pw_gid)

    # Forked, since the interpreter itself may lie where others cannot run it.
    process = multiprocessing.get_context("fork").Process(target=start_twice_as, args=(nobody, home))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert not (home / "postgres" / "binaries").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")
def test_root_with_a_closed_home_keeps_the_data_in_the_machines_state(home: Path) -> None:
    home.mkdir()
    home.parent.chmod(0o700)
    with EmbeddedPostgres(home / "data", durable=False) as server:
        assert server.folder.parent == Path("/var/lib")
        assert ask(server.app_dsn, "SELECT 1") == 1
        assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
    shutil.rmtree(server.folder)
    with pytest.raises(PostgresError, match="are gone; remove the link"):
        server.start()


def test_missing_passwords_are_named(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as server:
        pass
    shutil.rmtree(home / "keys")
    with pytest.raises(PostgresError, match=f"passwords are missing from {home}/keys"):
        server.start()
