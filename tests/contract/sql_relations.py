"""What a SQL statement is read as: relations with columns, scopes with relations, and what is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.contract.sql_tree import Tree

Origin = tuple["Relation", str]


@dataclass(eq=False)
class Relation:
    """Rows with named columns: a stored table, a common table expression, a sub-select or a function.

    `columns` is None where they are not known. `passes` says of a column where a star or an arm of a UNION
    takes it from. `unasked` are columns that nobody asks for by name: carried by a star, or an expression
    without a name, such as a call made for its effect.
    """

    name: str
    columns: tuple[str, ...] | None
    table: str = ""
    writes: bool = False
    unasked: frozenset[str] = frozenset()
    is_distinct: bool = False
    passes: Mapping[str, Sequence[Origin]] = field(default_factory=dict)
    starred_tables: tuple[str, ...] = ()
    used: set[str] = field(default_factory=set)
    references: int = 0

    def use(self, column: str) -> None:
        """Note that a column is read, and those it is taken from."""
        if column not in self.used:
            self.used.add(column)
            for relation, origin in self.passes.get(column, ()):
                relation.use(origin)

    def use_all(self) -> None:
        """Note that every column is read."""
        for column in self.columns or ():
            self.use(column)


@dataclass
class Scope:
    """A SELECT, UPDATE or DELETE: the relations its names may mean, and the conditions it joins by AND."""

    outer: "Scope | None"
    relations: dict[str, Relation] = field(default_factory=dict)
    conditions: list[Tree] = field(default_factory=list)

    def named(self, alias: str) -> Relation | None:
        """The relation behind an alias, in this scope or one around it."""
        if alias in self.relations:
            return self.relations[alias]
        return self.outer.named(alias) if self.outer else None

    def holders(self, column: str) -> list[Relation]:
        """The relations of this scope alone that have a column, or may have it."""
        return [
            relation
            for relation in self.relations.values()
            if relation.columns is None or column in relation.columns
        ]

    def is_shadowed(self, column: str) -> bool:
        """Whether a relation of a scope around this one has a column of this name too."""
        around = self.outer
        return around is not None and (
            any(column in (relation.columns or ()) for relation in around.relations.values())
            or around.is_shadowed(column)
        )


@dataclass(frozen=True)
class Write:
    """A table that a statement writes: INSERT, UPDATE or DELETE, with the columns an INSERT names."""

    table: str
    verb: str
    columns: tuple[str, ...] = ()


@dataclass
class Reading:
    """All that is learnt of one statement."""

    scopes: list[Scope] = field(default_factory=list)
    ctes: list[Relation] = field(default_factory=list)
    derived: list[Relation] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    unqualified: list[str] = field(default_factory=list)
    locked: set[str] = field(default_factory=set)
    """The stored tables that LOCK TABLE locks, or whose rows FOR UPDATE and its kin lock."""

    @property
    def stored(self) -> Iterator[tuple[Scope, str, str]]:
        """Every stored table that is read, updated or deleted from: its scope, its alias, its name."""
        for scope in self.scopes:
            for alias, relation in scope.relations.items():
                if relation.table:
                    yield scope, alias, relation.table
