"""`python -m hb work` is asked to stop in a long step: it finishes it within the grace, or undoes it."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping

import httpx2
import pytest

from tests.reliability.seen import ready, requests_by_code
from tests.reliability.served import ended, free_port
from tests.waiting import until
from tests.work.installed import Installation

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN PERFORM pg_sleep({seconds}); RETURN OLD; END'
"""
SLOWLY = "CREATE TRIGGER slow BEFORE DELETE ON job FOR EACH ROW EXECUTE FUNCTION slow()"
OLD_JOB = """
INSERT INTO job (organiser_id, id, kind, state, facts, at, due_at, ended_at)
SELECT id, id, 'OLD', 'DONE', '{}', '2025-01-01', '2025-01-01', '2025-01-01' FROM organiser
"""
KEPT = """
INSERT INTO parameter (organiser_id, name, valid_from, value) SELECT id, 'WORK_KEPT_DAYS', '2020-01-01', 90
FROM organiser
"""
ASLEEP = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
RUNS = "SELECT counts FROM clock_run WHERE name = 'WORK_REMOVED'"
DUE = "UPDATE clock SET due_at = due_at - interval '1 day' WHERE name = 'WORK_REMOVED'"
LEASE_OVER = "UPDATE clock SET leased_until = clock_timestamp() WHERE leased_until IS NOT NULL"
CLOCK = "SELECT lease_id IS NOT NULL AS is_leased FROM clock WHERE name = 'WORK_REMOVED'"


async def in_a_step(installation: Installation, settings: Mapping[str, str]) -> Process:
    """A process in the midst of a step that removes a job, which takes long."""
    process = await installation.worker(1, settings)

    async def has_clock() -> bool:
        return bool(await installation.rows(CLOCK))

    async def is_at_it() -> bool:
        return bool(await installation.rows(ASLEEP))

    await until(has_clock)
    await installation.rows(LEASE_OVER)
    await installation.rows(DUE)
    await until(is_at_it)
    return process


async def left(installation: Installation) -> tuple[int, list[str], bool]:
    """How many jobs there are, the runs, and whether the clock is leased."""
    jobs = await installation.rows("SELECT FROM job")
    runs = await installation.rows(RUNS)
    (clock,) = await installation.rows(CLOCK)
    return len(jobs), [run["counts"] for run in runs], clock["is_leased"]


async def test_a_step_is_finished_within_the_grace_and_the_process_is_unready_meanwhile(
    installation: Installation,
) -> None:
    await prepare(installation, seconds=6)
    port = free_port()
    process = await in_a_step(installation, {"HB_GRACE_SECONDS": "300", "HB_METRICS_PORT": str(port)})
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None) as client:
        status, parts = await ready(client)
        assert (status, parts) == (200, dict.fromkeys(parts, True))
        process.send_signal(signal.SIGTERM)

        async def is_draining() -> bool:
            return not (await ready(client))[1]["accepting"]

        await until(is_draining)
        status, parts = await ready(client)
        assert (status, parts) == (503, {**dict.fromkeys(parts, True), "accepting": False})
        shown = (await client.get("/metrics")).text
        assert "hb_work_turns_total" in shown
        assert "hb_work_processes 1.0" in shown
        assert await requests_by_code(port) == {}
    code, _, complained = await ended(process)
    assert (code, complained.count("Traceback")) == (0, 0), complained
    assert complained.count('"event": "working_stopped"') == 1
    assert await left(installation) == (0, ['{"jobs": 1, "runs": 0}'], False)
    assert await installation.are_seen(0)


@pytest.mark.parametrize(("grace", "signals"), [("1", 1), ("600", 2)])
async def test_a_step_that_outlasts_the_grace_or_a_second_signal_is_undone_and_done_later(
    installation: Installation, grace: str, signals: int
) -> None:
    await prepare(installation, seconds=9)
    process = await in_a_step(installation, {"HB_GRACE_SECONDS": grace})
    for _ in range(signals):
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.3)
    code, _, complained = await ended(process)
    assert (code, complained.count("Traceback")) == (0, 0), complained
    assert await left(installation) == (1, [], True)
    assert await installation.are_seen(0)

    await installation.rows("DROP TRIGGER slow ON job")
    await installation.rows(LEASE_OVER)
    later = await installation.worker(1)

    async def is_done() -> bool:
        return (await left(installation))[1] != []

    await until(is_done)
    assert await left(installation) == (0, ['{"jobs": 1, "runs": 0}'], False)
    later.send_signal(signal.SIGTERM)
    assert (await ended(later))[0] == 0


async def prepare(installation: Installation, seconds: int) -> None:
    """Have one job to remove, and let that take so long."""
    await installation.rows(KEPT)
    await installation.rows(OLD_JOB)
    await installation.rows(SLOW.format(seconds=seconds))
    await installation.rows(SLOWLY)
