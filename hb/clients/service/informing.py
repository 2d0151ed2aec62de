"""Telling clients and who speaks for them of their matters."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from hb.access.rules import Actor
from hb.clients import queries
from hb.clients.rules import ClientLanguage, RepresentationScope, RepresentativeKind
from hb.clients.rules.validity import hearer_of, language_of
from hb.kit.errors import Fact
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Hearing, Recipient, Subject, Telling, said_to, telling


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
    """Notify the client and each representative of today in their language.

    Who may be notified of what is in `hb.messages.rules.hearing`: of personal matters a representative in
    financial matters is not. `but` is a party who is not notified, such as the one who acts now. Subject,
    outcome and facts are those of `messages.tell`; an event that is said to each kind of recipient in its
    own way is said as to a party. The actor must reach the client.
    """
    await tell_all_parties(tx, actor, event, [Notification(client_id, subject, outcome, facts)], but=but)


@dataclass(frozen=True, slots=True)
class Notification:
    """What one client's parties are notified of: subject, outcome and facts are those of `messages.tell`."""

    client_id: UUID
    subject: Subject
    outcome: StrEnum | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


async def tell_all_parties(
    tx: Transaction,
    actor: Actor,
    event: Event,
    notifications: Sequence[Notification],
    *,
    but: UUID | None = None,
    day: date | None = None,
) -> None:
    """Notify many clients and their representatives of one event as `tell_parties` does, in one statement.

    The representatives are those of `day`, of today without one.
    """
    if not notifications:
        return
    parties: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in await tx.rows(
        queries.PARTIES_TO_TELL,
        client_ids=sorted({notification.client_id for notification in notifications}),
        day=day or tx.today,
    ):
        if row["party_id"] != but:
            parties[row["client_id"]].append(row)
    for notification in notifications:
        for party, hearing in _hearings(event, parties[notification.client_id], tx.today):
            messages.tell(
                tx,
                actor,
                event,
                party["party_id"],
                client_id=notification.client_id,
                subject=notification.subject,
                language=language_of(ClientLanguage(party["language"])),
                outcome=notification.outcome or said_to(event, Recipient.PARTY),
                to=hearing,
                **notification.facts,
            )


def _hearings(event: Event, rows: Sequence[Row], day: date) -> list[tuple[Row, Hearing]]:
    """Each party once, in the capacity in which the party hears most of the event."""
    hearings: dict[UUID, tuple[Row, Hearing]] = {}
    for row in rows:
        kind = None if row["kind"] is None else RepresentativeKind(row["kind"])
        scope = None if row["scope"] is None else RepresentationScope(row["scope"])
        hearing = Hearing(hearer_of(kind, scope, row["birth_date"], day), is_hidden=row["non_disclosure"])
        if row["party_id"] not in hearings or telling(event, hearing) is not Telling.NOT_TOLD:
            hearings[row["party_id"]] = row, hearing
    return list(hearings.values())
