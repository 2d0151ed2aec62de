"""Letters to those who represent clients: where they go, who records it, and what if nobody has."""

from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.messages.rules import Event
from tests.api.conftest import Api
from tests.api.sending import Json, at, denied, done, read, refusals, send, text_at
from tests.letters.days import batches, run_all, workplace
from tests.letters.post import lay, leave, letters
from tests.letters.reading import pages_of
from tests.scene import Scene

ADDRESS: Json = {"streetAddress": "Salatie 7 B", "postalCode": "01940", "postalOffice": "Palojoki"}
CHANGE = "ChangeRepresentativeAddress"
GUIDE = Role.SERVICE_GUIDE
STORED = "SELECT street_address, postal_code, postal_office, has_address FROM representative WHERE id = $1"


async def representation_of(all_rows: asyncpg.Connection, scene: Scene) -> str:
    found = "SELECT id FROM representation WHERE client_id = $1"
    return f"Representation:{await all_rows.fetchval(found, scene.client_id)}"


async def stored(all_rows: asyncpg.Connection, representative_id: UUID) -> tuple[object, ...]:
    row = await all_rows.fetchrow(STORED, representative_id)
    assert row is not None
    return tuple(row)


async def test_a_letter_goes_to_the_representative_at_the_address_that_was_recorded(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    changed = await done(
        api,
        scene.actors[GUIDE],
        CHANGE,
        representationId=await representation_of(all_rows, scene),
        address=ADDRESS,
    )
    await lay(db, scene, [await leave(all_rows, scene, scene.representative_id)])

    counts = await run_all(workplace(db, tmp_path), scene)

    assert at(changed, "representation", "representative", "hasAddress") is True
    assert counts == {"letters": 1, "pages": 1, "sheets": 1}
    (batch,) = await batches(all_rows, scene)
    page = pages_of(batch["content"])[2]
    for line in ("Eino Edustaja\n", "Salatie 7 B\n", "01940 PALOJOKI\n"):
        assert line in page, line
    audited = await all_rows.fetch(
        "SELECT client_id, subject_id, facts FROM audit_event WHERE organiser_id = $1"
        " AND action = 'representative-address:change'",
        scene.organiser_id,
    )
    assert [tuple(row) for row in audited] == [
        (scene.client_id, scene.representative_id, {"is_removed": False})
    ]


async def test_a_representative_without_an_address_gets_no_letter_and_the_own_worker_is_notified(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    own_worker = scene.actors[Role.SOCIAL_WORKER].user_id
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE worker_id = $1", own_worker
    )
    representation_id = await representation_of(all_rows, scene)
    await done(api, scene.actors[GUIDE], CHANGE, representationId=representation_id, address=ADDRESS)
    await done(api, scene.actors[GUIDE], CHANGE, representationId=representation_id)
    await lay(db, scene, [await leave(all_rows, scene, scene.representative_id) for _ in range(2)])

    assert await run_all(workplace(db, tmp_path), scene) == {"failed": 2}

    assert await stored(all_rows, scene.representative_id) == (None, None, None, False)
    rows = await letters(all_rows, scene)
    assert [(row["state"], row["failure"]) for row in rows] == [("FAILED", "NO_ADDRESS")] * 2
    notices = await all_rows.fetch(
        "SELECT recipient_id, client_id FROM message WHERE organiser_id = $1 AND event = 'LETTER_FAILED'",
        scene.organiser_id,
    )
    assert [tuple(notice) for notice in notices] == [(own_worker, scene.client_id)] * 2
    unsent = await all_rows.fetch(
        "SELECT channel, state, reason FROM unsent_message WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(row) for row in unsent] == [("LETTER", "FAILED", "NO_ADDRESS")] * 2


async def test_a_new_representative_is_recorded_with_an_address_that_nobody_is_shown(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    recorded = await done(
        api,
        scene.actors[GUIDE],
        "RecordRepresentation",
        clientId=f"Client:{scene.client_id}",
        kind="AUTHORISED",
        scope="FULL",
        ground="Valtakirja",
        validFrom="2026-05-01",
        person={"firstName": "Siiri", "lastName": "Sisar", "language": "SV", "address": ADDRESS},
    )

    person = text_at(recorded, "representation", "representative", "id").partition(":")[2]
    assert await stored(all_rows, UUID(person)) == ("Salatie 7 B", "01940", "Palojoki", True)
    client = scene.actors[Role.CLIENT]
    assert "Salatie" not in str(await read(api, client, "client/MyDetails"))
    assert "Salatie" not in str(recorded)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"postalCode": "0194"}, "postalCode"),
        ({"streetAddress": " "}, "streetAddress"),
        ({"postalOffice": "x" * 101}, "postalOffice"),
    ],
)
async def test_a_bad_address_is_refused_and_changes_nothing(
    api: Api, scene: Scene, all_rows: asyncpg.Connection, changes: Json, path: str
) -> None:
    answer = await send(
        api,
        scene.actors[GUIDE],
        CHANGE,
        representationId=await representation_of(all_rows, scene),
        address={**ADDRESS, **changes},
    )

    assert refusals(answer) == [("INVALID_INPUT", ["input", "address", path])]
    assert await stored(all_rows, scene.representative_id) == (None, None, None, False)


async def test_others_change_no_address_nor_does_anybody_once_the_power_has_ended(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representation_id = await representation_of(all_rows, scene)
    for role in (Role.TEAM_LEADER, Role.AUDITOR):
        await denied(api, scene.actors[role], CHANGE, representationId=representation_id, address=ADDRESS)
    unknown = await send(
        api,
        scene.actors[GUIDE],
        CHANGE,
        representationId=f"Representation:{new_id()}",
        address=ADDRESS,
    )
    await all_rows.execute(
        "UPDATE representation SET valid_until = '2026-05-14' WHERE client_id = $1", scene.client_id
    )
    ended = await send(api, scene.actors[GUIDE], CHANGE, representationId=representation_id, address=ADDRESS)

    assert refusals(unknown) == [("NOT_FOUND", ["input", "representationId"])]
    assert refusals(ended) == [("WRONG_STATE", ["input", "representationId"])]
    assert await stored(all_rows, scene.representative_id) == (None, None, None, False)


async def put_address(all_rows: asyncpg.Connection, scene: Scene) -> None:
    """Put the address of the scene's representative."""
    await all_rows.execute(
        "UPDATE representative SET street_address = 'Salatie 7 B', postal_code = '01940',"
        " postal_office = 'Palojoki' WHERE id = $1",
        scene.representative_id,
    )


async def test_who_lost_the_power_after_a_message_was_left_gets_no_letter_but_of_that(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    """S5: the inbox was closed, and the letter of the day before went to the former representative."""
    await put_address(all_rows, scene)
    about = [await leave(all_rows, scene, scene.representative_id) for _ in range(2)]
    ended = await leave(all_rows, scene, scene.representative_id, event=Event.REPRESENTATION_ENDED)
    own = await leave(all_rows, scene)
    await lay(db, scene, [*about, ended, own])
    await all_rows.execute(
        "UPDATE representation SET valid_until = '2026-05-14' WHERE client_id = $1", scene.client_id
    )

    counts = await run_all(workplace(db, tmp_path), scene)

    assert counts["letters"] == 2
    rows = await all_rows.fetch(
        "SELECT id, state, explanation AS why FROM message WHERE organiser_id = $1 ORDER BY id",
        scene.organiser_id,
    )
    told = "Viestiä ei lähetetä, koska vastaanottaja ei edusta asiakasta enää."
    assert [(row["state"], row["why"]) for row in rows if row["id"] in about] == [("NOT_NEEDED", told)] * 2
    assert {row["state"] for row in rows if row["id"] in {ended, own}} == {"SENT"}
    assert await run_all(workplace(db, tmp_path), scene) == {}


async def test_details_that_turvakielto_hides_by_now_are_in_no_letter_to_a_representative(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    """L 661/2009 36 §: a letter that was left before named the producer, which tells where the client is."""
    await put_address(all_rows, scene)
    details = "Kotihoito, Hoivapolku Oy"
    worded: Json = {"body": f"On tehty päätös.\n\n{details}", "facts": {"details_fi": details}}
    to_both = [await leave(all_rows, scene, one, **worded) for one in (scene.representative_id, None)]
    await lay(db, scene, to_both)
    await all_rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", scene.client_id)

    assert (await run_all(workplace(db, tmp_path), scene))["letters"] == 2

    (batch,) = await batches(all_rows, scene)
    pages = [page for page in pages_of(batch["content"]) if "On tehty päätös." in page]
    assert sorted("Hoivapolku" in page for page in pages) == [False, True]
    assert ["Eino Edustaja" in page for page in pages if "Hoivapolku" in page] == [False]
