"""What the bench found: figures, ratios and targets, as a Markdown table for people and JSON for machines."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.bench.figures import Spread

CAUTION = (
    "The load generator, PostgreSQL and the servers under test share these cores, so read the ratios, not the"
    " figures; each is the median of rounds in which the peers took turns, with the"
    " least and the most in brackets."
)


@dataclass(frozen=True)
class Target:
    """A ratio that is to reach a goal, or not to pass it; None is one that could not be measured."""

    ratio: float | None
    goal: float
    at_least: bool
    met: bool
    why: str = ""

    @property
    def told(self) -> str:
        """The goal in words."""
        return f"{'≥' if self.at_least else '≤'} {self.goal:g}"


@dataclass
class Report:
    """Gathers what the parts of the bench found."""

    machine: Mapping[str, str]
    figures: dict[str, object] = field(default_factory=dict)
    ratios: dict[str, Spread] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)

    def figure(self, name: str, value: object) -> None:
        """Keep a figure, or a mapping of figures, for the JSON."""
        self.figures[name] = value

    def ratio(self, name: str, spread: Spread) -> None:
        """Keep a ratio of rounds."""
        self.ratios[name] = spread

    def target(
        self, name: str, ratio: float | None, goal: float, *, at_least: bool = True, why: str = ""
    ) -> None:
        """Hold a ratio against its goal; one that is None was not measured and is not met, `why` tells."""
        is_met = ratio is not None and (ratio >= goal if at_least else ratio <= goal)
        self.targets[name] = Target(ratio, goal, at_least, is_met, why)

    def section(self, title: str, *blocks: str) -> None:
        """Add a chapter of text and tables."""
        self.sections.append("\n\n".join([f"## {title}", *blocks]))

    def markdown(self) -> str:
        """The whole report, its targets first."""
        facts = ", ".join(f"{name} {value}" for name, value in self.machine.items())
        targets = table(
            ("target", "ratio", "goal", "met"),
            [
                (name, "—" if each.ratio is None else f"{each.ratio:.2f}", each.told, met_or_not(each))
                for name, each in self.targets.items()
            ],
        )
        return "\n\n".join(["# Bench", f"{facts}.", CAUTION, "## Targets", targets, *self.sections]) + "\n"

    def json(self) -> str:
        """The same for machines: an object with `machine`, `figures`, `ratios` and `targets`."""
        told = {
            "machine": dict(self.machine),
            "figures": self.figures,
            "ratios": {name: asdict(spread) for name, spread in self.ratios.items()},
            "targets": {name: asdict(target) for name, target in self.targets.items()},
        }
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"

    def save(self, markdown: Path, machine_readable: Path | None) -> None:
        """Write both; the JSON where it is asked for."""
        markdown.parent.mkdir(parents=True, exist_ok=True)
        markdown.write_text(self.markdown(), encoding="utf-8")
        if machine_readable is not None:
            machine_readable.parent.mkdir(parents=True, exist_ok=True)
            machine_readable.write_text(self.json(), encoding="utf-8")


def met_or_not(target: Target) -> str:
    """Yes or no, and why not where that is known."""
    told = "yes" if target.met else "**no**"
    return f"{told}: {target.why}" if target.why else told


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spread_told(spread: Spread, digits: int = 2) -> str:
    """A median with its spread: 0.91 (0.88–0.95)."""
    return f"{spread.median:.{digits}f} ({spread.least:.{digits}f}–{spread.most:.{digits}f})"


def json_path() -> Path | None:
    """Where the JSON goes, by the environment's BENCH_OUT."""
    told = os.environ.get("BENCH_OUT")
    return Path(told) if told else None
