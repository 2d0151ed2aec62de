"""Start-up checks over the whole graph: keys begin with the organiser, predicates stay inside it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import FromClause, MetaData, Table, bindparam, select, true
from sqlalchemy.types import ARRAY

from hb.read.declaration.context import UnknownContext
from hb.read.errors import Unscoped
from hb.read.graph.graph import Graph, Link
from hb.read.graph.scope import assert_scoped, compile_text


def check_graph(graph: Graph) -> Iterator[str]:
    """Every fault that shows only once all links are resolved."""
    tables = {entity.table for entity in graph.entities.values()}
    for table in sorted(tables, key=lambda each: each.description):
        yield from _check_key(graph, table)
    links = [
        *graph.roots.values(),
        *(link for each in graph.entities.values() for link in each.links.values()),
    ]
    owned = owned_tables(graph)
    for link in links:
        yield from _check_predicates(graph, link, owned)


def owned_tables(graph: Graph) -> tuple[FromClause, ...]:
    """Every table with the organiser column that statements may name: the graph's and their metadata's."""
    scanned = {link.scanned for entity in graph.entities.values() for link in entity.links.values()}
    scanned |= {link.scanned for link in graph.roots.values()}
    scanned |= {entity.table for entity in graph.entities.values()}
    catalogues: set[MetaData] = {each.metadata for each in scanned if isinstance(each, Table)}
    known = scanned | {table for each in catalogues for table in each.tables.values()}
    return tuple(table for table in known if graph.settings.is_owned(table))


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
        for name, each in link.filters.items():
            value = bindparam(f"probe_{name}", type_=ARRAY(each.type) if each.is_list else each.type)
            compare = each.spec.compare
            given = (scanned.c, value, binds) if each.spec.takes_context else (scanned.c, value)
            probe = probe.where(compare(*given))
        text, parameters, _ = compile_text(probe)
        assert_scoped(text, parameters, owned, graph.settings)
    except UnknownContext as fault:
        yield f"{link.coordinate}: a predicate asks for the unknown context parameter {fault}"
    except AttributeError as fault:
        yield f"{link.coordinate}: a predicate names a column that does not exist: {fault}"
    except Unscoped as fault:
        yield f"{link.coordinate}: a predicate reads {fault.table} without its organiser"
