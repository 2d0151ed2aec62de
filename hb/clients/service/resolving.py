"""Who resolves filed contacts; rejecting one, and showing a leader what was typed beside what is recorded."""

from collections.abc import Iterable
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground, Permission, Role
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.model import FILED_HETU
from hb.clients.rules import FiledContactState
from hb.clients.rules.contact import required
from hb.clients.rules.emergency import REASON_LENGTH
from hb.clients.rules.filing import (
    Comparison,
    FiledContactKept,
    PersonData,
    ResolvedByAnother,
    ServedByAnotherTeam,
    check_state,
    is_same_person,
)
from hb.kit.errors import NotFound
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType


async def require_resolver(tx: Transaction, actor: Actor, contact: Row, client_id: UUID | None) -> None:
    """Require that the actor may resolve a contact; `client_id` is the known client of its code, if any.

    The leader of the team it was filed in may; for a known client also the client's own worker (or that
    worker's substitute) and the leader of a team that reaches the client. Never who filed it.

    Raises:
        NotFound: the actor may not.
        ResolvedByAnother: the actor filed it.
    """
    if not await _may_resolve(tx, actor, contact, client_id):
        raise NotFound("input", "filedContactId")
    if contact["filed_by"] == actor.user_id:
        raise ResolvedByAnother("input", "filedContactId")


async def require_serving(tx: Transaction, actor: Actor, client_id: UUID) -> None:
    """Require that a leader who lets another worker serve a known client leads a team that serves the client.

    The leader of the team a contact was filed in gives a new person, and a client whom nobody serves.

    Raises:
        ServedByAnotherTeam: the client is another team's.
    """
    if actor.role is not Role.TEAM_LEADER:
        return
    serving = await teams_serving(tx, client_id)
    if serving and actor.party_id not in serving:
        raise ServedByAnotherTeam("input", "filedContactId")


async def teams_serving(tx: Transaction, client_id: UUID) -> list[UUID]:
    """The teams that serve a client today, also for an actor who does not reach the client."""
    return [row["party_id"] for row in await tx.rows(queries.TEAMS_REACHING, client_id=client_id)]


async def pass_on(
    tx: Transaction, actor: Actor, _refusal: ServedByAnotherTeam, filed_contact_id: UUID
) -> FiledContactKept:
    """Tell leaders of the teams that serve the client of a contact that it waits for them.

    Raises:
        Forbidden: the role accepts none.
        NotFound: the actor may not resolve the contact.
        ResolvedByAnother: the actor filed it.
    """
    access.require(actor, Permission.FILED_CONTACT_RESOLVE)
    _, client_id = await _lock(tx, actor, filed_contact_id)
    if client_id is not None:
        for team_id in await teams_serving(tx, client_id):
            _tell_worker(tx, actor, Event.CONTACT_FILED, team_id, filed_contact_id, client_id)
        audit.record(tx, actor, "filed-contact:pass-on", client_id=client_id, subject_id=filed_contact_id)
    return FiledContactKept(filed_contact_id)


def tell_serving(
    tx: Transaction, actor: Actor, recipients: Iterable[UUID], contact_id: UUID, client_id: UUID
) -> None:
    """Tell who serves a client, but the actor, that a contact has given the client another worker."""
    for recipient_id in sorted(set(recipients) - {actor.user_id, actor.party_id}):
        _tell_worker(tx, actor, Event.CONTACT_ACCEPTED, recipient_id, contact_id, client_id)


def _tell_worker(
    tx: Transaction, actor: Actor, event: Event, recipient_id: UUID, contact_id: UUID, client_id: UUID
) -> None:
    messages.tell(
        tx,
        actor,
        event,
        recipient_id,
        client_id=client_id,
        subject=Subject(SubjectType.FILED_CONTACT, contact_id),
    )


async def _may_resolve(tx: Transaction, actor: Actor, contact: Row, client_id: UUID | None) -> bool:
    if actor.role is Role.TEAM_LEADER and contact["team_id"] == actor.party_id:
        return True
    if client_id is None:
        return False
    if actor.role is Role.TEAM_LEADER:
        return await tx.row(queries.SEE_CLIENT, client_id=client_id) is not None
    own = {row["worker_id"] for row in await tx.rows(queries.OWN_WORKERS, client_ids=[client_id])}
    return not own.isdisjoint({actor.user_id, actor.on_behalf_of})


async def _lock(tx: Transaction, actor: Actor, filed_contact_id: UUID) -> tuple[Row, UUID | None]:
    """A contact that the actor may resolve, locked, and the known client of its code."""
    identity = await tx.row(queries.FILED_IDENTITY, filed_contact_id=filed_contact_id)
    contact = await tx.row(queries.LOCK_FILED_CONTACT, filed_contact_id=filed_contact_id)
    if identity is None or contact is None:
        raise NotFound("input", "filedContactId")
    client = await tx.row(queries.CLIENT_OF_CODE, **FILED_HETU.sought_as(identity))
    client_id = None if client is None else client["client_id"]
    await require_resolver(tx, actor, contact, client_id)
    return contact, client_id


async def reject_filed_contact(
    tx: Transaction, actor: Actor, filed_contact_id: UUID, reason: str
) -> FiledContactKept:
    """Close a contact that begins nothing, such as one about another person than the client of the code.

    Who may accept it may reject it.

    Raises:
        Forbidden: the role rejects none.
        InvalidInput: there is no reason.
        NotFound: there is no such contact that the actor may reject.
        WrongState: the contact was opened, accepted or rejected before.
        ResolvedByAnother: the actor filed it.
    """
    access.require(actor, Permission.FILED_CONTACT_RESOLVE)
    why = required(reason, REASON_LENGTH, "input", "reason", lines=True)
    contact, client_id = await _lock(tx, actor, filed_contact_id)
    check_state(FiledContactState(contact["state"]), FiledContactState.FILED)
    state = FiledContactState.REJECTED
    await tx.execute(
        queries.RESOLVE_FILED_CONTACT,
        of_contact=filed_contact_id,
        new_state=state,
        of_client=client_id,
        new_reason=why,
    )
    audit.record(
        tx,
        actor,
        "filed-contact:reject",
        client_id=client_id,
        subject_id=filed_contact_id,
        reason_length=len(why),
    )
    tell_filer(tx, actor, contact, state)
    return FiledContactKept(filed_contact_id)


async def compare_filed_contact(tx: Transaction, actor: Actor, filed_contact_id: UUID) -> FiledContactKept:
    """Record that a leader compares a contact with what is recorded of the client whose code was typed.

    `read_comparison` then shows both.

    Raises:
        Forbidden: the role compares none.
        NotFound: there is no such contact that the leader may resolve.
        WrongState: the contact was accepted or rejected before.
        ResolvedByAnother: the leader filed it.
    """
    access.require(actor, Permission.FILED_CONTACT_COMPARE)
    contact, client_id = await _lock(tx, actor, filed_contact_id)
    check_state(FiledContactState(contact["state"]), FiledContactState.FILED, FiledContactState.OPENED)
    if client_id is not None:
        await tx.execute(queries.MARK_COMPARED, of_contact=filed_contact_id, of_client=client_id)
    audit.record(tx, actor, "filed-contact:compare", client_id=client_id, subject_id=filed_contact_id)
    return FiledContactKept(filed_contact_id)


async def read_comparison(tx: Transaction, actor: Actor, filed_contact_id: UUID) -> Comparison:
    """What is recorded of the client whose code was typed: names and birth date, and nothing else.

    The leader may not reach the client, and does not afterwards. Every reading is checked and goes into the
    use log, also when the command is sent again.

    Raises:
        Forbidden: the role compares none.
        NotFound: the leader may not resolve the contact.
        ResolvedByAnother: the leader filed it.
    """
    access.require(actor, Permission.FILED_CONTACT_COMPARE)

    async def read() -> tuple[Row, UUID | None, Row | None]:
        contact, client_id = await _lock(tx, actor, filed_contact_id)
        if client_id is None:
            return contact, None, None
        reach = access.Given(actor.party_id, client_id, Ground.TEAM, filed_contact_id, tx.today)
        return (
            contact,
            client_id,
            await access.row_as_if_reached(tx, reach, queries.RECORDED_PERSON, client_id=client_id),
        )

    contact, client_id, recorded = await access.in_command_mode(tx, read)
    if client_id is None or recorded is None:
        return Comparison(None, None)
    await audit.log_use(tx, "filed-contact:compare", [client_id])
    person = person_of(recorded)
    return Comparison(person, is_same_person(person_of(contact), person))


def person_of(row: Row) -> PersonData:
    """By what a filed contact and a client's record are compared."""
    return PersonData(row["first_name"], row["last_name"], row["birth_date"])


def tell_filer(
    tx: Transaction, actor: Actor, contact: Row, state: FiledContactState, *, client_id: UUID | None = None
) -> None:
    """Tell the worker who filed a contact what it has come to."""
    messages.tell(
        tx,
        actor,
        Event.CONTACT_RESOLVED,
        contact["filed_by"],
        client_id=client_id,
        subject=Subject(SubjectType.FILED_CONTACT, contact["id"]),
        outcome=state,
    )
