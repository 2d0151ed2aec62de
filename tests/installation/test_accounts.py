"""Tests of the account that root's embedded server runs under, and of what the environment may not change."""

import asyncio
import os
import pwd
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from hb.installation import postgres_account
from hb.installation.postgres import EmbeddedPostgres
from hb.installation.postgres_account import NAME, NOBODY, Account, PostgresError, hand_over, server_account
from hb.installation.postgres_process import running_postmaster
from tests.reliability.homes import own_home

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")
FORMER = Account(NOBODY, NOBODY, foreign=True)
# What a release before this one leaves behind when it is killed: a server that runs under `nobody`.
KILLED = """
import os, signal, sys
from pathlib import Path
from hb.installation.postgres import EmbeddedPostgres
from hb.installation.postgres_account import NOBODY, Account

server = EmbeddedPostgres(Path(sys.argv[1]), durable=True)
server._account = Account(NOBODY, NOBODY, foreign=True)
server.start()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path where a server may be made."""
    with own_home("account") as folder:
        yield folder


def ask(dsn: str, query: str) -> object:
    """One value of one query."""

    async def run() -> object:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(run())


def owners(folder: Path) -> set[int]:
    """Who owns what lies in a folder of the server, and the folder."""
    return {path.lstat().st_uid for path in (folder, *folder.rglob("*"))}


def uid_of(server: EmbeddedPostgres) -> int:
    """Under which number the server runs."""
    return Path(f"/proc/{running_postmaster(server.data)}").stat().st_uid


@only_root
def test_roots_server_runs_under_an_account_of_its_own(home: Path) -> None:
    """S13: every daemon under `nobody` could read and change its files."""
    with EmbeddedPostgres(home, durable=False) as server:
        entry = pwd.getpwnam(NAME)
        assert entry.pw_uid not in {0, NOBODY}
        assert entry.pw_shell == "/usr/sbin/nologin"
        assert uid_of(server) == entry.pw_uid
        for part in ("data", "log", "socket"):
            assert owners(server.folder / part) == {entry.pw_uid}
            assert stat.S_IMODE((server.folder / part).stat().st_mode) == 0o700
        assert not FORMER.can_enter(server.data)


@only_root
def test_data_of_the_release_before_are_taken_over_at_the_next_start(home: Path) -> None:
    """S13: kept under `nobody`, they are the server's own after one start, and stay."""
    server = EmbeddedPostgres(home, durable=True)
    server._account = FORMER
    with server:
        ask(server.owner_dsn, "CREATE TABLE kept AS SELECT 42 AS n")
        assert uid_of(server) == NOBODY
    stranger = server.folder / "log" / "not-the-servers"
    stranger.touch(mode=0o600)

    for _ in range(2):
        with EmbeddedPostgres(home, durable=True) as server:
            assert ask(server.owner_dsn, "SELECT n FROM kept") == 42
            assert uid_of(server) == pwd.getpwnam(NAME).pw_uid
    assert NOBODY not in owners(server.folder)
    assert stranger.stat().st_uid == 0


@only_root
def test_server_that_a_killed_release_before_left_running_is_ended_and_taken_over(home: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(home)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    left = EmbeddedPostgres(home, durable=True)
    assert uid_of(left) == NOBODY

    with EmbeddedPostgres(home, durable=True) as server:
        assert uid_of(server) == pwd.getpwnam(NAME).pw_uid
        assert ask(server.owner_dsn, "SELECT 1") == 1
    assert NOBODY not in owners(server.folder)


@only_root
def test_handing_over_follows_no_link_and_ends_with_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "postgres"
    for part in ("data", "socket"):
        (folder / part / "deep").mkdir(parents=True)
    (folder / "data" / "deep" / "link").symlink_to(outside)
    for path in (folder, outside, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    order: list[str] = []
    chown = os.chown

    def noted(
        path: str, uid: int, gid: int, *, dir_fd: int | None = None, follow_symlinks: bool = True
    ) -> None:
        order.append(Path(path).name)
        chown(path, uid, gid, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "chown", noted)
    hand_over(folder, FORMER, Account(1, 1, foreign=True))
    assert order == ["deep", "socket", "link", "deep", "data"]
    assert owners(folder / "data") == owners(folder / "socket") == {1}
    assert outside.stat().st_uid == NOBODY


@only_root
def test_account_that_cannot_be_made_refuses_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_account, "NAME", "hb-absent")
    monkeypatch.setattr(postgres_account, "ADMINISTRATION", "/nonexistent")
    with pytest.raises(PostgresError) as refused:
        server_account()
    assert str(refused.value) == (
        "As root the embedded PostgreSQL needs an account of its own, and none could be made (there is no"
        " useradd): make the system account hb-absent, run as an ordinary user, or set HB_DATABASE_URL."
    )
    monkeypatch.setattr(postgres_account, "NAME", "nobody")
    with pytest.raises(PostgresError, match=r"^The account nobody must have a number of its own"):
        server_account()


def test_postgresqls_own_variables_reach_neither_the_server_nor_its_clients(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O5: an ambient PGPORT made the start fail with `[Errno 2] No such file or directory`."""
    for name, value in {
        "PGHOST": "db.example",
        "PGHOSTADDR": "192.0.2.7",
        "PGPORT": "6543",
        "PGUSER": "somebody",
        "PGPASSWORD": "something",
        "PGDATABASE": "elsewhere",
        "PGDATA": "/nonexistent",
        "PGOPTIONS": "-c statement_timeout=1",
        "PGSERVICE": "elsewhere",
        "PGSSLMODE": "verify-full",
        "PGSSLNEGOTIATION": "direct",
        "PGSSLROOTCERT": "/nonexistent",
        "PGTARGETSESSIONATTRS": "standby",
        "PGGSSLIB": "none",
        "PGTZ": "Asia/Tokyo",
    }.items():
        monkeypatch.setenv(name, value)
    environment = {**os.environ, "HB_HOME": str(home)}
    for command in ("migrate", "verify"):
        ran = subprocess.run(
            [sys.executable, "-m", "hb", command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, "")
    with EmbeddedPostgres(home, durable=True) as server:
        for dsn in (server.app_dsn, server.owner_dsn):
            assert ask(dsn, "SELECT current_database()") == "hb"
            assert ask(dsn, "SHOW port") == "5432"
