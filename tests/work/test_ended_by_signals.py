"""`python -m hb work` is asked to stop in a long step: it finishes it within the grace, or undoes it."""

import signal
from asyncio.subprocess import Process
from collections.abc import Mapping

import httpx2
import pytest

from hb.installation.postgres import SUPERUSER
from tests.gate import UNHURRIED, Gate, gate
from tests.reliability.seen import ready, requests_by_code, until_ready
from tests.reliability.served import ended, free_port
from tests.waiting import until
from tests.work.installed import Installation

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

OLD_JOB = """
INSERT INTO job (organiser_id, id, kind, state, facts, at, due_at, ended_at)
SELECT id, id, 'OLD', 'DONE', '{}', '2025-01-01', '2025-01-01', '2025-01-01' FROM organiser
"""
KEPT = """
INSERT INTO parameter (organiser_id, name, valid_from, value) SELECT id, 'WORK_KEPT_DAYS', '2020-01-01', 90
FROM organiser
"""
RUNS = "SELECT counts FROM clock_run WHERE name = 'WORK_REMOVED'"
DUE = "UPDATE clock SET due_at = due_at - interval '1 day' WHERE name = 'WORK_REMOVED'"
LEASE_OVER = "UPDATE clock SET leased_until = clock_timestamp() WHERE leased_until IS NOT NULL"
CLOCK = "SELECT lease_id IS NOT NULL AS is_leased FROM clock WHERE name = 'WORK_REMOVED'"


async def in_a_step(
    installation: Installation, held: Gate, port: int, settings: Mapping[str, str]
) -> Process:
    """A process in the midst of a step that removes a job, which lasts until the gate is opened."""
    await installation.rows(KEPT)
    await installation.rows(OLD_JOB)
    process = await installation.worker(1, {"HB_METRICS_PORT": str(port), **UNHURRIED, **settings})

    async def has_clock() -> bool:
        return bool(await installation.rows(CLOCK))

    await until(has_clock)
    await installation.rows(LEASE_OVER)
    await installation.rows(DUE)
    await held.until_somebody_waits()
    return process


async def asked_to_stop(process: Process, client: httpx2.AsyncClient) -> None:
    """Ask a process to stop, and wait until it says that it does."""
    process.send_signal(signal.SIGTERM)

    async def is_draining() -> bool:
        return not (await ready(client))[1]["accepting"]

    await until(is_draining)


async def left(installation: Installation) -> tuple[int, list[str], bool]:
    """How many jobs there are, the runs, and whether the clock is leased."""
    jobs = await installation.rows("SELECT FROM job")
    runs = await installation.rows(RUNS)
    (clock,) = await installation.rows(CLOCK)
    return len(jobs), [run["counts"] for run in runs], clock["is_leased"]


async def test_a_step_is_finished_within_the_grace_and_the_process_is_unready_meanwhile(
    installation: Installation,
) -> None:
    port = free_port()
    async with (
        gate(installation.server.dsn(SUPERUSER), "DELETE", "job") as held,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None) as client,
    ):
        process = await in_a_step(installation, held, port, {"HB_GRACE_SECONDS": "3600"})
        await until_ready(client)
        status, parts = await ready(client)
        assert (status, parts) == (200, dict.fromkeys(parts, True))
        await asked_to_stop(process, client)
        status, parts = await ready(client)
        assert (status, parts) == (503, {**dict.fromkeys(parts, True), "accepting": False})
        shown = (await client.get("/metrics")).text
        assert "hb_work_turns_total" in shown
        assert "hb_work_processes 1.0" in shown
        assert await requests_by_code(port) == {}
        assert process.returncode is None
        await held.open()
        code, _, complained = await ended(process)
    assert (code, complained.count("Traceback")) == (0, 0), complained
    assert complained.count('"event": "working_stopped"') == 1
    assert await left(installation) == (0, ['{"jobs": 1, "runs": 0}'], False)
    assert await installation.are_seen(0)


@pytest.mark.parametrize(("grace", "signals"), [("1", 1), ("3600", 2)])
async def test_a_step_that_outlasts_the_grace_or_a_second_signal_is_undone_and_done_later(
    installation: Installation, grace: str, signals: int
) -> None:
    port = free_port()
    async with (
        gate(installation.server.dsn(SUPERUSER), "DELETE", "job") as held,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None) as client,
    ):
        process = await in_a_step(installation, held, port, {"HB_GRACE_SECONDS": grace})
        if signals == 1:
            process.send_signal(signal.SIGTERM)
        else:
            await asked_to_stop(process, client)
            process.send_signal(signal.SIGTERM)
        code, _, complained = await ended(process)
    assert (code, complained.count("Traceback")) == (0, 0), complained
    assert await left(installation) == (1, [], True)
    assert await installation.are_seen(0)

    await installation.rows(LEASE_OVER)
    later = await installation.worker(1)

    async def is_done() -> bool:
        return (await left(installation))[1] != []

    await until(is_done)
    assert await left(installation) == (0, ['{"jobs": 1, "runs": 0}'], False)
    later.send_signal(signal.SIGTERM)
    assert (await ended(later))[0] == 0
