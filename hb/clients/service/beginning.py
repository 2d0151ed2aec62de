"""How care begins: reach first, then the new client's record where there is none, then the relationship."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Ground, Role
from hb.clients import queries
from hb.clients.rules import CareKind
from hb.clients.rules.filing import FIELDS
from hb.kit.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class NewCare:
    """A worker's relationship to a client that begins today.

    `substitute_id` is the party of a worker who filed the contact in an absent worker's stead, and who works
    on with the client as with those of the absent worker. With a last day the worker alone reaches the
    client; without one the worker's team and substitutes do too.
    """

    id: UUID
    client_id: UUID
    worker_id: UUID
    team_id: UUID
    substitute_id: UUID | None = None
    last_day: date | None = None

    @property
    def kind(self) -> CareKind:
        """TEMPORARY with a last day."""
        return CareKind.CARE if self.last_day is None else CareKind.TEMPORARY


async def give_care_reach(tx: Transaction, care: NewCare, *, is_new_client: bool) -> None:
    """Give reach, since row-level security asks for it before anything of the client is read or written."""
    client_id, today, last_day = care.client_id, tx.today, care.last_day
    reaches = [
        access.Given(care.worker_id, client_id, Ground.CARE_RELATIONSHIP, care.id, today, last_day),
    ]
    if last_day is None:
        reaches.append(access.Given(care.team_id, client_id, Ground.TEAM, care.id, today))
    if care.substitute_id is not None:
        reaches.append(
            access.Given(care.substitute_id, client_id, Ground.SUBSTITUTION, care.id, today, last_day)
        )
    if is_new_client:
        reaches.append(access.Given(client_id, client_id, Ground.SELF, client_id, today))
    await access.give_reaches(tx, reaches)


async def insert_client(tx: Transaction, client_id: UUID, contact: Row) -> None:
    """The record of a new client as it was filed, and the client's own sign-in."""
    await tx.execute(
        queries.INSERT_CLIENT,
        id=client_id,
        birth_date=contact["birth_date"],
        **{name: contact[name] for name in FIELDS},
    )
    await access.assign_role(
        tx,
        assignment_id=tx.new_id(),
        user_id=client_id,
        role=Role.CLIENT,
        party_id=client_id,
        valid_from=tx.today,
    )


async def insert_care(tx: Transaction, care: NewCare) -> None:
    """The relationship itself; a lasting one takes the place of the worker's temporary one."""
    await tx.execute(
        queries.INSERT_CARE,
        id=care.id,
        client_id=care.client_id,
        worker_id=care.worker_id,
        team_id=care.team_id,
        kind=care.kind,
        valid_from=tx.today,
        valid_until=care.last_day,
    )
    if care.last_day is None:
        await access.extend_to_substitutes(tx, care.worker_id, care.client_id)


async def end_temporary(tx: Transaction, care_ids: list[UUID]) -> None:
    """End temporary relationships whose place a lasting one takes, with their reach."""
    yesterday = tx.today - timedelta(days=1)
    await tx.execute(queries.END_CARE, ids=care_ids, last_day=yesterday)
    await access.end_reaches(tx, dict.fromkeys(care_ids, yesterday))
