"""The second act on a filed contact, by which reach begins: the worker's own, or one who accepts it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Role
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.model import FILED_HETU, HETU
from hb.clients.rules import AlreadyServes, CareKind, FiledContactState
from hb.clients.rules.contact import required
from hb.clients.rules.emergency import REASON_LENGTH
from hb.clients.rules.filing import (
    ContactServed,
    LeaderResolves,
    NotCompared,
    check_state,
    is_same_person,
    last_day_of_opening,
)
from hb.clients.service.beginning import (
    NewCare,
    end_temporary,
    give_care_reach,
    insert_care,
    insert_client,
)
from hb.clients.service.going_on import require_going_on
from hb.clients.service.registration import place_of_filed_hetu, place_of_hetu
from hb.clients.service.resolving import (
    person_of,
    require_resolver,
    require_serving,
    teams_serving,
    tell_filer,
    tell_serving,
)
from hb.clients.service.reviewing import reviewing_teams, tell_of_opening
from hb.kit.errors import DomainError, NotFound
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Row, Transaction
from hb.messages.rules import Event


@dataclass(frozen=True, slots=True)
class _Filed:
    """A filed contact, locked, and the client of its code: a client who is made now, or is known."""

    row: Row
    client_id: UUID
    is_new_client: bool
    identity: Row


async def open_filed_contact(
    tx: Transaction, actor: Actor, secrecy: Secrecy, filed_contact_id: UUID, reason: str
) -> ContactServed:
    """Begin to serve the person of a contact that the worker filed, for a stated reason.

    A new person becomes a client, whom the worker and the team serve until further notice. A known client is
    open to the worker alone, to read and change nothing, for as many days as the organiser has set; the
    client's own worker and the leaders of the teams that serve the client are notified, and a leader reviews
    it, as in an emergency. An opening is never prolonged: another one needs a contact filed again, with its
    own reason and review.

    Raises:
        Forbidden: the role registers no clients.
        InvalidInput: there is no reason.
        NotFound: there is no such contact of this worker's.
        WrongState: the contact was opened, accepted or rejected before.
        LeaderResolves: name or birth date are not those recorded of the client whose code was typed.
        AlreadyServes: the client is open to the worker today by an earlier opening.
        RecordMerged: the client's record was closed at this moment; the same act then finds the other.
    """
    access.require(actor, Permission.CLIENT_REGISTER)
    why = required(reason, REASON_LENGTH, "input", "reason", lines=True)
    filed = await _lock(tx, actor, secrecy, filed_contact_id)
    if filed.row["filed_by"] != actor.user_id:
        raise NotFound("input", "filedContactId")
    check_state(FiledContactState(filed.row["state"]), FiledContactState.FILED)
    facts = {"effect": "CREATED"}
    state = FiledContactState.ACCEPTED
    if filed.is_new_client:
        await _begin_lasting(tx, actor, filed)
    elif await _care_of_filer(tx, filed):
        await _require_same(tx, filed, LeaderResolves("input", "filedContactId"))
        facts = {"effect": "SERVED"}
    elif await tx.row(queries.OPENED_TODAY, client_id=filed.client_id) is not None:
        raise AlreadyServes("input", "filedContactId")
    else:
        state = FiledContactState.OPENED
        last_day = await _open_known(tx, actor, filed, why)
        facts = {"effect": "OPENED", "valid_until": last_day.isoformat()}
    await _resolve(tx, actor, filed, "filed-contact:open", state, why, **facts)
    return ContactServed(filed_contact_id, filed.client_id)


async def accept_filed_contact(
    tx: Transaction, actor: Actor, secrecy: Secrecy, filed_contact_id: UUID
) -> ContactServed:
    """Let the worker who filed a contact serve its person until further notice.

    A client whom teams serve is accepted by the own worker or by the leader of one of those teams; a new
    person, and a client whom nobody serves, by the leader of the team it was filed in. A leader who accepts
    what differs says that it is the same person. The own worker and the leaders of the teams are notified.

    Raises:
        Forbidden: the role accepts none.
        NotFound: there is no such contact that the actor may accept; the worker who filed it left care.
        WrongState: the contact was accepted or rejected before.
        ResolvedByAnother: the actor filed it.
        ServedByAnotherTeam: the actor leads none of the teams that serve the client.
        LeaderResolves: name or birth date differ from what is recorded, and the actor is no leader.
        NotCompared: they differ, and the leader has not compared them.
        RecordMerged: the client's record was closed at this moment; the same act then finds the other.
    """
    access.require(actor, Permission.FILED_CONTACT_RESOLVE)
    filed = await _lock(tx, actor, secrecy, filed_contact_id)
    await require_resolver(tx, actor, filed.row, None if filed.is_new_client else filed.client_id)
    check_state(FiledContactState(filed.row["state"]), FiledContactState.FILED, FiledContactState.OPENED)
    if await tx.row(queries.CARE_WORKER, worker_id=filed.row["filed_by"], day=tx.today) is None:
        raise NotFound("input", "filedContactId")
    serving = [] if filed.is_new_client else await _who_serves(tx, actor, filed.client_id)
    await _begin_lasting(tx, actor, filed)
    if not filed.is_new_client and filed.row["compared_by"] != actor.user_id:
        refusal = NotCompared if actor.role is Role.TEAM_LEADER else LeaderResolves
        await _require_same(tx, filed, refusal("input", "filedContactId"))
    effect = "CREATED" if filed.is_new_client else "ATTACHED"
    state = FiledContactState.ACCEPTED
    await _resolve(tx, actor, filed, "filed-contact:accept", state, None, effect=effect)
    tell_filer(tx, actor, filed.row, state, client_id=filed.client_id)
    tell_serving(tx, actor, {*serving} - {filed.row["filed_by"]}, filed_contact_id, filed.client_id)
    return ContactServed(filed_contact_id, filed.client_id)


async def _who_serves(tx: Transaction, actor: Actor, client_id: UUID) -> list[UUID]:
    """The own worker of a known client and the teams that serve the client, one of whom accepts."""
    await require_serving(tx, actor, client_id)
    own = [row["worker_id"] for row in await tx.rows(queries.OWN_WORKERS, client_ids=[client_id])]
    return [*own, *await teams_serving(tx, client_id)]


async def _lock(tx: Transaction, actor: Actor, secrecy: Secrecy, filed_contact_id: UUID) -> _Filed:
    """The contact and whose code it is. The code's row is locked first: twins of one code wait there."""
    identity = await tx.row(queries.FILED_IDENTITY, filed_contact_id=filed_contact_id)
    if identity is None:
        raise NotFound("input", "filedContactId")
    filed_place = place_of_filed_hetu(actor, filed_contact_id)
    code = secrecy.decrypt(identity["hetu_ciphertext"], *filed_place, key_id=identity["key_id"])
    offered = tx.new_id()
    columns = HETU.parameters(secrecy, code, place_of_hetu(actor, offered))
    claimed = await tx.row(queries.CLAIM_IDENTITY, client_id=offered, **columns)
    if claimed is None:  # a twin committed while this one waited for it
        claimed = await tx.row(queries.CLAIM_IDENTITY, client_id=offered, **columns)
    row = await tx.row(queries.LOCK_FILED_CONTACT, filed_contact_id=filed_contact_id)
    if claimed is None or row is None:
        raise NotFound("input", "filedContactId")
    return _Filed(row, claimed["client_id"], claimed["client_id"] == offered, identity)


async def _care_of_filer(tx: Transaction, filed: _Filed) -> dict[UUID, CareKind]:
    """The present relationships of the worker who filed the contact, as far as the actor sees the client."""
    rows = await tx.rows(queries.CARE_OF_WORKER, client_id=filed.client_id, worker_id=filed.row["filed_by"])
    return {row["id"]: CareKind(row["kind"]) for row in rows}


def _new_care(tx: Transaction, actor: Actor, filed: _Filed, last_day: date | None = None) -> NewCare:
    row = filed.row
    stands_in = row["on_behalf_of"] or (actor.user_id == row["filed_by"] and actor.on_behalf_of)
    return NewCare(
        tx.new_id(),
        filed.client_id,
        row["filed_by"],
        row["team_id"],
        row["filed_by"] if stands_in else None,
        last_day,
    )


async def _begin_lasting(tx: Transaction, actor: Actor, filed: _Filed) -> None:
    """The worker who filed the contact serves the client until further notice, unless that is so already."""
    care = _new_care(tx, actor, filed)
    await give_care_reach(tx, care, is_new_client=filed.is_new_client)
    if not filed.is_new_client:
        await require_going_on(tx, filed.client_id, "input", "filedContactId")
    present = await _care_of_filer(tx, filed)
    temporary = [care_id for care_id, kind in present.items() if kind is CareKind.TEMPORARY]
    if len(present) > len(temporary):
        await access.end_reach(tx, care.id, tx.today - timedelta(days=1))
        return
    if filed.is_new_client:
        await insert_client(tx, filed.client_id, filed.row)
        await tx.execute(
            queries.CONTACTS_OF_NEW_CLIENT, of_client=filed.client_id, **FILED_HETU.sought_as(filed.identity)
        )
    if temporary:
        await end_temporary(tx, temporary)
    await insert_care(tx, care)


async def _open_known(tx: Transaction, actor: Actor, filed: _Filed, reason: str) -> date:
    """Open a known client to the worker alone until a day, and have it reviewed; gives the last day.

    The reach is full until the opening itself is written and the same name was typed, and views from then on.
    """
    opening = await tx.row(queries.OPENING_DAYS)
    last_day = last_day_of_opening(tx.today, 1 if opening is None else opening["days"])
    care, access_id = _new_care(tx, actor, filed, last_day), tx.new_id()
    await give_care_reach(tx, care, is_new_client=False)
    await require_going_on(tx, filed.client_id, "input", "filedContactId")
    await _require_same(tx, filed, LeaderResolves("input", "filedContactId"))
    await tx.execute(
        queries.INSERT_EMERGENCY,
        id=access_id,
        client_id=filed.client_id,
        filed_contact_id=filed.row["id"],
        reason=reason,
        valid_until=last_day,
    )
    teams = await reviewing_teams(tx, actor, filed.client_id, access_id)
    await insert_care(tx, care)
    own = [row["worker_id"] for row in await tx.rows(queries.OWN_WORKERS, client_ids=[filed.client_id])]
    tell_of_opening(tx, actor, Event.CONTACT_OPENED, teams, own, filed.client_id, access_id)
    await access.narrow_to_view(tx, care.id)
    return last_day


async def _require_same(tx: Transaction, filed: _Filed, refusal: DomainError) -> None:
    """Require that name and birth date are those recorded of the client, whom the actor reaches."""
    recorded = await tx.row(queries.RECORDED_PERSON, client_id=filed.client_id)
    if recorded is None:
        raise NotFound("input", "filedContactId")
    if not is_same_person(person_of(filed.row), person_of(recorded)):
        raise refusal


async def _resolve(
    tx: Transaction,
    actor: Actor,
    filed: _Filed,
    action: str,
    state: FiledContactState,
    reason: str | None,
    **facts: str,
) -> None:
    await tx.execute(
        queries.RESOLVE_FILED_CONTACT,
        of_contact=filed.row["id"],
        new_state=state,
        of_client=filed.client_id,
        new_reason=reason,
    )
    length = {} if reason is None else {"reason_length": len(reason)}
    audit.record(tx, actor, action, client_id=filed.client_id, subject_id=filed.row["id"], **facts, **length)
