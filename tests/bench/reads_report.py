"""Telling what reads cost: a table for each page, ratios to the limit and the rivals, their targets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from tests.bench.effort import JUDGED, Effort
from tests.bench.figures import Spread, ratio
from tests.bench.load import Run
from tests.bench.measured import Measured, Reads
from tests.bench.pages import Page
from tests.bench.report import Report, spread_told, table

NAMES: Mapping[str, str] = {
    "straight": "(a) straight exit, log asynchronous",
    "straight_durable": "(a′) straight exit, log durable",
    "ordinary": "(b) ordinary exit",
    "hand": "(c) SQL by hand, bare Starlette and asyncpg",
    "dataloader": "(d) Strawberry and DataLoader",
    "postgraphile": "(e) PostGraphile, without our security",
}
LETTERS: Mapping[str, str] = {peer: told.partition(" ")[0] for peer, told in NAMES.items()}
GOALS: Mapping[str, float] = {"hand": 0.8, "dataloader": 4.5, "postgraphile": 1.5}
"""Requests per second of the straight exit, log asynchronous, in those of each other peer: at least this."""
OURS = ("straight", "straight_durable", "ordinary")
PER = 1000


def tell(found: Reads, pages: Mapping[str, Page], effort: Effort, report: Report) -> None:
    """Put figures, ratios, targets and tables into the report."""
    report.figure("reads", {name: figures_of(found, name) for name in pages})
    report.figure("reads_memory_mib", found.memory)
    ratios(found, effort, report)
    for name in pages:
        for rival, goal in GOALS.items():
            told = report.ratios.get(ratio_name(name, "straight", rival, JUDGED))
            why = found.not_run.get((name, rival), "")
            report.target(
                f"read {name}: straight / {rival}",
                told.median if told else None,
                goal,
                why=f"not run: {why}" if why else "",
            )
    for name, few in found.few.items():
        report.target(
            f"read {name}: statements of the whole page / of a short one",
            found.by_page[name]["straight"].statements / few,
            1.0,
            at_least=False,
        )
    report.section(
        "Reads",
        f"{effort.rounds} rounds of {effort.seconds:g} s each; every peer is one process with one worker."
        f" Targets are judged at {JUDGED} connections.",
    )
    for name, page in pages.items():
        report.section(
            f"Read {name}: {page.about}",
            page_table(found, name, effort),
            ratio_table(found, name, effort, report),
        )
    report.section("Memory", table(("peer", "MiB of the worker (PSS)"), memory_rows(found)))


def figures_of(found: Reads, page: str) -> Mapping[str, object]:
    """A page's figures, by peer."""
    return {
        peer: {
            "statements": measured.statements,
            "connections": {
                str(connections): {
                    "requests_per_second": asdict(spread(measured, connections, lambda run: run.per_second)),
                    "p50_ms": asdict(spread(measured, connections, lambda run: run.p50)),
                    "p99_ms": asdict(spread(measured, connections, lambda run: run.p99)),
                    "failed": sum(run.failed for run in measured.runs[connections]),
                    "cpu_seconds_per_1000": asdict(cpu(measured, connections)),
                    "of_it_server_process": asdict(cpu(measured, connections, of_server=True)),
                }
                for connections in measured.runs
            },
        }
        for peer, measured in found.by_page[page].items()
    }


def spread(measured: Measured, connections: int, value: Callable[[Run], float]) -> Spread:
    """One value of the runs at so many connections."""
    return Spread.of([value(run) for run in measured.runs[connections]])


def cpu(measured: Measured, connections: int, *, of_server: bool = False) -> Spread:
    """CPU seconds per 1,000 requests."""
    return Spread.of(costs(measured, connections, of_server=of_server))


def ratio_name(page: str, ours: str, theirs: str, connections: int) -> str:
    """How a ratio of requests per second is called."""
    return f"reads.{page}.{ours}/{theirs}@{connections}"


def ratios(found: Reads, effort: Effort, report: Report) -> None:
    """Every pair of interest at every number of connections, by requests per second and by CPU."""
    for page, measured in found.by_page.items():
        for ours in OURS:
            for theirs in GOALS:
                if ours in measured and theirs in measured:
                    for connections in effort.connections:
                        name = ratio_name(page, ours, theirs, connections)
                        pair = measured[ours], measured[theirs]
                        report.ratio(name, ratio(*(rates(each, connections) for each in pair)))
                        report.ratio(f"{name}.cpu", ratio(*(costs(each, connections) for each in pair)))


def rates(measured: Measured, connections: int) -> list[float]:
    """Requests per second of each round."""
    return [run.per_second for run in measured.runs[connections]]


def costs(measured: Measured, connections: int, *, of_server: bool = False) -> list[float]:
    """CPU seconds per 1,000 requests of each round: peer and PostgreSQL, or the former alone."""
    pairs = zip(measured.cpu[connections], measured.runs[connections], strict=True)
    return [
        (server if of_server else server + postgres) * PER / run.requests for (server, postgres), run in pairs
    ]


def page_table(found: Reads, page: str, effort: Effort) -> str:
    """Rates, latencies, statements and CPU of every peer."""
    header = [
        "peer",
        "connections",
        "requests/s",
        "p50 ms",
        "p99 ms",
        "CPU s / 1,000",
        "of it server",
        "statements",
    ]
    rows: list[Sequence[str]] = []
    for peer, told in NAMES.items():
        if peer not in found.by_page[page]:
            rows.append([told, "not run: " + found.not_run.get((page, peer), "it is not there"), *[""] * 6])
            continue
        measured = found.by_page[page][peer]
        rows += [row(told, measured, connections) for connections in effort.connections]
    return table(header, rows)


def row(told: str, measured: Measured, connections: int) -> list[str]:
    """One peer at one number of connections."""
    failed = sum(run.failed for run in measured.runs[connections])
    return [
        told,
        str(connections),
        spread_told(spread(measured, connections, lambda run: run.per_second), 0)
        + (f", {failed} failed" if failed else ""),
        spread_told(spread(measured, connections, lambda run: run.p50)),
        spread_told(spread(measured, connections, lambda run: run.p99), 1),
        f"{cpu(measured, connections).median:.2f}",
        f"{cpu(measured, connections, of_server=True).median:.2f}",
        f"{measured.statements:g}",
    ]


def ratio_table(found: Reads, page: str, effort: Effort, report: Report) -> str:
    """Requests per second of our exits in those of the limit and the rivals, and CPU likewise."""
    rivals = [rival for rival in GOALS if rival in found.by_page[page]]
    rows = [
        [
            f"{NAMES[ours]}, {connections} connections",
            *(
                spread_told(report.ratios[name])
                for rival in rivals
                for name in (
                    ratio_name(page, ours, rival, connections),
                    f"{ratio_name(page, ours, rival, connections)}.cpu",
                )
            ),
        ]
        for ours in OURS
        if ours in found.by_page[page]
        for connections in effort.connections
    ]
    told = [f"{what} / {LETTERS[rival]}" for rival in rivals for what in ("requests/s", "CPU")]
    return table(["of", *told], rows)


def memory_rows(found: Reads) -> list[list[str]]:
    """Memory of each peer's worker after the load."""
    return [[NAMES[peer], f"{mebibytes:.0f}"] for peer, mebibytes in found.memory.items()]
