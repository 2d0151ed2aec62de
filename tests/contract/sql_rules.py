"""The rules of SQL that every statement and view keeps, each with its reason; none is about layout."""

from collections.abc import Iterator

from tests.contract.sql_scopes import read

RULES = {
    "unused-cte": "A common table expression that only reads is read by somebody.",
    "unused-column": "A column of a common table expression or of a sub-select in FROM is read by somebody.",
    "unqualified-column": "A column is named with its table wherever another table in sight could mean it: a"
    " later migration that adds a column would otherwise change what a statement means, or break it.",
    "table-star": "No common table expression takes a stored table's columns by a star, so that a new column"
    " is not carried, sorted and hashed by statements that do not want it.",
}


def faults(text: str) -> Iterator[tuple[str, str]]:
    """What in one statement breaks a rule: the rule's name, and where."""
    reading = read(text)
    for cte in reading.ctes:
        if not cte.references and not cte.writes:
            yield "unused-cte", cte.name
    for relation in (*(cte for cte in reading.ctes if cte.references), *reading.derived):
        for table in relation.starred_tables:
            yield "table-star", f"{relation.name}: {table}.*"
        if relation.starred_tables or relation.is_distinct:
            continue
        for column in relation.columns or ():
            if column not in relation.used and column not in relation.unasked:
                yield "unused-column", f"{relation.name}.{column}"
    for column in dict.fromkeys(reading.unqualified):
        yield "unqualified-column", column
