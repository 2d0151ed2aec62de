"""The report: what machines read of it, and that nothing unmet is hidden."""

import json
from pathlib import Path

from tests.bench.figures import Spread
from tests.bench.report import Report


def made() -> Report:
    report = Report({"cores": "2"})
    report.figure("reads", {"budget": 1})
    report.ratio("a/b", Spread(0.9, 0.8, 1.0))
    report.target("met", 0.9, 0.8)
    report.target("exactly", 0.8, 0.8)
    report.target("short", 0.79, 0.8)
    report.target("too long", 1.6, 1.5, at_least=False)
    report.target("short enough", 1.5, 1.5, at_least=False)
    report.target("missing", None, 1.5, why="not run: there is no registry")
    report.section("Reads", "text")
    return report


def test_json_holds_figures_ratios_and_targets() -> None:
    told = json.loads(made().json())
    assert told.keys() == {"machine", "figures", "ratios", "targets"}
    assert told["figures"] == {"reads": {"budget": 1}}
    assert told["ratios"] == {"a/b": {"median": 0.9, "least": 0.8, "most": 1.0}}
    assert {name: target["met"] for name, target in told["targets"].items()} == {
        "met": True,
        "exactly": True,
        "short": False,
        "too long": False,
        "short enough": True,
        "missing": False,
    }
    assert told["targets"]["short"] == {"ratio": 0.79, "goal": 0.8, "at_least": True, "met": False, "why": ""}
    assert told["targets"]["missing"]["ratio"] is None


def test_markdown_tells_the_machine_and_what_is_not_met() -> None:
    lines = made().markdown().splitlines()
    assert lines[0] == "# Bench"
    assert "cores 2." in lines
    assert "| short | 0.79 | ≥ 0.8 | **no** |" in lines
    assert "| too long | 1.60 | ≤ 1.5 | **no** |" in lines
    assert "| missing | — | ≥ 1.5 | **no**: not run: there is no registry |" in lines
    assert lines[-3:] == ["## Reads", "", "text"]


def test_save_writes_both(tmp_path: Path) -> None:
    report = made()
    report.save(tmp_path / "new" / "bench.md", tmp_path / "bench.json")
    assert (tmp_path / "new" / "bench.md").read_text(encoding="utf-8") == report.markdown()
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8")) == json.loads(report.json())
