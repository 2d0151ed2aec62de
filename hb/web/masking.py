"""Masking: keeps values of the input out of error messages."""

import re

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
"""The parts of a document that an error may name: a field, argument, type, variable, directive, fragment."""


def without_values(message: str) -> str:
    """A message of graphql-core without the values, source text and suggestions it quotes."""
    for pattern, replacement in _VALUES:
        message = pattern.sub(replacement, message)
    return _QUOTED.sub(lambda quoted: quoted[0] if _NAMES.fullmatch(quoted[0]) else "…", message)
