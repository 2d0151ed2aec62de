"""Telling the client and who speaks for the client of a matter of the client's."""

from enum import StrEnum
from uuid import UUID

from hb.access.rules import Actor
from hb.clients import queries
from hb.clients.rules import ClientLanguage
from hb.clients.rules.validity import language_of
from hb.kit.errors import Fact
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import IS_PERSONAL, Event, Recipient, Subject, channel_to, said_to


async def tell_parties(
    tx: Transaction,
    actor: Actor,
    event: Event,
    client_id: UUID,
    subject: Subject,
    *,
    but: UUID | None = None,
    outcome: StrEnum | None = None,
    **facts: Fact,
) -> None:
    """Notify the client and each representative of today in their language, by the client's consent.

    Of personal matters a representative in financial matters is not notified. `but` is a party who is not
    notified, such as the one who acts now. Subject, outcome and facts are those of `messages.tell`; an event
    that is said to each kind of recipient in its own way is said as to a party. The actor must reach the
    client.
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
                subject=subject,
                language=language_of(ClientLanguage(party["language"])),
                channel=channel_to(Recipient.PARTY, consents=party["consents_to_electronic"]),
                outcome=outcome or said_to(event, Recipient.PARTY),
                **facts,
            )
