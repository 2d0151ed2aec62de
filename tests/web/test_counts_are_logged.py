"""A count of clients is a use of their data too, though it shows nobody."""

import asyncpg

from hb.access.rules import Role
from tests.api.conftest import Api
from tests.scene import Scene


async def test_count_alone_leaves_a_row_that_names_nobody(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    counted = await api.data(guide, 'query HowMany { clients(filter: { nameStarts: "zz" }) { totalCount } }')

    assert counted == {"clients": {"totalCount": 0}}
    rows = await all_rows.fetch(
        "SELECT operation, actor_id, client_ids FROM use_log WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(row) for row in rows] == [("HowMany", guide.user_id, [])]


async def test_a_catalogue_is_nobodys_data(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    await api.data(scene.actors[Role.CLIENT], "{ catalogue(first: 5) { totalCount nodes { name } } }")

    assert (
        await all_rows.fetchval("SELECT count(*) FROM use_log WHERE organiser_id = $1", scene.organiser_id)
        == 0
    )
