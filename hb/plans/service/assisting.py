"""How a worker's help in choosing is recorded with the choice."""

from collections.abc import Mapping

from hb.kit.transaction import Transaction
from hb.plans.rules import Assistance, ChoiceKind


def choice_values(tx: Transaction, kind: ChoiceKind, assistance: Assistance | None) -> Mapping[str, object]:
    """The parameters of the row that records the assistance; all None when the client chose."""
    if assistance is None:
        return {"choice_id": None, "choice_kind": None, "channel": None, "heard": None, "shown": None}
    return {
        "choice_id": tx.new_id(),
        "choice_kind": kind,
        "channel": assistance.channel,
        "heard": assistance.heard.strip(),
        "shown": assistance.shown.strip(),
    }
