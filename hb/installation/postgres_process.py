"""Which processes serve a PostgreSQL data directory, and how what a killed one left behind is ended."""

import contextlib
import os
import signal
import time
from pathlib import Path

from hb.installation.postgres_account import PostgresError
from hb.installation.postgres_files import SOCKET_FILE

# A backend that still heeds SIGQUIT ends well within this time.
SECONDS_TO_QUIT = 5.0


def arguments_of(pid: int | str) -> list[str]:
    """Read a process's command line: empty for one that has ended, is a zombie, or is hidden from us."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def recorded_pid(lock_file: Path) -> int | None:
    """Read the process id a server wrote into its lock file."""
    try:
        return int(lock_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def is_postmaster(pid: int | str, data: Path) -> bool:
    """Tell whether this process is a postmaster (or its child not yet titled) of this very data directory."""
    arguments = arguments_of(pid)
    return os.path.basename(arguments[0] if arguments else "") == "postgres" and str(data) in arguments[1:]


def running_postmaster(data: Path) -> int | None:
    """Give the process id of the server that runs on this data directory: recorded, alive and truly ours."""
    pid = recorded_pid(data / "postmaster.pid")
    return pid if pid is not None and is_postmaster(pid, data) else None


def orphans(data: Path, cluster: str) -> list[int]:
    """List what is left of a server whose postmaster is gone, known by the cluster's name in the title."""
    title = f"postgres: {cluster}: "
    pids = (entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [
        int(pid)
        for pid in pids
        if "".join(arguments_of(pid)[:1]).startswith(title) or is_postmaster(pid, data)
    ]


def end_orphans(data: Path, cluster: str) -> None:
    """End the children of a killed postmaster as it would have ended them itself; raises PostgresError.

    SIGQUIT is what a postmaster sends to all its children after a crash: they write nothing more, and the
    next start replays the log.
    """
    for order in (signal.SIGQUIT, signal.SIGKILL):
        deadline = time.monotonic() + SECONDS_TO_QUIT
        for pid in orphans(data, cluster):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, order)
        while time.monotonic() < deadline:
            if not orphans(data, cluster):
                return
            time.sleep(0.05)
    raise PostgresError(f"Processes of an earlier server still hold {data} and cannot be ended.")


def end_initdb(folder: Path) -> None:
    """End an initdb that a killed process left at work beside the data, with its children."""
    for entry in Path("/proc").iterdir():
        arguments = arguments_of(entry.name) if entry.name.isdigit() else []
        if "".join(arguments[:1]).endswith("/initdb") and f"{folder}/initdb-" in " ".join(arguments):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(entry.name), signal.SIGKILL)  # it leads a group of its own: see Account.run


def disown_lock_files(data: Path, socket: Path) -> None:
    """Let PostgreSQL pass lock files whose process id now is a stranger's (a container's ids start again).

    The files are not deleted: our own id is written in, which PostgreSQL ignores as pg_ctl's parent, and its
    check of the shared memory named in the file still decides. Only for when no process serves the data.
    """
    for lock_file in (data / "postmaster.pid", socket / f"{SOCKET_FILE}.lock"):
        pid = recorded_pid(lock_file)
        if pid is None or not Path(f"/proc/{pid}").exists():
            continue
        descriptor = os.open(lock_file, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
            rest = file.read().partition("\n")[2]
            file.seek(0)
            file.truncate()
            file.write(f"{os.getpid()}\n{rest}")
