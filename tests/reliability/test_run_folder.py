"""A test run leaves no process and no folder behind, however it ends (O18)."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hb.installation.postgres import EmbeddedPostgres
from hb.installation.postgres_process import orphans
from tests.run_folder import END_SECONDS, LOCK, PREFIX, ROOT, clear, clear_abandoned, mentions, others

# What a run keeps: its server, a program that a test started and forgot, and a second server of a test's own.
RUN = """
import subprocess, sys, tempfile, time
from pathlib import Path
from hb.installation.postgres import EmbeddedPostgres

def test_run(embedded):
    subprocess.Popen(["sleep", "600"])
    EmbeddedPostgres(Path(tempfile.gettempdir()) / "own", durable=True).start()
    Path({told!r}).write_text(tempfile.gettempdir())
    {ending}
"""
HANG, FAIL = "time.sleep(600)", "assert False"


class Run:
    """A pytest of its own over one test, whose temporary folders are made below `base`."""

    def __init__(self, base: Path, ending: str, workers: int) -> None:
        self._told = base / "told"
        test = base / "test_run.py"
        test.write_text(RUN.format(told=str(self._told), ending=ending), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-n", str(workers), "-p", "tests.conftest", str(test)]
        self.process = subprocess.Popen(
            [*command, "-c", "pyproject.toml", "-p", "no:cacheprovider"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A check that a shell has put in the background ignores SIGINT, and so would its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no thread runs
            text=True,
        )

    def folder(self) -> Path:
        """The folder of the run, once its test has started everything."""
        while not self._told.exists() or not self._told.read_text():
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.05)
        return Path(self._told.read_text())


def left(folder: Path, servers: list[EmbeddedPostgres]) -> list[object]:
    """What is left of a run: processes, shared memory's owners among them, and its folder."""
    processes: list[object] = [pid for pid in others() if mentions(pid, folder)]
    for server in servers:
        processes += orphans(server.data, server._cluster())
    return processes + [folder] * folder.exists()


@pytest.mark.parametrize(
    ("ending", "order", "workers"),
    [(HANG, signal.SIGKILL, 1), (HANG, signal.SIGINT, 0), (FAIL, None, 1)],
    ids=["killed", "interrupted", "failed"],
)
def test_no_process_and_no_folder_of_a_run_is_left(
    tmp_path: Path, ending: str, order: signal.Signals | None, workers: int
) -> None:
    run = Run(tmp_path, ending, workers)
    folder = run.folder()
    assert folder.name.startswith(PREFIX)
    servers = [EmbeddedPostgres(folder / name, durable=False) for name in ("server", "own")]
    if order is not None:
        assert all(orphans(server.data, server._cluster()) for server in servers)
        run.process.send_signal(order)
    output, _ = run.process.communicate()
    assert run.process.returncode == {None: 1, signal.SIGINT: 2}.get(order, -signal.SIGKILL), output
    if order is None:
        assert re.search(r"^ +\d+ %  FAILED .*::test_run$", output, re.MULTILINE), (
            "a failure is shown at once"
        )

    deadline = time.monotonic() + 2 * END_SECONDS
    while left(folder, servers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left(folder, servers) == []


def test_the_folder_of_a_living_run_stays_and_an_abandoned_one_goes(tmp_path: Path) -> None:
    living, abandoned, stranger = (tmp_path / f"{PREFIX}{name}" for name in ("living", "abandoned", "other"))
    for folder in (living, abandoned, stranger):
        folder.mkdir()
    (abandoned / LOCK).touch()
    holding = "import fcntl, sys, time; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX)"
    holder = subprocess.Popen(
        [sys.executable, "-c", f"{holding}; print('held', flush=True); time.sleep(600)", str(living / LOCK)],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"

    clear_abandoned(tmp_path)
    assert holder.poll() is None
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([living.name, stranger.name])

    clear(living)
    assert holder.wait() == -signal.SIGKILL
    assert not living.exists()
