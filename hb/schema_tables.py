"""Every table of every module, gathered for migrations and checks."""

import hb.access.model
import hb.assessments.model
import hb.audit.model
import hb.budgets.model
import hb.catalogue.model
import hb.clients.model
import hb.deliveries.model
import hb.kit.commands
import hb.ledger.model
import hb.messages.model
import hb.plans.model
import hb.producers.model
import hb.settlement.model
import hb.timeline.model
from hb.kit.tables import metadata

APPEND_ONLY = (
    *hb.audit.model.APPEND_ONLY,
    *hb.ledger.model.APPEND_ONLY,
    *hb.budgets.model.APPEND_ONLY,
    *hb.deliveries.model.APPEND_ONLY,
)

__all__ = ["APPEND_ONLY", "metadata"]
