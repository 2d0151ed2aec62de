"""Where a producer is notified that something waits for it."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.transaction import Transaction
from hb.sending import queries, rules


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """The producer whose contact was changed."""

    producer_id: UUID


async def change_contact(
    tx: Transaction, actor: Actor, email: str | None = None, phone: str | None = None
) -> ContactChanged:
    """Keep the producer's own e-mail address and phone number with this organiser; nothing clears one.

    Raises:
        Forbidden: the role keeps no contact of a producer.
        InvalidInput: a text is not of its form.
    """
    access.require(actor, Permission.PRODUCER_CONTACT_CHANGE)
    contact = rules.contact_of(email, phone)
    await tx.execute(queries.CHANGE_CONTACT, email=contact.email, phone=contact.phone)
    audit.record(tx, actor, "producer-contact:change", subject_id=actor.party_id)
    return ContactChanged(actor.party_id)
