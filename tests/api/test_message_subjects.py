"""A message says what it is about, as an id that its reader may open, and the inbox shows one thread."""

from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.test_looks import look, looks
from tests.api.test_messages import put_message
from tests.budgets.builders import granted_budget
from tests.plans.builders import approved_order
from tests.scene import Scene

THREAD = """
query Thread($about: ID!) {
  messages(first: 5, filter: {subjectId: $about}) { nodes { event title subjectId subjectType } }
}
"""
INBOX = "query Inbox { messages(first: 9) { nodes { event subjectId subjectType } } }"
NODE = "query Node($id: ID!) { node(id: $id) { id __typename } }"


async def thread(api: Api, actor: Actor, about: str) -> list[dict[str, object]]:
    answer = (await api.post(actor, THREAD, {"about": about})).json()
    nodes: list[dict[str, object]] = answer["data"]["messages"]["nodes"]
    return nodes


@pytest.fixture
async def order_id(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> UUID:
    """An accepted order of a client who uses English."""
    await all_rows.execute("UPDATE client SET language = 'EN' WHERE id = $1", scene.client_id)
    return (await approved_order(db, scene, await granted_budget(db, scene))).order_id


async def test_the_thread_of_an_order_is_what_was_said_of_it_to_its_reader(
    api: Api, scene: Scene, order_id: UUID
) -> None:
    client, producer = scene.actors[Role.CLIENT], scene.actors[Role.PRODUCER_REPORTER]

    assert await thread(api, client, f"Order:{order_id}") == [
        {
            "event": "ORDER_ANSWERED",
            "title": "The order has been accepted",
            "subjectId": f"Order:{order_id}",
            "subjectType": "ORDER",
        }
    ]
    assert await thread(api, producer, f"ProducerOrder:{order_id}") == [
        {
            "event": "ORDER_WAITING",
            "title": "Uusi tilaus odottaa vastausta",
            "subjectId": f"ProducerOrder:{order_id}",
            "subjectType": "PRODUCER_ORDER",
        }
    ]
    assert await thread(api, scene.actors[Role.SERVICE_GUIDE], f"Order:{order_id}") == []


@pytest.mark.parametrize(
    ("role", "events"),
    [
        (Role.CLIENT, {"DECISION_MADE", "ORDER_ANSWERED", "PLAN_APPROVED"}),
        (Role.REPRESENTATIVE, {"DECISION_MADE", "PLAN_APPROVED"}),
        (Role.SOCIAL_WORKER, {"ORDER_ANSWERED", "PLAN_SUBMITTED"}),
        (Role.PRODUCER_REPORTER, {"ORDER_WAITING"}),
    ],
)
async def test_what_a_message_is_about_opens_for_its_reader(
    api: Api, scene: Scene, order_id: UUID, role: Role, events: set[str]
) -> None:
    reader = scene.actors[role]
    inbox: list[dict[str, str]] = (await api.post(reader, INBOX)).json()["data"]["messages"]["nodes"]

    assert events <= {message["event"] for message in inbox}
    for message in inbox:
        typed_id = message["subjectId"]
        opened = await api.data(reader, NODE, {"id": typed_id})
        assert opened == {"node": {"id": typed_id, "__typename": typed_id.partition(":")[0]}}, message


async def test_a_message_about_nothing_that_has_an_id_says_so(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await put_message(all_rows, scene)
    answer = await api.data(scene.actors[Role.CLIENT], INBOX)
    assert answer["messages"] == {
        "nodes": [{"event": "DECISION_MADE", "subjectId": None, "subjectType": None}]
    }


@pytest.mark.parametrize("about", ["Order:x", "Nonsense:{}", "Categories:{}", "{}"])
async def test_a_thread_of_what_is_no_id_is_refused(api: Api, scene: Scene, about: str) -> None:
    answer = await api.post(scene.actors[Role.CLIENT], THREAD, {"about": about.format(new_id())})
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["BAD_ID"]


async def test_s6_the_thread_of_an_order_out_of_reach_is_empty_and_leaves_a_row(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client, nobodys = scene.actors[Role.CLIENT], new_id()
    assert await thread(api, client, f"Order:{nobodys}") == []
    assert await looks(all_rows, scene) == [look(client, "messages", None, nobodys, "Order")]
