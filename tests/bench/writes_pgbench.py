"""pgbench on the very statements that a command sends, in as many round trips: the limit of a single command.

The statements are taken from two runs of the command. What is the same in both goes to pgbench as a
variable, and so to the server as a parameter; ids of budget, plan, client and order are drawn from a table
every fiftieth time, as the command's own clients change budgets; ids that differed are made from a counter
by `lpad(to_hex(…))` on the server, about a microsecond each. Alike: texts, parameters, trips, prepared
statements, planner settings, role, row-level security, durability, clients. Not alike, and in pgbench's
favour: it judges nothing, makes no ids, hashes nothing and throws away what it reads. BEGIN and the context
are one trip as with us, by a pipeline.
"""

import asyncio
import itertools
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from asyncpg.connection import LoggedQuery

from hb.kit.db import Database
from tests.bench.region import Region
from tests.bench.writes_commands import STAY, Command
from tests.bench.writes_targets import TABLE, Target, Targets

PARAMETER = re.compile(r"\$(\d+)")
PREPARE = re.compile(r"PREPARE (\w+) AS (.*)", re.DOTALL)
EXECUTE = re.compile(r"EXECUTE (\w+)\((.*)\)")
UNIT = re.compile(r"V-[0-9a-f-]{36}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A producer's number or an id."""
SETTINGS = "-c plan_cache_mode=force_generic_plan -c timezone=UTC -c statement_timeout=30000"
TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)
MOST_NEW = 64
"""Ids that one command makes at most: so far apart are two counts."""


@dataclass(frozen=True)
class Capture:
    """Two runs of a command, and the statements that its connection had prepared by name."""

    one: Sequence[LoggedQuery]
    other: Sequence[LoggedQuery]
    prepared: Mapping[str, str]


class PgbenchFailed(Exception):
    """pgbench did not end well; the message is its own last line."""


@dataclass
class Script:
    """A pgbench script and the values of its variables."""

    lines: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


async def captured(database: Database, targets: Targets, command: Command) -> Capture:
    """What a command sends, of two runs on the first target; the pool has one connection."""
    runs: list[list[LoggedQuery]] = []
    for _ in range(3):
        seen: list[LoggedQuery] = []
        async with database._pool.acquire() as connection:
            connection.add_query_logger(seen.append)
        await command(database, targets, targets.all[0])
        async with database._pool.acquire() as connection:
            connection.remove_query_logger(seen.append)
        runs.append(seen)
    async with database._pool.acquire() as connection:
        called = await connection.fetch("SELECT statement FROM pg_prepared_statements WHERE from_sql")
    found = [PREPARE.fullmatch(row["statement"]) for row in called]
    return Capture(runs[1], runs[2], {each[1]: each[2] for each in found if each})


def script_of(capture: Capture, target: Target, clients: int, budgets: int) -> Script:
    """The script that does with pgbench what the two runs did."""
    script = Script()
    known = {
        str(target.client.user_id): "person",
        str(target.budget_id): "budget",
        str(target.plan_id): "plan",
        str(target.order_id): "ordered",
    }
    fresh: dict[str, int] = {}
    script.lines += [
        r"\set n :n + 1",
        rf"\set first (:base + :n * {clients} + :client_id) * {MOST_NEW}",
        rf"\if :n % {STAY} = 1",
        rf"\set k (:client_id + {clients} * (:n / {STAY})) % {budgets}",
        rf"SELECT person, budget, plan, ordered FROM {TABLE} WHERE k = :k \gset",
        r"\endif",
    ]
    for number, (one, other) in enumerate(zip(capture.one, capture.other, strict=True)):
        if not one.args:
            script.lines += _simple(one.query, known, capture.prepared)
            continue
        texts = zip(one.args, other.args, strict=True)
        terms = [
            _term(script, f"s{number}p{place}", as_text(mine), as_text(theirs), known, fresh)
            for place, (mine, theirs) in enumerate(texts)
        ]
        script.lines.append(_filled(one.query, terms) + ";")
    assert len(fresh) <= MOST_NEW
    return script


def _filled(query: str, terms: Sequence[str]) -> str:
    """A statement with its parameters' places taken."""
    return PARAMETER.sub(lambda place: terms[int(place[1]) - 1], query)


def _simple(query: str, known: Mapping[str, str], prepared: Mapping[str, str]) -> list[str]:
    """A simple query; several statements are one trip, as a pipeline; one called by name is spelled out."""
    told = []
    for part in query.split(";"):
        called = EXECUTE.fullmatch(part.strip())
        text = part.strip()
        if called:
            text = _filled(prepared[called[1]], called[2].split(", "))
        for value, name in known.items():
            text = text.replace(f"'{value}'", f":{name}")
        told.append(f"{text};")
    return [r"\startpipeline", *told, r"\endpipeline"] if len(told) > 1 else told


def _term(
    script: Script,
    name: str,
    mine: str | None,
    theirs: str | None,
    known: Mapping[str, str],
    fresh: dict[str, int],
) -> str:
    """What stands for one parameter: a variable, or texts and ids in a row."""
    if mine is None or theirs is None:
        return "NULL"
    others = UNIT.findall(theirs)
    pieces: list[str] = []
    end = 0
    for place, found in enumerate(UNIT.finditer(mine)):
        unit = found[0]
        if unit not in known and unit == others[place]:
            continue
        pieces.append(_constant(script, f"{name}_{place}", mine[end : found.start()]))
        pieces.append(f"CAST(:{known[unit]} AS text)" if unit in known else _fresh(unit, fresh))
        end = found.end()
    if end == 0:
        script.values[name] = mine
        return f":{name}"
    pieces.append(_constant(script, name, mine[end:]))
    return f"({' || '.join(piece for piece in pieces if piece)})"


def _constant(script: Script, name: str, value: str) -> str:
    if not value:
        return ""
    script.values[name] = value
    return f"CAST(:{name} AS text)"


def _fresh(unit: str, fresh: dict[str, int]) -> str:
    number = fresh.setdefault(unit, len(fresh))
    return f"lpad(to_hex(CAST(:first AS bigint) + {number}), 32, '0')"


def as_text(value: object) -> str | None:
    """A parameter as PostgreSQL reads it."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case bytes():
            return rf"\x{value.hex()}"
        case date():
            return value.isoformat()
        case list() if value and isinstance(value[0], dict):
            return json.dumps(value, default=str)
        case list():
            return "{" + ",".join(_element(one) for one in value) + "}"
        case dict():
            return json.dumps(value, default=str)
        case UUID() | int() | str():
            return str(value)
        case _:
            raise TypeError(type(value))


def _element(value: object) -> str:
    text = as_text(value)
    return "NULL" if text is None else '"' + text.replace("\\", "\\\\") + '"'


async def per_second(
    region: Region, script: Script, folder: Path, clients: int, seconds: int, base: int
) -> float:
    """Run a script with so many clients; gives transactions a second.

    Raises:
        PgbenchFailed: it did not end well.
    """
    path = folder / "command.sql"
    path.write_text("\n".join(script.lines) + "\n", encoding="utf-8")
    variables = {"n": "0", "base": str(base), **script.values}
    given = list(
        itertools.chain.from_iterable(("-D", f"{name}={value}") for name, value in variables.items())
    )
    process = await asyncio.create_subprocess_exec(
        str(region.programs / "pgbench"),
        *("-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds), "-f", str(path)),
        *given,
        region.app_dsn,
        env={**os.environ, "PGOPTIONS": SETTINGS},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, wrong = await process.communicate()
    found = TPS.search(out.decode())
    if process.returncode or found is None or "aborted" in wrong.decode():
        raise PgbenchFailed(wrong.decode().strip()[-300:])
    return float(found[1])
