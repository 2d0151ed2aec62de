"""Who may move money: exactly these statements write transfers, balances and chain links (C3)."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

import hb
from hb.kit.statement import Statement
from hb.ledger.posting import counted, posting, transfers
from hb.ledger.rules import TransferCode

ROOT = Path(hb.__file__).parents[1]
DOOR = "hb/ledger/posting.py"
POSTERS = {
    "hb.ledger.posting.POST": "transfers made in Python, through hb.ledger.service",
    "hb.ledger.posting.SET_LAST_MONTH": "moves nothing: says which month of a budget is its last",
    "hb.plans.queries.wishes.ADD_ITEM": "reserves for a new item of a plan",
    "hb.deliveries.queries.report.REPORT": "draws for reported deliveries, and reserves again what expired",
    "hb.demo.queries.POST_BATCH": "loads the demo's transfers into an empty database",
}
MOVES = re.compile(
    r"\bINSERT\s+INTO\s+(?:transfer|link)\b|\b(?:UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:account|transfer|link)\b"
    r"|\b(?:insert|update|delete)\((?:\w+\.)*(?:account|transfer|link)\)",
    re.IGNORECASE,
)
"""SQL, as text or in SQLAlchemy Core, that moves money or rewrites where it moved."""


def posters(statements: dict[str, Statement]) -> set[str]:
    """The statements that move money, by name."""
    return {name for name, statement in statements.items() if MOVES.search(statement.text)}


def statements_of_hb() -> dict[str, Statement]:
    """Every statement of hb by the module that makes it and its name there."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(hb.__path__, "hb.")
        if not module.name.endswith("__main__")
    ]
    paths = {
        name: value
        for module in modules
        for name, value in ((f"{module.__name__}.{key}", value) for key, value in vars(module).items())
        if isinstance(value, Statement)
    }
    # A statement that is imported elsewhere too is named where it is made: by the longest path.
    made: dict[int, str] = {}
    for name in sorted(paths, key=lambda path: (_is_made_in(path), path)):
        made[id(paths[name])] = name
    return {name: paths[name] for name in made.values()}


def _is_made_in(path: str) -> bool:
    module, name = path.rsplit(".", 1)
    source = (ROOT / module.replace(".", "/")).with_suffix(".py")
    return source.exists() and re.search(rf"^{name} = ", source.read_text("utf-8"), re.MULTILINE) is not None


def faults(path: str, source: str) -> Iterator[str]:
    """SQL in one source file that moves money beside the door."""
    if path != DOOR:
        yield from (f"{path}: {match.group(0)}" for match in MOVES.finditer(source))


def test_these_statements_move_money_and_no_others() -> None:
    statements = statements_of_hb()
    assert len(statements) > 140
    assert posters(statements) == set(POSTERS)


def test_no_source_writes_the_books_beside_the_door() -> None:
    sources = sorted((ROOT / "hb").rglob("*.py"))
    assert [
        fault
        for source in sources
        for fault in faults(source.relative_to(ROOT).as_posix(), source.read_text("utf-8"))
    ] == []
    assert len(MOVES.findall((ROOT / DOOR).read_text("utf-8"))) == 4


@pytest.mark.parametrize(
    "planted",
    [
        "UPDATE account SET used = used + 1",
        "WITH x AS (INSERT INTO transfer (id) VALUES (1)) SELECT 1",
        "DELETE FROM link",
        "update  account set granted = 0",
    ],
)
def test_a_planted_statement_that_moves_money_is_caught(planted: str) -> None:
    assert posters({"hb.x.Y": Statement(text(planted))}) == {"hb.x.Y"}
    assert len(list(faults("hb/x.py", planted))) == 1


@pytest.mark.parametrize(
    "planted", ["insert(transfer)", "update(model.account)", "delete(hb.ledger.model.link)"]
)
def test_a_planted_core_statement_is_caught(planted: str) -> None:
    assert len(list(faults("hb/x.py", planted))) == 1


def test_what_only_reads_is_no_fault() -> None:
    assert posters({"hb.x.Y": Statement(text("SELECT FROM account FOR NO KEY UPDATE OF account"))}) == set()


def test_a_column_that_no_transfer_has_is_refused_when_the_statement_is_built() -> None:
    with pytest.raises(TypeError, match="pieces_count"):
        transfers("rows", TransferCode.DRAW, pieces_count="1")
    with pytest.raises(TypeError, match="posting_id"):
        transfers("rows", posting_id="1")


def test_transfers_are_selected_in_one_order_whatever_the_order_of_the_keywords() -> None:
    one = transfers("rows", TransferCode.RESERVE, id="a", budget_id="b", **counted("measure", "quantity"))
    other = transfers("rows", TransferCode.RESERVE, **counted("measure", "quantity"), budget_id="b", id="a")
    assert one == other
    assert "CAST(CASE measure WHEN 'MINUTES' THEN quantity ELSE 0 END AS bigint) AS minutes" in one
    assert "CAST('RESERVE' AS text) AS code" in one
    assert posting(one, other).count("UNION ALL") == 1
