"""Which requests frontend_contract/examples shows: queries first, then commands that build on one another.

A value `=app/Operation.path` is taken from an earlier answer. Each request is (actor of the demo's cast, app,
operation, variables).
"""

from collections.abc import Mapping, Sequence

from hb.demo.chance import cast_id
from hb.demo.records import CLOSED

Request = tuple[str, str, str, Mapping[str, object]]
TWO = {"first": 2}
TASK = "=social_worker/UrgentTasks.urgentTasks.nodes.0"
RECORD = f"Client:{cast_id(CLOSED)}"
"""The closed record of a client who has another."""


QUERIES: Sequence[Request] = (
    ("client", "client", "MyDetails", {}),
    ("client", "client", "MyBudget", {"first": 4}),
    ("client", "client", "MyPlan", {}),
    ("client", "client", "MyDecisions", TWO),
    ("client", "client", "MyAssessments", TWO),
    ("client", "client", "MyDeliveries", TWO),
    ("client", "client", "MyTimeline", {"first": 4}),
    ("client", "client", "Inbox", TWO),
    ("client", "client", "Catalogue", TWO),
    (
        "client",
        "client",
        "CatalogueOffering",
        {"catalogueOfferingId": "=client/Catalogue.catalogue.nodes.0.id"},
    ),
    (
        "representative",
        "client",
        "CompareOfferings",
        {"category": "HOME_CARE", "municipality": "543", "mostCents": 2950},
    ),
    ("client", "client", "Producer", {"producerId": "=client/Catalogue.catalogue.nodes.0.producer.id"}),
    ("auditor", "auditor", "AuditTrail", TWO),
    ("auditor", "auditor", "UseLog", TWO),
    ("auditor", "auditor", "Seals", TWO),
    ("auditor", "auditor", "DisclosureLog", TWO),
    ("client", "client", "MyDisclosures", TWO),
    ("auditor", "auditor", "LookFindings", TWO),
    (
        "auditor",
        "auditor",
        "LookFinding",
        {"id": "=auditor/LookFindings.lookFindings.nodes.0.id", "first": 2},
    ),
    ("auditor", "auditor", "ImpactAssessments", TWO),
    ("administrator", "administrator", "Inbox", TWO),
    ("administrator", "administrator", "Jobs", TWO),
    (
        "administrator",
        "administrator",
        "Job",
        {"id": "=administrator/Jobs.jobs.nodes.0.id"},
    ),
    ("administrator", "administrator", "Clocks", TWO),
    ("administrator", "administrator", "ClockRuns", TWO),
    ("controller", "controller", "Inbox", TWO),
    ("controller", "controller", "MonthCloses", TWO),
    (
        "controller",
        "controller",
        "MonthCloseProgress",
        {"id": "=controller/MonthCloses.monthCloses.nodes.0.id"},
    ),
    ("controller", "controller", "Months", TWO),
    ("producer coordinator", "controller", "Offerings", TWO),
    ("producer coordinator", "controller", "OfferingsAwaiting", TWO),
    ("producer coordinator", "controller", "PaymentAccounts", TWO),
    ("producer coordinator", "controller", "Prices", TWO),
    ("producer coordinator", "controller", "PricesAwaiting", TWO),
    ("producer coordinator", "controller", "ProducerApplications", {**TWO, "filter": {"state": "APPLIED"}}),
    ("producer coordinator", "controller", "Producers", TWO),
    ("controller", "controller", "Settlements", TWO),
    ("controller", "controller", "SpendByMunicipality", TWO),
    ("controller", "controller", "SpendByProducer", TWO),
    ("controller", "controller", "SpendByService", TWO),
    ("producer administrator", "producer", "Inbox", TWO),
    ("producer administrator", "producer", "MyDeliveries", TWO),
    ("producer administrator", "producer", "MyOfferings", TWO),
    ("producer administrator", "producer", "MyPaymentAccounts", {}),
    ("producer administrator", "producer", "MyProducer", {}),
    ("producer administrator", "producer", "MySettlements", TWO),
    ("producer administrator", "producer", "MyProducerContact", {}),
    ("producer administrator", "producer", "MyWebhooks", {}),
    ("producer administrator", "producer", "WebhookCalls", TWO),
    (
        "producer administrator",
        "producer",
        "WebhookCall",
        {"id": "=producer/WebhookCalls.webhookCalls.nodes.0.id"},
    ),
    ("administrator", "administrator", "UnsentMessages", TWO),
    ("administrator", "administrator", "WebhookCalls", TWO),
    ("administrator", "administrator", "ChannelRules", {}),
    ("producer administrator", "producer", "Orders", TWO),
    (
        "producer administrator",
        "producer",
        "OrderPage",
        {"producerOrderId": "=producer/Orders.producerOrders.nodes.0.id"},
    ),
    ("producer administrator", "producer", "ReportingMonths", TWO),
    ("producer administrator", "producer", "ServiceProducts", {"category": "HOME_CARE"}),
    ("service guide", "social_worker", "MyClients", TWO),
    ("service guide", "social_worker", "PendingMatters", TWO),
    ("service guide", "social_worker", "StartedAssessments", TWO),
    ("social worker", "social_worker", "PlansAwaiting", {}),
    ("social worker", "social_worker", "Inbox", TWO),
    ("service guide", "social_worker", "Catalogue", TWO),
    ("team leader", "social_worker", "Workers", TWO),
    ("social worker", "social_worker", "BudgetsAwaitingDecision", TWO),
    ("team leader", "social_worker", "EmergencyAccesses", TWO),
    ("on call worker", "social_worker", "UrgentTasks", TWO),
    ("on call worker", "social_worker", "ProducerUsers", {"producerId": f"{TASK}.orders.0.producer.id"}),
    ("service guide", "social_worker", "ClientPage", {"id": "=client/MyDetails.me.id"}),
    ("service guide", "social_worker", "ClientTimeline", {"id": "=client/MyDetails.me.id", "first": 3}),
    ("service guide", "social_worker", "ClientOrders", {"clientId": "=client/MyDetails.me.id"}),
    ("service guide", "social_worker", "OrdersGivenBack", {}),
    ("service guide", "social_worker", "ClientDeliveries", {"client": "=client/MyDetails.me.id", "first": 2}),
    ("team leader", "social_worker", "ClientRecord", {"id": RECORD}),
    (
        "service guide",
        "social_worker",
        "BudgetPage",
        {"id": "=client/MyBudget.me.budgets.nodes.0.id", "first": 4},
    ),
    (
        "service guide",
        "social_worker",
        "BudgetTransfers",
        {"budget": "=client/MyBudget.me.budgets.nodes.0.id", "first": 2},
    ),
    ("service guide", "social_worker", "PlanPage", {"planId": "=client/MyPlan.myPlan.id"}),
    (
        "service guide",
        "social_worker",
        "AssessmentPage",
        {"id": "=client/MyAssessments.me.assessments.nodes.0.id"},
    ),
)
