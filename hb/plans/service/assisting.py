"""How a worker's help in choosing is written down beside the choice, and whom a choice is told to."""

from collections.abc import Mapping
from uuid import UUID

from hb.access.rules import Actor
from hb.assessments.queries import PARTIES_TO_TELL
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
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


async def tell_parties(
    tx: Transaction, actor: Actor, event: Event, client_id: UUID, subject_id: UUID
) -> None:
    """Tell the client and who speaks for the client, each in their language, but not who acts now."""
    for party in await tx.rows(PARTIES_TO_TELL, client_id=client_id, day=tx.today):
        if party["party_id"] != actor.party_id:
            messages.tell(
                tx,
                actor,
                event,
                party["party_id"],
                client_id=client_id,
                subject_id=subject_id,
                language="sv" if party["language"] == "SV" else "fi",
            )
