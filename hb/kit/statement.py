"""Statements built once by SQLAlchemy Core and run by asyncpg: one text, its parameters in order."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import URL
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

DIALECT = URL.create("postgresql+asyncpg").get_dialect()()


class Statement:
    """One compiled SQL statement; parameters are handed over by name.

    Made once, at import of a `queries` module. A name that occurs several times is one value; in `text()`
    write `CAST(:name AS type)`, since a colon pair after a name is not understood.
    """

    __slots__ = ("_defaults", "parameters", "text")

    def __init__(self, clause: ClauseElement) -> None:
        compiled = cast("SQLCompiler", clause.compile(dialect=DIALECT))
        self.text: str = compiled.string
        self.parameters: tuple[str, ...] = tuple(compiled.positiontup or ())
        """The names of $1, $2, … in their order."""
        self._defaults: Mapping[str, object] = {
            name: compiled.binds[name].effective_value
            for name in self.parameters
            if not compiled.binds[name].required
        }

    @property
    def described_parameters(self) -> tuple[str, ...]:
        """The names of $1, $2, … in their order, each with its value where the statement itself fixes it."""
        return tuple(
            f"{name} = {self._defaults[name]!s}" if name in self._defaults else name
            for name in self.parameters
        )

    def arguments(self, values: Mapping[str, object]) -> list[object]:
        """The values in the order of the text's $1, $2, …

        Raises:
            TypeError: a value is missing, or one is given that the statement does not name.
        """
        unknown = values.keys() - set(self.parameters)
        if unknown:
            message = f"the statement has no parameter {sorted(unknown)}"
            raise TypeError(message)
        missing = [name for name in self.parameters if name not in values and name not in self._defaults]
        if missing:
            message = f"the statement needs the parameters {missing}"
            raise TypeError(message)
        return [values[name] if name in values else self._defaults[name] for name in self.parameters]
