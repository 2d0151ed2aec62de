"""A daily batch of hard names and addresses: it is made, and what cannot be set fails alone and says why."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.letters.service.printing import printable
from tests.letters.days import batches, files_in, run_all, workplace
from tests.letters.post import lay, leave
from tests.letters.reading import opened, pages_of
from tests.scene import Scene, make_client


@dataclass(frozen=True)
class Person:
    """A client to whom a letter goes."""

    first: str
    last: str
    street: str | None = "Esimerkkitie 1"
    code: str | None = "01900"
    office: str | None = "Nurmijärvi"
    hidden: bool = False


LONG = "Mariaannaliisakristiinaelisabetjohannakatariinamargareetasofiavilhelmiinaolga123"
SET = {
    "80 characters": Person(LONG, LONG[::-1]),
    "80 characters in words": Person("Anna Maria Elisabet " * 4, "Sukunimi"),
    "Hebrew": Person("אביגיל", "כהן-לוי"),
    "Arabic": Person("محمد", "الفارسي"),
    "both directions": Person("Sara שרה", "Virtanen"),
    "combining marks": Person("Te\u030afa\u0301nia", "Ǩuõsǩǩmäkk"),
    "Skolt Sámi": Person("Äʹvdder", "Moshnikoff"),
    "emoji that a font has": Person("Aino 😀", "Äijälä"),
    "turvakielto": Person("Tuuli", "Turva", "Salatie 7", hidden=True),
    "long street": Person("Aino", "Äijälä", "Pitkäkatu " + "a" * 190),
}
UNSET = {
    "emoji that no font has": (Person("Aino 🧑", "Äijälä"), "UNPRINTABLE_ADDRESS"),
    "Chinese": (Person("王", "小明"), "UNPRINTABLE_ADDRESS"),
    "marks over no letter of ours": (Person("א\u0301", "Äijälä"), "UNPRINTABLE_ADDRESS"),
    "abroad": (Person("Åsa", "Öst", "Storgatan 1", "SE-114 35", "Stockholm"), "FOREIGN_ADDRESS"),
    "no street": (Person("Kaisa", "Koditon", None), "NO_ADDRESS"),
    "no address": (Person("Kalle", "Koditon", None, None, None), "NO_ADDRESS"),
}


async def client(rows: asyncpg.Connection, scene: Scene, person: Person) -> UUID:
    client_id = new_id()
    await make_client(rows, scene.organiser_id, client_id, person.first, person.last)
    await rows.execute(
        "UPDATE client SET street_address = $2, postal_code = $3, postal_office = $4, non_disclosure = $5"
        " WHERE id = $1",
        client_id,
        person.street,
        person.code,
        person.office,
        person.hidden,
    )
    return client_id


async def left(rows: asyncpg.Connection, scene: Scene, person: Person) -> UUID:
    client_id = await client(rows, scene, person)
    return await leave(rows, scene, client_id, client_id=client_id)


async def test_the_batch_is_made_and_what_cannot_be_set_fails_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    printed = {name: await left(all_rows, scene, person) for name, person in SET.items()}
    failed = {name: await left(all_rows, scene, person) for name, (person, _) in UNSET.items()}
    endless = await leave(all_rows, scene, body="x" * 200_000)
    await lay(db, scene, [*failed.values(), endless, *printed.values()])

    counts = await run_all(workplace(db, tmp_path), scene)

    assert counts == {
        "letters": len(SET),
        "pages": len(SET),
        "sheets": len(SET),
        "failed": len(UNSET) + 1,
    }
    (batch,) = await batches(all_rows, scene)
    (path,) = files_in(tmp_path)
    assert path.read_bytes() == batch["content"]
    states = {
        row["id"]: (row["state"], row["failure"], row["explanation"])
        for row in await all_rows.fetch(
            "SELECT id, state, failure, explanation FROM message WHERE organiser_id = $1", scene.organiser_id
        )
    }
    assert {name: states[message_id] for name, message_id in printed.items()} == dict.fromkeys(
        SET, ("SENT", None, None)
    )
    reasons = {name: states[message_id][:2] for name, message_id in failed.items()}
    assert reasons == {name: ("FAILED", reason) for name, (_, reason) in UNSET.items()}
    assert states[endless][:2] == ("FAILED", "OWN_FAULT")
    assert len({states[message_id][2] for message_id in (*failed.values(), endless)}) == 4
    unsent = await all_rows.fetch(
        "SELECT message_id, reason, recipient FROM unsent_message WHERE organiser_id = $1", scene.organiser_id
    )
    assert {row["message_id"] for row in unsent} == {*failed.values(), endless}
    assert {row["recipient"] for row in unsent} == {"CLIENT"}


async def test_each_letter_names_its_recipient_whole_and_no_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await lay(db, scene, [await left(all_rows, scene, person) for person in SET.values()])

    await run_all(workplace(db, tmp_path), scene)

    (batch,) = await batches(all_rows, scene)
    pages = ["".join(page.split()) for page in pages_of(batch["content"])[2::2]]
    for (name, person), page in zip(SET.items(), pages, strict=True):
        whole = "".join(f"{person.first}{person.last}".split())
        if name in {"Hebrew", "Arabic", "both directions"}:
            assert {*whole} - {"-"} <= {*page} | {"-"}, name  # it is drawn from right to left
        elif name == "combining marks":
            assert "\u030a" in page, name
            assert "fániaǨuõsǩǩmäkk" in page, name
        else:
            assert whole in page, name
        assert "01900NURMIJÄRVI" in page, name
    hidden = [page for page in pages if "Salatie7" in page]
    assert len(hidden) == 1, "a hidden address is on the client's own letter alone"


async def test_long_names_stay_in_the_window_of_the_envelope(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, tmp_path: Path
) -> None:
    await lay(db, scene, [await left(all_rows, scene, SET["80 characters"])])

    await run_all(workplace(db, tmp_path), scene)

    (batch,) = await batches(all_rows, scene)
    page = pages_of(batch["content"])[2]
    lines = page.partition("1 (1)\n")[2].partition("Päätös")[0].split("\n")
    assert "".join(lines[:-3]).replace(" ", "") == f"{LONG}{LONG[::-1]}"
    assert max(map(len, lines)) < 80
    with opened(batch["content"]) as pdf:
        assert len(pdf.pages) == 2 + 2 * batch["sheets"] == 4


def test_every_character_of_the_names_that_are_set_is_in_the_fonts() -> None:
    for name, person in SET.items():
        missing = {sign for sign in f"{person.first} {person.last}" if sign not in printable()}
        assert not missing, name
