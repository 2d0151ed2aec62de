"""Two walls, each alone: without row-level security the application denies, without its reach the database.

The same documents, made from the schema for every root field, are read by every role of the demo region's
cast three ways: as served, as a superuser whom no policy binds, and with the reach taken out of the roots.
"""

import dataclasses
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from graphql import get_named_type

from hb.access.rules import PERMISSIONS, Actor, Role
from hb.access.service import valid_actor
from hb.api import reach
from hb.api.node import require_nodes
from hb.api.permission import permission_of
from hb.api.request import read_context
from hb.api.schema import make_engine
from hb.demo.load import demo_actors
from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.errors import Forbidden
from hb.kit.transaction import Transaction
from hb.read import Engine
from hb.read.graph.graph import Abstract, Entity, Link
from tests.demo.region import Loaded, load_small
from tests.scene import NOW
from tests.walls.roots import BY_ID, LISTED, QUERY, count_of, document_of, untested

pytestmark = pytest.mark.slow

ROLES = [role for role in Role if role not in {Role.DEVELOPER, Role.SYSTEM}]


@dataclass(frozen=True)
class Way:
    """One way to read: a database and an engine."""

    database: Database
    engine: Engine

    async def read(self, actor: Actor, document: str, variables: Mapping[str, object]) -> dict[str, object]:
        """The data of a document."""
        plan = self.engine.compile(document, None, variables, {"role": actor.role.value})

        async def work(tx: Transaction) -> bytes:
            async def fetch(text: str, *arguments: object) -> Sequence[object] | None:
                rows = await tx.fetch_text(text, *arguments)
                return tuple(rows[0]) if rows else None

            return (await plan.straight(fetch, read_context(actor))).body

        data = json.loads(await self.database.run(actor.context("read"), work))["data"]
        assert isinstance(data, dict)
        return data


@dataclass(frozen=True)
class Ways:
    """The three ways, and the cast."""

    served: Way
    without_policies: Way
    without_reach: Way
    actors: Mapping[Role, Actor]
    rows: asyncpg.Connection


def engine_without_reach() -> Engine:
    """An engine whose roots forgot the predicates of `hb.api.reach`."""
    engine = make_engine()
    for name, link in engine.graph.roots.items():
        engine.graph.roots[name] = _forgetful(link)
    return engine


def _forgetful(link: Link) -> Link:
    if isinstance(link.target, Abstract):
        members = {name: _without_reach(each) for name, each in link.target.members.items()}
        return dataclasses.replace(link, target=dataclasses.replace(link.target, members=members))
    kept = tuple(each for each in link.predicates if each.__module__ != reach.__name__)
    return dataclasses.replace(link, predicates=kept)


def _without_reach(entity: Entity) -> Entity:
    within = entity.row.within
    if within is None or within.__module__ != reach.__name__:
        return entity
    return dataclasses.replace(entity, row=dataclasses.replace(entity.row, within=None))


@pytest_asyncio.fixture(scope="session")
async def ways(embedded: EmbeddedPostgres, worker_id: str) -> AsyncIterator[Ways]:
    loaded: Loaded = await load_small(embedded, f"{DATABASE}_walls_{worker_id}")
    app = await Database.connect(loaded.app_dsn, size=2, clock=NOW)
    superuser = await Database.connect(loaded.superuser_dsn, size=2, clock=NOW)
    rows = await asyncpg.connect(loaded.superuser_dsn)
    actors = {}
    for each in (await demo_actors(loaded.owner_dsn)).values():
        bare = Actor(each.organiser_id, each.user_id, each.user_id, each.role, each.on_behalf_of)

        async def look_up(tx: Transaction, bare: Actor = bare) -> Actor | None:
            return await valid_actor(tx, bare.organiser_id, bare.user_id, bare.role, bare.on_behalf_of)

        found = await app.run(bare.context("read"), look_up)
        if found is not None:
            actors[each.role] = found
    yield Ways(
        Way(app, make_engine()), Way(superuser, make_engine()), Way(app, engine_without_reach()), actors, rows
    )
    await app.close()
    await superuser.close()
    await rows.close()


@pytest.mark.parametrize("role", ROLES)
async def test_each_wall_alone_shows_what_both_show(ways: Ways, role: Role) -> None:
    assert QUERY is not None
    actor = ways.actors.get(role)
    assert actor is not None, f"the cast has no {role}"
    for name in LISTED:
        field = QUERY.fields[name]
        if permission_of(field) not in PERMISSIONS[role]:
            continue
        document = document_of(name, field, PERMISSIONS[role])
        assert document is not None
        served = await ways.served.read(actor, document, {})
        assert await ways.without_policies.read(actor, document, {}) == served, (
            f"the application alone: {name}"
        )
        assert await ways.without_reach.read(actor, document, {}) == served, (
            f"row-level security alone: {name}"
        )


UNSEEN = {
    "spend": "Its finest rows are about fewer than five persons in the small region, and are left out.",
    "substitutions": "The demo's one substitute is in a team that the cast's leader does not lead.",
}
"""Roots that no role of the cast sees a row of, and why. A root that shows a row leaves this list."""


async def test_every_listed_root_shows_a_row_to_some_role(ways: Ways) -> None:
    """Three empty answers are equal, whatever the walls do."""
    assert QUERY is not None
    counts = dict.fromkeys(LISTED, 0)
    for name in LISTED:
        field = QUERY.fields[name]
        for role, actor in ways.actors.items():
            document = document_of(name, field, PERMISSIONS[role])
            if counts[name] == 0 and permission_of(field) in PERMISSIONS[role] and document is not None:
                counts[name] += count_of((await ways.served.read(actor, document, {}))[name])
    unseen = [root for root, count in counts.items() if count == 0]
    assert sorted(UNSEEN) == unseen, untested({root: counts[root] for root in LISTED if root not in UNSEEN})


def test_a_root_without_rows_is_caught() -> None:
    answers: dict[str, object] = {
        "budgets": {"totalCount": 0, "nodes": []},
        "clients": {"totalCount": 1, "nodes": [{"id": "Client:1"}]},
        "me": {"role": "CLIENT"},
        "plan": None,
        "serviceTypes": [{"code": "HOME_CARE"}],
        "supportClasses": [],
    }
    sentence = "No role of the demo sees a row of {}: the walls are not tested for it; give hb/demo a row."
    assert untested({name: count_of(answer) for name, answer in answers.items()}) == [
        sentence.format(name) for name in ("budgets", "plan", "supportClasses")
    ]


@pytest.mark.parametrize("name", BY_ID)
async def test_rows_by_id_are_denied_by_each_wall_alone(ways: Ways, name: str) -> None:
    assert QUERY is not None
    field = QUERY.fields[name]
    named = get_named_type(field.type)
    entity = ways.served.engine.graph.entities[named.name]
    rows = await ways.rows.fetch(f"SELECT id FROM {entity.table.description} ORDER BY id LIMIT 400")
    ids = [f"{named.name}:{row['id']}" for row in rows][:: max(1, len(rows) // 50)]
    assert ids
    counts: dict[Role, int] = {}
    for role, actor in ways.actors.items():
        if permission_of(field) not in PERMISSIONS[role]:
            continue
        document = f"query One($id: ID!) {{ {name}(id: $id) {{ __typename }} }}"
        seen = 0
        for each in ids:
            served = await ways.served.read(actor, document, {"id": each})
            assert await ways.without_policies.read(actor, document, {"id": each}) == served, (role, each)
            assert await ways.without_reach.read(actor, document, {"id": each}) == served, (role, each)
            seen += served[name] is not None
        counts[role] = seen
    assert counts, "no role reads this"
    assert untested({name: sum(counts.values())}) == []


NODE = make_engine().graph.roots["node"].target
assert isinstance(NODE, Abstract)


@pytest.mark.parametrize("name", sorted(NODE.members))
async def test_node_answers_exactly_when_the_root_by_id_does(ways: Ways, name: str) -> None:
    assert QUERY is not None
    entity = ways.served.engine.graph.entities[name]
    rows = await ways.rows.fetch(f"SELECT id FROM {entity.table.description} ORDER BY id LIMIT 400")
    ids = [f"{name}:{row['id']}" for row in rows][:: max(1, len(rows) // 50)] or [f"{name}:{UUID(int=1)}"]
    root = next((each for each in BY_ID if get_named_type(QUERY.fields[each].type).name == name), None)
    permission = permission_of(QUERY.fields[root]) if root else None
    document = f"query One($id: ID!) {{ {root or 'x'}(id: $id) {{ __typename id }} }}"
    through_node = "query One($id: ID!) { node(id: $id) { __typename id } }"
    for role, actor in ways.actors.items():
        if permission not in PERMISSIONS[role]:
            plan = ways.served.engine.compile(through_node, None, {"id": ids[0]})
            with pytest.raises(Forbidden):
                require_nodes(actor, plan, ways.served.engine.schema)
            continue
        for each in ids:
            (expected,) = (await ways.served.read(actor, document, {"id": each})).values()
            for way in (ways.served, ways.without_policies, ways.without_reach):
                assert (await way.read(actor, through_node, {"id": each}))["node"] == expected, (role, each)


async def test_what_both_walls_show_is_something_and_not_all(ways: Ways) -> None:
    """The comparison above would pass on empty answers too; here is what some of them hold."""
    worker = ways.actors[Role.SOCIAL_WORKER]
    counted = await ways.served.read(worker, "{ clients { totalCount } }", {})
    everybody = await ways.rows.fetchval("SELECT count(*) FROM client")
    assert 0 < counted["clients"]["totalCount"] < everybody  # type: ignore[index]


async def test_a_root_without_its_reach_would_be_seen(ways: Ways) -> None:
    """The planted fault: no policies and no reach together show every client of the organiser."""
    open_way = Way(ways.without_policies.database, ways.without_reach.engine)
    worker = ways.actors[Role.SOCIAL_WORKER]
    document = "{ clients { totalCount } }"
    assert await open_way.read(worker, document, {}) != await ways.served.read(worker, document, {})


KEYS = {
    Role.CONTROLLER: ("budgets", "client { id }"),
    Role.PRODUCER_REPORTER: ("orders", "client { id }"),
    Role.INVOICE_CHECKER: ("deliveries", "client { id }"),
}
"""Rows of a client that a role sees by duty or address, and the client it does not see."""


@pytest.mark.parametrize("role", KEYS)
async def test_id_of_a_row_that_row_security_hides_is_hidden_too(ways: Ways, role: Role) -> None:
    """Neither reach nor the fields' permissions stand here: the database alone keeps the client unnamed."""
    root, hidden = KEYS[role]
    document = f"{{ {root}(first: 9) {{ nodes {{ id {hidden} }} }} }}"

    page = (await ways.without_reach.read(ways.actors[role], document, {}))[root]

    assert isinstance(page, dict)
    assert len(page["nodes"]) == 9
    assert [node["client"] for node in page["nodes"]] == [None] * 9
