"""Opening and closing a client's matter, which starts and ends the legal clocks."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.rules import MatterKept, MatterOpening, MatterState
from hb.clients.rules.contact import TEXT_LENGTH, required
from hb.clients.rules.input_rules import ClientRule
from hb.clients.service.going_on import require_going_on
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Transaction


async def open_matter(tx: Transaction, actor: Actor, opening: MatterOpening) -> MatterKept:
    """Make a matter pending, since a day that may have been before it was recorded (SHL 1301/2014 34 §).

    Raises:
        Forbidden: the role opens no matters.
        NotFound: there is no such client.
        RecordMerged: the record is closed.
        InvalidInput: the day is to come, or the description is empty or too long.
    """
    access.require(actor, Permission.MATTER_OPEN)
    seen = await require_going_on(tx, opening.client_id, "input", "clientId")
    if opening.pending_since > tx.today:
        raise InvalidInput("input", "pendingSince", rule=FormRule.TOO_LATE, latest=tx.today.isoformat())
    if opening.pending_since < seen["birth_date"]:
        raise InvalidInput("input", "pendingSince", rule=ClientRule.BEFORE_BIRTH)
    matter_id = tx.new_id()
    await tx.execute(
        queries.INSERT_MATTER,
        id=matter_id,
        client_id=opening.client_id,
        service_task=opening.service_task,
        source=opening.source,
        pending_since=opening.pending_since,
        description=required(opening.description, TEXT_LENGTH, "input", "description", lines=True),
    )
    audit.record(
        tx,
        actor,
        "matter:open",
        client_id=opening.client_id,
        subject_id=matter_id,
        service_task=opening.service_task,
        pending_since=opening.pending_since.isoformat(),
    )
    return MatterKept(matter_id)


async def close_matter(tx: Transaction, actor: Actor, matter_id: UUID) -> MatterKept:
    """Record that a matter has ended.

    Raises:
        Forbidden: the role closes no matters.
        NotFound: there is no such matter.
        WrongState: it is closed already.
    """
    access.require(actor, Permission.MATTER_CLOSE)
    matter = await tx.row(queries.LOCK_MATTER, matter_id=matter_id)
    if matter is None:
        raise NotFound("input", "matterId")
    if matter["state"] != MatterState.PENDING:
        raise WrongState("input", "matterId", state=matter["state"])
    await tx.execute(queries.CLOSE_MATTER, of_matter=matter_id)
    audit.record(tx, actor, "matter:close", client_id=matter["client_id"], subject_id=matter_id)
    return MatterKept(matter_id)
