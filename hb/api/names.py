"""Searching by the beginning of a name, as a range of the stored sort key."""

from sqlalchemy import ColumnElement, and_, func, literal_column

LAST_CHARACTER: ColumnElement[str] = literal_column("U&'\\+10FFFF'")
"""The last code point of Unicode, a character of no name: keys of a prefix sort before prefix and this."""


def name_starts(sort_key: ColumnElement[str], start: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a name starts with a text, in any case, by its `name_sort` (COLLATE "C", `fi_sort`).

    `starts_with` says the same, but becomes a range of an index only for a constant known when a statement
    is planned; statements here are planned once for all values.
    """
    low = func.fi_sort(start)
    return and_(sort_key >= low, sort_key < low.concat(LAST_CHARACTER))
