"""Mutations on clients, their matters, care, emergencies and representation."""

from hb.access.rules import Permission
from hb.api.clients import inputs, payloads
from hb.api.command import command
from hb.clients import service as clients
from hb.clients.rules import (
    AlreadyServes,
    ClientHasDied,
    HetuOfAnother,
    InvalidHetu,
    RecordMerged,
    SubstitutionOverlaps,
    TypedCodesReached,
)
from hb.clients.rules.emergency import ReviewedByAnother
from hb.clients.rules.filing import LeaderResolves, NotCompared, ResolvedByAnother, ServedByAnotherTeam
from hb.kit.errors import InvalidInput, NotFound, VersionConflict, WrongState
from hb.plans import service as plans

client_register = command(
    """File a contact about a person by personal identity code (kirjaa yhteydenotto).

    It opens nothing, and the answer is the same whether or not the organiser knows the person: the contact as
    it was typed, without the code. Reach begins when somebody accepts the contact, or when the worker opens
    it for a stated reason. How many codes a worker types on a day is limited.
    """,
    Permission.CLIENT_REGISTER,
    inputs.ClientRegisterInput,
    clients.register,
    shows=payloads.filed_contact,
    refuses=(InvalidHetu, InvalidInput, NotFound, TypedCodesReached),
    records_refusals=True,
)

filed_contact_open = command(
    """Begin to serve the person of a contact that you filed, for a stated reason (avaa yhteydenotto).

    A new person becomes a client. A client whom the organiser knows is open to you alone and for some days,
    to read and change nothing; the client's own worker and team leaders are notified, and a leader reviews
    it.
    """,
    Permission.CLIENT_REGISTER,
    inputs.FiledContactOpenInput,
    plans.open_filed_contact,
    shows=payloads.FiledContactOpenPayload,
    refuses=(NotFound, WrongState, InvalidInput, LeaderResolves, AlreadyServes, RecordMerged),
    records_refusals=True,
)

filed_contact_accept = command(
    """Let the worker who filed a contact serve its person (hyväksy yhteydenotto).

    As the leader of the team it was filed in, for a new person or a client whom nobody serves; else as the
    client's own worker or the leader of a team that serves the client, and the others of these are notified.
    The leader of another team compares and rejects; what that leader would accept is passed on to them.
    """,
    Permission.FILED_CONTACT_RESOLVE,
    inputs.FiledContactAcceptInput,
    plans.accept_filed_contact,
    shows=payloads.FiledContactAcceptPayload,
    refuses=(
        NotFound,
        WrongState,
        ResolvedByAnother,
        ServedByAnotherTeam,
        LeaderResolves,
        NotCompared,
        RecordMerged,
    ),
    on_refusal={ServedByAnotherTeam: clients.pass_on},
)

filed_contact_reject = command(
    "Close a filed contact that begins nothing (hylkää yhteydenotto).",
    Permission.FILED_CONTACT_RESOLVE,
    inputs.FiledContactRejectInput,
    clients.reject_filed_contact,
    shows=payloads.FiledContactRejectPayload,
    refuses=(NotFound, WrongState, InvalidInput, ResolvedByAnother),
)

filed_contact_compare = command(
    "Show a filed contact beside what is recorded of the client (vertaa yhteydenottoa); it is recorded.",
    Permission.FILED_CONTACT_COMPARE,
    inputs.FiledContactCompareInput,
    clients.compare_filed_contact,
    shows=payloads.shown_comparison,
    refuses=(NotFound, WrongState, ResolvedByAnother),
)

client_contact_change = command(
    "Replace a client's contact data, as a worker or as the client (muuta yhteystietoja).",
    Permission.CONTACT_CHANGE,
    inputs.ClientContactChangeInput,
    plans.change_contact,
    shows=payloads.ClientContactChangePayload,
    refuses=(NotFound, InvalidInput, RecordMerged, VersionConflict),
)

client_hetu_show = command(
    "Show a client's personal identity code (näytä henkilötunnus); every showing is recorded.",
    Permission.HETU_SHOW,
    inputs.ClientHetuShowInput,
    clients.show_hetu,
    shows=payloads.shown_hetu,
    refuses=(NotFound,),
)

client_hetu_change = command(
    """Give a client another personal identity code (muuta henkilötunnus): a mistyped one is corrected, or the
    person has a new one.

    The former code still finds the client, and the birth date follows the new one. Attempts are recorded, and
    how many codes a worker types on a day is limited.
    """,
    Permission.HETU_CHANGE,
    inputs.ClientHetuChangeInput,
    clients.change_hetu,
    shows=payloads.ClientHetuChangePayload,
    refuses=(NotFound, InvalidHetu, InvalidInput, RecordMerged, HetuOfAnother, TypedCodesReached),
    records_refusals=True,
)

matter_open = command(
    "Make a client's matter pending (avaa asia).",
    Permission.MATTER_OPEN,
    inputs.MatterOpenInput,
    clients.open_matter,
    shows=payloads.MatterOpenPayload,
    refuses=(NotFound, RecordMerged, InvalidInput),
)

matter_close = command(
    "Record that a matter has ended (lopeta asian käsittely).",
    Permission.MATTER_CLOSE,
    inputs.MatterCloseInput,
    clients.close_matter,
    shows=payloads.MatterClosePayload,
    refuses=(NotFound, WrongState),
)

care_assign = command(
    "Let a worker serve a client, also as own worker (osoita työntekijä asiakkaalle).",
    Permission.CARE_ASSIGN,
    inputs.CareAssignInput,
    clients.assign_care,
    shows=payloads.CareAssignPayload,
    refuses=(NotFound, RecordMerged, AlreadyServes, InvalidInput),
)

care_end = command(
    "End a worker's care relationship, as a leader whose team reaches the client (lopeta asiakassuhde).",
    Permission.CARE_ASSIGN,
    inputs.CareEndInput,
    clients.end_care,
    shows=payloads.CareEndPayload,
    refuses=(NotFound, WrongState, InvalidInput),
)

substitute_assign = command(
    "Let a worker stand in for an absent one, in every role that worker holds (määrää sijainen).",
    Permission.SUBSTITUTE_ASSIGN,
    inputs.SubstituteAssignInput,
    clients.assign_substitute,
    shows=payloads.SubstituteAssignPayload,
    refuses=(NotFound, SubstitutionOverlaps, InvalidInput),
)

substitute_end = command(
    "End a substitution before its time (lopeta sijaisuus).",
    Permission.SUBSTITUTE_ASSIGN,
    inputs.SubstituteEndInput,
    clients.end_substitute,
    shows=payloads.ended_substitution,
    refuses=(NotFound, WrongState, InvalidInput),
)

emergency_access_open = command(
    """See a client at once, today and tomorrow, for a stated reason (avaa hätäkäyttö); it will be reviewed.

    How many codes that open nothing a worker types on a day is limited; those that open a client are not.
    """,
    Permission.EMERGENCY_OPEN,
    inputs.EmergencyAccessOpenInput,
    clients.open_emergency_access,
    shows=payloads.EmergencyAccessOpenPayload,
    refuses=(NotFound, InvalidInput, InvalidHetu, RecordMerged, TypedCodesReached),
    records_refusals=True,
)

emergency_access_review = command(
    "Record that an emergency access was reviewed (tarkista hätäkäyttö); never by who opened it.",
    Permission.EMERGENCY_REVIEW,
    inputs.EmergencyAccessReviewInput,
    clients.review_emergency_access,
    shows=payloads.EmergencyAccessReviewPayload,
    refuses=(NotFound, WrongState, ReviewedByAnother),
)

representation_record = command(
    "Record who may speak for a client (kirjaa edustus); the client is told.",
    Permission.REPRESENTATION_RECORD,
    inputs.RepresentationRecordInput,
    clients.record_representation,
    shows=payloads.RepresentationRecordPayload,
    refuses=(NotFound, RecordMerged, ClientHasDied, InvalidInput),
)

representation_end = command(
    "End a representation (lopeta edustus).",
    Permission.REPRESENTATION_RECORD,
    inputs.RepresentationEndInput,
    clients.end_representation,
    shows=payloads.RepresentationEndPayload,
    refuses=(NotFound, WrongState, InvalidInput),
)

representative_address_change = command(
    "Change where letters to a client's representative go (muuta edustajan postiosoite).",
    Permission.REPRESENTATION_RECORD,
    inputs.RepresentativeAddressChangeInput,
    clients.change_representative_address,
    shows=payloads.RepresentativeAddressChangePayload,
    refuses=(NotFound, WrongState, InvalidInput),
)

MUTATIONS = (
    client_register,
    filed_contact_open,
    filed_contact_accept,
    filed_contact_reject,
    filed_contact_compare,
    client_contact_change,
    client_hetu_show,
    client_hetu_change,
    matter_open,
    matter_close,
    care_assign,
    care_end,
    substitute_assign,
    substitute_end,
    emergency_access_open,
    emergency_access_review,
    representation_record,
    representation_end,
    representative_address_change,
)
