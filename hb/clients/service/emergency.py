"""Emergency access: an on-call worker sees a client at once, and a leader reviews it afterwards."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.model import HETU
from hb.clients.rules.contact import required
from hb.clients.rules.emergency import (
    REASON_LENGTH,
    EmergencyAccess,
    EmergencyAccessOpened,
    EmergencyAccessReviewed,
    check_named_once,
    check_reviewer,
    last_day_from,
)
from hb.clients.rules.hetu import hetu_of
from hb.clients.service.going_on import require_going_on
from hb.clients.service.reviewing import reviewing_teams, tell_of_opening
from hb.clients.service.typed_codes import mark_hit
from hb.kit.errors import NotFound, WrongState
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages.rules import Event


async def open_emergency_access(
    tx: Transaction,
    actor: Actor,
    secrecy: Secrecy,
    wish: EmergencyAccess,
    *,
    allow_temporary: bool = False,
    attempt_id: UUID | None = None,
) -> EmergencyAccessOpened:
    """Let an on-call worker see a client today and tomorrow, and have the client's team leaders review it.

    A client whom no team serves today falls to the worker's own team, which reaches the client until the
    review. The reason is kept for the reviewer; the audit trail tells only how long it is. A code that opens
    access does not count as one that the worker typed today: `attempt_id` is its row.

    Raises:
        Forbidden: the role opens no emergency access.
        InvalidInput: the client is named twice or not at all, or there is no reason.
        InvalidHetu: the text is no personal identity code.
        NotFound: there is no such client.
        RecordMerged: the record is closed; the client's code finds the one that goes on.
    """
    access.require(actor, Permission.EMERGENCY_OPEN)
    check_named_once(wish)
    reason = required(wish.reason, REASON_LENGTH, "input", "reason", lines=True)
    client_id = await _named(tx, secrecy, wish, allow_temporary=allow_temporary)
    access_id, last_day = tx.new_id(), last_day_from(tx.today)
    await access.give_reaches(
        tx, [access.Given(actor.party_id, client_id, Ground.EMERGENCY, access_id, tx.today, last_day)]
    )
    await require_going_on(tx, client_id, "input", "clientId" if wish.hetu is None else "hetu")
    await tx.execute(
        queries.INSERT_EMERGENCY,
        id=access_id,
        client_id=client_id,
        filed_contact_id=None,
        reason=reason,
        valid_until=last_day,
    )
    teams = await reviewing_teams(tx, actor, client_id, access_id)
    tell_of_opening(tx, actor, Event.EMERGENCY_ACCESS_OPENED, teams, [], client_id, access_id)
    if attempt_id is not None:
        await mark_hit(tx, attempt_id)
    audit.record(
        tx,
        actor,
        "emergency:open",
        client_id=client_id,
        subject_id=access_id,
        reason_length=len(reason),
        named_by="ID" if wish.hetu is None else "HETU",
        valid_until=last_day.isoformat(),
    )
    return EmergencyAccessOpened(access_id, client_id)


async def _named(tx: Transaction, secrecy: Secrecy, wish: EmergencyAccess, *, allow_temporary: bool) -> UUID:
    if wish.client_id is not None:
        return wish.client_id
    hetu = hetu_of(wish.hetu or "", tx.today, "input", "hetu", allow_temporary=allow_temporary)
    identity = await tx.row(queries.CLIENT_OF_CODE, **HETU.sought(secrecy, hetu.code))
    if identity is None:
        raise NotFound("input", "hetu")
    client_id: UUID = identity["client_id"]
    return client_id


async def review_emergency_access(
    tx: Transaction, actor: Actor, emergency_access_id: UUID
) -> EmergencyAccessReviewed:
    """Close the review of an emergency access, as the leader of a team that reaches the client.

    Raises:
        Forbidden: the role reviews none.
        NotFound: there is no such access to a client of the leader's team.
        WrongState: it was reviewed before.
        ReviewedByAnother: the leader opened it.
    """
    access.require(actor, Permission.EMERGENCY_REVIEW)
    access_row = await tx.row(queries.LOCK_EMERGENCY, emergency_access_id=emergency_access_id)
    if access_row is None:
        raise NotFound("input", "emergencyAccessId")
    check_reviewer(access_row["worker_id"], actor.user_id)
    if access_row["reviewed_at"] is not None:
        raise WrongState("input", "emergencyAccessId", state="REVIEWED")
    await tx.execute(queries.CLOSE_EMERGENCY, of_access=emergency_access_id)
    await access.end_reach(tx, emergency_access_id, max(tx.today, access_row["valid_until"]))
    audit.record(
        tx, actor, "emergency:review", client_id=access_row["client_id"], subject_id=emergency_access_id
    )
    return EmergencyAccessReviewed(emergency_access_id)
