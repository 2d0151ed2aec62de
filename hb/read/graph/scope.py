"""Holds that every reference to an organiser's table in a statement is bound to the organiser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from sqlalchemy import ClauseElement, Dialect, FromClause
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.sql.compiler import SQLCompiler

from hb.read.declaration.context import PREFIX, quoted
from hb.read.errors import Unscoped
from hb.read.graph.graph import GraphSettings

DIALECT: Dialect = asyncpg_dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's own
CONSTANT_LIST = re.compile(r"__\[POSTCOMPILE_(\w+)\]")
PLACE = re.compile(r"'(?:[^']|'')*'|\$(\d+)")
REFERENCE = re.compile(r'(?:\bFROM|\bJOIN|,)\s+((?:"?\w+"?\.)?"?(\w+)"?)(?:\s+AS\s+"?(\w+)"?)?')


def compile_text(statement: ClauseElement) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """The statement's text with `$n` parameters, their names in order, and the constants predicates brought
    along.
    """
    compiled = statement.compile(dialect=DIALECT)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(compiled)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return _write_in(*_spell_out(str(compiled), tuple(compiled.positiontup or ()), constants))


def _spell_out(
    text: str, names: tuple[str, ...], constants: dict[str, object]
) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """Make each constant of a predicate's `x IN (…)` a parameter of its own, after the others.

    SQLAlchemy leaves such lists to its execution, which is not used here.
    """
    lists = {match[1] for match in CONSTANT_LIST.finditer(text)}
    spelled = [name for name in names if name not in lists]
    known = {name: value for name, value in constants.items() if name not in lists}
    for name in sorted(lists):
        values = constants[name]
        if not isinstance(values, Sequence):
            raise TypeError(name)
        own = [f"{name}_{place}" for place in range(len(values))]
        known.update(zip(own, values, strict=True))
        places = ", ".join(f"${len(spelled) + place}" for place in range(1, len(own) + 1))
        text = text.replace(f"__[POSTCOMPILE_{name}]", places)
        spelled += own
    return text, tuple(spelled), known


def _write_in(
    text: str, names: tuple[str, ...], constants: Mapping[str, object]
) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """Write a predicate's constants of text and whole numbers into the statement: they are the house's own.

    The planner then knows them, and no request carries them along.
    """
    written = {
        name: _literal(value)
        for name, value in constants.items()
        if isinstance(value, (str, int)) and not isinstance(value, bool)
    }
    kept = tuple(name for name in names if name not in written)
    places = {name: f"${place}" for place, name in enumerate(kept, 1)} | written

    def replaced(found: re.Match[str]) -> str:
        return places[names[int(found[1]) - 1]] if found[1] else found[0]

    rest = {name: value for name, value in constants.items() if name not in written}
    return PLACE.sub(replaced, text), kept, rest


def _literal(value: str | int) -> str:
    if isinstance(value, str):
        return quoted(str(value.value if isinstance(value, Enum) else value))
    return f"({int(value)})"


def assert_scoped(
    text: str, parameters: tuple[str, ...], owned: Iterable[FromClause], settings: GraphSettings
) -> None:
    """Counts references to owned tables against predicates on them, alias by alias.

    Raises:
        Unscoped: a table is named more often than it is bound to the organiser.
    """
    names = {name_of(table) for table in owned}
    references = Counter(match[3] or match[2] for match in REFERENCE.finditer(text) if match[2] in names)
    if not references:
        return
    wanted = PREFIX + settings.organiser_parameter
    position = parameters.index(wanted) + 1 if wanted in parameters else 0
    predicate = re.compile(rf'(\w+)"?\."?{settings.organiser_column}"? = \${position}\b')
    bound = Counter(predicate.findall(text))
    for alias, count in references.items():
        if bound[alias] < count:
            raise Unscoped(alias, text)


def name_of(table: FromClause) -> str:
    """The table's name without its schema."""
    return str(getattr(table, "name", table.description))
