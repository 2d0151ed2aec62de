"""Which rows' ids a root field was asked by, for those who must know what was asked for in vain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from hb.read.document.selection import PagePick, RowsPick
from hb.read.document.values import Variables, resolve, split_id
from hb.read.errors import ReadRefused


@dataclass(frozen=True, slots=True)
class AskedId:
    """An id in a root field's arguments: the field, the type that the id names, and the row's uuid.

    `looked_up` says that the field answers this very row; else it filters a list by the id.
    """

    field: str
    type_name: str
    row_id: UUID
    looked_up: bool


def is_about_subjects(pick: RowsPick | PagePick | None) -> bool:
    """Whether the rows of a root field are data of subjects."""
    if isinstance(pick, PagePick):
        return pick.link.subject is not None
    return pick is not None and any(member.entity.subject for member in pick.members.values())


def asked_ids(field: str, pick: RowsPick | PagePick | None, variables: Variables) -> Iterator[AskedId]:
    """The ids by which a root field was asked, in the order of its arguments."""
    if pick is None:
        return
    if isinstance(pick, RowsPick):
        for typed in _texts(resolve(pick.arguments.get("id"), variables)):
            yield from _asked(field, typed, looked_up=True)
    for condition, value in pick.conditions:
        if condition.spec.id_of is not None:
            for typed in _texts(resolve(value, variables)):
                yield from _asked(field, typed, looked_up=False)


def _asked(field: str, typed: str, *, looked_up: bool) -> Iterator[AskedId]:
    with suppress(ReadRefused):
        yield AskedId(field, *split_id(typed), looked_up)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]
