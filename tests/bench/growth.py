"""Growth: the same reads and writes at 1, 10 and 100 times the region's rows, and what a request costs there.

The sizes lie side by side in one server and take turns, so that a drifting machine does not decide. What a
request costs is its median time on one connection, and the CPU time of server and PostgreSQL for an answer
with sixteen at work; beside it stand the time and the blocks that PostgreSQL counts for its statements.
"""

import asyncio
import statistics
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, fields
from time import process_time

import asyncpg

from tests.bench.effort import Effort
from tests.bench.figures import ratio
from tests.bench.growth_draws import draw
from tests.bench.growth_regions import side_by_side
from tests.bench.growth_writes import BATCHED, Writes, writes_of
from tests.bench.load import Loader
from tests.bench.measure import cpu_seconds, postmaster_pid
from tests.bench.pages import PAGES
from tests.bench.peers import Peer, straight
from tests.bench.region import COUNTING, Region
from tests.bench.report import Report, spread_told, table
from tests.bench.wire import data_of

GOAL = 1.5
SIZES = (1, 10, 100)
QUICK_SIZES = (1, 4)
ALONE, TOGETHER = 1, 16
"""Connections."""
WRITES_IN_TURN = 24
BATCHES_IN_TURN = 2

SPENT = f"""
SELECT coalesce(sum(total_exec_time), 0) AS milliseconds,
    coalesce(sum(shared_blks_hit + shared_blks_read), 0) AS blocks
FROM {COUNTING} WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND query NOT LIKE '%{COUNTING}%'
"""


class Refused(Exception):
    """A server at some size did not answer."""


@dataclass(frozen=True)
class Cost:
    """What a request took: milliseconds from outside, of CPU, in PostgreSQL's statements; 8 KiB blocks."""

    time: float
    cpu: float
    statements: float
    blocks: float


KINDS = tuple(field.name for field in fields(Cost))
Costs = dict[tuple[str, int], list[Cost]]
"""The rounds' costs, by what was asked and size."""


def run(region: Region, effort: Effort, report: Report) -> None:
    """Grow the region, let the sizes take turns, tell the report."""
    sizes = QUICK_SIZES if effort.is_quick else SIZES
    postgres = postmaster_pid(region)
    with side_by_side(region, sizes) as (grown, filters):
        drawn = {size: asyncio.run(draw(each, filters)) for size, each in grown.items()}
        with ExitStack() as ending, Loader() as loader:
            peers: dict[int, Peer] = {}
            for size, each in grown.items():
                asked = {
                    f"{name} {place}": page for name in PAGES for place, page in enumerate(drawn[size][name])
                }
                peers[size] = straight.start(each, asked)
                ending.callback(peers[size].stop)
            costs = read_in_turns(grown, peers, loader, effort, postgres)
        costs |= asyncio.run(write_in_turns(grown, effort, postgres))
    tell(costs, sizes, report)


def read_in_turns(
    grown: Mapping[int, Region], peers: Mapping[int, Peer], loader: Loader, effort: Effort, postgres: int
) -> Costs:
    """Ask every size for each page over all that was drawn, round after round."""
    costs: Costs = {}
    for name in PAGES:
        keys = {
            size: [key for key in peer.requests if key.startswith(f"{name} ")] for size, peer in peers.items()
        }
        for size, peer in peers.items():
            for key in keys[size]:
                data_of(peer, key)
        for connections in (ALONE, TOGETHER):
            for number in range(-1, effort.rounds):
                seconds = effort.warm_seconds if number < 0 else effort.seconds
                for size, peer in peers.items():
                    before = asyncio.run(spent(grown[size]))
                    cpu = cpu_seconds(peer.pid) + cpu_seconds(postgres)
                    seen = loader.turn(peer, keys[size], connections, seconds)
                    cpu = cpu_seconds(peer.pid) + cpu_seconds(postgres) - cpu
                    after = asyncio.run(spent(grown[size]))
                    if seen.failed:
                        raise Refused(f"{name} at {size}×: {seen.failed} of {seen.requests} held no data")
                    took = seen.p50 if connections == ALONE else 1000 / seen.per_second
                    cost = Cost(took, cpu * 1000 / seen.requests, *_per(seen.requests, before, after))
                    if number >= 0:
                        costs.setdefault((f"{name}, {connections}", size), []).append(cost)
    return costs


async def write_in_turns(grown: Mapping[int, Region], effort: Effort, postgres: int) -> Costs:
    """Let every size do some writes of each kind, round after round."""
    costs: Costs = {}
    async with AsyncExitStack() as ending:
        writes = {size: await ending.enter_async_context(writes_of(each)) for size, each in grown.items()}
        for number in range(-1, effort.rounds):
            for name in Writes.NAMES:
                count = BATCHES_IN_TURN if name == BATCHED else WRITES_IN_TURN
                for size, each in writes.items():
                    before = await spent(grown[size])
                    cpu = process_time() + cpu_seconds(postgres)
                    took = [await each.do(name) for _ in range(count)]
                    cpu = process_time() + cpu_seconds(postgres) - cpu
                    after = await spent(grown[size])
                    median = statistics.median(took) * 1000
                    cost = Cost(median, cpu * 1000 / count, *_per(count, before, after))
                    if number >= 0:
                        costs.setdefault((name, size), []).append(cost)
    return costs


def _per(count: int, before: tuple[float, float], after: tuple[float, float]) -> Sequence[float]:
    return [(late - early) / count for early, late in zip(before, after, strict=True)]


async def spent(region: Region) -> tuple[float, float]:
    """What the statements of a database have taken so far: milliseconds and blocks."""
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        row = await connection.fetchrow(SPENT)
        assert row is not None
        return float(row["milliseconds"]), float(row["blocks"])
    finally:
        await connection.close()


def tell(costs: Costs, sizes: Sequence[int], report: Report) -> None:
    """A row for each thing asked: its cost at each size, and the largest against the smallest."""
    least, most = sizes[0], sizes[-1]
    rows = []
    for name in dict.fromkeys(name for name, _ in costs):
        judged = "cpu" if name.endswith(f", {TOGETHER}") else "time"
        ratios = {
            kind: ratio(_rounds(costs[name, most], kind), _rounds(costs[name, least], kind)) for kind in KINDS
        }
        for kind, spread in ratios.items():
            report.ratio(f"growth: {name}, {kind}, {most}× / {least}×", spread)
        target = f"growth: {name}, {judged}, {most}× / {least}×"
        report.target(target, ratios[judged].median, GOAL, at_least=False)
        medians = {
            size: {kind: statistics.median(_rounds(costs[name, size], kind)) for kind in KINDS}
            for size in sizes
        }
        report.figure(f"growth: {name}", {f"{size}×": told for size, told in medians.items()})
        figures = [f"{medians[size][judged]:.2f}" for size in sizes]
        rows.append([name, judged, *figures, *(spread_told(spread) for spread in ratios.values())])
    header = ("page and connections, or write", "judged by", *(f"{size}× ms" for size in sizes))
    report.section(
        "Growth", CAPTION, table((*header, *(f"{kind}, {most}× / {least}×" for kind in KINDS)), rows)
    )


def _rounds(costs: Sequence[Cost], kind: str) -> list[float]:
    return [float(getattr(cost, kind)) for cost in costs]


CAPTION = (
    "The region copied inside PostgreSQL. Pages over 64 plans, searches and cases and 6 workers drawn from"
    " the whole; writes one after the other, without waiting for the disk at COMMIT. Time is the median on"
    " one connection and the time per answer on sixteen; CPU is our server's and PostgreSQL's; statements is"
    " the time that PostgreSQL counts for them, and blocks the 8 KiB pages they looked at."
)
