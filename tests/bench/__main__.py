"""`python -m tests.bench`: measure reads, writes and growth, print the table and save it."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench import closing, freeing, growth, observed, reads, work, writes
from tests.bench.effort import QUICK, WHOLE, Effort
from tests.bench.measure import machine
from tests.bench.region import Region, region_in
from tests.bench.report import Report, json_path
from tests.run_folder import RunFolder

PARTS: Mapping[str, Callable[[Region, Effort, Report], None]] = {
    "growth": growth.run,
    "reads": reads.run,
    "observing": observed.run,
    "work": work.run,
    "writes": writes.run,
    "freeing": freeing.run,
    "closing": closing.run,
}
"""Each a `run(region, effort, report)`, in the order of running: growth copies the region as it was made,
before the others write into it.
"""
MARKDOWN = Path(".hb") / "bench.md"


def main() -> None:
    """Run the parts asked for; a target that is not met is told, and is no fault of the run."""
    asked = arguments()
    effort = QUICK if asked.quick else WHOLE
    with home(asked.home) as folder, region_in(folder) as region:
        report = Report(machine(region))
        for name, part in PARTS.items():
            if asked.only in {None, name}:
                print(f"Measuring {name} …", file=sys.stderr, flush=True)  # noqa: T201 the command's output
                part(region, effort, report)
                report.save(asked.out, json_path())  # what is measured stays, whatever breaks off later
    print(report.markdown())  # noqa: T201 the command's output
    print(f"Saved in {asked.out}.", file=sys.stderr)  # noqa: T201 the command's output


def arguments() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a cut of it, in under three minutes")
    parser.add_argument("--only", choices=list(PARTS), help="one part instead of all")
    parser.add_argument("--out", type=Path, default=MARKDOWN, help="where the table is saved")
    parser.add_argument(
        "--home", type=Path, help="keep the region here and use it again; otherwise it is made anew"
    )
    return parser.parse_args()


@contextmanager
def home(asked: Path | None) -> Iterator[Path]:
    """The data directory: one asked for is kept, another removed with its server however the run ends."""
    if asked is not None:
        asked.mkdir(parents=True, exist_ok=True)
        yield asked
        return
    run = RunFolder()
    try:
        yield run.path / "region"
    finally:
        run.end()


if __name__ == "__main__":
    main()
