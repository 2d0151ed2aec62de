"""S4, M17: a settlement that differs from the ledger or its account is neither checked nor released."""

from uuid import UUID

import asyncpg
import pytest
from structlog.testing import capture_logs

from hb.access.rules import Actor, Role
from hb.api.settlement.mutations import DIFFERING
from hb.kit.db import Database
from hb.kit.errors import Busy, DomainError, KeyReused, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.settlement.rules import SettlementDiffers
from tests.api.conftest import Api
from tests.api.sending import Json, at, done, operation
from tests.api.test_settlement import APPROVER, CHECKER, settled
from tests.deliveries.builders import APRIL
from tests.scene import Scene
from tests.settlement.builders import make_payment_account, settlements, tamper

CHECK, RELEASE = "controller/CheckSettlement", "controller/ReleaseSettlement"
NO_BREAK = "\N{NO-BREAK SPACE}"
TEXTS = {
    "fi": "Tilitys on 10 034,00 €, mutta pääkirjassa on 34,00 € (toteumia 1 ja 1)."
    " Ero on selvitettävä ennen maksamista.",
    "sv": "Avräkningen är 10 034,00 €, men huvudboken har 34,00 € (tjänster: 1 och 1)."
    " Skillnaden ska redas ut före betalningen.",
    "en": "The settlement is 10 034.00 €, but the ledger has 34.00 € (deliveries: 1 and 1)."
    " Explain the difference before payment.",
}


async def ask(api: Api, actor: Actor, name: str, settlement_id: str, key: str, language: str = "fi") -> Json:
    """Send a mutation under a key in a language; its field's answer."""
    variables = {"input": {"idempotencyKey": key, "settlementId": settlement_id}}
    answer = (await api.post(actor, operation(name), variables, **{"accept-language": language})).json()
    (field,) = answer["data"].values()
    assert isinstance(field, dict)
    return field


async def told(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[object, ...]]:
    """The messages to the controller of what differs, and the refusals in the audit trail."""
    messages = await all_rows.fetch(
        "SELECT recipient_id, event, body FROM message WHERE organiser_id = $1 AND event LIKE '%DIFFERS'",
        scene.organiser_id,
    )
    denied = await all_rows.fetch(
        "SELECT actor_id, action, facts ->> 'code' FROM audit_event"
        " WHERE organiser_id = $1 AND outcome = 'DENIED'",
        scene.organiser_id,
    )
    return [tuple(row) for row in (*messages, *denied)]


@pytest.mark.parametrize(("name", "role"), [(CHECK, CHECKER), (RELEASE, APPROVER)])
async def test_another_total_than_the_ledger_drew_is_refused_and_the_controller_hears_of_it_once(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, name: str, role: Role
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)
    await make_payment_account(scene, all_rows)
    if name == RELEASE:
        await done(api, scene.actors[CHECKER], CHECK, settlementId=settlement_id)
    before = [tuple(row) for row in await settlements(all_rows, scene)]
    changed = "UPDATE settlement SET total_cents = total_cents {} 1000000 WHERE organiser_id = $1"
    await tamper(all_rows, changed.format("+"), scene.organiser_id)

    actor, key = scene.actors[role], str(new_id())
    answers = {language: await ask(api, actor, name, settlement_id, key, language) for language in TEXTS}

    for language, answer in answers.items():
        assert answer["settlement"] is None
        assert at(answer, "userErrors", 0, "code") == "SETTLEMENT_DIFFERS"
        assert str(at(answer, "userErrors", 0, "message")).replace(NO_BREAK, " ") == TEXTS[language]
        assert at(answer, "userErrors", 0, "path") == ["input", "settlementId"]
    assert [
        tuple(str(part).replace(NO_BREAK, " ") for part in row) for row in await told(all_rows, scene)
    ] == [
        (
            str(scene.actors[Role.CONTROLLER].user_id),
            "SETTLEMENT_DIFFERS",
            "Kuukauden 4/2026 tilitys on 10 034,00 €, mutta pääkirjassa on 34,00 €."
            " Tilitystä ei voitu käsitellä.",
        ),
        (str(scene.actors[role].user_id), "settlement:differs", "SETTLEMENT_DIFFERS"),
    ]
    await tamper(all_rows, changed.format("-"), scene.organiser_id)
    assert [tuple(row) for row in await settlements(all_rows, scene)] == before
    assert (await done(api, scene.actors[role], name, settlementId=settlement_id))["settlement"] is not None


@pytest.mark.parametrize(("name", "role"), [(CHECK, CHECKER), (RELEASE, APPROVER)])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE payment_account SET iban = 'FI4950000120000021' WHERE organiser_id = $1",
        "INSERT INTO payment_account (organiser_id, id, producer_id, iban, valid_from, proposed_by,"
        " proposed_at, approved_by, approved_at) SELECT organiser_id, gen_random_uuid(), producer_id,"
        " 'FI4950000120000021', valid_from + 1, proposed_by, proposed_at, approved_by, approved_at"
        " FROM payment_account WHERE organiser_id = $1",
    ],
)
async def test_an_account_that_nobody_approved_is_not_paid_to(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, name: str, role: Role, change: str
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)
    await make_payment_account(scene, all_rows)
    if name == RELEASE:
        await done(api, scene.actors[CHECKER], CHECK, settlementId=settlement_id)
    (before,) = await settlements(all_rows, scene)
    await all_rows.execute(change, scene.organiser_id)

    refused = await ask(api, scene.actors[role], name, settlement_id, str(new_id()))

    assert at(refused, "userErrors", 0, "code") == "PAYMENT_ACCOUNT_DIFFERS"
    assert at(refused, "userErrors", 0, "message") == (
        "Palveluntuottajan maksutili ei ole se, joka hyväksyttiin. Ero on selvitettävä ennen maksamista."
    )
    assert tuple((await settlements(all_rows, scene))[0]) == tuple(before)
    assert await told(all_rows, scene) == [
        (
            scene.actors[Role.CONTROLLER].user_id,
            "PAYMENT_ACCOUNT_DIFFERS",
            f"Kuukauden {APRIL % 100}/2026 tilitystä ei voitu käsitellä, koska tuottajan maksutili ei ole"
            " se, joka hyväksyttiin.",
        ),
        (scene.actors[role].user_id, "settlement:differs", "PAYMENT_ACCOUNT_DIFFERS"),
    ]


async def test_a_refusal_without_a_difference_leaves_nothing(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    _, settlement_id = await settled(db, scene, all_rows)

    refused = await ask(api, scene.actors[APPROVER], RELEASE, settlement_id, str(new_id()))

    assert at(refused, "userErrors", 0, "code") == "WRONG_STATE"
    assert await told(all_rows, scene) == []


@pytest.mark.parametrize(
    "fault", [Busy(), KeyReused("input"), NotFound("input", "settlementId"), OSError("x")]
)
async def test_a_fault_in_reporting_a_difference_does_not_hide_it(
    api: Api,
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    fault: Exception,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The refusal is answered though nobody could be notified; the log tells the class of the fault alone."""

    async def fail(tx: Transaction, actor: Actor, refusal: DomainError, settlement_id: UUID) -> None:
        raise fault

    _, settlement_id = await settled(db, scene, all_rows)
    await tamper(
        all_rows,
        "UPDATE settlement SET total_cents = total_cents + 1000000 WHERE organiser_id = $1",
        scene.organiser_id,
    )
    monkeypatch.setitem(DIFFERING, SettlementDiffers, fail)

    with capture_logs() as logs:
        answer = await ask(api, scene.actors[CHECKER], CHECK, settlement_id, str(new_id()))

    assert at(answer, "userErrors", 0, "code") == "SETTLEMENT_DIFFERS"
    assert await told(all_rows, scene) == []
    (line,) = (line for line in logs if line["event"] == "follow_up_failed")
    assert line.pop("request_id")
    frames = line.pop("frames")
    assert frames
    assert all(frame.startswith(("api/command.py:", "kit/", "settlement/")) for frame in frames)
    assert line == {"event": "follow_up_failed", "log_level": "error", "fault": type(fault).__name__}
