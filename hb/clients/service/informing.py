"""Telling clients and who speaks for them of their matters."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from hb.access.rules import Actor
from hb.clients import queries
from hb.clients.rules import ClientLanguage
from hb.clients.rules.validity import language_of
from hb.kit.errors import Fact
from hb.kit.transaction import Row, Transaction
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
    await tell_all_parties(tx, actor, event, [Notice(client_id, subject, outcome, facts)], but=but)


@dataclass(frozen=True, slots=True)
class Notice:
    """What one client's parties are notified of: subject, outcome and facts are those of `messages.tell`."""

    client_id: UUID
    subject: Subject
    outcome: StrEnum | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


async def tell_all_parties(
    tx: Transaction,
    actor: Actor,
    event: Event,
    notices: Sequence[Notice],
    *,
    but: UUID | None = None,
    day: date | None = None,
) -> None:
    """Notify many clients and their representatives of one event as `tell_parties` does, in one statement.

    The representatives are those of `day`, of today without one.
    """
    if not notices:
        return
    parties: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in await tx.rows(
        queries.PARTIES_TO_TELL,
        client_ids=sorted({notice.client_id for notice in notices}),
        day=day or tx.today,
        is_personal=IS_PERSONAL[event],
    ):
        if row["party_id"] != but:
            parties[row["client_id"]].append(row)
    for notice in notices:
        for party in parties[notice.client_id]:
            messages.tell(
                tx,
                actor,
                event,
                party["party_id"],
                client_id=notice.client_id,
                subject=notice.subject,
                language=language_of(ClientLanguage(party["language"])),
                channel=channel_to(Recipient.PARTY, consents=party["consents_to_electronic"]),
                outcome=notice.outcome or said_to(event, Recipient.PARTY),
                **notice.facts,
            )
