"""Telling the client and who speaks for the client of a matter of the client's."""

from uuid import UUID

from hb.access.rules import Actor
from hb.clients import queries
from hb.clients.rules import ClientLanguage
from hb.clients.rules.validity import language_of
from hb.kit.errors import Fact
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import IS_PERSONAL, Event, Recipient, channel_to


async def tell_parties(
    tx: Transaction,
    actor: Actor,
    event: Event,
    client_id: UUID,
    subject_id: UUID,
    *,
    but: UUID | None = None,
    **facts: Fact,
) -> None:
    """Notify the client and each representative of today in their language, by the client's consent.

    Of personal matters a representative in financial matters is not notified. `but` is a party who is not
    notified, such as the one who acts now. The actor must reach the client.
    """
    parties = await tx.rows(
        queries.PARTIES_TO_TELL, client_id=client_id, day=tx.today, is_personal=IS_PERSONAL[event]
    )
    for party in parties:
        if party["party_id"] != but:
            messages.tell(
                tx,
                actor,
                event,
                party["party_id"],
                client_id=client_id,
                subject_id=subject_id,
                language=language_of(ClientLanguage(party["language"])),
                channel=channel_to(Recipient.PARTY, consents=party["consents_to_electronic"]),
                **facts,
            )
