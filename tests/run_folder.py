"""The folder of one test run: all that the run keeps on disk is in it, and ends with the run.

A run may fail, be interrupted or be killed with SIGKILL; then nobody is left in it who could clean up. So the
run starts a process, `python -m tests.run_folder FOLDER`, that reads a pipe whose other end the run alone
holds. The kernel closes that end however the run ends. The process then ends what the run started, removes
the folder, and ends itself; after a normal end the run waits for it.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hb.installation.postgres import EmbeddedPostgres, HomeInUse
from hb.installation.postgres_account import PostgresError
from hb.installation.postgres_files import ENTER_ONLY
from hb.installation.postgres_process import arguments_of

ROOT = Path(__file__).parents[1]
PREFIX = "hbrun-"
LOCK = "run.lock"
END_SECONDS = 60.0
"""Within this time everything has ended, on a busy machine too; a quiet one takes less than a second."""


class RunFolder:
    """A new temporary folder for this run, with the process that clears it."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.path.chmod(ENTER_ONLY if os.geteuid() == 0 else 0o700)
        # The clearing process inherits the lock: it is free only when both the run and that process are gone.
        lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        self._clearing = subprocess.Popen(
            [sys.executable, "-m", "tests.run_folder", str(self.path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            pass_fds=[lock],
            start_new_session=True,  # a terminal's Ctrl-C is for the run
        )
        os.close(lock)

    def end(self) -> None:
        """End what the run started and remove its folder; raises TimeoutExpired when that takes too long."""
        assert self._clearing.stdin is not None
        self._clearing.stdin.close()
        self._clearing.wait(END_SECONDS * 2)


def clear(folder: Path) -> None:
    """End every process that was started with this folder in its arguments or environment, then remove it."""
    deadline = time.monotonic() + END_SECONDS
    while (started := [pid for pid in others() if mentions(pid, folder)]) and time.monotonic() < deadline:
        # A postmaster that is killed outright leaves shared memory behind: those are stopped below.
        rest = [pid for pid in started if os.path.basename("".join(arguments_of(pid)[:1])) != "postgres"]
        for pid in rest:
            send(pid, signal.SIGKILL)
        if not rest:
            break
        time.sleep(0.05)
    for home in homes(folder):
        clear_home(home)
    for pid in others():
        if mentions(pid, folder):
            send(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def clear_home(home: Path) -> None:
    """End the server of a data directory and remove the directory; one that a living process runs stays.

    Where root's home is closed to the server's account, the server's folder is elsewhere behind a link.
    """
    server = EmbeddedPostgres(home, durable=False)
    links = (home / "postgres", server.folder / "socket")
    elsewhere = [link.resolve() for link in links if link.is_symlink()]
    try:
        server.end_leftovers()
    except HomeInUse:
        return
    except PostgresError:
        pass  # what cannot be ended is reported by no one: the folder goes all the same
    for folder in (*elsewhere, home):
        shutil.rmtree(folder, ignore_errors=True)


def homes(folder: Path) -> Iterator[Path]:
    """The data directories in a folder."""
    for path, names, _ in os.walk(folder):
        if "postgres" in names:
            yield Path(path)
            names.clear()


def others() -> Iterator[int]:
    """The processes of this machine but for our own."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            yield int(entry.name)


def mentions(pid: int, folder: Path) -> bool:
    """Tell whether a process has the folder in its arguments or in the environment it was started with."""
    for name in ("cmdline", "environ"):
        try:
            if os.fsencode(folder) in Path(f"/proc/{pid}/{name}").read_bytes():
                return True
        except OSError:  # it has ended, or is another account's
            continue
    return False


def send(pid: int, order: signal.Signals) -> None:
    """Send a signal to a process that may have ended or be another account's."""
    try:
        os.kill(pid, order)
    except (ProcessLookupError, PermissionError):
        return


def clear_abandoned(base: Path) -> None:
    """Clear the folders of runs that have ended together with their clearing process, as in a power cut.

    The lock decides, not a process id: ids start again, and mean nothing beyond their container.
    """
    for folder in base.glob(f"{PREFIX}*"):
        try:
            lock = os.open(folder / LOCK, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            clear(folder)
        except BlockingIOError:
            continue
        finally:
            os.close(lock)


def main(folder: Path) -> None:
    """Wait for the end of the run, and clear its folder."""
    clear_abandoned(folder.parent)
    sys.stdin.buffer.read()
    clear(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
