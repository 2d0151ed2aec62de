"""Producers over the interface: applying, being approved, keeping sites and the account they are paid to."""

from datetime import date
from itertools import count

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.access.service import end_role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.producers import model
from tests.api.asking import Answer, done, nodes, refusals, send
from tests.api.conftest import Api
from tests.api.documents import document
from tests.producers.builders import actions, business_id, iban
from tests.scene import Scene, make_scene, put

COORDINATOR, PRODUCER = Role.PRODUCER_COORDINATOR, Role.PRODUCER_ADMINISTRATOR
APPLY = {
    "name": "Äijän Apu Oy",
    "kind": "THIRD_SECTOR",
    "ruleBookVersion": "2026-1",
    "administratorName": "Aatu",
}
MINE = "{ myProducer { name approval { state reason } } }"
_oids = count(1)


def newcomer(scene: Scene) -> Actor:
    """Somebody whom the identity provider calls a producer's administrator and nobody here knows."""
    user_id = new_id()
    return Actor(scene.organiser_id, user_id, user_id, PRODUCER)


async def applied(api: Api, actor: Actor, **changes: object) -> Answer:
    """Apply as an actor; the whole payload, which has no refusals."""
    fields = {**APPLY, "businessId": business_id(), "iban": iban(), **changes}
    answer = await send(api, actor, "producer", "ApplyAsProducer", **fields)
    assert answer["userErrors"] == []
    return answer


async def producer_of(api: Api, actor: Actor) -> str:
    """The id of the producer an actor has just applied for."""
    shown = (await applied(api, actor))["producer"]
    assert isinstance(shown, dict)
    return str(shown["id"])


async def confirmed(api: Api, scene: Scene, producer_id: str) -> Answer:
    """The coordinator has found the applicant in the register."""
    fields = {"producerId": producer_id, "source": "YTJ"}
    return await send(api, scene.actors[COORDINATOR], "controller", "ConfirmProducer", **fields)


async def decided(api: Api, scene: Scene, producer_id: str, **decision: object) -> Answer:
    """The coordinator's decision on an application."""
    fields = {"producerId": producer_id, **decision}
    if decision.get("approve"):
        await confirmed(api, scene, producer_id)
    return await send(api, scene.actors[COORDINATOR], "controller", "DecideProducerApplication", **fields)


async def test_newcomer_applies_is_approved_and_offers(api: Api, scene: Scene) -> None:
    actor, coordinator = newcomer(scene), scene.actors[COORDINATOR]

    answer = await applied(api, actor)
    producer, approval = answer["producer"], answer["approval"]
    assert isinstance(producer, dict)
    assert isinstance(approval, dict)
    assert (producer["name"], producer["kind"]) == ("Äijän Apu Oy", "THIRD_SECTOR")
    assert (approval["state"], approval["ruleBookVersion"]) == ("APPLIED", "2026-1")
    assert await api.data(actor, MINE) == {
        "myProducer": {"name": "Äijän Apu Oy", "approval": {"state": "APPLIED", "reason": None}}
    }
    queue = {"filter": {"state": "APPLIED"}}
    seen = await api.data(coordinator, document("controller", "ProducerApplications"), queue)
    assert [each["id"] for each in nodes(seen, "producerApplications", "producer")] == [producer["id"]]  # type: ignore[index] # rows

    early = await api.post(
        actor, "{ orders: offerings { totalCount } settled: myPaymentAccounts { totalCount } }"
    )
    assert early.json()["data"] == {"orders": {"totalCount": 0}, "settled": {"totalCount": 1}}
    barred = await api.post(
        actor,
        document("producer", "WithdrawOffering"),
        {"input": {"idempotencyKey": str(new_id()), "offeringId": "Offering:1"}},
    )
    assert [error["extensions"]["code"] for error in barred.json()["errors"]] == ["FORBIDDEN"]

    payload = await decided(api, scene, str(producer["id"]), approve=True, segment="CORE")
    assert payload["userErrors"] == []
    approved = payload["approval"]
    assert isinstance(approved, dict)
    assert (approved["state"], approved["segment"]) == ("APPROVED", "CORE")
    allowed = await send(api, actor, "producer", "WithdrawOffering", offeringId=f"Offering:{new_id()}")
    assert refusals(allowed) == [("NOT_FOUND", ["input", "offeringId"])]


async def test_rejected_applicant_reads_why_and_applies_anew(api: Api, scene: Scene) -> None:
    actor, number = newcomer(scene), business_id()
    shown = (await applied(api, actor, businessId=number))["producer"]
    assert isinstance(shown, dict)

    bare = await decided(api, scene, str(shown["id"]), approve=False)
    await decided(api, scene, str(shown["id"]), approve=False, reason="Vakuutus puuttuu.")

    assert refusals(bare) == [("INVALID_INPUT", ["input", "reason"])]
    assert await api.data(actor, MINE) == {
        "myProducer": {
            "name": "Äijän Apu Oy",
            "approval": {"state": "REJECTED", "reason": "Vakuutus puuttuu."},
        }
    }
    again = await applied(api, actor, businessId=number)
    assert again["producer"] == shown


async def test_nobody_becomes_an_applicant_by_losing_a_role(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    former = scene.actors[PRODUCER]
    assignment = await all_rows.fetchval("SELECT id FROM role_assignment WHERE user_id = $1", former.user_id)
    await db.run(former.context("command"), lambda tx: end_role(tx, assignment, date(2026, 5, 14)))
    reporter = newcomer(scene)
    await put(
        all_rows,
        model.producer_user,
        id=reporter.user_id,
        producer_id=scene.producer_id,
        name="Ritva",
        role="PRODUCER_REPORTER",
        valid_from=date(2026, 1, 1),
    )

    stranger = newcomer(scene)
    posing = Actor(scene.organiser_id, stranger.user_id, stranger.party_id, Role.PRODUCER_REPORTER)
    for actor in (former, reporter, posing):
        assert (await api.post(actor, MINE)).status_code == 401


async def test_revoked_producer_leaves_the_catalogue(api: Api, scene: Scene) -> None:
    client, coordinator = scene.actors[Role.CLIENT], scene.actors[COORDINATOR]
    producer_id = f"Producer:{scene.producer_id}"
    before = (await api.data(client, document("client", "Producer"), {"producerId": producer_id}))["producer"]
    assert isinstance(before, dict)
    assert (before["name"], before["catalogue"]["totalCount"]) == ("Kotiapu Oy", 3)

    fields = {"producerId": producer_id, "reason": "Lupa on päättynyt."}
    revoked = await done(api, coordinator, "controller", "RevokeProducerApproval", "approval", **fields)

    assert (revoked["state"], revoked["reason"]) == ("REVOKED", "Lupa on päättynyt.")
    assert await api.data(client, document("client", "Producer"), {"producerId": producer_id}) == {
        "producer": None
    }
    assert await api.data(client, "{ catalogue { totalCount } }") == {"catalogue": {"totalCount": 0}}
    listed = await api.data(coordinator, document("controller", "Producers"))
    assert nodes(listed, "producers", "approval") == [
        {"state": "REVOKED", "segment": "SUPPORTIVE", "decidedAt": "2026-05-15T09:00:00.000000Z"}
    ]


async def test_approval_is_the_producers_own_and_the_steerings(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    one = {"id": f"Producer:{scene.producer_id}"}
    text = "query One($id: ID!) { producer(id: $id) { name approval { state } } }"
    full = {"producer": {"name": "Kotiapu Oy", "approval": {"state": "APPROVED"}}}
    public = {"producer": {"name": "Kotiapu Oy", "approval": None}}
    elsewhere = await make_scene(all_rows)

    for role in (PRODUCER, COORDINATOR, Role.CONTROLLER):
        assert await api.data(scene.actors[role], text, one) == full
    for role in (Role.CLIENT, Role.SOCIAL_WORKER):
        assert await api.data(scene.actors[role], text, one) == public
    for role in (Role.CLIENT, COORDINATOR, PRODUCER):
        assert await api.data(elsewhere.actors[role], text, one) == {"producer": None}


async def test_sites_are_added_and_searched_by_area_and_language(api: Api, scene: Scene) -> None:
    producer = scene.actors[PRODUCER]
    oid = f"1.2.246.10.{scene.producer_id.int}.{next(_oids)}"
    unit = await done(api, producer, "producer", "AddServiceUnit", "serviceUnit", soteriOid=oid, name="Itä")
    place = {
        "serviceUnitId": unit["id"],
        "name": "Itäpiste",
        "streetAddress": "Rantatie 2",
        "postalCode": "06100",
        "municipalityCode": "638",
        "servedMunicipalities": ["753", "638"],
        "languages": ["SV", "FSS"],
    }
    point = await done(api, producer, "producer", "AddServicePoint", "servicePoint", **place)

    assert (point["municipality"], point["languages"]) == (
        {"code": "638", "nameFi": "Porvoo", "nameSv": "Borgå"},
        ["FSS", "SV"],
    )
    areas = point["serviceAreas"]
    assert isinstance(areas, list)
    assert [each["municipality"]["code"] for each in areas] == ["638", "753"]
    bad = await send(
        api, producer, "producer", "AddServicePoint", **place | {"servedMunicipalities": ["753", "999"]}
    )
    assert refusals(bad) == [("INVALID_INPUT", ["input", "servedMunicipalities", "1"])]
    foreign = await send(
        api, producer, "producer", "AddServicePoint", **place | {"serviceUnitId": f"ServiceUnit:{new_id()}"}
    )
    assert refusals(foreign) == [("NOT_FOUND", ["input", "serviceUnitId"])]
    twice = await send(api, producer, "producer", "AddServiceUnit", soteriOid=oid, name="Itä")
    assert refusals(twice) == [("SOTERI_OID_TAKEN", ["input", "soteriOid"])]
    for condition, found in (
        ({"municipalityCode": "753"}, ["Kotiapu Oy"]),
        ({"municipalityCode": "049"}, []),
        ({"language": "FSS"}, ["Kotiapu Oy"]),
        ({"language": "EN"}, []),
        ({"nameStarts": "kotiA", "kind": "PRIVATE"}, ["Kotiapu Oy"]),
        ({"nameContains": "%"}, []),
    ):
        listed = await api.data(
            scene.actors[COORDINATOR], document("controller", "Producers"), {"filter": condition}
        )
        assert nodes(listed, "producers", "name") == found, condition
    mine = (await api.data(producer, document("producer", "MyProducer")))["myProducer"]
    assert isinstance(mine, dict)
    assert [each["name"] for each in mine["serviceUnits"]] == ["Itä", "Kotiapu"]


async def test_account_is_proposed_by_one_and_approved_by_another(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    producer, coordinator, number = scene.actors[PRODUCER], scene.actors[COORDINATOR], iban()
    fields = {"iban": number, "validFrom": "2026-06-01"}
    proposed = await done(api, producer, "producer", "ProposePaymentAccount", "paymentAccount", **fields)
    queue = await api.data(
        coordinator, document("controller", "PaymentAccounts"), {"filter": {"awaits": True}}
    )
    assert nodes(queue, "paymentAccounts", "iban") == [number]

    approved = await done(
        api,
        coordinator,
        "controller",
        "ApprovePaymentAccount",
        "paymentAccount",
        paymentAccountId=proposed["id"],
    )

    assert (approved["id"], approved["approvedAt"]) == (proposed["id"], "2026-05-15T09:00:00.000000Z")
    own = await api.data(producer, document("producer", "MyPaymentAccounts"))
    assert nodes(own, "myPaymentAccounts", "iban") == [number]
    told = await api.data(producer, "{ messages { nodes { event body } } }")
    assert nodes(told, "messages", "body") == [
        "Ehdottamanne maksutili on hyväksytty. Se on käytössä 1.6.2026 alkaen."
    ]
    wrong = await send(
        api, producer, "producer", "ProposePaymentAccount", iban="FI00", validFrom="2026-06-01"
    )
    assert refusals(wrong) == [("INVALID_INPUT", ["input", "iban"])]
    assert await actions(all_rows, scene) == ["payment-account:propose", "payment-account:approve"]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (Role.PRODUCER_REPORTER, "{ myPaymentAccounts { nodes { iban } } }"),
        (Role.CLIENT, "{ paymentAccounts { nodes { id } } }"),
        (Role.PAYMENT_APPROVER, "{ paymentAccounts { nodes { iban } } }"),
        (PRODUCER, "{ producerApplications { totalCount } }"),
    ],
)
async def test_accounts_and_applications_are_not_for_everybody(
    api: Api, scene: Scene, role: Role, text: str
) -> None:
    answer = (await api.post(scene.actors[role], text)).json()

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


async def test_reading_costs_one_statement_however_many_sites(
    api: Api, scene: Scene, statements: list[int]
) -> None:
    producer, text = scene.actors[PRODUCER], document("producer", "MyProducer")
    await api.data(producer, text)
    few = statements[-1]
    for number in range(5):
        oid = f"1.2.246.10.{scene.producer_id.int}.{number}"
        await done(api, producer, "producer", "AddServiceUnit", "serviceUnit", soteriOid=oid, name="Uusi")

    mine = (await api.data(producer, text))["myProducer"]

    assert isinstance(mine, dict)
    assert len(mine["serviceUnits"]) == 6
    assert few == statements[-1] == 1
