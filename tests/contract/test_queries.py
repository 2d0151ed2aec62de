"""The frontends' documents: each validates, is named as its file, and runs a fixed number of statements."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from graphql import NonNullTypeNode, VariableDefinitionNode, get_named_type, type_from_ast

from hb.access.rules import PERMISSIONS, Actor, Role
from hb.access.service import valid_actor
from hb.api.permission import permission_of
from hb.api.request import read_context
from hb.api.schema import graphql_schema
from hb.demo.load import demo_actors
from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.read import CompiledQuery, Engine
from tests.api.documents import CONTRACT, IDS, document
from tests.api.specimens import specimen
from tests.demo.region import load_small
from tests.scene import NOW, Scene

DOCUMENTS = sorted((CONTRACT / "operations").glob("*/*.graphql"))
QUERY = graphql_schema().query_type
APPS = {"administrator", "auditor", "client", "controller", "producer", "social_worker"}
NAMES = [f"{path.parent.name}/{path.stem}" for path in DOCUMENTS]


def plan_of(engine: Engine, path: Path) -> CompiledQuery:
    """The document planned with specimen variables."""
    text = document(path.parent.name, path.stem)
    variables = {}
    for each in engine.document(text).operation.variable_definitions or ():
        named = type_from_ast(graphql_schema(), each.type)
        assert named is not None
        if each.default_value is None and str(named).endswith("!"):
            name = each.variable.name.value
            variables[name] = specimen(named, _named_by(text) if name == "id" else name)  # type: ignore[arg-type]
    return engine.compile(text, None, variables)


def _named_by(text: str) -> str:
    """The type that a document's `$id` names: that of the root field it is given to."""
    found = re.search(r"(\w+)\(id: \$id\)", text)
    assert found is not None
    assert QUERY is not None
    named = get_named_type(QUERY.fields[found.group(1)].type)
    return f"{named.name}Id"


def test_every_app_has_operations() -> None:
    assert {path.parent.name for path in DOCUMENTS} == APPS
    assert {(path.parent.name, path.stem) for path in DOCUMENTS} == set(IDS)


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
    ran, _ = await statements_of(db, actor_for(plan, scene.actors), plan)
    assert ran == len(plan.roots)


async def statements_of(db: Database, actor: Actor, plan: CompiledQuery) -> tuple[int, int]:
    """How many statements a query runs, and how many bytes it answers."""

    async def work(tx: Transaction) -> tuple[int, int]:
        async def fetch(text: str, *arguments: object) -> Sequence[object] | None:
            rows = await tx.fetch_text(text, *arguments)
            return tuple(rows[0]) if rows else None

        straight = await plan.straight(fetch, read_context(actor))
        return tx.statements, len(straight.body)

    return await db.run(actor.context("read"), work)


async def test_statements_do_not_grow_with_rows(
    engine: Engine, db: Database, scene: Scene, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """The lists that need no variable: as many statements over a region full of life as over one client."""
    loaded = await load_small(embedded, f"{DATABASE}_queries_{worker_id}")
    region = await Database.connect(loaded.app_dsn, size=2, clock=NOW)
    cast = await signed_in(region, loaded.owner_dsn)
    grown = 0
    for path in DOCUMENTS:
        plan = plan_of(engine, path)
        required = [each for each in plan.document.operation.variable_definitions or () if is_required(each)]
        if plan.document.kind != "query" or required:
            continue
        few = await statements_of(db, actor_for(plan, scene.actors), plan)
        many = await statements_of(region, actor_for(plan, cast), plan)
        assert few[0] == many[0], path.stem
        grown += many[1] > few[1]
    await region.close()
    assert grown >= 20


def is_required(definition: VariableDefinitionNode) -> bool:
    """Whether a document's variable must be given."""
    return isinstance(definition.type, NonNullTypeNode) and definition.default_value is None


async def signed_in(region: Database, owner_dsn: str) -> dict[Role, Actor]:
    """The demo's cast with the parties they act as."""
    found = {}
    for each in (await demo_actors(owner_dsn)).values():
        asking = Actor(each.organiser_id, each.user_id, each.user_id, each.role, each.on_behalf_of)

        async def look_up(tx: Transaction, asking: Actor = asking) -> Actor | None:
            return await valid_actor(
                tx, asking.organiser_id, asking.user_id, asking.role, asking.on_behalf_of
            )

        actor = await region.run(asking.context("read"), look_up)
        if actor is not None:
            found[each.role] = actor
    return found


def actor_for(plan: CompiledQuery, actors: Mapping[Role, Actor]) -> Actor:
    """Somebody who may read everything the document touches."""
    asked = {permission_of(field) for field in plan.touched.values()} - {None}
    for role, actor in actors.items():
        if asked <= PERMISSIONS[role]:
            return actor
    message = f"no role of {sorted(Role)} may read all of {plan.document.name}"
    raise AssertionError(message)
