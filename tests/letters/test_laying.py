"""A message is laid by for the next batch once, in the name of the system alone."""

import asyncpg

from hb.kit.db import Database
from tests.letters.post import lay, leave, letters
from tests.scene import Scene


async def test_a_message_is_laid_by_once(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    first, second = await leave(all_rows, scene), await leave(all_rows, scene)

    await lay(db, scene, [first, second, first])
    await lay(db, scene, [second])

    rows = await letters(all_rows, scene)
    assert [(row["message_id"], row["state"], row["batch_id"]) for row in rows] == [
        (message_id, "LAID_BY", None) for message_id in sorted((first, second))
    ]
    assert {row["message_state"] for row in rows} == {"WAITING"}


async def test_a_letter_that_failed_is_laid_by_again_and_one_that_was_printed_is_not(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    failed, printed = await leave(all_rows, scene), await leave(all_rows, scene)
    await lay(db, scene, [failed, printed])
    await all_rows.execute(
        "UPDATE letter SET state = CASE message_id WHEN $1 THEN 'FAILED' ELSE 'PRINTED' END,"
        " failure = CASE message_id WHEN $1 THEN 'NO_ADDRESS' END, ended_at = now() WHERE organiser_id = $2",
        failed,
        scene.organiser_id,
    )

    await lay(db, scene, [failed, printed])

    states = {row["message_id"]: (row["state"], row["failure"]) for row in await letters(all_rows, scene)}
    assert states == {failed: ("LAID_BY", None), printed: ("PRINTED", None)}
