"""`python -m hb` within the process of the tests: the same program, without the seconds of its start."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import pytest

from hb.__main__ import main


def run_main(arguments: tuple[str, ...], settings: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """How a command ended with these settings and no others of hb's; not for `serve` and `work`.

    Those take signals for themselves. Where a loop runs, it is called in a thread.
    """
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith("HB_")]:
            patch.delenv(name)
        for name, value in settings.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["hb", *arguments])
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        else:
            code = 0
    return subprocess.CompletedProcess(["hb", *arguments], code, out.getvalue(), err.getvalue())
