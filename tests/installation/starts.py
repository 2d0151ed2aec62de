"""Starting `python -m hb` with settings of production, and the one sentence with which it refuses."""

import os
import subprocess
import sys
from pathlib import Path

from hb.kit.keys import new_key
from hb.kit.settings import new_token_keys
from tests.command_line import run_main
from tests.reliability.served import free_port

ROOT = Path(__file__).parents[2]
KEYS = {
    "HB_DATA_KEY": new_key(),
    "HB_INDEX_KEY": new_key(),
    "HB_JWT_KEYS": new_token_keys(),
    "HB_JWT_ISSUER": "https://id.example",
}
STANDBY = (
    "The server is a standby, which takes no writes; name the primary, or all hosts with"
    " target_session_attrs=read-write."
)
NEWER = "The database is at migration 0999, of a newer release than this one: run that release."
PROCESSES = {"serve", "work"}
"""Commands that take signals for themselves: each is started as a process of its own."""


def environment(settings: dict[str, str]) -> dict[str, str]:
    """A production's environment with these settings in place of the usual ones."""
    home = {"HB_HOME": "/nonexistent/hb", "HB_PORT": str(free_port())}
    return {"PATH": os.environ["PATH"], "HB_ENVIRONMENT": "production", **home, **KEYS, **settings}


def hb(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """How `python -m hb` ended with these settings in production: a process, or its `main` where it may."""
    command = [sys.executable, "-m", "hb", *arguments]
    named = {name: value for name, value in environment(settings).items() if value}
    if arguments[0] in PROCESSES:
        return subprocess.run(
            command, cwd=ROOT, env=named, capture_output=True, text=True, check=False, timeout=240
        )
    return run_main(arguments, named)


def refusal(*arguments: str, **settings: str) -> str:
    """The one sentence of a refused start, without the program's name."""
    ended = hb(*arguments, **settings)
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr
    for name, value in settings.items():
        assert name not in KEYS or not value or value not in ended.stderr
        password = value.partition("@")[0].rpartition(":")[2] if "_URL" in name else ""
        assert not password or password not in ended.stderr
    return ended.stderr.removeprefix("hb: ").removesuffix("\n")
