"""The frontends' documents: each validates, is named as its file, and runs a fixed number of statements."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from graphql import get_named_type, type_from_ast

from hb.access.rules import PERMISSIONS, Actor, Role
from hb.api.permission import permission_of
from hb.api.request import read_context
from hb.api.schema import graphql_schema
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.read import Engine, Plan
from tests.api.specimens import specimen
from tests.scene import Scene

OPERATIONS = Path(__file__).parents[2] / "frontend_contract" / "operations"
DOCUMENTS = sorted(OPERATIONS.glob("*/*.graphql"))
QUERY = graphql_schema().query_type
APPS = {"auditor", "client", "controller", "producer", "social_worker"}
NAMES = [f"{path.parent.name}/{path.stem}" for path in DOCUMENTS]


def plan_of(engine: Engine, path: Path) -> Plan:
    """The document planned with specimen variables."""
    text = path.read_text(encoding="utf-8")
    document = engine.document(text)
    variables = {}
    for each in document.operation.variable_definitions or ():
        named = type_from_ast(graphql_schema(), each.type)
        assert named is not None
        if each.default_value is None and str(named).endswith("!"):
            name = each.variable.name.value
            variables[name] = specimen(named, _named_by(text) if name == "id" else name)  # type: ignore[arg-type]
    return engine.plan(text, None, variables)


def _named_by(text: str) -> str:
    """The type that a document's `$id` names: that of the root field it is given to."""
    found = re.search(r"(\w+)\(id: \$id\)", text)
    assert found is not None
    assert QUERY is not None
    named = get_named_type(QUERY.fields[found.group(1)].type)
    return f"{named.name}Id"


def test_every_app_has_operations() -> None:
    assert {path.parent.name for path in DOCUMENTS} == APPS


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_operation_is_valid_and_named_as_its_file(engine: Engine, path: Path) -> None:
    assert plan_of(engine, path).document.name == path.stem


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
async def test_query_runs_one_statement_for_each_root(
    engine: Engine, db: Database, scene: Scene, path: Path
) -> None:
    plan = plan_of(engine, path)
    if plan.document.kind != "query":
        assert len(plan.touched) > 0
        return
    actor = actor_for(plan, scene)
    ran = 0

    async def work(tx: Transaction) -> None:
        nonlocal ran

        async def fetch(text: str, *arguments: object) -> Sequence[object] | None:
            rows = await tx.fetch_text(text, *arguments)
            return tuple(rows[0]) if rows else None

        await plan.straight(fetch, read_context(actor))
        ran = tx.statements

    await db.run(actor.context("read"), work)
    assert ran == len(plan.roots)


def actor_for(plan: Plan, scene: Scene) -> Actor:
    """Somebody who may read everything the document touches."""
    asked = {permission_of(field) for field in plan.touched.values()} - {None}
    for role, actor in scene.actors.items():
        if asked <= PERMISSIONS[role]:
            return actor
    message = f"no role of {sorted(Role)} may read all of {plan.document.name}"
    raise AssertionError(message)
