"""How a link joins two tables: read from foreign keys, or from the declaration where a view has none."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ForeignKeyConstraint, FromClause, Table, UniqueConstraint

from hb.read.declaration.specs import LinkSpec
from hb.read.graph.graph import Entity


class NoJoin(ValueError):
    """The declaration does not lead to exactly one join; the message says why."""


@dataclass(frozen=True)
class Join:
    """Pairs of (source column, target column), without the organiser.

    `backed` says that a foreign key guarantees the target row.
    """

    pairs: tuple[tuple[str, str], ...]
    backed: bool


def foreign_keys(source: FromClause, target: FromClause, via: str | None) -> list[ForeignKeyConstraint]:
    """The foreign keys from source to target; with `via`, those that contain that column."""
    if not isinstance(source, Table):
        return []
    keys = [key for key in source.foreign_key_constraints if key.referred_table is target]
    return [key for key in keys if via is None or via in key.column_keys]


def infer(
    spec: LinkSpec,
    source: Entity,
    scanned: FromClause,
    target: Entity | None,
    subject: str | None,
    organiser: str,
) -> Join:
    """The join of a link.

    Raises:
        NoJoin: no foreign key or several, columns that do not exist, or a to-one that is not unique.
    """
    if spec.to:
        join = _own_columns(spec.to, source, scanned, target)
    elif spec.by:
        join = _their_columns(spec.by, source, scanned, organiser if spec.kind == "one" else None)
    elif spec.kind == "one":
        join = _by_foreign_key(source.table, scanned, spec.via, organiser, forward=True)
    else:
        join = _by_foreign_key(scanned, source.table, spec.via, organiser, forward=False)
    return _with_subject(join, source.subject, subject)


def _own_columns(
    columns: tuple[str, ...], source: Entity, scanned: FromClause, target: Entity | None
) -> Join:
    if target is None:
        raise NoJoin("to= leads to a declared type, not to an interface or union")
    key = target.key
    if len(columns) != len(key):
        raise NoJoin(f"to={columns} does not match the key {key} of {scanned.description}")
    _must_exist(source.table, columns)
    return Join(tuple(zip(columns, key, strict=True)), backed=False)


def _their_columns(
    columns: tuple[str, ...], source: Entity, scanned: FromClause, unique_under: str | None
) -> Join:
    if len(columns) != len(source.key):
        raise NoJoin(f"by={columns} does not match the key {source.key} of {source.name}")
    _must_exist(scanned, columns)
    if unique_under is not None and not is_unique(scanned, columns, unique_under):
        raise NoJoin(f"by={columns} may meet several rows of {scanned.description}")
    return Join(tuple(zip(source.key, columns, strict=True)), backed=False)


def _by_foreign_key(
    holder: FromClause, referred: FromClause, via: str | None, organiser: str, *, forward: bool
) -> Join:
    keys = foreign_keys(holder, referred, via)
    if len(keys) != 1:
        towards = referred.description if via is None else f"{referred.description} with column {via}"
        raise NoJoin(f"{holder.description} has {len(keys)} foreign keys to {towards}, one is needed")
    pairs = [(element.parent.name, element.column.name) for element in keys[0].elements]
    inside = [(own, other) for own, other in pairs if organiser not in {own, other}]
    return Join(tuple(inside if forward else ((other, own) for own, other in inside)), backed=True)


def _with_subject(join: Join, source: str | None, target: str | None) -> Join:
    """Add the pair of subject columns where the key lacks it, so that a link never leaves its subject."""
    if source is None or target is None or (source, target) in join.pairs:
        return join
    if any(remote == target for _, remote in join.pairs):
        raise NoJoin("leads to a row of another subject: make it a root field with a filter")
    return Join((*join.pairs, (source, target)), backed=False)


def _must_exist(table: FromClause, columns: tuple[str, ...]) -> None:
    missing = [name for name in columns if name not in table.c]
    if missing:
        raise NoJoin(f"{table.description} has no column {', '.join(missing)}")


def is_unique(table: FromClause, columns: tuple[str, ...], organiser: str) -> bool:
    """Whether at most one row of an organiser has these values; a view's declared primary key counts."""
    keys = [{column.name for column in table.primary_key}]
    if isinstance(table, Table):
        unique = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
        keys += [{column.name for column in rule.columns} for rule in unique]
    return any(key and key - {organiser} <= set(columns) for key in keys)
