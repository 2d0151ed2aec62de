"""A pytest plugin that counts what each operation of the main job goes through inside `hb`.

    python -m pytest -n 0 -p tests.flows.hops tests/flows/test_main_job.py

prints for each operation how many files of `hb` it runs in, how many hops it makes (control passes to another
file of `hb`) and how many Python functions it calls there; the first time (documents cold) and the last time.
The counts are the same on every machine.
"""

import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import CodeType, FrameType

import httpx2
import pytest

import hb
from hb.access.rules import Actor
from tests.api.conftest import Api

HOUSE = str(Path(hb.__file__).parent)
OPERATION = re.compile(r"\b(?:query|mutation)\s+(\w+)")
COUNTED: dict[str, list["Journey"]] = {}


class Journey:
    """What one request went through."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.hops = 0
        self._last: CodeType | None = None

    def called(self, frame: FrameType, event: str, _argument: object) -> None:
        """Count the call of a Python function of the house."""
        if event != "call" or not frame.f_code.co_filename.startswith(HOUSE):
            return
        self.files[frame.f_code.co_filename] += 1
        if self._last is None or self._last.co_filename != frame.f_code.co_filename:
            self.hops += 1
        self._last = frame.f_code

    def __str__(self) -> str:
        packages = Counter(Path(name).relative_to(HOUSE).parts[0] for name in self.files)
        rooms = ", ".join(f"{room} {files}" for room, files in packages.most_common())
        return f"{len(self.files):>4} files {self.hops:>6} hops {self.files.total():>7} calls   {rooms}"


_post = Api.post


async def _counted_post(
    self: Api, actor: Actor, query: str, variables: Mapping[str, object] | None = None, **headers: str
) -> httpx2.Response:
    operation = OPERATION.search(query)
    journey = Journey()
    sys.setprofile(journey.called)
    try:
        return await _post(self, actor, query, variables, **headers)
    finally:
        sys.setprofile(None)
        COUNTED.setdefault(operation.group(1) if operation else "?", []).append(journey)


def pytest_configure() -> None:
    """Count from now on."""
    Api.post = _counted_post  # type: ignore[method-assign]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    for operation, journeys in sorted(COUNTED.items()):
        terminalreporter.write_line(f"{operation:28} first {journeys[0]}")
        if len(journeys) > 1:
            terminalreporter.write_line(f"{'':28} last  {journeys[-1]}")
