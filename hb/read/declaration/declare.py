"""The functions that declare a GraphQL type: which table it reads, and what its fields are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from enum import Enum
from inspect import signature
from typing import Any, TypeAlias, TypedDict, TypeVar, Unpack, dataclass_transform

import strawberry
from sqlalchemy import FromClause
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryOptional, get_object_definition
from strawberry.types.enum import has_enum_definition

from hb.read.declaration.specs import (
    PAGE_SIZE,
    PAGE_SIZE_MAX,
    ROW_ATTRIBUTE,
    SPEC,
    ColumnSpec,
    Comparison,
    LinkSpec,
    LookupSpec,
    Predicate,
    RowSpec,
    Rule,
    Spec,
    WhereSpec,
    Wording,
)

T = TypeVar("T")
Names: TypeAlias = str | Sequence[str]


class FieldOptions(TypedDict, total=False):
    """GraphQL options of any field; callers find its `metadata` by `Engine.metadata`."""

    description: str | None
    deprecation_reason: str | None
    directives: Sequence[object]
    metadata: Mapping[object, object]


class TypeOptions(TypedDict, total=False):
    """GraphQL options of a row type."""

    name: str
    description: str | None
    directives: Sequence[object]


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _argument(
    name: str, annotation: object, default: object = strawberry.UNSET, description: str = ""
) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(annotation),
        default=default,
        description=description or None,
    )


def _field(
    spec: Spec, options: FieldOptions, arguments: Sequence[StrawberryArgument] = (), *, optional: bool = False
) -> Any:  # noqa: ANN401 - an assigned declaration fits any annotation, as dataclasses.field does
    metadata = {**options.get("metadata", {}), SPEC: spec}
    declared = strawberry.field(
        description=options.get("description"),
        deprecation_reason=options.get("deprecation_reason"),
        directives=options.get("directives", ()),
        metadata=metadata,
        default=strawberry.UNSET if optional else MISSING,
    )
    declared.arguments = list(arguments)
    return declared


def column(
    name: str | None = None,
    *,
    id_of: str | None = None,
    id_by: str | None = None,
    types: Mapping[str, str] | None = None,
    wording: Wording | None = None,
    **options: Unpack[FieldOptions],
) -> Any:  # noqa: ANN401 - see _field
    """A leaf read from column `name` (default: the field's own name).

    With `id_of`, a uuid is printed as `Type:uuid` of that type; with `id_by`, of the type that this column of
    the row names, by itself or by `types`: of a word that is not in it there is no id. With `wording`, a code
    is printed as what it is called.
    """
    return _field(ColumnSpec(name, id_of, id_by, tuple((types or {}).items()), wording), options)


def where(
    compare: Comparison,
    *,
    id_of: str | None = None,
    rule: Rule | None = None,
    **options: Unpack[FieldOptions],
) -> Any:  # noqa: ANN401 - see _field
    """A field of a filter input, which adds `compare(columns, value)` with AND.

    `compare` may take the context as its third argument. A list arrives as an SQL array: compare with
    `columns.x == any_(value)`. An omitted or null field adds nothing. `id_of` names the type whose ids are
    taken; of an interface, the ids of all its types are. `rule` refuses values that can fit nothing; it is
    applied by `CompiledQuery.require_rules`.
    """
    takes_context = len(signature(compare).parameters) == 3
    return _field(WhereSpec(compare, takes_context, id_of, rule), options, optional=True)


def one(
    via: str | None = None,
    *,
    to: Names = (),
    by: Names = (),
    always: bool = False,
    **options: Unpack[FieldOptions],
) -> Any:  # noqa: ANN401 - see _field
    """The row that a foreign key refers to; `via` names a column of the key when there are several keys.

    A view has no foreign keys: `to` names own columns that hold the other row's key, `by` names the other's
    columns that hold this row's key. `always` states that the row exists, so that the field may be non-null.
    """
    return _field(
        LinkSpec(
            "one",
            via=via,
            to=_names(to),
            by=_names(by),
            always=always,
        ),
        options,
    )


def all_of(
    via: str | None = None,
    *,
    order: str,
    by: Names = (),
    over: FromClause | None = None,
    where: Predicate | None = None,
    within: Predicate | None = None,
    at_most: int = PAGE_SIZE,
    **options: Unpack[FieldOptions],
) -> Any:  # noqa: ANN401 - see _field
    """Every row that refers to this one, or every row at the root, as a plain list.

    `at_most` is the number of rows its cost is counted with, at most 100; the list itself is not cut.
    """
    return _field(
        LinkSpec(
            "list",
            via=via,
            by=_names(by),
            order=order,
            over=over,
            where=where,
            within=within,
            at_most=at_most,
        ),
        options,
    )


def many(
    via: str | None = None,
    *,
    order: str,
    by: Names = (),
    orders: type[Enum] | None = None,
    filter: type | None = None,  # noqa: A002 - the name of the GraphQL argument it declares
    over: FromClause | None = None,
    where: Predicate | None = None,
    within: Predicate | None = None,
    by_kind: bool = False,
    first: int = PAGE_SIZE,
    **options: Unpack[FieldOptions],
) -> Any:  # noqa: ANN401 - see _field
    """The rows that refer to this one, or all rows at the root, as a connection with keyset cursors.

    `order` is `"column"` or `"-column"` (several: `"-year,-month"`, in one direction); `orders` is an Enum of
    such values. `over` is the view that an interface or union is read through: it has the members' key
    columns and the column `type`. With `by_kind` a page reads at most its own size from each member's table,
    which must have the view's columns; without it, all rows that the view yields are sorted.
    """
    arguments = [
        _argument("first", int, first, f"How many at most, 0 to {PAGE_SIZE_MAX}."),
        _argument("after", str | None, description="Only what follows this cursor."),
    ]
    if orders is not None:
        choices = orders if has_enum_definition(orders) else strawberry.enum(orders)
        arguments.append(_argument("order_by", choices | None, description="In which order."))
    if filter is not None:
        arguments.append(_filter_argument("filter", filter))
    spec = LinkSpec(
        "connection",
        via=via,
        by=_names(by),
        order=order,
        orders=orders,
        filter=filter,
        over=over,
        where=where,
        within=within,
        by_kind=by_kind,
    )
    return _field(spec, options, arguments)


def _filter_argument(name: str, input_type: type) -> StrawberryArgument:
    """The argument is required if a field of the input is."""
    definition = get_object_definition(input_type, strict=True)
    required = any(not _is_optional(field.type) for field in definition.fields)
    return _argument(
        name, input_type if required else input_type | None, description="Only what fits all of this."
    )


def _is_optional(annotation: object) -> bool:
    return isinstance(annotation, StrawberryOptional)


def _id_argument() -> StrawberryArgument:
    return _argument("id", strawberry.ID, description="An id as it was given.")


def by_id(*, within: Predicate | None = None, **options: Unpack[FieldOptions]) -> Any:  # noqa: ANN401 - see _field
    """Root: the row of this id, or null. The argument is `id: ID!`."""
    return _field(LookupSpec("id", within), options, [_id_argument()])


def by_input(
    filter: type,  # noqa: A002 - as in many()
    *,
    within: Predicate | None = None,
    **options: Unpack[FieldOptions],
) -> Any:  # noqa: ANN401 - see _field
    """Root: the one row that fits an input's `where()` fields, or null. The argument is `by`."""
    spec = LookupSpec("input", within, filter=filter)
    return _field(spec, options, [_argument("by", filter, description="What singles the row out.")])


def by_context(
    *, within: Predicate | None = None, columns: Mapping[str, str], **options: Unpack[FieldOptions]
) -> Any:  # noqa: ANN401 - see _field
    """Root: the caller's own row, or null.

    `columns` maps columns to context parameters; together they must identify at most one row.
    """
    return _field(LookupSpec("context", within, dict(columns)), options)


def node(**options: Unpack[FieldOptions]) -> Any:  # noqa: ANN401 - see _field
    """Root: the row of any typed id, or null; the `within` of its type applies."""
    return _field(LookupSpec("node"), options, [_id_argument()])


@dataclass_transform(
    kw_only_default=True, field_specifiers=(column, one, all_of, many, by_id, by_context, node)
)
def row(
    table: FromClause,
    *,
    subject: str | None = None,
    key: Names | None = None,
    where: Predicate | None = None,
    within: Predicate | None = None,
    **options: Unpack[TypeOptions],
) -> Callable[[type[T]], type[T]]:
    """A GraphQL type over a table or view.

    Args:
        table: the table or view of its rows.
        key: the key columns of a view, without the organiser; a table's are read from its primary key.
        subject: the column that says whose data a row is.
        where: a fixed filter: rows that do not fit are not rows of this type.
        within: the caller's reach, added to every root field that leads here: by id, list, `node`.
    """

    def declare(cls: type[T]) -> type[T]:
        spec = RowSpec(table, None if key is None else _names(key), subject, where, within)
        setattr(cls, ROW_ATTRIBUTE, spec)
        return strawberry.type(cls, **options)

    return declare
