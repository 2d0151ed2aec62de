"""Contact data is replaced whole, by a worker or the client, against the version that was read."""

from dataclasses import asdict, replace

import asyncpg
import pytest

from hb.access.rules import Actor, Role, Scope
from hb.clients.rules import ClientLanguage, Contact, ContactChange, ContactChanged
from hb.clients.rules.contact import optional, required, tidy_contact
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, VersionConflict
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from tests.clients.builders import command, make_worker
from tests.scene import Scene, make_scene

NEW = Contact(
    ClientLanguage.SV,
    phone=" 09 123 456 ",
    email="aino@example.fi",
    street_address="Kyrkvägen 1",
    postal_code="01900",
    postal_office="Nurmijärvi",
    consents_to_electronic=True,
)


async def change(db: Database, actor: Actor, wish: ContactChange) -> ContactChanged:
    async def work(tx: Transaction) -> ContactChanged:
        return await plans.change_contact(tx, actor, wish)

    return await command(db, actor, ContactChanged, work)


async def row_of(all_rows: asyncpg.Connection, scene: Scene) -> dict[str, object]:
    row = await all_rows.fetchrow("SELECT * FROM client WHERE id = $1", scene.client_id)
    assert row is not None
    return dict(row)


@pytest.mark.parametrize("role", [Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.CLIENT, Role.REPRESENTATIVE])
async def test_contact_is_replaced_and_the_version_grows(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    before = await row_of(all_rows, scene)

    changed = await change(db, scene.actors[role], ContactChange(scene.client_id, 1, NEW))

    assert changed == ContactChanged(scene.client_id, 2)
    assert await row_of(all_rows, scene) == {
        **before,
        **asdict(NEW),
        "phone": "09 123 456",
        "version": 2,
    }
    event = await all_rows.fetchrow(
        "SELECT action, client_id, facts FROM audit_event WHERE organiser_id = $1", scene.organiser_id
    )
    assert event is not None
    assert tuple(event) == ("contact:change", scene.client_id, {"version": 2})


async def test_worker_records_municipality_and_non_disclosure(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await change(db, scene.actors[Role.SERVICE_GUIDE], ContactChange(scene.client_id, 1, NEW, "106", True))

    row = await row_of(all_rows, scene)
    assert (row["municipality_code"], row["non_disclosure"]) == ("106", True)


@pytest.mark.parametrize("recorded", [{"municipality_code": "106"}, {"non_disclosure": False}])
async def test_client_may_not_change_what_workers_record(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, recorded: dict[str, object]
) -> None:
    before = await row_of(all_rows, scene)

    with pytest.raises(Forbidden):
        await change(
            db,
            scene.actors[Role.CLIENT],
            replace(ContactChange(scene.client_id, 1, NEW), **recorded),  # type: ignore[arg-type]
        )

    assert await row_of(all_rows, scene) == before


async def test_second_of_two_changes_to_one_version_is_refused_with_the_version_now(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await change(db, scene.actors[Role.CLIENT], ContactChange(scene.client_id, 1, NEW))
    before = await row_of(all_rows, scene)

    with pytest.raises(VersionConflict) as refusal:
        await change(
            db,
            scene.actors[Role.SERVICE_GUIDE],
            ContactChange(scene.client_id, 1, Contact(ClientLanguage.FI)),
        )

    assert refusal.value.facts == {"current": 2}
    assert await row_of(all_rows, scene) == before


async def test_client_who_is_not_seen_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    stranger = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    elsewhere = await make_scene(all_rows)
    guide = scene.actors[Role.SERVICE_GUIDE]
    before = await row_of(all_rows, scene)

    for actor, client_id in (
        (stranger, scene.client_id),
        (guide, elsewhere.client_id),
        (guide, new_id()),
        (elsewhere.actors[Role.CLIENT], scene.client_id),
    ):
        with pytest.raises(NotFound) as refusal:
            await change(db, actor, ContactChange(client_id, 1, NEW))
        assert refusal.value.path == ("input", "clientId")

    assert await row_of(all_rows, scene) == before


@pytest.mark.parametrize("scope", [Scope.VIEW, Scope.FINANCIAL])
async def test_representative_without_full_power_may_not(db: Database, scene: Scene, scope: Scope) -> None:
    actor = replace(scene.actors[Role.REPRESENTATIVE], scope=scope)

    with pytest.raises(Forbidden):
        await change(db, actor, ContactChange(scene.client_id, 1, NEW))


@pytest.mark.parametrize(
    ("contact", "error", "path"),
    [
        (replace(NEW, email="a@b"), InvalidInput, ("input", "contact", "email")),
        (replace(NEW, email="a b@example.fi"), InvalidInput, ("input", "contact", "email")),
        (replace(NEW, phone="+"), InvalidInput, ("input", "contact", "phone")),
        (replace(NEW, postal_code="٠١٩٠٠"), InvalidInput, ("input", "contact", "postalCode")),
        (replace(NEW, street_address="x" * 201), InvalidInput, ("input", "contact", "streetAddress")),
        (replace(NEW, postal_office="a\u202eb"), InvalidInput, ("input", "contact", "postalOffice")),
    ],
)
def test_form_of_contact_data(contact: Contact, error: type[DomainError], path: tuple[str, ...]) -> None:
    with pytest.raises(error) as refusal:
        tidy_contact(contact, "input", "contact")
    assert refusal.value.path == path


def test_empty_texts_count_as_missing_and_letters_are_composed() -> None:
    assert optional("  ", 10, "x") is None
    assert optional(None, 10, "x") is None
    assert required("A\u0308ija\u0308la\u0308", 10, "x") == "Äijälä"
    assert required("yksi\nkaksi", 20, "x", lines=True) == "yksi\nkaksi"
