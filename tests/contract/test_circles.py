"""No module of these packages imports itself through others, imports for types alone counted (C19.2)."""

import grimp
import pytest

PACKAGES = ("hb.read",)


def circular(graph: grimp.ImportGraph, package: str) -> set[tuple[str, str]]:
    """Imports that would have to go for the package and all packages inside it to have no circle."""
    breakers = set(graph.nominate_cycle_breakers(package))
    for child in graph.find_children(package):
        breakers |= circular(graph, child)
    return breakers


@pytest.mark.parametrize("package", PACKAGES)
def test_package_has_no_circle(package: str) -> None:
    graph = grimp.build_graph("hb", exclude_type_checking_imports=False)
    assert f"{package}.run.engine" in graph.modules
    assert circular(graph, package) == set()


def test_planted_circle_is_found() -> None:
    graph = grimp.ImportGraph()
    for module in ("hb", "hb.read", "hb.read.run", "hb.read.run.engine", "hb.read.run.payload"):
        graph.add_module(module)
    graph.add_import(importer="hb.read.run.engine", imported="hb.read.run.payload")
    assert circular(graph, "hb.read") == set()
    graph.add_import(importer="hb.read.run.payload", imported="hb.read.run.engine")
    assert len(circular(graph, "hb.read")) == 1
