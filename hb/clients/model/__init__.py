"""Clients and their identity codes, representatives, care relationships and matters."""

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.sql import false, text

from hb.clients.rules import (
    CareKind,
    ClientLanguage,
    FiledContactState,
    MatterSource,
    MatterState,
    RepresentationScope,
    RepresentativeKind,
    ServiceTask,
)
from hb.kit.encrypted import Encrypted
from hb.kit.tables import check, closed_set, common_table, instant, organiser_table, reference_id, references

municipality = common_table(
    "municipality",
    Column("code", Text, primary_key=True),
    Column("name_fi", Text, nullable=False),
    Column("name_sv", Text, nullable=False),
)

client = organiser_table(
    "client",
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    # Finnish order of names, å ä ö last: the embedded server has no ICU, so the order is a stored key.
    Column(
        "name_sort",
        Text(collation="C"),
        Computed("fi_sort(last_name || ' ' || first_name)", persisted=True),
        nullable=False,
    ),
    Column("birth_date", Date, nullable=False),
    closed_set("language", ClientLanguage),
    Column("municipality_code", Text, ForeignKey("municipality.code"), nullable=False),
    Column("phone", Text),
    Column("email", Text),
    Column("street_address", Text),
    Column("postal_code", Text),
    Column("postal_office", Text),
    Column("non_disclosure", Boolean, nullable=False),
    Column("consents_to_electronic", Boolean, nullable=False, server_default=false()),
    Column("died_on", Date),
    reference_id("merged_into", nullable=True),
    Column("version", Integer, nullable=False),
    instant("registered_at"),
    references("merged_into", "client"),
    check("merged_into <> id", "merged_into"),
    policy="client",
    subject="id",
)
"""non_disclosure is turvakielto (L 661/2009 36 §): contact data is not shown to those who do not need it.

consents_to_electronic is consent to electronic service of decisions (L 13/2003 18 §). died_on is the day of
death: with it contact data, representation and messages end. A record with merged_into is closed: the same
person's other record goes on (`record.record_merge`).
"""
Index(None, client.c.organiser_id, client.c.name_sort, client.c.id)
Index(
    "client_merged_into_idx",
    client.c.organiser_id,
    client.c.merged_into,
    postgresql_where=client.c.merged_into.isnot(None),
)

HETU = Encrypted("hetu", row="client_id")
client_identity = organiser_table(
    "client_identity",
    reference_id("client_id"),
    instant("replaced_at", nullable=True),
    ForeignKeyConstraint(
        ["organiser_id", "client_id"],
        ["client.organiser_id", "client.id"],
        deferrable=True,
        initially="DEFERRED",
    ),
    policy="command",
    encrypted=(HETU,),
)
"""The personal identity code, encrypted; found by a keyed blind index, in access mode `command` only.

Who registers first is settled by this row alone, so it is written before its client is. A code that was
replaced stays, so that it still finds its client and nobody else gets it.
"""
HETU.unique(client_identity)
Index(
    "client_identity_present_key",
    client_identity.c.organiser_id,
    client_identity.c.client_id,
    unique=True,
    postgresql_where=client_identity.c.replaced_at.is_(None),
)

representative = organiser_table(
    "representative",
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("phone", Text),
    Column("email", Text),
    closed_set("language", ClientLanguage),
    Column("street_address", Text),
    Column("postal_code", Text),
    Column("postal_office", Text),
    Column(
        "has_address",
        Boolean,
        Computed(
            "street_address IS NOT NULL AND postal_code IS NOT NULL AND postal_office IS NOT NULL",
            persisted=True,
        ),
        nullable=False,
    ),
    policy="representative",
)
"""The address is for letters and shown to nobody: the person may live with a client under turvakielto."""

representation = organiser_table(
    "representation",
    reference_id("client_id"),
    reference_id("representative_id"),
    closed_set("kind", RepresentativeKind),
    closed_set("scope", RepresentationScope),
    Column("ground", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    references("client_id", "client"),
    references("representative_id", "representative"),
    check("valid_until IS NULL OR valid_until >= valid_from - 1", "validity"),
    policy="client",
)
Index(None, representation.c.organiser_id, representation.c.client_id)
Index(None, representation.c.organiser_id, representation.c.representative_id)

care_relationship = organiser_table(
    "care_relationship",
    reference_id("client_id"),
    reference_id("worker_id"),
    reference_id("team_id"),
    closed_set("kind", CareKind),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    references("client_id", "client"),
    references("worker_id", "worker"),
    references("team_id", "team"),
    check("valid_until IS NULL OR valid_until >= valid_from - 1", "validity"),
    ExcludeConstraint(
        ("organiser_id", "="),
        ("client_id", "="),
        (text("daterange(valid_from, valid_until, '[)')"), "&&"),
        name="care_relationship_one_own_worker",
        where=text(f"kind = '{CareKind.OWN_WORKER}' AND (valid_until IS NULL OR valid_until >= valid_from)"),
    ),
    policy="client",
)
"""One named own worker at a time (SHL 1301/2014 42 §), whose last day may be the next one's first.

One that is ended before it had a day has the day before its first as its last, as a role and reach have.
"""
Index(
    None,
    care_relationship.c.organiser_id,
    care_relationship.c.client_id,
    care_relationship.c.valid_from,
    care_relationship.c.id,
)
Index(None, care_relationship.c.organiser_id, care_relationship.c.worker_id)

matter = organiser_table(
    "matter",
    reference_id("client_id"),
    closed_set("service_task", ServiceTask),
    closed_set("source", MatterSource),
    closed_set("state", MatterState),
    Column("pending_since", Date, nullable=False),
    Column("description", Text, nullable=False),
    reference_id("opened_by"),
    instant("opened_at"),
    instant("closed_at", nullable=True),
    references("client_id", "client"),
    policy="client",
)
Index(None, matter.c.organiser_id, matter.c.client_id, matter.c.opened_at, matter.c.id)

filed_contact = organiser_table(
    "filed_contact",
    reference_id("filed_by"),
    reference_id("on_behalf_of", nullable=True),
    reference_id("team_id"),
    instant("filed_at"),
    Column("filed_on", Date, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    closed_set("language", ClientLanguage),
    Column("municipality_code", Text, ForeignKey("municipality.code"), nullable=False),
    Column("phone", Text),
    Column("email", Text),
    Column("street_address", Text),
    Column("postal_code", Text),
    Column("postal_office", Text),
    Column("non_disclosure", Boolean, nullable=False),
    Column("consents_to_electronic", Boolean, nullable=False),
    closed_set("state", FiledContactState),
    reference_id("client_id", nullable=True),
    reference_id("compared_by", nullable=True),
    Column("reason", Text),
    instant("resolved_at", nullable=True),
    reference_id("resolved_by", nullable=True),
    references("filed_by", "worker"),
    references("team_id", "team"),
    references("client_id", "client"),
    check(
        f"(state = '{FiledContactState.FILED}') = (resolved_at IS NULL)"
        " AND (resolved_at IS NULL) = (resolved_by IS NULL)",
        "resolved",
    ),
    policy="filed",
    personal=True,
)
"""A contact (yhteydenotto) as a worker typed it, which opens nothing and makes nobody a client.

client_id is the client whose code was typed, if there is one; whose it is shows to nobody whom the client's
own rows are hidden from. filed_on is the Helsinki day that the worker's contacts of a day are counted by.
"""
Index(None, filed_contact.c.organiser_id, filed_contact.c.filed_by, filed_contact.c.filed_on)
Index(None, filed_contact.c.organiser_id, filed_contact.c.team_id, filed_contact.c.filed_at)
Index(None, filed_contact.c.organiser_id, filed_contact.c.client_id)

FILED_HETU = Encrypted("hetu", row="filed_contact_id")
filed_contact_identity = organiser_table(
    "filed_contact_identity",
    reference_id("filed_contact_id"),
    references("filed_contact_id", "filed_contact"),
    key=("filed_contact_id",),
    policy="command",
    encrypted=(FILED_HETU,),
)
"""The code that was typed with a contact, encrypted; several contacts may be about one code."""
for _index in FILED_HETU.indexes:
    Index(None, filed_contact_identity.c.organiser_id, filed_contact_identity.c[_index])

emergency_access = organiser_table(
    "emergency_access",
    reference_id("client_id"),
    reference_id("worker_id"),
    reference_id("filed_contact_id", nullable=True),
    Column("reason", Text, nullable=False),
    instant("opened_at"),
    Column("valid_until", Date, nullable=False),
    instant("reviewed_at", nullable=True),
    reference_id("reviewed_by", nullable=True),
    references("filed_contact_id", "filed_contact"),
    references("client_id", "client"),
    references("worker_id", "worker"),
    check(
        "(reviewed_at IS NULL) = (reviewed_by IS NULL) AND reviewed_by <> worker_id", "reviewed_by_another"
    ),
    policy="client",
    personal=True,
)
"""A worker looked at a client whom no relationship showed, why, and who reviewed it.

An on-call worker in an emergency; or the worker who filed a contact about a client, by filed_contact_id.
"""
Index(
    None,
    emergency_access.c.organiser_id,
    emergency_access.c.client_id,
    emergency_access.c.opened_at,
    emergency_access.c.id,
)
Index(
    "emergency_access_open_idx",
    emergency_access.c.organiser_id,
    emergency_access.c.opened_at,
    emergency_access.c.id,
    postgresql_where=emergency_access.c.reviewed_at.is_(None),
)
