"""The rules of a link, checked at start-up: its view, its subject, its nullability, its key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Uuid

from hb.read.declaration.specs import DISCRIMINATOR, LinkSpec
from hb.read.graph.graph import Entity, Graph, Target
from hb.read.graph.joins import Join, foreign_keys


class NotALink(ValueError):
    """The field cannot be read as the link that it is declared as; the message says why."""


def scanned_by(graph: Graph, spec: LinkSpec, target: Target) -> FromClause:
    """The table or view that a link reads.

    Raises:
        NotALink: the view is missing, superfluous, or lacks columns of the target's types.
    """
    if isinstance(target, Entity):
        if spec.over is not None or spec.by_kind:
            raise NotALink(
                f"over= and by_kind= are for interfaces and unions; {target.name} has its own table"
            )
        return target.table
    if spec.over is None:
        raise NotALink(f"{target.name} is abstract: name the view it is read through with over=")
    members = list(target.members.values())
    if len({member.key for member in members}) > 1 or len({member.subject for member in members}) > 1:
        raise NotALink(f"the types of {target.name} differ in key or subject column")
    if any(member.row.where is not None for member in members):
        raise NotALink(
            f"a type of {target.name} has a fixed filter, which {spec.over.description} does not know"
        )
    needed = {DISCRIMINATOR, *members[0].key, *([members[0].subject] if members[0].subject else [])}
    if any(graph.settings.is_owned(member.table) for member in members):
        needed.add(graph.settings.organiser_column)
    missing = sorted(name for name in needed if name not in spec.over.c)
    if missing:
        raise NotALink(f"{spec.over.description} has no column {', '.join(missing)}")
    if spec.by_kind:
        _require_kinds(spec.over, members)
    return spec.over


def _require_kinds(over: FromClause, members: list[Entity]) -> None:
    """Check that every member's table has all columns of the view except the discriminator."""
    for member in members:
        missing = [
            column.name
            for column in over.c
            if column.name != DISCRIMINATOR
            and (column.name not in member.table.c or not _is_alike(column, member.table.c[column.name]))
        ]
        if missing:
            raise NotALink(f"by_kind: {member.table.description} has no such {', '.join(missing)}")


def _is_alike(one: ColumnElement[Any], other: ColumnElement[Any]) -> bool:
    return type(one.type) is type(other.type)


def subject_of(target: Target) -> str | None:
    """The column that says whose data a target's rows are."""
    if isinstance(target, Entity):
        return target.subject
    return next(iter(target.members.values())).subject


def require_same_subject(source: Entity, target: Target) -> None:
    """Check that a target with a subject is reached only from a source with one.

    The read log takes its subjects from the root row alone, so the data below it must be of the same subject.

    Raises:
        NotALink: the target has a subject and the source has none.
    """
    if subject_of(target) is not None and source.subject is None:
        raise NotALink(
            f"{target.name} has a subject, {source.name} has none: make it a root field with a filter"
        )


def require_row(graph: Graph, spec: LinkSpec, source: Entity, target: Entity, join: Join) -> None:
    """Check that a non-null link always finds its row: SQL does not propagate null as GraphQL does.

    Raises:
        NotALink: the row may be missing, or hidden by row security.
    """
    if target.row.where is not None:
        raise NotALink(f"must be nullable: {target.name} has a fixed filter")
    if not spec.always:
        if not join.backed:
            raise NotALink("must be nullable: no foreign key carries the whole join (or say always=True)")
        key = foreign_keys(source.table, target.table, spec.via)[0]
        nullable = [element.parent.name for element in key.elements if element.parent.nullable]
        if nullable:
            raise NotALink(f"must be nullable: column {', '.join(nullable)} is nullable")
    same_subject = source.subject is not None and (source.subject, target.subject) in join.pairs
    if not (is_wide(graph, target) or target.policy == source.policy or same_subject):
        raise NotALink(f"must be nullable: policy {target.policy} may hide the {target.name}")


def is_wide(graph: Graph, target: Target) -> bool:
    """Whether every caller of an organiser may see all rows of the target.

    Two tables under the same narrower policy may still differ in the roles that see all their rows.
    """
    if not isinstance(target, Entity):
        return False
    return not graph.settings.is_owned(target.table) or target.policy in {
        None,
        *graph.settings.wide_policies,
    }


def require_uuid_key(entity: Entity) -> None:
    """Check that an entity that is read by id has a key of one uuid column.

    Raises:
        NotALink: its key is another.
    """
    if len(entity.key) != 1 or not isinstance(entity.table.c[entity.key[0]].type, Uuid):
        raise NotALink(f"{entity.name} has no uuid key of one column: {entity.key}")
