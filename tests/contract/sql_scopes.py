"""What each name in a SQL statement means, and which columns are read.

PostgreSQL resolves names itself, but tells nobody what of a common table expression goes unread. This follows
its rules (visibility of FROM items, LATERAL, WITH, ORDER BY's output names) on the parse tree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hb.modules import metadata
from tests.contract.sql_relations import Origin, Reading, Relation, Scope, Write
from tests.contract.sql_tree import (
    STAR,
    Tree,
    alias_of,
    conjuncts,
    first_arm_names,
    function_columns,
    output_name,
    parse,
    path,
    renamed_columns,
    value_of,
)

TABLES: Mapping[str, tuple[str, ...]] = {
    table.name: tuple(column.name for column in table.columns) for table in metadata().sorted_tables
}
VERBS = {"InsertStmt": "INSERT", "UpdateStmt": "UPDATE", "DeleteStmt": "DELETE"}
Sight = Mapping[str, Relation]
"""The common table expressions in sight, by name."""


def read(text: str) -> Reading:
    """Read one statement.

    Raises:
        ParseError: it is not SQL.
    """
    reader = _Reader()
    reader.statement(parse(text), None, {}).use_all()
    return reader.reading


@dataclass(frozen=True)
class _Output:
    name: str
    origins: tuple[Origin, ...] = ()
    is_unasked: bool = False


class _Reader:
    def __init__(self) -> None:
        self.reading = Reading()

    def statement(self, node: Tree, outer: Scope | None, ctes: Sight, name: str = "") -> Relation:
        """Read a statement and give its rows as a relation, of which nothing is used yet."""
        sight = self._with(node, outer, ctes)
        if node.kind in VERBS:
            return self._write(node, outer, sight, name)
        if node.kind == "LockStmt":
            self.reading.locked |= {table.text("relname") for table in node.many("relations")}
        if node.kind != "SelectStmt":
            return Relation(name, None)
        if node.flag("op"):
            return self._set_operation(node, outer, sight, name)
        return self._select(node, outer, sight, name)

    def _with(self, node: Tree, outer: Scope | None, ctes: Sight) -> Sight:
        clause = node.one("withClause")
        sight = dict(ctes)
        for cte in clause.many("ctes") if clause else ():
            name, query = cte.text("ctename"), cte.one("ctequery")
            assert query is not None
            itself = Relation(name, tuple(first_arm_names(query)))
            if clause is not None and clause.flag("recursive"):
                sight[name] = itself
            relation = self.statement(query, outer, sight, name)
            for column in itself.used:
                relation.use(column)
            relation.writes = query.kind in VERBS
            sight[name] = relation
            self.reading.ctes.append(relation)
        return sight

    def _select(self, node: Tree, outer: Scope | None, ctes: Sight, name: str) -> Relation:
        scope = self._scope(outer)
        for item in node.many("fromClause"):
            self._from(item, scope, ctes)
        self._condition(node.one("whereClause"), scope, ctes)
        targets, rows = node.many("targetList"), node.rows("valuesLists")
        outputs = list(self._outputs(targets, scope, ctes))
        for part in ("valuesLists", "groupClause", "windowClause"):
            self._walk_all(node.many(part), scope, ctes)
        for part in ("havingClause", "limitCount", "limitOffset"):
            self._walk_all(tuple(filter(None, [node.one(part)])), scope, ctes)
        names = {output.name for output in outputs}
        for key in node.many("sortClause"):
            expression = key.one("node")
            is_output = expression and expression.kind == "ColumnRef" and path(expression)[0] in names
            if expression is not None and not (is_output and len(path(expression)) == 1):
                self._walk(expression, scope, ctes)
        for lock in node.many("lockingClause"):
            aliases = [item.text("relname") for item in lock.many("lockedRels")] or list(scope.relations)
            self.reading.locked |= {scope.relations[alias].table for alias in aliases} - {""}
        if rows and not targets:
            outputs = [_Output(f"column{place}") for place in range(1, len(rows[0]) + 1)]
        return _relation(
            name, outputs, is_distinct=node.flag("distinctClause"), starred=_starred(targets, scope)
        )

    def _set_operation(self, node: Tree, outer: Scope | None, ctes: Sight, name: str) -> Relation:
        arms = [
            self.statement(arm, outer, ctes, name)
            for arm in (node.one("larg"), node.one("rarg"))
            if arm is not None
        ]
        columns, keeps_all = arms[0].columns or (), node.flag("all")
        for arm in arms:
            if not keeps_all:
                arm.use_all()
        return Relation(
            name,
            columns,
            is_distinct=not keeps_all,
            passes={
                column: [
                    (arm, arm.columns[place]) for arm in arms if arm.columns and place < len(arm.columns)
                ]
                for place, column in enumerate(columns)
            },
            unasked=arms[0].unasked,
            starred_tables=tuple(table for arm in arms for table in arm.starred_tables),
        )

    def _write(self, node: Tree, outer: Scope | None, ctes: Sight, name: str) -> Relation:
        target = node.one("relation")
        assert target is not None
        table = target.text("relname")
        columns = tuple(column.text("name") for column in node.many("cols"))
        self.reading.writes.append(Write(table, VERBS[node.kind], columns))
        scope = Scope(outer)
        scope.relations[alias_of(target) or table] = Relation(table, TABLES.get(table), table)
        if node.kind == "InsertStmt":
            rows = node.one("selectStmt")
            if rows is not None:
                self.statement(rows, None, ctes).use_all()
            self._conflict(node, table, scope, ctes)
        else:
            self.reading.scopes.append(scope)
            for item in (*node.many("fromClause"), *node.many("usingClause")):
                self._from(item, scope, ctes)
            self._condition(node.one("whereClause"), scope, ctes)
            self._walk_all(tuple(filter(None, map(value_of, node.many("targetList")))), scope, ctes)
        returning = node.one("returningClause")
        return _relation(name, list(self._outputs(returning.many("exprs") if returning else (), scope, ctes)))

    def _conflict(self, node: Tree, table: str, scope: Scope, ctes: Sight) -> None:
        clause = node.one("onConflictClause")
        if clause is None:
            return
        inner = Scope(scope.outer, {**scope.relations, "excluded": Relation("excluded", TABLES.get(table))})
        condition = clause.one("whereClause")
        values = (*map(value_of, clause.many("targetList")), condition)
        self._walk_all(tuple(filter(None, values)), inner, ctes)

    def _scope(self, outer: Scope | None) -> Scope:
        scope = Scope(outer)
        self.reading.scopes.append(scope)
        return scope

    def _from(self, item: Tree, scope: Scope, ctes: Sight) -> None:
        if item.kind == "JoinExpr":
            for side in (item.one("larg"), item.one("rarg")):
                if side is not None:
                    self._from(side, scope, ctes)
            for column in item.many("usingClause"):
                for relation in scope.holders(column.text("sval")):
                    relation.use(column.text("sval"))
            self._condition(item.one("quals"), scope, ctes)
            return
        alias, renamed = alias_of(item), renamed_columns(item)
        if item.kind == "RangeVar":
            relation = self._range_variable(item.text("relname"), ctes)
        elif item.kind == "RangeSubselect":
            query = item.one("subquery")
            assert query is not None
            relation = self.statement(query, scope if item.flag("lateral") else scope.outer, ctes, alias)
            self.reading.derived.append(relation)
        else:
            self._walk_all(item.many("functions"), scope, ctes)
            relation = Relation(alias, renamed or function_columns(item, alias))
        if renamed and relation.columns is not None:
            columns = (*renamed, *relation.columns[len(renamed) :])
            passes = {
                column: [(relation, origin)]
                for column, origin in zip(columns, relation.columns, strict=False)
            }
            relation = Relation(alias, columns, passes=passes)
        scope.relations[alias or relation.name] = relation

    def _range_variable(self, name: str, ctes: Sight) -> Relation:
        if name in ctes:
            ctes[name].references += 1
            return ctes[name]
        return Relation(name, TABLES.get(name), name)

    def _condition(self, node: Tree | None, scope: Scope, ctes: Sight) -> None:
        if node is not None:
            scope.conditions += conjuncts(node)
            self._walk(node, scope, ctes)

    def _outputs(self, targets: Sequence[Tree], scope: Scope, ctes: Sight) -> Iterator[_Output]:
        for target in targets:
            expression, name = target.one("val"), target.text("name")
            if expression is None:
                continue
            if expression.kind == "ColumnRef" and path(expression)[-1] == STAR:
                for relation in _behind_star(expression, scope):
                    for column in relation.columns or ():
                        yield _Output(column, ((relation, column),), is_unasked=True)
                continue
            self._walk(expression, scope, ctes)
            yield _Output(
                name or output_name(expression), (), is_unasked=not name and expression.kind != "ColumnRef"
            )

    def _walk_all(self, nodes: Sequence[Tree], scope: Scope, ctes: Sight) -> None:
        for node in nodes:
            self._walk(node, scope, ctes)

    def _walk(self, node: Tree, scope: Scope, ctes: Sight) -> None:
        """Note every name that an expression reads, and read the statements inside it."""
        if node.kind == "ColumnRef":
            self._column(path(node), scope)
        elif node.kind == "SelectStmt":
            self.statement(node, scope, ctes).use_all()
        else:
            self._walk_all(tuple(node.below()), scope, ctes)

    def _column(self, names: tuple[str, ...], scope: Scope) -> None:
        if names[-1] == STAR:
            return
        if len(names) == 1:
            self._unqualified(names[0], scope)
            return
        relation = scope.named(names[0])
        if relation is not None:
            relation.use(names[1])

    def _unqualified(self, column: str, scope: Scope) -> None:
        around: Scope | None = scope
        while around is not None:
            holders = around.holders(column)
            for relation in holders:
                relation.use(column)
            if holders:
                if around is not scope or len(scope.relations) > 1 or scope.is_shadowed(column):
                    self.reading.unqualified.append(column)
                return
            if column in around.relations:
                around.relations[column].use_all()
                return
            around = around.outer


def _relation(
    name: str, outputs: Sequence[_Output], *, is_distinct: bool = False, starred: tuple[str, ...] = ()
) -> Relation:
    relation = Relation(
        name,
        tuple(output.name for output in outputs),
        unasked=frozenset(output.name for output in outputs if output.is_unasked),
        is_distinct=is_distinct,
        passes={output.name: output.origins for output in outputs if output.origins},
        starred_tables=starred,
    )
    if is_distinct:
        relation.use_all()
    return relation


def _behind_star(star: Tree, scope: Scope) -> list[Relation]:
    if len(path(star)) == 1:
        return list(scope.relations.values())
    relation = scope.named(path(star)[0])
    return [] if relation is None else [relation]


def _starred(targets: Sequence[Tree], scope: Scope) -> tuple[str, ...]:
    """The stored tables whose columns a SELECT takes by a star."""
    stars = [
        expression
        for expression in map(value_of, targets)
        if expression is not None and expression.kind == "ColumnRef" and path(expression)[-1] == STAR
    ]
    return tuple(relation.table for star in stars for relation in _behind_star(star, scope) if relation.table)
