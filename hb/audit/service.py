"""Writing the audit trail and the use log, and telling clients who used their data."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Purpose, Role
from hb.audit import queries
from hb.audit.model import audit_event
from hb.audit.rules import (
    MOST_ENTRIES,
    REFERENCE_LENGTH,
    UNMARKED,
    AssessmentRecorded,
    Look,
    LookMarks,
    Outcome,
    UseLogAsked,
    UseLogEntry,
    UseLogWish,
    days_of,
)
from hb.kit.errors import Forbidden, InvalidInput, NotFound, out_of_range
from hb.kit.input_rules import FormRule
from hb.kit.sentences import NumberUnit
from hb.kit.transaction import Transaction


def record(
    tx: Transaction,
    actor: Actor,
    action: str,
    *,
    client_id: UUID | None = None,
    subject_id: UUID | None = None,
    **facts: int | str | None,
) -> None:
    """Add a row to the audit trail, written at the end of the command's transaction.

    `action` is noun:verb, as permissions are. Facts are numbers, codes, dates and ids, never names or hetu.
    """
    row = {"action": action, "client_id": client_id, "subject_id": subject_id, "facts": facts}
    _gather(tx, actor, {**row, "outcome": Outcome.DONE})


def record_look(tx: Transaction, actor: Actor, look: Look) -> None:
    """Add a row of a look in vain, written at the end of a command that refuses a row of its input for it."""
    facts = {"code": NotFound.code, "type": look.type_name}
    row = {"action": look.action, "client_id": None, "subject_id": look.row_id, "facts": facts}
    _gather(tx, actor, {**row, "outcome": Outcome.OUT_OF_REACH})


def _gather(tx: Transaction, actor: Actor, row: Mapping[str, object]) -> None:
    by_whom = {
        "organiser_id": actor.organiser_id,
        "id": tx.new_id(),
        "at": tx.now,
        "actor_id": actor.user_id,
        "role": actor.role,
        "on_behalf_of": actor.on_behalf_of,
        "address": actor.address,
    }
    tx.gather(audit_event, {**by_whom, **row})


async def record_denied(
    tx: Transaction, actor: Actor, action: str, code: str, *, subject_id: UUID | None = None
) -> None:
    """Write that an attempt was refused: the action, the refusal's code, and what it aimed at.

    The refused command was rolled back whole, so this runs in a transaction of its own, in either
    access mode.
    """
    await tx.execute(
        queries.RECORD_DENIED,
        id=tx.new_id(),
        actor_id=actor.user_id,
        role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        action=action,
        subject_id=subject_id,
        facts={"code": code},
        address=actor.address,
    )


async def log_looks(tx: Transaction, actor: Actor, looks: Sequence[Look]) -> None:
    """Leave a row of each look in vain, written durably together with the commit.

    Who looked, in which role and on whose behalf is the transaction's context, of either access mode. What
    the transaction reads is read before: at its end it is in access mode `command`.

    Raises:
        ValueError: a field or type is no name of GraphQL.
    """
    if looks:
        await tx.close_with(queries.LOOK_MODE, "command")
    for look in looks:
        row_id, address = str(look.row_id or ""), actor.address or ""
        await tx.close_with(queries.RECORD_LOOK, tx.new_id(), look.action, look.type_name, address, row_id)


async def log_use(
    tx: Transaction, operation: str, client_ids: Sequence[UUID], marks: LookMarks = UNMARKED
) -> None:
    """Log that client data was read: one row per request (asiakastietolaki 703/2023 10 §).

    Who read, in which role and for what is the transaction's context. The row is written together with the
    commit. If it cannot be written the read fails, since both are one transaction.

    Raises:
        ValueError: the operation is no name of GraphQL.
    """
    await tx.close_with(
        queries.LOG_USE,
        tx.new_id(),
        operation,
        client_ids,
        str(marks.by_name),
        str(marks.own_surname),
        str(marks.own_address),
    )


async def record_assessment(
    tx: Transaction, actor: Actor, done_on: date, reference: str
) -> AssessmentRecorded:
    """Record that the impact assessment of matching workers' own data was done (GDPR art. 35).

    Raises:
        Forbidden: the role records no assessments.
        InvalidInput: the day is in the future, or there is no reference to the document.
    """
    access.require(actor, Permission.IMPACT_ASSESSMENT_RECORD)
    if done_on > tx.today:
        raise InvalidInput("input", "doneOn", rule=FormRule.TOO_LATE, latest=tx.today.isoformat())
    tidy_reference = " ".join(reference.split())
    if not tidy_reference:
        raise InvalidInput("input", "reference", rule=FormRule.REQUIRED)
    if len(tidy_reference) > REFERENCE_LENGTH:
        raise InvalidInput("input", "reference", rule=FormRule.TOO_LONG, most=REFERENCE_LENGTH)
    assessment_id = tx.new_id()
    await tx.execute(queries.RECORD_ASSESSMENT, id=assessment_id, done_on=done_on, reference=tidy_reference)
    record(tx, actor, Permission.IMPACT_ASSESSMENT_RECORD, subject_id=assessment_id)
    return AssessmentRecorded(assessment_id)


async def own_use_log(tx: Transaction, actor: Actor, wish: UseLogWish) -> UseLogAsked:
    """Record that a client asks who used their data (asiakastietolaki 703/2023 11 §).

    The client or who represents the client in full; `use_log_entries` then reads what was asked for.

    Raises:
        Forbidden: another role, or a representative whose power does not cover it.
        InvalidInput: the days are the wrong way round, or lie more than two years back.
    """
    access.require(actor, Permission.OWN_USE_LOG_READ)
    client_id = _own_client(actor)
    first, last = days_of(wish, tx.today)
    record(
        tx,
        actor,
        "own-use-log:read",
        client_id=client_id,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
    )
    return UseLogAsked(client_id, first, last)


async def use_log_entries(
    tx: Transaction, actor: Actor, asked: UseLogAsked, *, first: int = 100, after_id: UUID | None = None
) -> tuple[UseLogEntry, ...]:
    """The entries that were asked for, newest first; `after_id` is the last entry of the page before.

    Uses of records that were merged into the client's are among them: it is the same person.

    Raises:
        Forbidden: the actor is not the client who asked, nor represents them in full.
        InvalidInput: the page is not between 1 and 500 entries.
    """
    access.require(actor, Permission.OWN_USE_LOG_READ)
    if asked.client_id != _own_client(actor):
        raise Forbidden
    if not 1 <= first <= MOST_ENTRIES:
        raise out_of_range("input", "first", least=1, most=MOST_ENTRIES, unit=NumberUnit.NUMBER)
    rows = await access.rows_in_command_mode(
        tx,
        queries.OWN_USE_LOG,
        client_id=asked.client_id,
        since=asked.since,
        until=asked.until,
        after_id=after_id,
        count=first,
    )
    return tuple(
        UseLogEntry(
            row["id"],
            row["at"],
            Role(row["role"]),
            Purpose(row["purpose"]),
            row["operation"],
            row["team"],
            row["party_id"],
            row["by_representative"],
            row["in_emergency"],
        )
        for row in rows
    )


def _own_client(actor: Actor) -> UUID:
    if actor.own_client_id is None:
        raise Forbidden
    return actor.own_client_id
