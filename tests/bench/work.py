"""Work: what leaving a job adds to a command, jobs that a loop does a second, and what an idle one asks."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter
from uuid import UUID

import asyncpg
import uvloop

from hb import modules
from hb.access.rules import Actor, system_actor
from hb.deliveries import service as deliveries
from hb.deliveries.rules import DeliveryOutcome, OnError, OutcomeState
from hb.kit.commands import Claim, perform, write_gathered
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.work.service import Done, Ending, Job, JobKind, Tally, WorkLoop, Workplace, leave
from tests.bench.effort import Effort
from tests.bench.figures import Spread
from tests.bench.measure import counting
from tests.bench.region import Region
from tests.bench.report import Report, spread_told, table
from tests.bench.writes import Rounds
from tests.bench.writes_commands import HASH, visit
from tests.bench.writes_targets import Target, Targets, forget, make_targets, opened, superuser
from tests.scene import NOW
from tests.work.left import LABEL

BUDGETS, PAIRS, QUICK_PAIRS = 20, 300, 60
JOBS, QUICK_JOBS, BATCH = 20_000, 2_000, 100
ONE_BY_ONE = 10
"""As many fewer jobs are done one by one."""
IDLE_SECONDS = 2.0
MOST_OF_A_COMMAND, AT_LEAST_A_SECOND = 1.05, 5_000
LEFT, PREFIX = "BENCH_LEFT", "BENCH_"


def run(region: Region, effort: Effort, report: Report) -> None:
    """Measure all three; adds an organiser of the bench's own to the region."""
    pairs, jobs = (QUICK_PAIRS, QUICK_JOBS) if effort.is_quick else (PAIRS, JOBS)
    seen = uvloop.run(measure(region, effort.rounds, pairs, jobs))
    share, batches = seen.ratio("with a job", "without"), Spread.of(seen.values["in batches"])
    report.ratio("command that leaves a job / without", share)
    report.target("command that leaves a job / without", share.median, MOST_OF_A_COMMAND, at_least=False)
    report.target("jobs a second in batches", batches.median, AT_LEAST_A_SECOND)
    report.figure("work", seen.values)
    organisers, asked = idle(region)
    report.figure("work: statements of an idle turn", {"organisers": organisers, "statements": asked})
    report.section(
        "Work",
        f"A delivery reported {pairs} times a round, in turn with and without a job left by the command; then"
        f" {jobs:,} jobs done that do nothing, {BATCH} at a time outside of a transaction, and a"
        f" {ONE_BY_ONE}th of them one by one inside of one.",
        table(
            ("ms without", "ms with a job", "ratio", "jobs a second in batches", "one by one"),
            [
                (
                    seen.told("without", 2),
                    seen.told("with a job", 2),
                    spread_told(share, 3),
                    seen.told("in batches"),
                    seen.told("one by one"),
                )
            ],
        ),
        f"An idle loop looks once a second: {asked:.1f} statements for {organisers} organisers,"
        f" {asked / organisers:.1f} each (BEGIN and COMMIT count).",
    )


async def measure(region: Region, rounds: int, pairs: int, jobs: int) -> Rounds:
    """Measure commands (the median in ms of a round) and the loop (jobs a second) in rounds.

    Raises:
        AssertionError: a delivery was refused, or a job was not done.
    """
    seen = Rounds()
    targets = await make_targets(region, BUDGETS)
    try:
        async with opened(region, 4) as database, superuser(region) as connection:
            await commands(database, targets, BUDGETS)  # plans and caches are warm from here on
            for _ in range(rounds):
                without, with_job = await commands(database, targets, pairs)
                seen.add("without", median(without) * 1000)
                seen.add("with a job", median(with_job) * 1000)
            await _remove_jobs(connection, targets.scene.organiser_id)
            for _ in range(rounds):
                for name, is_outside, count in _kinds(jobs):
                    done = await per_second(
                        database, connection, targets.scene.organiser_id, count, is_outside=is_outside
                    )
                    seen.add(name, done)
    finally:
        await forget(region)
    return seen


async def commands(database: Database, targets: Targets, pairs: int) -> tuple[list[float], list[float]]:
    """The seconds of so many reports without a job and with one; which is first changes from pair to pair."""
    seconds: Mapping[bool, list[float]] = {False: [], True: []}
    for number in range(pairs):
        target = targets.all[number % len(targets.all)]
        for leaves in (False, True) if number % 2 else (True, False):
            began = perf_counter()
            await _report(database, targets, target, leaves=leaves)
            seconds[leaves].append(perf_counter() - began)
    return seconds[False], seconds[True]


async def _report(database: Database, targets: Targets, target: Target, *, leaves: bool) -> None:
    actor = targets.reporter
    rows = [visit(target.order_id, f"V-{new_id()}")]

    async def work(tx: Transaction) -> list[DeliveryOutcome]:
        outcomes = await deliveries.report(tx, actor, rows, OnError.REJECT_ROWS)
        if leaves:
            leave(tx, actor, LEFT, subject_id=target.order_id, facts={"count": len(outcomes)})
        return outcomes

    async def itself(_tx: Transaction, outcomes: list[DeliveryOutcome]) -> list[DeliveryOutcome]:
        return outcomes

    claim = Claim(new_id(), "deliveriesReport", HASH)
    (outcome,) = await perform(database, actor.context("command"), claim, list[DeliveryOutcome], work, itself)
    assert outcome.state is OutcomeState.ACCEPTED, outcome.code


def _kinds(jobs: int) -> Sequence[tuple[str, bool, int]]:
    return (("in batches", True, jobs), ("one by one", False, jobs // ONE_BY_ONE))


def _doing_nothing(is_outside: bool, count: int, is_done: asyncio.Event) -> JobKind:
    """A kind that does nothing with its jobs and says when it has seen so many."""
    seen = 0

    def add(more: int) -> None:
        nonlocal seen
        seen += more
        if seen >= count:
            is_done.set()

    async def outside(_place: Workplace, _actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
        add(len(jobs))
        return {job.id: Done() for job in jobs}

    async def inside(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        add(1)
        return Done()

    if is_outside:
        return JobKind(f"{PREFIX}OUTSIDE", outside=outside, batch=BATCH, label=LABEL)
    return JobKind(f"{PREFIX}INSIDE", inside=inside, label=LABEL)


async def per_second(
    database: Database, connection: asyncpg.Connection, organiser_id: UUID, count: int, *, is_outside: bool
) -> float:
    """How many of so many waiting jobs one loop does a second, its start and stop counted; then removes them.

    Raises:
        AssertionError: a job was not done, or not at its first attempt.
    """
    stopped = asyncio.Event()
    kind = _doing_nothing(is_outside, count, stopped)
    actor = system_actor(organiser_id)

    async def leave_all(tx: Transaction) -> None:
        tx.clock_read(NOW)
        for number in range(count):
            leave(tx, actor, kind.name, facts={"number": number})
        await write_gathered(tx)

    await database.run(actor.context("command"), leave_all)
    await connection.execute("ANALYZE job")
    began = perf_counter()
    await WorkLoop(Workplace(database), [kind], []).run(stopped)
    seconds = perf_counter() - began
    done = await connection.fetchval(
        "SELECT count(*) FROM job WHERE organiser_id = $1 AND kind = $2 AND state = 'DONE' AND attempts = 1",
        organiser_id,
        kind.name,
    )
    assert done == count
    await _remove_jobs(connection, organiser_id)
    return count / seconds


async def _remove_jobs(connection: asyncpg.Connection, organiser_id: UUID) -> None:
    await connection.execute(
        "DELETE FROM job WHERE organiser_id = $1 AND starts_with(kind, $2)", organiser_id, PREFIX
    )
    await connection.execute("VACUUM job")


def idle(region: Region) -> tuple[int, float]:
    """How many organisers there are, and the statements of one turn of an idle loop over them.

    The loop has as many kinds and clocks as the product, none of which is due.
    """
    organisers = uvloop.run(_organisers(region))
    turns: list[int] = []
    try:
        with counting(region) as statements:
            counted = statements(lambda: turns.append(uvloop.run(idle_turns(region, IDLE_SECONDS))))
    finally:
        uvloop.run(_remove_clocks(region))
    return organisers, counted / turns[-1]


async def idle_turns(region: Region, seconds: float) -> int:
    """Let an idle loop look for so long, a hundred times as often as it does; gives how often it did."""
    tally, stopped = Tally(), asyncio.Event()
    async with opened(region, 2) as database:
        loop = WorkLoop(
            Workplace(database),
            [replace(kind, name=PREFIX + kind.name) for kind in modules.jobs()],
            [replace(clock, name=PREFIX + clock.name) for clock in modules.clocks()],
            poll_seconds=0.01,
            tally=tally,
        )
        running = asyncio.create_task(loop.run(stopped))
        await asyncio.sleep(seconds)
        stopped.set()
        await running
    return tally.turns


async def _organisers(region: Region) -> int:
    async with superuser(region) as connection:
        return int(await connection.fetchval("SELECT count(*) FROM organiser"))


async def _remove_clocks(region: Region) -> None:
    async with superuser(region) as connection:
        await connection.execute("DELETE FROM clock WHERE starts_with(name, $1)", PREFIX)
