"""Contacts that workers filed, as GraphQL reads them: what was typed, and not whose code it was."""

from datetime import date, datetime

import strawberry

from hb.api.access.types import Team, Worker
from hb.api.clients.types import Municipality
from hb.api.node import Node
from hb.api.reach import within_reach
from hb.clients import model
from hb.clients.rules import ClientLanguage, FiledContactState
from hb.read import column, one, row

strawberry.enum(FiledContactState, description="How far a filed contact has come (yhteydenoton tila).")


@row(
    model.filed_contact,
    within=within_reach(model.filed_contact),
    description="A contact about a person, as a worker typed it; it opens nothing by itself (yhteydenotto).",
)
class FiledContact(Node):
    """Seen by who filed it, by the leader of the team, and by who reaches the client it is about."""

    id: strawberry.ID = column(description="Opaque id.")
    first_name: str = column(description="Given names as typed.")
    last_name: str = column(description="Family name as typed.")
    birth_date: date = column(description="Date of birth by the personal identity code that was typed.")
    language: ClientLanguage = column(description="Language of service.")
    municipality: Municipality = one(description="Home municipality (kotikunta).")
    phone: str | None = column(description="Phone number.")
    email: str | None = column(description="E-mail address.")
    street_address: str | None = column(description="Street address.")
    postal_code: str | None = column(description="Postal code.")
    postal_office: str | None = column(description="Postal office.")
    non_disclosure: bool = column(description="Whether contact data must not be disclosed (turvakielto).")
    consents_to_electronic: bool = column(
        description="Whether decisions may be served electronically (suostumus sähköiseen tiedoksiantoon)."
    )
    state: FiledContactState = column(description="How far it has come.")
    filed_at: datetime = column(description="When it was filed.")
    filed_by: Worker = one("filed_by", description="Who filed it.")
    team: Team = one(description="The team it was filed in, whose leader resolves it.")
    reason: str | None = column(description="Why it was opened or rejected.")
    resolved_at: datetime | None = column(description="When it was last opened, accepted or rejected.")
    resolved_by: Worker | None = one(to="resolved_by", description="Who did so.")
