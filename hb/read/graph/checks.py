"""Start-up checks of the whole graph: keys begin with the organiser, predicates stay inside it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import FromClause, MetaData, Table, bindparam, select, true
from sqlalchemy.types import ARRAY

from hb.read.declaration.context import UnknownContext
from hb.read.errors import Unscoped
from hb.read.graph.graph import Graph, Link
from hb.read.graph.scope import assert_scoped, compile_text


def check_graph(graph: Graph) -> Iterator[str]:
    """The faults that can be found only once all links are resolved."""
    tables = {entity.table for entity in graph.entities.values()}
    for table in sorted(tables, key=lambda table: table.description):
        yield from _check_key(graph, table)
    links = [
        *graph.roots.values(),
        *(link for entity in graph.entities.values() for link in entity.links.values()),
    ]
    owned = owned_tables(graph)
    for link in links:
        yield from _check_predicates(graph, link, owned)


def owned_tables(graph: Graph) -> tuple[FromClause, ...]:
    """Every table with the organiser column that a statement may name: all of the graph's MetaData."""
    scanned = {link.scanned for entity in graph.entities.values() for link in entity.links.values()}
    scanned |= {link.scanned for link in graph.roots.values()}
    scanned |= {entity.table for entity in graph.entities.values()}
    catalogues: set[MetaData] = {table.metadata for table in scanned if isinstance(table, Table)}
    tables = scanned | {table for catalogue in catalogues for table in catalogue.tables.values()}
    return tuple(table for table in tables if graph.settings.is_owned(table))


def _check_key(graph: Graph, table: FromClause) -> Iterator[str]:
    organiser = graph.settings.organiser_column
    key = [column.name for column in table.primary_key]
    if graph.settings.is_owned(table) and key and key[0] != organiser:
        yield f"{table.description}: {organiser} is not first in the key {key}"


def _check_predicates(graph: Graph, link: Link, owned: tuple[FromClause, ...]) -> Iterator[str]:
    scanned = link.scanned.alias("probe")
    binds = graph.settings.binds
    probe = select(true()).select_from(scanned)
    if graph.settings.is_owned(scanned):
        probe = probe.where(
            scanned.c[graph.settings.organiser_column] == binds[graph.settings.organiser_parameter]
        )
    try:
        for predicate in link.predicates:
            probe = probe.where(predicate(scanned, binds))
        for name, condition in link.filters.items():
            bound_type = ARRAY(condition.type) if condition.is_list else condition.type
            probe = probe.where(
                condition.compared(scanned, bindparam(f"probe_{name}", type_=bound_type), binds)
            )
        text, parameters, _ = compile_text(probe)
        assert_scoped(text, parameters, owned, graph.settings)
    except UnknownContext as fault:
        yield f"{link.coordinate}: a predicate asks for the unknown context parameter {fault}"
    except AttributeError as fault:
        yield f"{link.coordinate}: a predicate names a column that does not exist: {fault}"
    except Unscoped as fault:
        yield f"{link.coordinate}: a predicate reads {fault.table} without its organiser"
