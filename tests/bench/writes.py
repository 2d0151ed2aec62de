"""Writes: commands beside pgbench, many spenders on one budget beside many budgets, batches beside COPY."""

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from tests.bench.effort import Effort
from tests.bench.figures import Spread, ratio
from tests.bench.region import Region
from tests.bench.report import Report, spread_told, table
from tests.bench.writes_bulk import batches, copied, make_copied, rows_of
from tests.bench.writes_commands import Command, Stretch, add_item, report_one, stretch
from tests.bench.writes_pgbench import captured, per_second, script_of
from tests.bench.writes_targets import Targets, forget, make_targets, opened, superuser
from tests.plans.books import require_proof

CLIENTS = 8
SPENDERS = 64
BUDGETS = 80
COMMANDS: Mapping[str, Command] = {"plan item add": add_item, "single delivery": report_one}
BULK, CHUNK, SMALL = 10_000, 1_000, 500
AT_LEAST_OF_PGBENCH, AT_LEAST_OF_MANY, MOST_OF_P50 = 0.7, 0.5, 3.0
MOST_OF_COPY = {"one batch of 10,000": 4.5, "10,000 in chunks of 1,000": 5.5, "one batch of 500": 6.0}

OVERSPENT = "SELECT count(*) FROM account WHERE organiser_id = $1 AND reserved + used > granted"
SUMS = """
SELECT (SELECT sum(reserved + used) FROM account WHERE organiser_id = $1 AND line_no = 0 AND month = 0
    AND measure = 'CENTS') AS accounts,
  (SELECT sum(reserved_cents) FROM plan_item_month WHERE organiser_id = $1) AS months
"""


@dataclass
class Rounds:
    """Values by name, one of each round."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """Keep the value of a round."""
        self.values.setdefault(name, []).append(value)

    def told(self, name: str, digits: int = 0) -> str:
        """The median with its spread."""
        return spread_told(Spread.of(self.values[name]), digits)

    def ratio(self, ours: str, theirs: str) -> Spread:
        """Of two names, round by round."""
        return ratio(self.values[ours], self.values[theirs])


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure all writes; adds an organiser of the bench's own to the region."""
    uvloop.run(measure(region, report, quick=effort.is_quick))


async def measure(region: Region, report: Report, *, quick: bool) -> None:
    """Measure all writes in rounds in which the sides take turns, and prove the books afterwards.

    Raises:
        AssertionError: the books are not right, a limit was passed, or a row was refused that is good.
    """
    targets = await make_targets(region, BUDGETS)
    rounds, seconds = (2, 1.0) if quick else (5, 5.0)
    try:
        await _commands(region, report, targets, rounds, seconds)
        await _spenders(region, report, targets, rounds, seconds)
        await _bulk(region, report, targets, rounds + 1)
        await _prove(region, targets)
    finally:
        await forget(region)


async def _commands(region: Region, report: Report, targets: Targets, rounds: int, seconds: float) -> None:
    """Each command with 8 clients on many budgets, in turn with pgbench."""
    seen = Rounds()
    async with opened(region, 1) as single:
        scripts = {
            name: script_of(await captured(single, targets, command), targets.all[0], CLIENTS, SPENDERS)
            for name, command in COMMANDS.items()
        }
    async with opened(region, CLIENTS) as database:
        for command in COMMANDS.values():
            await stretch(database, targets, command, CLIENTS, SPENDERS, 1.0)
        for _ in range(rounds):
            for name, command in COMMANDS.items():
                with tempfile.TemporaryDirectory() as folder:
                    theirs = await per_second(
                        region, scripts[name], Path(folder), CLIENTS, int(seconds), _base()
                    )
                ours = await stretch(database, targets, command, CLIENTS, SPENDERS, seconds)
                seen.add(f"{name}, pgbench", theirs)
                seen.add(name, ours.per_second)
                seen.add(f"{name}, p99", ours.p99)
    lines = []
    for name in COMMANDS:
        share = seen.ratio(name, f"{name}, pgbench")
        report.ratio(f"{name} / pgbench", share)
        report.target(f"{name} / pgbench", share.median, AT_LEAST_OF_PGBENCH)
        lines.append(
            (
                name,
                seen.told(name),
                seen.told(f"{name}, pgbench"),
                spread_told(share),
                seen.told(f"{name}, p99", 1),
            )
        )
    report.figure("writes: commands a second", seen.values)
    report.section(
        "Single commands",
        f"Commands a second, {CLIENTS} clients on {SPENDERS} budgets; pgbench runs the same statements.",
        table(("command", "hb", "pgbench", "ratio", "p99 ms"), lines),
    )


def _base() -> int:
    """Where a run of pgbench begins to count its ids: beyond all runs before it, and below 2 to the 55th."""
    return int(time.time() * 1000) * 10_000


async def _spenders(region: Region, report: Report, targets: Targets, rounds: int, seconds: float) -> None:
    """64 spenders on one budget, in turn with 64 on 64 budgets."""
    seen = Rounds()
    async with opened(region, SPENDERS) as database:
        for budgets in (SPENDERS, 1):
            await stretch(database, targets, add_item, SPENDERS, budgets, 1.0)
        for _ in range(rounds):
            many = await stretch(database, targets, add_item, SPENDERS, SPENDERS, seconds)
            one = await stretch(database, targets, add_item, SPENDERS, 1, seconds)
            for name, found in (("64 budgets", many), ("one budget", one)):
                _keep(seen, name, found)
    share, tail = seen.ratio("one budget", "64 budgets"), seen.ratio("one budget, p99", "one budget, p50")
    report.ratio("64 spenders on one budget / on 64", share)
    report.ratio("64 spenders on one budget: p99 / p50", tail)
    report.target("64 spenders on one budget / on 64", share.median, AT_LEAST_OF_MANY)
    report.target("64 spenders on one budget: p99 / p50", tail.median, MOST_OF_P50, at_least=False)
    report.figure("writes: spenders", seen.values)
    report.section(
        "64 spenders at once",
        table(
            ("on", "commands a second", "p50 ms", "p99 ms"),
            [
                (name, seen.told(name), seen.told(f"{name}, p50", 1), seen.told(f"{name}, p99", 1))
                for name in ("64 budgets", "one budget")
            ],
        ),
        f"One budget does {spread_told(share)} of 64 budgets; its p99 is {spread_told(tail)} of its p50.",
    )


def _keep(seen: Rounds, name: str, found: Stretch) -> None:
    seen.add(name, found.per_second)
    seen.add(f"{name}, p50", found.p50)
    seen.add(f"{name}, p99", found.p99)


async def _bulk(region: Region, report: Report, targets: Targets, rounds: int) -> None:
    """Batches, in turn with COPY of as many rows."""
    seen = Rounds()
    async with opened(region, 1) as database, superuser(region) as connection:
        await batches(database, targets, rows_of(targets, CHUNK), SMALL)
        await connection.execute("ANALYZE delivery")
        await make_copied(connection)
        await connection.execute("CHECKPOINT")
        for _ in range(rounds):
            seen.add("COPY of 10,000", await copied(connection, targets, rows_of(targets, BULK)))
            seen.add("one batch of 10,000", await batches(database, targets, rows_of(targets, BULK), BULK))
            seen.add(
                "10,000 in chunks of 1,000", await batches(database, targets, rows_of(targets, BULK), CHUNK)
            )
            small = [
                (
                    await copied(connection, targets, rows_of(targets, SMALL)),
                    await batches(database, targets, rows_of(targets, SMALL), SMALL),
                )
                for _ in range(4)
            ]
            seen.add("COPY of 500", sum(theirs for theirs, _ in small))
            seen.add("one batch of 500", sum(ours for _, ours in small))
    lines = [("COPY of 10,000", _milliseconds(seen.values["COPY of 10,000"]), "")]
    for name, most in MOST_OF_COPY.items():
        share = seen.ratio(name, "COPY of 500" if name.endswith(" 500") else "COPY of 10,000")
        report.ratio(f"{name} / COPY", share)
        report.target(f"{name} / COPY", share.median, most, at_least=False)
        lines.append((name, _milliseconds(seen.values[name]), spread_told(share)))
    report.figure("writes: bulk, seconds", seen.values)
    report.section(
        "Deliveries in bulk",
        "COPY of the same rows into a table with the same indexes, past row-level security, is the limit; 500"
        " rows are sent four times.",
        table(("rows", "ms", "times COPY"), lines),
    )


def _milliseconds(seconds: Sequence[float]) -> str:
    return spread_told(Spread.of([each * 1000 for each in seconds]), 0)


async def _prove(region: Region, targets: Targets) -> None:
    """The organiser's books: balances fold from transfers, chains whole, no limit passed, sums as held."""
    async with opened(region, 1) as database, superuser(region) as connection:
        await require_proof(database, targets.scene)
        over = await connection.fetchval(OVERSPENT, targets.scene.organiser_id)
        held = await connection.fetchrow(SUMS, targets.scene.organiser_id)
    assert over == 0
    assert held is not None
    assert held["accounts"] == held["months"]
