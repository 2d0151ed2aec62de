"""Recording a client's day of death, which ends representation and messages, and correcting it."""

from datetime import date, timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground, Permission, Role
from hb.audit import service as audit
from hb.clients import queries as clients
from hb.clients.rules import ClientHasDied, RepresentationScope
from hb.clients.rules.contact import required
from hb.clients.rules.validity import SCOPES
from hb.clients.service.going_on import going_on
from hb.kit.errors import InvalidInput
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
from hb.persons.rules import REASON_LENGTH, DeathKept, DeathNotRecorded, PersonRule, check_death
from hb.persons.service.telling import tell_delivering, tell_responsible


async def record_death(tx: Transaction, actor: Actor, client_id: UUID, died_on: date) -> DeathKept:
    """Record that a client has died: representation, own sign-in and messages end at once.

    Producers' sight of contact data follows the day itself. Budgets and orders are ended by a worker, who is
    notified. Records that were merged into the client's are the same person's and follow.

    Raises:
        Forbidden: the role records no deaths.
        NotFound: there is no such client.
        RecordMerged: the record is closed.
        ClientHasDied: a day of death was recorded before.
        InvalidInput: the day is to come, or before the birth.
    """
    access.require(actor, Permission.DEATH_RECORD)
    client = going_on(await tx.row(clients.LOCK_CLIENT, client_id=client_id), "input", "clientId")
    if client["died_on"] is not None:
        raise ClientHasDied("input", "clientId")
    check_death(died_on, client["birth_date"], tx.today)
    records = await _records(tx, client_id)
    deaths = await _set(tx, records, died_on, None)
    await _end_representations(tx, deaths)
    await access.end_own(tx, records, _yesterday(tx))
    await messages.withhold(tx, records, await _representatives(tx, records))
    await tell_responsible(tx, actor, Event.CLIENT_DIED, records, leaders=True)
    await tell_delivering(tx, actor, Event.ORDER_CLIENT_DIED, records)
    audit.record(
        tx,
        actor,
        "death:record",
        client_id=client_id,
        subject_id=deaths[client_id],
        died_on=died_on.isoformat(),
    )
    return DeathKept(client_id)


async def correct_death(
    tx: Transaction, actor: Actor, client_id: UUID, died_on: date | None, reason: str
) -> DeathKept:
    """Correct a wrongly recorded death: another day, or none where the client is alive.

    Who is alive signs in again, gets what was withheld, and has the representatives again whose power the
    death ended and would still last: as new representations from today, since what was ended stays ended.

    Raises:
        Forbidden: the role corrects no deaths.
        NotFound: there is no such client.
        RecordMerged: the record is closed.
        DeathNotRecorded: there is no day to correct.
        InvalidInput: the day is to come, before the birth or the recorded one, or there is no reason.
    """
    access.require(actor, Permission.DEATH_CORRECT)
    text = required(reason, REASON_LENGTH, "input", "reason", lines=True)
    client = going_on(await tx.row(clients.LOCK_CLIENT, client_id=client_id), "input", "clientId")
    if client["died_on"] is None:
        raise DeathNotRecorded("input", "clientId")
    if died_on == client["died_on"]:
        raise InvalidInput("input", "diedOn", rule=PersonRule.DEATH_UNCHANGED)
    if died_on is not None:
        check_death(died_on, client["birth_date"], tx.today)
    records = await _records(tx, client_id)
    ended = await tx.rows(clients.ENDED_BY_DEATH, client_ids=records)
    deaths = await _set(tx, records, died_on, text)
    if died_on is None:
        await access.give_own(tx, records, [deaths[record] for record in records])
        for representation in ended:
            await _give_back(tx, representation)
        await messages.let_go(tx, actor, records, await _representatives(tx, records))
        await tell_delivering(tx, actor, Event.ORDER_GOES_ON, records)
    await tell_responsible(tx, actor, Event.DEATH_CORRECTED, records, leaders=True)
    audit.record(
        tx,
        actor,
        "death:correct",
        client_id=client_id,
        subject_id=deaths[client_id],
        died_on=None if died_on is None else died_on.isoformat(),
        representations=len(ended) if died_on is None else 0,
    )
    return DeathKept(client_id)


def _yesterday(tx: Transaction) -> date:
    """The last day of what ends at once."""
    return tx.today - timedelta(days=1)


async def _records(tx: Transaction, client_id: UUID) -> list[UUID]:
    """The client's record and those merged into it."""
    merged = await tx.rows(clients.MERGED_INTO, client_id=client_id)
    return [client_id, *(row["id"] for row in merged)]


async def _set(
    tx: Transaction, records: list[UUID], died_on: date | None, reason: str | None
) -> dict[UUID, UUID]:
    """Write the day to each record; gives the id of its history row by record."""
    await tx.execute(clients.SET_DIED_ON, client_ids=records, day=died_on)
    deaths = {record: tx.new_id() for record in records}
    for record, death_id in deaths.items():
        await tx.execute(clients.INSERT_DEATH, id=death_id, client_id=record, died_on=died_on, reason=reason)
    return deaths


async def _representatives(tx: Transaction, records: list[UUID]) -> list[UUID]:
    rows = await tx.rows(clients.REPRESENTATIVES_OF, client_ids=records)
    return [row["representative_id"] for row in rows]


async def _end_representations(tx: Transaction, deaths: dict[UUID, UUID]) -> None:
    """End what is valid today or later, and note what its last day would have been."""
    valid = await tx.rows(clients.LOCK_REPRESENTATIONS, client_ids=list(deaths))
    if not valid:
        return
    await tx.execute(
        clients.INSERT_ENDINGS,
        ids=[tx.new_id() for _ in valid],
        client_ids=[row["client_id"] for row in valid],
        death_ids=[deaths[row["client_id"]] for row in valid],
        representation_ids=[row["id"] for row in valid],
        valid_until=[row["valid_until"] for row in valid],
    )
    for row in valid:
        await tx.execute(clients.END_REPRESENTATION, of_representation=row["id"], last_day=_yesterday(tx))
        await access.end_role(tx, row["id"], _yesterday(tx))
    await access.end_reaches(tx, {row["id"]: _yesterday(tx) for row in valid})


async def _give_back(tx: Transaction, ended: Row) -> None:
    """Let a representative speak for the client again, as far and as long as before."""
    representation_id = tx.new_id()
    values = {
        name: ended[name]
        for name in ("client_id", "representative_id", "kind", "scope", "ground", "valid_from", "valid_until")
    }
    await tx.execute(clients.INSERT_REPRESENTATION, id=representation_id, **values)
    await access.give_reach(
        tx,
        party_id=ended["representative_id"],
        client_id=ended["client_id"],
        ground=Ground.REPRESENTATION,
        source_id=representation_id,
        scope=SCOPES[RepresentationScope(ended["scope"])],
        valid_from=ended["valid_from"],
        valid_until=ended["valid_until"],
    )
    await access.assign_role(
        tx,
        assignment_id=representation_id,
        user_id=ended["representative_id"],
        role=Role.REPRESENTATIVE,
        party_id=ended["representative_id"],
        valid_from=ended["valid_from"],
        valid_until=ended["valid_until"],
    )
