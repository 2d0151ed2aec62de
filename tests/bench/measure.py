"""What load costs: CPU seconds and memory of processes from /proc, SQL statements from PostgreSQL."""

import asyncio
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from tests.bench.region import COUNTING, Region

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
UTIME, CSTIME, PARENT = 11, 15, 1
"""Places in /proc/<pid>/stat behind the program's name: user time, … children's system time; the parent."""
KIB = 1024


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            found = _stat(int(folder.name))
            if found:
                children.setdefault(int(found[PARENT]), []).append(int(folder.name))
    waiting = [pid]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += children.get(here, [])


def cpu_seconds(pid: int) -> float:
    """CPU time of a process and all below it so far, those that have ended included."""
    ticks = 0
    for each in family(pid):
        found = _stat(each)
        if found:
            ticks += sum(int(field) for field in found[UTIME : CSTIME + 1 if each == pid else CSTIME - 1])
    return ticks / TICKS


def memory_mib(pid: int) -> float:
    """Memory of a process and all below it in MiB, what they share with others in proportion (PSS)."""
    total = 0
    for each in family(pid):
        for line in (PROC / str(each) / "smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / KIB


def postmaster_pid(region: Region) -> int:
    """The process above all of the region's PostgreSQL."""
    return int((region.home / "postgres" / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])


@contextmanager
def counting(region: Region) -> Iterator[Callable[[Callable[[], None]], int]]:
    """Have PostgreSQL count: what is given runs some work and says how many SQL statements it took.

    BEGIN, SET and COMMIT count like any other (pg_stat_statements).
    """
    asyncio.run(_track(region, "top"))
    try:
        yield lambda work: _counted(region, work)
    finally:
        asyncio.run(_track(region, "none"))


def _counted(region: Region, work: Callable[[], None]) -> int:
    work()  # what is looked up once in a while is now known for a while
    asyncio.run(_ask(region, f"SELECT {COUNTING}_reset()"))
    work()
    found = asyncio.run(
        _ask(region, f"SELECT sum(calls) FROM {COUNTING} WHERE query NOT LIKE '%{COUNTING}%'")
    )
    return int(str(found or 0))


async def _track(region: Region, which: str) -> None:
    await _ask(region, f"ALTER SYSTEM SET {COUNTING}.track = '{which}'")
    await _ask(region, "SELECT pg_reload_conf()")
    await asyncio.sleep(0.5)  # sessions read the new setting when they are next idle


async def _ask(region: Region, text: str) -> object:
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        found: object = await connection.fetchval(text)
        return found
    finally:
        await connection.close()


def machine(region: Region) -> Mapping[str, str]:
    """The facts without which figures say nothing."""
    cpu = (PROC / "cpuinfo").read_text(encoding="utf-8")
    model = next((line.partition(":")[2].strip() for line in cpu.splitlines() if "model name" in line), "?")
    settings = asyncio.run(_settings(region))
    return {
        "cores": str(os.cpu_count()),
        "cpu": model,
        "python": platform.python_version(),
        "postgresql": settings["server_version"],
        **{name: settings[name] for name in ("fsync", "synchronous_commit", "shared_buffers")},
        "pool": f"{region.pool_size} connections a peer",
    }


async def _settings(region: Region) -> Mapping[str, str]:
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        rows = await connection.fetch("SELECT name, current_setting(name) AS value FROM pg_settings")
        return {row["name"]: row["value"] for row in rows}
    finally:
        await connection.close()


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat behind the program's name; empty when it has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []
