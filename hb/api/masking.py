"""Keeps values of the input out of error messages, and out of the database what it cannot store."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass

from hb.kit.errors import InvalidInput

_VALUES = (
    (re.compile(r",? found:? .*$", re.DOTALL), "."),
    (re.compile(r"\b(cannot represent [^:]*): .*$", re.DOTALL), r"\1."),
    (re.compile(r"\bValue '.*' does not exist in", re.DOTALL), "The value does not exist in"),
    (re.compile(r"\b(Unexpected \w+) \".*\"", re.DOTALL), r"\1"),
    (re.compile(r"\b(unknown field) '.*'", re.DOTALL), r"\1"),
    (re.compile(r" Did you mean .*$", re.DOTALL), ""),
)
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_NAMES = re.compile(r"""['"][@$]?[_0-9A-Za-z]{1,60}(\.[_0-9A-Za-z]{1,60})?['"]|['"][\[\]!A-Za-z]{1,60}['"]""")
"""What of a document an error may name: a field, argument, type, variable, directive or fragment."""
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL text holds no NUL, and UTF-8 no half of a surrogate pair."""


def without_values(message: str) -> str:
    """A message of graphql-core without the values, source text and suggestions it quotes."""
    for pattern, instead in _VALUES:
        message = pattern.sub(instead, message)
    return _QUOTED.sub(lambda quoted: quoted[0] if _NAMES.fullmatch(quoted[0]) else "…", message)


def refuse_unstorable(given: object) -> None:
    """Look at every string of a mutation's input.

    Raises:
        InvalidInput: a string holds a NUL or half a surrogate pair; the path says which.
    """
    if not is_dataclass(given) or isinstance(given, type):
        raise TypeError(given)
    for path, text in _strings(asdict(given), ("input",)):
        if UNSTORABLE.search(text):
            raise InvalidInput(*path, rule="CHARACTERS")


def _strings(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _strings(each, (*path, _camel(str(name))))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _strings(each, (*path, index))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
