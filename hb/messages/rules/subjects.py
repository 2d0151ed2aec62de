"""What a message is about: a node that its recipient may open."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class SubjectType(StrEnum):
    """The types of nodes that messages are about, as the schema names them.

    A message names the type that its recipient has: a producer's order is a PRODUCER_ORDER, and the same
    order is an ORDER to the client and to workers. What has no node that the recipient may open by its id
    is named by the nearest that has: a representation by the client, an approval by the producer.
    """

    ASSESSMENT = "Assessment"
    BUDGET = "Budget"
    CLIENT = "Client"
    DECISION = "Decision"
    EMERGENCY_ACCESS = "EmergencyAccess"
    FILED_CONTACT = "FiledContact"
    JOB = "Job"
    MONTH_CLOSE = "MonthClose"
    OFFERING = "Offering"
    ORDER = "Order"
    PLAN = "Plan"
    PRICE = "Price"
    PRODUCER = "Producer"
    PRODUCER_ORDER = "ProducerOrder"
    SETTLEMENT = "Settlement"
    URGENT_TASK = "UrgentTask"


@dataclass(frozen=True, slots=True)
class Subject:
    """The node that a message is about: its type, and the key behind its id."""

    type: SubjectType
    id: UUID
