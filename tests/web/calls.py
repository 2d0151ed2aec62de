"""Counts the Python calls of hb's own code while something runs: the same number on every machine."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import hb

ROOT = Path(hb.__file__).parent


@contextmanager
def calls_of_hb() -> Iterator[Counter[tuple[str, str]]]:
    """Within it every call of a function of `hb/`, by file (below `hb/`) and function.

    A generator's resumption counts as a call, as `sys.setprofile` reports it. Only this thread is counted.
    """
    counts: Counter[tuple[str, str]] = Counter()
    prefix = f"{ROOT}/"

    def count(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(prefix):
            counts[code.co_filename.removeprefix(prefix), code.co_qualname] += 1

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        yield counts
    finally:
        sys.setprofile(previous)


def by_package(counts: Counter[tuple[str, str]]) -> dict[str, int]:
    """The calls of each package of hb, most first."""
    sums: Counter[str] = Counter()
    for (file, _), number in counts.items():
        sums["/".join(file.split("/")[:-1]) or file] += number
    return dict(sums.most_common())


def by_function(counts: Counter[tuple[str, str]], at_least: int) -> list[str]:
    """The functions called at least so often, most often first, to see where the calls go."""
    return [
        f"{number:>7}  {file} {name}" for (file, name), number in counts.most_common() if number >= at_least
    ]
