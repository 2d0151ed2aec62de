"""What a mutation answers: rows read in the command's own transaction, or why it was refused."""

import inspect
import types
import typing
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform
from uuid import UUID

import strawberry
from strawberry.utils.str_converters import to_camel_case

from hb.api.errors import UserError
from hb.api.request import Info, Request, read_context
from hb.kit.transaction import Transaction
from hb.read import Engine

RowType = TypeVar("RowType")
Declared = TypeVar("Declared", bound="Payload")
Key = UUID | Mapping[str, object]
BY = "by"


@strawberry.type
class Payload:
    """What every payload has; a refused command answers nothing else."""

    user_errors: list[UserError] = strawberry.field(
        default_factory=list, description="Why it was refused; empty when it was done."
    )


def by(key: str, description: str) -> Any:  # noqa: ANN401 - a declaration is assigned to any annotation, as dataclasses.field is
    """A payload's field that shows a row, or rows, by the attribute of the result with their key."""
    return strawberry.field(default=None, description=description, metadata={BY: key})


@dataclass_transform(kw_only_default=True, field_specifiers=(by, strawberry.field))
def payload(declared: type[Declared]) -> type[Declared]:
    """Declare a payload; its docstring is its description, and `userErrors` comes last in the schema."""
    made = strawberry.type(declared, description=inspect.cleandoc(declared.__doc__ or ""))
    definition = made.__strawberry_definition__  # type: ignore[attr-defined] # Strawberry sets it on the class
    definition.fields.sort(key=lambda field: field.python_name == "user_errors")
    return made


class PayloadReader:
    """Reads what a payload shows, in the command's own transaction and in the access mode `read`."""

    def __init__(self, info: Info, tx: Transaction) -> None:
        self._info = info
        self._context = read_context(info.context.actor)
        self.tx = tx
        """The command's transaction."""
        self.subjects: set[UUID] = set()
        """The clients whose data the payload shows."""

    @property
    def request(self) -> Request:
        """The request that is answered."""
        return self._info.context

    def become(self, party_id: UUID) -> None:
        """Read what follows as the party that the command has just made the actor a member of."""
        self._context = {**self._context, "party": party_id}

    async def one(self, row_type: type[RowType], field: str, key: Key) -> RowType | None:
        """The selection below a payload field for one row, by its key; None where it is not seen."""
        return await self._engine.payload(self._info, row_type, field, key, self._fetch, self._context)

    async def list(self, row_type: type[RowType], field: str, keys: Sequence[Key]) -> list[RowType | None]:
        """The same for several rows, in the order of the keys, by one statement."""
        return await self._engine.payload_list(self._info, row_type, field, keys, self._fetch, self._context)

    @property
    def _engine(self) -> Engine:
        return self._info.context.engine

    async def _fetch(self, text: str, *arguments: object) -> Sequence[object] | None:
        rows = await self.tx.fetch_text(text, *arguments)
        if not rows:
            return None
        shown = rows[0][1]
        subjects = shown if isinstance(shown, list) else [shown]
        self.subjects.update(subject for subject in subjects if subject is not None)
        return tuple(rows[0])


@dataclass(frozen=True, slots=True)
class Shown:
    """A field declared with `by`: what it shows, and the attribute of the result that holds its key."""

    name: str
    row_type: type
    key: str
    is_list: bool

    async def read(self, reader: PayloadReader, result: object) -> object:
        """The row, or those of the rows that the actor sees."""
        key = getattr(result, self.key)
        path = to_camel_case(self.name)
        if self.is_list:
            rows = await reader.list(self.row_type, path, key)
            return [row for row in rows if row is not None]
        return await reader.one(self.row_type, path, key if isinstance(key, UUID) else {self.key: key})


def shown_by(
    declared: type[Declared], result_type: type[object]
) -> Callable[[PayloadReader, object, object], Awaitable[Declared]]:
    """What reads a payload of which every field is declared with `by`, one statement a field.

    Raises:
        TypeError: a field is not declared with `by`, or the command's result has no such attribute.
    """
    hints, keys = typing.get_type_hints(declared), typing.get_type_hints(result_type)
    rows = []
    for field in fields(declared):
        if field.name == "user_errors":
            continue
        hint, key = hints[field.name], field.metadata.get(BY)
        (row,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
        if key not in keys:
            raise TypeError(f"{declared.__name__}.{field.name}: {result_type.__name__} has no {key}")
        is_list = typing.get_origin(row) is list
        rows.append(Shown(field.name, typing.get_args(row)[0] if is_list else row, key, is_list))
    make: Callable[..., Declared] = declared

    async def show(reader: PayloadReader, result: object, _sent: object) -> Declared:
        return make(**{row.name: await row.read(reader, result) for row in rows})

    return show
