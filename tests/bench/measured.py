"""What was measured of the reads, before it is told."""

from dataclasses import dataclass, field

from tests.bench.load import Run


@dataclass
class Measured:
    """One peer at one page: the rounds' runs and CPU seconds (peer, PostgreSQL) by number of connections."""

    runs: dict[int, list[Run]] = field(default_factory=dict)
    cpu: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    statements: float = 0.0

    def add(self, connections: int, run: Run, cpu: tuple[float, float]) -> None:
        """Keep a round."""
        self.runs.setdefault(connections, []).append(run)
        self.cpu.setdefault(connections, []).append(cpu)


@dataclass
class Reads:
    """All that was measured: by page and peer; what was not run, and why."""

    by_page: dict[str, dict[str, Measured]]
    not_run: dict[tuple[str, str], str]
    memory: dict[str, float] = field(default_factory=dict)
    few: dict[str, float] = field(default_factory=dict)
    """Statements of the straight exit at the smaller page, by page that has a size."""
