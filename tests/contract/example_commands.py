"""Which commands frontend_contract/examples shows, after the queries: each builds on those before it."""

from collections.abc import Mapping, Sequence

from tests.contract.example_requests import RECORD, TASK, TWO, Request

CLIENT = "=client/MyDetails.me.id"
PLAN = "=client/MyPlan.myPlan.id"
CLEANING: Mapping[str, object] = {
    "planId": PLAN,
    "offeringId": "=client/MyPlan.myPlan.items.nodes.1.offering.id",
    "quantityPerMonth": 30,
    "firstMonth": 202606,
    "lastMonth": 202607,
}
DELIVERED = {"orderId": "=producer/Orders.producerOrders.nodes.1.id", "serviceDate": "2026-05-12"}
ASSESSMENT = "=social_worker/StartAssessment.assessmentStart.assessment.id"
OFFERING = "=producer/ProposeOffering.offeringPropose.offering.id"
DISCLOSED = "=social_worker/DiscloseContact.contactDisclose.disclosure"
BATCH = "=administrator/LetterBatches.letterBatches.nodes.0.id"
SETTLEMENT = "=controller/Settlements.settlements.nodes.0.id"


def command(actor: str, app: str, operation: str, number: int, **given: object) -> Request:
    """A command under an idempotency key of its number."""
    key = f"00000000-0000-4000-8000-{number:012}"
    return actor, app, operation, {"input": {"idempotencyKey": key, **given}}


COMMANDS: Sequence[Request] = (
    command("client", "client", "EstimateItem", 1, **{**CLEANING, "quantityPerMonth": 600}),
    command("client", "client", "AddItem", 2, **CLEANING),
    command(
        "client", "client", "ChangeItem", 3, itemId="=client/AddItem.planItemAdd.item.id", quantityPerMonth=15
    ),
    command("client", "client", "SubmitPlan", 4, planId=PLAN),
    command("client", "client", "MarkRead", 5, messageId="=client/Inbox.messages.nodes.0.id"),
    command("social worker", "social_worker", "ApprovePlan", 6, planId=PLAN),
    command(
        "producer administrator",
        "producer",
        "ReportDelivery",
        7,
        delivery={**DELIVERED, "externalId": "EX-1", "quantity": 60},
    ),
    command(
        "producer administrator",
        "producer",
        "ReportDeliveries",
        8,
        deliveries=[
            {**DELIVERED, "externalId": "EX-1", "quantity": 60},
            {**DELIVERED, "externalId": "EX-2", "quantity": 30},
            {**DELIVERED, "externalId": "EX-3", "quantity": 100_000},
        ],
    ),
    command(
        "producer administrator",
        "producer",
        "ProposeOffering",
        9,
        productId="=producer/ServiceProducts.serviceProducts.nodes.0.id",
        servicePointId="=producer/MyProducer.myProducer.serviceUnits.0.servicePoints.0.id",
        code="EX-KH01",
        name="Kotihoito iltaisin",
        languages=["FI", "SV"],
    ),
    command(
        "producer administrator",
        "producer",
        "ProposePrice",
        10,
        offeringId=OFFERING,
        unitCents=3300,
        sundayPercent=130,
        validFrom="2026-06-01",
    ),
    command("producer coordinator", "controller", "DecideOffering", 11, offeringId=OFFERING, approve=True),
    command(
        "producer coordinator",
        "controller",
        "DecidePrice",
        12,
        priceId="=producer/ProposePrice.pricePropose.price.id",
        approve=True,
    ),
    command("invoice checker", "controller", "CheckSettlement", 13, settlementId=SETTLEMENT),
    command("payment approver", "controller", "ReleaseSettlement", 14, settlementId=SETTLEMENT),
    command("controller", "controller", "PreviewMonthClose", 36),
    command(
        "controller",
        "controller",
        "CloseMonth",
        15,
        month=202604,
        expectedTotalCents="=controller/PreviewMonthClose.monthClosePreview.preview.totalCents",
        acceptsEarly=True,
    ),
    command(
        "service guide",
        "social_worker",
        "OpenMatter",
        16,
        clientId=CLIENT,
        serviceTask="OLDER_PERSONS",
        source="CONTACT",
        pendingSince="2026-05-14",
        description="Toive siivouksen lisäämisestä",
    ),
    command(
        "service guide",
        "social_worker",
        "StartAssessment",
        17,
        clientId=CLIENT,
        matterId="=social_worker/OpenMatter.matterOpen.matter.id",
    ),
    command(
        "service guide",
        "social_worker",
        "FillAssessment",
        18,
        assessmentId=ASSESSMENT,
        expectedVersion=1,
        summary="Siivous ei onnistu omin voimin.",
        clientView="Haluan siivouksen kahdesti kuussa.",
        conclusions="Tarvitsee siivousta.",
        ownWorkerEstimate="Ei tarvetta.",
        needs=[
            {
                "lifeDomain": "HOUSEHOLD",
                "duration": "LONG_TERM",
                "description": "Siivous",
                "categoryCode": "CLEANING",
                "minutesPerMonth": 240,
            }
        ],
    ),
    command(
        "service guide",
        "social_worker",
        "CompleteAssessment",
        19,
        assessmentId=ASSESSMENT,
        expectedVersion=2,
    ),
    command("service guide", "social_worker", "ProposeBudget", 20, assessmentId=ASSESSMENT),
    command(
        "team leader",
        "social_worker",
        "AssignSubstitute",
        21,
        absentWorkerId="=social_worker/ClientPage.client.careRelationships.0.worker.id",
        substituteWorkerId="=social_worker/Workers.workers.nodes.0.id",
        validFrom="2026-06-01",
        validUntil="2026-06-30",
    ),
    ("team leader", "social_worker", "Substitutions", TWO),
    ("team leader", "social_worker", "FiledContacts", TWO),
    (
        "team leader",
        "social_worker",
        "FiledContactPage",
        {"id": "=social_worker/FiledContacts.filedContacts.nodes.0.id"},
    ),
    command(
        "producer coordinator",
        "controller",
        "ConfirmProducer",
        28,
        producerId="=controller/ProducerApplications.producerApplications.nodes.0.producer.id",
        source="YTJ",
    ),
    command(
        "on call worker",
        "social_worker",
        "OpenEmergencyAccess",
        22,
        clientId=f"{TASK}.clientId",
        reason="Turvakielto on kirjattu: illan käynnin osoite on luovutettava.",
    ),
    ("on call worker", "social_worker", "UrgentTaskPage", {"urgentTaskId": f"{TASK}.id"}),
    command(
        "on call worker",
        "social_worker",
        "DiscloseContact",
        23,
        orderId=f"{TASK}.orders.0.orderId",
        producerUserId="=social_worker/ProducerUsers.producer.users.0.id",
        firstDay="2026-05-15",
        lastDay="2026-05-15",
        reason="Kotihoidon käynti tänä iltana.",
    ),
    command("on call worker", "social_worker", "EndDisclosure", 24, disclosureId=f"{DISCLOSED}.id"),
    ("on call worker", "social_worker", "DisclosurePage", {"disclosureId": f"{DISCLOSED}.id"}),
    ("on call worker", "social_worker", "Disclosures", TWO),
    command("on call worker", "social_worker", "CloseUrgentTask", 25, taskId=f"{TASK}.id"),
    command(
        "service guide",
        "social_worker",
        "RegisterClient",
        26,
        hetu="131052-308T",
        firstName="Helmi",
        lastName="Sisukas",
        municipalityCode="543",
        contact={"language": "FI", "phone": "040 1234567"},
    ),
    command(
        "team leader",
        "social_worker",
        "AcceptFiledContact",
        27,
        filedContactId="=social_worker/RegisterClient.clientRegister.filedContact.id",
    ),
    command("team leader", "social_worker", "SeparateRecords", 28, closedId=RECORD, reason="Eri henkilöt"),
    command(
        "team leader",
        "social_worker",
        "MergeRecords",
        29,
        closedId=RECORD,
        keptId="=social_worker/ClientRecord.client.mergedIntoId",
        reason="Sama henkilö",
    ),
    command("service guide", "social_worker", "RecordDeath", 30, clientId=CLIENT, diedOn="2026-05-14"),
    command("team leader", "social_worker", "CorrectDeath", 31, clientId=CLIENT, reason="Väärä asiakas"),
    command("auditor", "auditor", "CollectLookFindings", 32, day="2026-05-12"),
    command(
        "auditor",
        "auditor",
        "ReviewLookFinding",
        33,
        findingId="=auditor/LookFindings.lookFindings.nodes.0.id",
        note="Asiakkaan omainen soitti illalla. Ei toimenpiteitä.",
    ),
    command(
        "auditor",
        "auditor",
        "RecordImpactAssessment",
        34,
        doneOn="2026-05-11",
        reference="Asianhallinta HVA/301/2026",
    ),
    command(
        "auditor",
        "auditor",
        "RecordWorkerTrait",
        35,
        workerId="=social_worker/Workers.workers.nodes.0.id",
        lastName="Koskinen",
        streetAddress="Metsätie 3 A 4",
        postalCode="01900",
    ),
    command(
        "administrator",
        "administrator",
        "ResendMessage",
        40,
        messageId="=administrator/UnsentMessages.unsentMessages.nodes.0.messageId",
    ),
    command(
        "producer administrator",
        "producer",
        "ChangeProducerContact",
        41,
        email="palvelut@hoivapolku.example",
        phone="09 1234 567",
    ),
    command(
        "producer administrator",
        "producer",
        "ReplayWebhook",
        42,
        callId="=producer/WebhookCalls.webhookCalls.nodes.0.id",
    ),
    command("producer administrator", "producer", "EndWebhook", 43),
    command("administrator", "administrator", "RetryJob", 60, jobId="=administrator/Jobs.jobs.nodes.0.id"),
    ("administrator", "administrator", "LetterBatches", TWO),
    ("administrator", "administrator", "LetterBatch", {"id": BATCH}),
    command("administrator", "administrator", "RemakeLetterBatch", 36, letterBatchId=BATCH),
)
