"""Look-ups that a statement can do without, because a row's own columns already hold the answer."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import FromClause

from hb.read.document.selection import LeafPick, NamePick, ObjectPick, RowsPick
from hb.read.sql.json_sql import JsonText, json_object, json_word, leaf_json


def from_own_key(source: FromClause, pick: RowsPick) -> JsonText | None:
    """The row of a link without a look-up, where only columns of the source's foreign key are selected.

    This is for open links alone: of all others, row security decides whether a row is shown, even its id.
    """
    if not pick.link.is_open:
        return None
    (member,) = pick.members.values()
    local = {remote: own for own, remote in pick.link.pairs}
    pairs: list[tuple[str, JsonText]] = []
    for field in member.picks:
        if isinstance(field, NamePick):
            pairs.append((field.key, json_word(field.name)))
        elif (
            isinstance(field, LeafPick)
            and field.leaf.column in local
            and not (field.leaf.prefix_column or field.leaf.wording)
        ):
            leaf = replace(field.leaf, may_lack=True)  # the source may be a view
            pairs.append((field.key, leaf_json(leaf, source.c[local[leaf.column]])))
        else:
            return None
    return json_object(pairs)


def has_columns(scanned: FromClause, pick: ObjectPick) -> bool:
    """Whether a scanned row has all columns selected of a member, which then needs no look-up.

    A column of the same name is the same value: the view is made of its members, under their policies.
    """
    own = pick.entity.table.c
    return all(
        name in scanned.c and type(scanned.c[name].type) is type(own[name].type) for name in pick.columns()
    )
