"""Under which account an embedded PostgreSQL server runs: our own, or for root one of the server's own."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "hb-postgres"
"""The system account that root's servers run under; nothing else runs under it."""
NOBODY = 65534
"""The kernel's overflow account, which daemons share; root's servers of earlier releases ran under it."""
ADMINISTRATION = "/usr/sbin:/sbin:/usr/bin:/bin"
"""Where useradd is, whatever the path of our own process."""


class PostgresError(Exception):
    """The embedded server cannot do what was asked; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account a server runs under; `foreign` when this process is root and steps down to it."""

    uid: int
    gid: int
    foreign: bool

    def run(
        self, *command: str | Path, script: str = "", environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program under this account, with nothing of our own environment but the path.

        It leads a process group: a terminal's Ctrl-C is for us, who then end the program with its children.
        """
        process = subprocess.Popen(  # noqa: S603 - the programs are ours, no shell is between
            [str(part) for part in command],
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **(environment or {})},
            user=self.uid if self.foreign else None,
            group=self.gid if self.foreign else None,
            extra_groups=[] if self.foreign else None,
            process_group=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                said, complained = process.communicate(script)
            except BaseException:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(process.args, process.returncode, said, complained)

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this account reaches the folder, whatever lies above it."""
        return self.run("/bin/sh", "-c", 'cd "$1"', "sh", folder).returncode == 0

    def own_folder(self, folder: Path) -> Path:
        """Make a folder that this account alone may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.foreign:
            os.chown(folder, self.uid, self.gid)
        return folder


def account_of(data: Path) -> Account:
    """The account for a data directory: our own; for root its owner's, or while there is none the server's.

    Raises:
        PostgresError: we are root, and the server's account is not there and cannot be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), foreign=False)
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, foreign=True)
    return server_account()


def server_account() -> Account:
    """The system account of root's servers, made where there is none; raises PostgresError."""
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        complaint = _make_account()
        try:
            entry = pwd.getpwnam(NAME)  # another process may have made it meanwhile
        except KeyError as missing:
            raise PostgresError(
                f"As root the embedded PostgreSQL needs an account of its own, and none could be made"
                f" ({complaint}): make the system account {NAME}, run as an ordinary user, or set"
                " HB_DATABASE_URL."
            ) from missing
    if entry.pw_uid in {0, NOBODY}:
        raise PostgresError(f"The account {NAME} must have a number of its own, and it is {entry.pw_uid}.")
    return Account(entry.pw_uid, entry.pw_gid, foreign=True)


def _make_account() -> str:
    """Make the system account, without a home or a shell; gives what the system complained of."""
    program = shutil.which("useradd", path=ADMINISTRATION)
    if program is None:
        return "there is no useradd"
    made = subprocess.run(  # noqa: S603 - the program is the system's, no shell is between
        [
            *(program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"),
            *("--shell", "/usr/sbin/nologin", "--comment", "embedded PostgreSQL of hb", NAME),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return last_line(made.stderr)


def hand_over(folder: Path, former: Account, successor: Account) -> None:
    """Give a stopped server's files to another account, and no file that is a third one's.

    The data directory itself comes last: while it is the former's, an interrupted handing over is not done.
    """
    for part in sorted(folder.iterdir(), key=lambda part: part.name == "data"):
        for _, folders, files, place in os.fwalk(part, topdown=False):  # fwalk follows no link
            for name in (*folders, *files):
                _give(name, former, successor, place)
        _give(part, former, successor)


def _give(path: str | Path, former: Account, successor: Account, place: int | None = None) -> None:
    if os.stat(path, dir_fd=place, follow_symlinks=False).st_uid == former.uid:
        os.chown(path, successor.uid, successor.gid, dir_fd=place, follow_symlinks=False)


def last_line(text: str) -> str:
    """Give the last line of a program's complaint."""
    return (text.strip().splitlines() or ["no reason was given"])[-1]
