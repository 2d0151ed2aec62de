"""pglast's parse tree behind five plain questions, with the few shapes of SQL that several checks ask for."""

from collections.abc import Iterator

from pglast import ast, parse_sql

STAR = "*"


class Tree:
    """A node of the parse tree of a statement; attributes have PostgreSQL's own names."""

    __slots__ = ("_node",)

    def __init__(self, node: ast.Node) -> None:
        self._node = node

    @property
    def kind(self) -> str:
        """Its type, such as SelectStmt."""
        return type(self._node).__name__

    def one(self, attribute: str) -> "Tree | None":
        """The node below an attribute, if there is one."""
        value: object = getattr(self._node, attribute, None)
        return Tree(value) if isinstance(value, ast.Node) else None

    def many(self, attribute: str) -> "tuple[Tree, ...]":
        """The nodes of the list below an attribute, also those of lists in the list."""
        return tuple(_nodes(getattr(self._node, attribute, None)))

    def rows(self, attribute: str) -> "tuple[tuple[Tree, ...], ...]":
        """The lists of nodes in the list below an attribute: the rows of VALUES."""
        value: object = getattr(self._node, attribute, None)
        return tuple(tuple(_nodes(row)) for row in value) if isinstance(value, tuple) else ()

    def text(self, attribute: str) -> str:
        """The text below an attribute, or an empty one."""
        value: object = getattr(self._node, attribute, None)
        return value if isinstance(value, str) else ""

    def flag(self, attribute: str) -> bool:
        """Whether an attribute is set, or its number is not 0."""
        return bool(getattr(self._node, attribute, None))

    def below(self) -> "Iterator[Tree]":
        """Every node directly below, in no particular order."""
        for attribute in self._node:
            yield from _nodes(getattr(self._node, attribute))


def parse(text: str) -> Tree:
    """The tree of one statement.

    Raises:
        ParseError: it is not SQL.
        ValueError: it is not one statement.
    """
    (raw,) = parse_sql(text)
    statement = Tree(raw).one("stmt")
    assert statement is not None
    return statement


def _nodes(value: object) -> Iterator[Tree]:
    if isinstance(value, ast.Node):
        yield Tree(value)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _nodes(part)


def path(reference: Tree) -> tuple[str, ...]:
    """The parts of a column reference: table and column, a column alone, and `*` for a star."""
    return tuple(part.text("sval") or STAR for part in reference.many("fields"))


def conjuncts(condition: Tree) -> list[Tree]:
    """The conditions that must all hold for this one to hold."""
    if condition.kind == "BoolExpr" and not condition.flag("boolop"):
        return [part for argument in condition.many("args") for part in conjuncts(argument)]
    return [condition]


def output_name(expression: Tree | None) -> str:
    """The name PostgreSQL gives to an output without AS; `?column?` where it has none to give."""
    if expression is None:
        return "?column?"
    if expression.kind == "ColumnRef":
        return path(expression)[-1]
    if expression.kind == "FuncCall":
        return expression.many("funcname")[-1].text("sval")
    if expression.kind == "TypeCast":
        return output_name(expression.one("arg"))
    return {"CoalesceExpr": "coalesce", "CaseExpr": "case"}.get(expression.kind, "?column?")


def first_arm_names(query: Tree) -> Iterator[str]:
    """The names of the outputs of a query, or of the first arm of a UNION."""
    arm = query
    while (left := arm.one("larg")) is not None:
        arm = left
    for target in arm.many("targetList"):
        yield target.text("name") or output_name(target.one("val"))


def value_of(assignment: Tree) -> Tree | None:
    """What an output or an assignment is computed by."""
    return assignment.one("val")


def alias_of(item: Tree) -> str:
    """The alias of an item of FROM, or an empty text."""
    alias = item.one("alias")
    return alias.text("aliasname") if alias else ""


def renamed_columns(item: Tree) -> tuple[str, ...]:
    """The names that the alias of an item of FROM gives to its columns."""
    alias = item.one("alias")
    return tuple(name.text("sval") for name in alias.many("colnames")) if alias else ()


def function_columns(item: Tree, alias: str) -> tuple[str, ...] | None:
    """The one column of a function that gives plain values is named as its alias; of others it is unknown."""
    calls = item.many("functions")
    name = output_name(calls[0])
    is_wide = name == "unnest" and len(calls[0].many("args")) > 1
    if len(calls) > 1 or item.flag("ordinality") or is_wide or name.startswith("jsonb_"):
        return None
    return (alias or name,)
