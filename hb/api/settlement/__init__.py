"""Settlement in GraphQL: closing months, what producers are owed and paid, and what was spent."""

from hb.api.settlement.mutations import SETTLEMENT_MUTATIONS
from hb.api.settlement.roots import SettlementQuery
from hb.api.settlement.types import (
    Settlement,
    Spend,
    SpendByCategory,
    SpendByMunicipality,
    SpendByProducer,
)

__all__ = [
    "SETTLEMENT_MUTATIONS",
    "Settlement",
    "SettlementQuery",
    "Spend",
    "SpendByCategory",
    "SpendByMunicipality",
    "SpendByProducer",
]
