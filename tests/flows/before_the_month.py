"""The first chapters: a producer is approved, a need is assessed, a budget is granted."""

from hb.access.rules import Actor, Role
from tests.api.sending import Json, at, text_at
from tests.flows.story import FIRST_NAME, HETU, LAST_NAME, Story, uuid_in
from tests.producers.builders import business_id, iban

LINES: list[Json] = [
    {
        "lineNo": 1,
        "categoryCode": "HOME_CARE",
        "kind": "EARMARKED",
        "wayOfOrganising": "PURCHASE",
        "centsPerMonth": 66_000,
        "minutesPerMonth": 1_200,
    },
    {
        "lineNo": 2,
        "categoryCode": "PHYSIOTHERAPY",
        "kind": "EARMARKED",
        "wayOfOrganising": "VOUCHER_FIXED",
        "centsPerMonth": 10_860,
        "piecesPerMonth": 2,
    },
    {
        "lineNo": 3,
        "categoryCode": "CLEANING",
        "kind": "FLEXIBLE",
        "wayOfOrganising": "PURCHASE",
        "centsPerMonth": 12_800,
    },
]
"""896,60 € a month: twenty hours of home care, two visits of physiotherapy, 128,00 € for anything."""
GRANTED = {
    (0, 0, "CENTS"): (268_980, 0, 0, 268_980),
    **{(0, month, "CENTS"): (89_660, 0, 0, 89_660) for month in (202605, 202606, 202607)},
    (1, 0, "CENTS"): (198_000, 0, 0, 198_000),
    **{(1, month, "MINUTES"): (1_200, 0, 0, 1_200) for month in (202605, 202606, 202607)},
    (2, 0, "CENTS"): (32_580, 0, 0, 32_580),
    **{(2, month, "PIECES"): (2, 0, 0, 2) for month in (202605, 202606, 202607)},
    (3, 0, "CENTS"): (38_400, 0, 0, 38_400),
}
MAY_TO_JULY: Json = {"firstMonth": 202605, "lastMonth": 202607}
GROUNDS: Json = {"reasons": "Palvelutarve on pysyvä.", "provisions": "Sosiaalihuoltolaki 1301/2014 45 §"}
NEEDS: list[Json] = [
    {
        "lifeDomain": "DAILY_ACTIVITIES",
        "duration": "LONG_TERM",
        "description": "Aamutoimet joka päivä",
        "categoryCode": "HOME_CARE",
        "supportClass": 2,
        "minutesPerMonth": 1_200,
    },
    {
        "lifeDomain": "MOBILITY",
        "duration": "RECURRING",
        "description": "Kävely on epävarmaa",
        "categoryCode": "PHYSIOTHERAPY",
        "piecesPerMonth": 2,
    },
]


async def a_producer_joins(story: Story) -> None:
    """It applies, is approved, and its offering and price are approved before anybody can choose them."""
    applied = await story.done(
        "producer",
        "producer/ApplyAsProducer",
        businessId=business_id(),
        name="Hoivapolku Oy",
        kind="PRIVATE",
        ruleBookVersion="2026-1",
        iban=iban(),
        administratorName="Paula Polku",
    )
    producer_id = story.ids["producer"] = text_at(applied, "producer", "id")
    await story.denied(
        "producer", "controller/DecideProducerApplication", producerId=producer_id, approve=True
    )
    decided = await story.done(
        "coordinator",
        "controller/DecideProducerApplication",
        producerId=producer_id,
        approve=True,
        segment="CORE",
    )
    assert at(decided, "approval", "state") == "APPROVED"
    account_id = text_at(applied, "paymentAccount", "id")
    account = await story.done("coordinator", "controller/ApprovePaymentAccount", paymentAccountId=account_id)
    assert at(account, "paymentAccount", "approvedAt") == "2026-05-15T09:00:00.000000Z"

    unit = await story.done(
        "producer",
        "producer/AddServiceUnit",
        soteriOid=f"1.2.246.10.{uuid_in(producer_id).int}",
        name="Hoivapolku",
    )
    place = await story.done(
        "producer",
        "producer/AddServicePoint",
        serviceUnitId=text_at(unit, "serviceUnit", "id"),
        name="Hoivapolku Nurmijärvi",
        streetAddress="Polkutie 3",
        postalCode="01900",
        municipalityCode="543",
        servedMunicipalities=["543"],
        languages=["FI", "SV"],
    )
    story.ids["place"] = text_at(place, "servicePoint", "id")


async def its_price_is_approved(story: Story) -> None:
    """The producer proposes, the coordinator decides; an offering without an approved price is not shown."""
    offering = await story.done(
        "producer",
        "producer/ProposeOffering",
        productId=f"ServiceProduct:{story.scene.products['HOME_CARE']}",
        servicePointId=story.ids["place"],
        code="KH-1",
        name="Kotihoito arkisin",
        languages=["FI", "SV"],
    )
    offering_id = story.ids["home care"] = text_at(offering, "offering", "id")
    assert at(offering, "offering", "state") == "PROPOSED"
    price = await story.done(
        "producer",
        "producer/ProposePrice",
        offeringId=offering_id,
        unitCents=3_300,
        eveningPercent=115,
        saturdayPercent=120,
        sundayPercent=200,
        validFrom="2026-05-01",
    )
    waiting = await story.read("coordinator", "controller/PricesAwaiting")
    assert at(waiting, "pricesAwaiting", "totalCount") == 1
    await story.done("coordinator", "controller/DecideOffering", offeringId=offering_id, approve=True)
    decided = await story.done(
        "coordinator", "controller/DecidePrice", priceId=text_at(price, "price", "id"), approve=True
    )
    assert [at(decided, "price", name) for name in ("state", "unitCents")] == ["APPROVED", 3_300]
    inbox = await story.read("producer", "producer/Inbox")
    nodes = at(inbox, "messages", "nodes")
    assert isinstance(nodes, list)
    assert sorted(node["event"] for node in nodes) == [
        "OFFERING_DECIDED",
        "PAYMENT_ACCOUNT_APPROVED",
        "PRICE_DECIDED",
        "PRODUCER_DECIDED",
    ]


async def a_client_comes(story: Story) -> None:
    """The guide files the contact, which the leader accepts before anybody sees a client; the guide opens the
    matter, and the leader names the official as own worker.
    """
    filed = await story.done(
        "guide",
        "RegisterClient",
        hetu=HETU,
        firstName=FIRST_NAME,
        lastName=LAST_NAME,
        municipalityCode="543",
        contact={
            "language": "FI",
            "phone": "+358 40 1234567",
            "streetAddress": "Lehtokuja 7",
            "postalCode": "01900",
            "postalOffice": "Nurmijärvi",
            "consentsToElectronic": True,
        },
    )
    assert [at(filed, "filedContact", name) for name in ("birthDate", "state")] == ["1952-10-13", "FILED"]
    assert at(await story.read("guide", "MyClients"), "clients", "totalCount") == 1
    accepted = await story.done(
        "leader", "AcceptFiledContact", filedContactId=text_at(filed, "filedContact", "id")
    )
    assert at(accepted, "filedContact", "state") == "ACCEPTED"
    client_id = story.ids["client"] = text_at(accepted, "client", "id")
    uuid = uuid_in(client_id)
    story.cast["client"] = Actor(story.scene.organiser_id, uuid, uuid, Role.CLIENT)
    assert await story.read("official", "ClientPage", id=client_id) == {"client": None}
    await story.done(
        "leader",
        "AssignCare",
        clientId=client_id,
        workerId=story.worker_id("official"),
        kind="OWN_WORKER",
        validFrom="2026-05-15",
    )
    mine = await story.read("official", "MyClients", filter={"ownWorker": True})
    assert at(mine, "clients", "nodes", 0, "lastName") == LAST_NAME
    matter = await story.done(
        "guide",
        "OpenMatter",
        clientId=client_id,
        serviceTask="OLDER_PERSONS",
        source="CONTACT",
        pendingSince="2026-05-15",
        description="Tytär soitti: aamutoimet eivät onnistu.",
    )
    story.ids["matter"] = text_at(matter, "matter", "id")


async def the_need_is_assessed(story: Story) -> None:
    """The assessment is started, found wanting, filled and completed; a budget is proposed from it."""
    started = await story.done(
        "guide", "StartAssessment", clientId=story.ids["client"], matterId=story.ids["matter"]
    )
    assessment_id = text_at(started, "assessment", "id")
    wanting = await story.refused(
        "guide", "CompleteAssessment", assessmentId=assessment_id, expectedVersion=1
    )
    assert (wanting["code"], wanting["path"]) == ("ASSESSMENT_INCOMPLETE", ["input", "assessmentId"])
    await story.done(
        "guide",
        "FillAssessment",
        assessmentId=assessment_id,
        expectedVersion=1,
        summary="Asuu yksin omakotitalossa.",
        clientView="Haluan asua kotona ja päättää itse auttajani.",
        conclusions="Tarvitsee apua aamuisin ja liikkumisen harjoittelua.",
        ownWorkerEstimate="Omatyöntekijä on tarpeen.",
        needs=NEEDS,
    )
    completed = await story.done("guide", "CompleteAssessment", assessmentId=assessment_id, expectedVersion=2)
    assert at(completed, "assessment", "state") == "COMPLETED"
    assert at(
        await story.read("client", "client/MyAssessments"), "me", "assessments", "nodes", 0, "clientView"
    ) == ("Haluan asua kotona ja päättää itse auttajani.")

    proposed = await story.done("guide", "ProposeBudget", assessmentId=assessment_id)
    assert at(proposed, "budgetProposal", "centsPerMonth") == 82_860
    assert at(proposed, "budgetProposal", "explanation", "sentences", "en") == [
        "Home care, support class 2: 20 h × 36,00 €/hour = 720,00 € a month (rate from 1.1.2026).",
        "Physiotherapy, support class 1: 2 pcs × 54,30 €/piece = 108,60 € a month (rate from 1.1.2026).",
        "In all 828,60 € a month.",
    ]
    story.ids["proposal"] = text_at(proposed, "budgetProposal", "id")


async def the_budget_is_decided(story: Story) -> None:
    """The guide prepares and may not decide; the official decides, and only then is there money."""
    prepared = await story.done(
        "guide",
        "PrepareBudget",
        clientId=story.ids["client"],
        proposalId=story.ids["proposal"],
        slicing="MONTHLY",
        validFrom="2026-05-01",
        validUntil="2026-07-31",
        lines=LINES,
    )
    budget_id = story.ids["budget"] = text_at(prepared, "budget", "id")
    decision: Json = {"budgetId": budget_id, "expectedVersion": 1, **GROUNDS}
    await story.denied("guide", "DecideBudget", **decision)
    assert await story.layers() == {}
    waiting = await story.read("official", "BudgetsAwaitingDecision")
    assert at(waiting, "budgets", "nodes", 0, "id") == budget_id

    decided = await story.done("official", "DecideBudget", **decision)

    assert [at(decided, "decision", name) for name in ("kind", "grantedCents", "appealDays")] == [
        "GRANT",
        268_980,
        30,
    ]
    assert await story.layers() == GRANTED
