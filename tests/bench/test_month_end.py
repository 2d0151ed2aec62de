"""The benches of a month's end and of work run on a few rows, and what they require is required."""

from pathlib import Path

import pytest

from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from tests.bench import closing, freeing, work
from tests.bench.region import Region


@pytest.fixture
def region(embedded: EmbeddedPostgres, worker_id: str, tmp_path: Path) -> Region:
    """An empty database: the benches make an organiser of their own."""
    name = f"{DATABASE}_month_end_{worker_id}"
    embedded.create_database(name, template=DATABASE)
    app, owner, superuser = (embedded.dsn(role, name) for role in (APP, OWNER, SUPERUSER))
    return Region(tmp_path, app, owner, superuser, embedded.programs, pool_size=2)


async def test_small_months_are_freed_and_closed(region: Region) -> None:
    freed = await freeing.measure(region, 80)
    closed = await closing.measure(region, 400)

    assert freed.keys() == freeing.RUNS.keys()
    assert [len(one.steps) for one in freed.values()] == [1, 1]
    assert all(one.reports for one in freed.values())
    assert closed.reports
    assert closed.copied < closed.closed < 60


async def test_jobs_are_left_and_done(region: Region) -> None:
    seen = await work.measure(region, rounds=1, pairs=4, jobs=200)
    turns = await work.idle_turns(region, 0.2)

    assert {name: len(values) for name, values in seen.values.items()} == {
        "without": 1,
        "with a job": 1,
        "in batches": 1,
        "one by one": 1,
    }
    assert turns > 1
    assert min(min(values) for values in seen.values.values()) > 0
