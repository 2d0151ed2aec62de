"""The embedded PostgreSQL server: made, started, handed out as addresses, and stopped."""

import fcntl
import os
import re
import shutil
import tempfile
import time
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from hb.installation.postgres_account import (
    NOBODY,
    Account,
    PostgresError,
    account_of,
    hand_over,
    last_line,
    server_account,
)
from hb.installation.postgres_files import (
    HomeInUse,
    binaries,
    make_home,
    server_folder,
    socket_folder,
)
from hb.installation.postgres_process import disown_lock_files, end_initdb, end_orphans, running_postmaster
from hb.installation.postgres_setup import (
    APP,
    CREATE_DATABASE,
    DROP_DATABASE,
    OWNER,
    ROLES,
    SUPERUSER,
    WEAKNESSES,
    new_password,
    write_configuration,
)
from hb.kit.secret_file import kept_secret, read_secret

__all__ = ["APP", "DATABASE", "OWNER", "SUPERUSER", "EmbeddedPostgres", "HomeInUse", "PostgresError"]

DATABASE = "hb"
# Replaying a gigabyte of log (max_wal_size) after a crash takes a slow disk this long at the most.
START_SECONDS = 300
# An earlier server's start that we met half-way is over within this time.
RETRY_SECONDS = 20.0
LOG_BYTES_KEPT = 10_000_000
# Whatever an address leaves out, a driver takes from PGPORT, PGSSLMODE and their kin in the environment.
SOCKET_OPTIONS = "port=5432&sslmode=disable&sslnegotiation=postgres&target_session_attrs=any&gsslib=gssapi"


class EmbeddedPostgres:
    """One PostgreSQL server of one data directory, reached by its socket only.

    As root the server runs under an unprivileged account, from a copy of its programs. The addresses are
    known without starting, so that another process may reach the server while this one runs it.
    """

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home = home.expanduser().absolute()
        self.durable = durable
        self._keys = self.home / "keys"
        self._lock: int | None = None
        self._programs: Path | None = None

    @cached_property
    def _account(self) -> Account:
        return account_of(self.data)

    @property
    def folder(self) -> Path:
        """The folder that holds data, socket, log and configuration of the server."""
        return (self.home / "postgres").resolve()

    @property
    def data(self) -> Path:
        """The data directory in PostgreSQL's sense."""
        return self.folder / "data"

    @property
    def programs(self) -> Path:
        """The folder of pg_ctl, psql, pg_dump and so on; raises PostgresError when they are not installed."""
        if self._programs is None:
            self._programs = binaries(self.folder, self._account)
        return self._programs

    @property
    def app_dsn(self) -> str:
        """The address for serving: a role that owns nothing and cannot bypass row-level security."""
        return self.dsn(APP)

    @property
    def owner_dsn(self) -> str:
        """The address for migrations: the role that owns the database."""
        return self.dsn(OWNER)

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """Give the address of a role (hb_app, hb_owner, hb_superuser); PostgresError when unmade."""
        try:
            password = read_secret(self._keys / role)
        except FileNotFoundError as error:
            raise PostgresError(f"There is no server in {self.home} yet; start it first.") from error
        socket = (self.folder / "socket").resolve()
        host = quote(str(socket), safe="")
        return f"postgresql://{role}:{quote(password)}@/{database}?host={host}&{SOCKET_OPTIONS}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, made first where there is none, and see to its roles and database.

        What a killed predecessor left running is stopped first. Raises HomeInUse when another process runs
        it, PostgresError when it cannot be started; then nothing is left running.
        """
        make_home(self.home)
        self._hold()
        try:
            self._leave_nobody()
            folder = server_folder(self.home, self._account)
            socket = socket_folder(folder, self._account)
            self._end_leftovers(socket)
            if not self.data.exists():
                self._initialise()
            if not (self._keys / SUPERUSER).exists():
                raise PostgresError(f"The server's passwords are missing from {self._keys}; put them back.")
            self._launch(socket, write_configuration(folder, socket, self._cluster(), durable=self.durable))
            owner, app = (kept_secret(self._keys / role, new_password) for role in (OWNER, APP))
            self._psql(ROLES, owner_password=owner, app_password=app)
            self.create_database(DATABASE)
            weak = self._psql(WEAKNESSES)
            if self.durable and weak:
                raise PostgresError(f"The server of {self.home} would lose data in a crash: {weak}.")
        except BaseException:
            self.stop()
            raise

    def revive(self) -> bool:
        """Start the server again if its postmaster has died, and give if it had; raises PostgresError."""
        if has_died := running_postmaster(self.data) is None:
            socket = (self.folder / "socket").resolve()
            self._end_leftovers(socket)
            self._launch(socket, self.folder / "postgresql.conf")
        return has_died

    def stop(self) -> None:
        """Stop the server and let go of the data directory; harmless when it does not run."""
        if self._lock is None:
            return
        try:
            if running_postmaster(self.data) is not None:
                self._pg_ctl_stop()
            end_orphans(self.data, self._cluster())  # a start that was interrupted half-way, if any
        finally:
            os.close(self._lock)
            self._lock = None

    def end_leftovers(self) -> None:
        """End a server that a killed process left running here; raises HomeInUse when its process lives."""
        self._hold()
        try:
            self._end_leftovers((self.folder / "socket").resolve())
        finally:
            self.stop()

    def create_database(self, name: str, *, template: str = "template1") -> None:
        """Create a database of the owner's, open to the app, unless it is there; raises PostgresError."""
        self._psql(CREATE_DATABASE, name=name, template=template)

    def drop_database(self, name: str) -> None:
        """Drop a database, ending the sessions in it; raises PostgresError."""
        self._psql(DROP_DATABASE, name=name)

    def _hold(self) -> None:
        """Take the data directory for this process; the kernel lets go of it however the process ends."""
        if self._lock is not None:
            raise HomeInUse(self.home, str(os.getpid()))
        try:
            descriptor = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise PostgresError(
                f"The data directory {self.home} cannot be used: {error.strerror}."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 20).decode() or "unknown"
            os.close(descriptor)
            raise HomeInUse(self.home, holder) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        self._lock = descriptor

    def _leave_nobody(self) -> None:
        """Take data that an earlier release kept under `nobody` to the server's own account, once."""
        if not self._account.foreign or not self.data.exists() or self.data.stat().st_uid != NOBODY:
            return
        self._end_leftovers((self.folder / "socket").resolve())
        successor = server_account()
        hand_over(self.folder, self._account, successor)
        self._account = successor

    def _cluster(self) -> str:
        """The name in the titles of the server's processes, by which they are known as ours."""
        return "hb-" + sha256(os.fsencode(self.data)).hexdigest()[:16]

    def _end_leftovers(self, socket: Path) -> None:
        if running_postmaster(self.data) is not None:
            self._pg_ctl_stop()
        end_orphans(self.data, self._cluster())
        disown_lock_files(self.data, socket)
        end_initdb(self.folder)
        for rest in self.folder.glob("initdb-*"):
            shutil.rmtree(rest, ignore_errors=True) if rest.is_dir() else rest.unlink()

    def _initialise(self) -> None:
        """Run initdb beside the data's place and move the whole there: a killed one leaves no half server."""
        password = kept_secret(self._keys / SUPERUSER, new_password)
        scratch = self._account.own_folder(Path(tempfile.mkdtemp(prefix="initdb-", dir=self.folder)))
        descriptor, password_file = tempfile.mkstemp(prefix="initdb-", dir=self.folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(password)
        if self._account.foreign:
            os.chown(password_file, self._account.uid, self._account.gid)
        try:
            made = self._account.run(
                *(self.programs / "initdb", "-D", scratch, "-U", SUPERUSER, "--auth=scram-sha-256"),
                *("--pwfile", password_file, "--encoding=UTF8", "--no-locale", "--locale-provider=builtin"),
                *("--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions"),
                *(() if self.durable else ("--no-sync",)),
            )
        finally:
            os.unlink(password_file)
        if made.returncode != 0:
            shutil.rmtree(scratch)
            raise PostgresError(f"initdb failed: {last_line(made.stderr)}")
        scratch.rename(self.data)

    def _launch(self, socket: Path, configuration: Path) -> None:
        """Start the postmaster; again while an earlier start that we met half-way gives up its locks."""
        log = self._account.own_folder(self.folder / "log") / "server.log"
        if log.exists() and log.stat().st_size > LOG_BYTES_KEPT:
            log.replace(log.with_suffix(".log.1"))
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            before = log.stat().st_size if log.exists() else 0
            started = self._account.run(
                *(self.programs / "pg_ctl", "-D", self.data, "-l", log, "-w", "-t", str(START_SECONDS)),
                *("-o", f"-c 'config_file={configuration}'", "start"),
            )
            if started.returncode == 0:
                return
            said = log.read_bytes()[before:].decode(errors="replace") if log.exists() else ""
            if not re.search(r"already exists|still in use", said) or time.monotonic() > deadline:
                reason = last_line("\n".join(re.findall(r"FATAL:  (.*)", said)) or started.stderr)
                raise PostgresError(f"PostgreSQL did not start: {reason} (see {log})")
            time.sleep(0.5)
            self._end_leftovers(socket)

    def _pg_ctl_stop(self) -> None:
        """Stop the running server: sessions are ended, data checkpointed; a test's are not worth that."""
        for mode in ("fast", "immediate") if self.durable else ("immediate",):
            stopped = self._account.run(
                self.programs / "pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", "60", "stop"
            )
            if stopped.returncode == 0 or running_postmaster(self.data) is None:
                return
        raise PostgresError(f"PostgreSQL did not stop: {last_line(stopped.stderr)}")

    def _psql(self, script: str, **values: str) -> str:
        """Run a script as the superuser; the values become psql's variables where `ps` cannot see them."""
        if any(set(value) & set("'\\\n") for value in values.values()):
            raise PostgresError("A name or a password for PostgreSQL holds a letter that would need quoting.")
        variables = "".join(f"\\set {name} '{value}'\n" for name, value in values.items())
        environment = {
            "PGHOST": str((self.folder / "socket").resolve()),
            "PGUSER": SUPERUSER,
            "PGDATABASE": "postgres",
            "PGPASSWORD": read_secret(self._keys / SUPERUSER),
        }
        ran = self._account.run(
            *(self.programs / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"),
            script=variables + script,
            environment=environment,
        )
        if ran.returncode != 0:
            raise PostgresError(f"PostgreSQL refused to be set up: {last_line(ran.stderr)}")
        return ran.stdout.strip()
