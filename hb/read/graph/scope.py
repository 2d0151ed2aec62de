"""The text of a statement, and the check that every organiser's table in it is bound to the organiser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, Dialect, FromClause
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.sql.compiler import SQLCompiler

from hb.read.declaration.context import PREFIX, quoted
from hb.read.errors import Unscoped
from hb.read.graph.graph import GraphSettings

REFERENCE = re.compile(r'(?:\bFROM|\bJOIN|,)\s+((?:"?\w+"?\.)?"?(\w+)"?)(?:\s+AS\s+"?(\w+)"?)?')


class _Compiler(PGCompiler_asyncpg):
    """Writes a predicate's text and whole numbers into the statement as literals: they are the application's.

    The planner then knows them, and no request sends them. A caller's value is a named parameter without a
    value at this point, so it can never become a literal.
    """

    def visit_bindparam(self, bindparam: BindParameter[Any], *options: Any, **more: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
        literal = _literals(bindparam.value) if bindparam.expanding else _literal(bindparam.value)
        if literal is None:
            written = super().visit_bindparam(bindparam, *options, **more)  # type: ignore[no-untyped-call] # SQLAlchemy's own
        elif bindparam.expanding:
            written = f"({literal})"
        else:
            column_type = bindparam.type._unwrapped_dialect_impl(self.dialect)  # noqa: SLF001 - as SQLAlchemy casts parameters
            written = literal
            if column_type.render_bind_cast:
                written = self.render_bind_cast(bindparam.type, column_type, literal)  # type: ignore[no-untyped-call] # as above
        return str(written)


def _literal(constant: object) -> str | None:
    if isinstance(constant, str):
        return quoted(str(constant.value if isinstance(constant, Enum) else constant))
    if isinstance(constant, int) and not isinstance(constant, bool):
        return f"({int(constant)})"
    return None


def _literals(constants: object) -> str | None:
    """The list of an IN, if every item can be written as a literal."""
    items = [_literal(constant) for constant in constants] if isinstance(constants, (list, tuple)) else []
    literals = [item for item in items if item is not None]
    return ", ".join(literals) if literals and len(literals) == len(items) else None


DIALECT: Dialect = asyncpg_dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's own
DIALECT.statement_compiler = _Compiler


def compile_text(statement: ClauseElement) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """A statement as asyncpg takes it; its parameters must be made with `required=False`.

    Returns:
        The text with parameters `$n`, their names in order, and the values of those that are constants of a
        predicate (dates, for example), by name.
    """
    compiled = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(compiled)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), tuple(compiled.positiontup or ()), constants


def assert_scoped(
    text: str, parameters: tuple[str, ...], owned: Iterable[FromClause], settings: GraphSettings
) -> None:
    """Count references to organisers' tables against predicates that bind them, alias by alias.

    The text is what PostgreSQL gets, so the check also sees what predicates wrote with `text()` and what the
    engine's own SQL elements contain, which SQLAlchemy's visitors do not enter.

    Raises:
        Unscoped: a table is named more often than it is bound to the organiser.
    """
    names = {name_of(table) for table in owned}
    references = Counter(match[3] or match[2] for match in REFERENCE.finditer(text) if match[2] in names)
    if not references:
        return
    organiser = PREFIX + settings.organiser_parameter
    position = parameters.index(organiser) + 1 if organiser in parameters else 0
    predicate = re.compile(rf'(\w+)"?\."?{settings.organiser_column}"? = \${position}\b')
    bound = Counter(predicate.findall(text))
    for alias, count in references.items():
        if bound[alias] < count:
            raise Unscoped(alias, text)


def name_of(table: FromClause) -> str:
    """The table's name without its schema."""
    return str(getattr(table, "name", table.description))
