"""Values of clients, each in a sentence."""

from collections.abc import Mapping

from hb.api.vocabulary.languages import LANGUAGES

WORDS: Mapping[str, Mapping[str, str]] = {
    "CareKind": {
        "OWN_WORKER": "The client's named worker (omatyöntekijä, SHL 42 §).",
        "CARE": "Another worker who takes part in the client's care.",
        "TEMPORARY": "A worker who opened the client for a while, for a stated reason (määräaikainen avaus).",
    },
    "ClientLanguage": LANGUAGES,
    "FiledContactState": {
        "FILED": "Waits for the second act; opens nothing (kirjattu).",
        "OPENED": "Opened for a while by who filed it, for a stated reason; a leader reviews it (avattu).",
        "ACCEPTED": "The worker who filed it serves the client (hyväksytty).",
        "REJECTED": "Begins nothing (hylätty).",
    },
    "HetuReason": {
        "IDENTIFY_CLIENT": "To tell the client from others (yksilöinti).",
        "CHECK_REGISTER": "To check another register (rekisteritarkistus).",
        "WRITE_DOCUMENT": "To write a document that must carry it (asiakirja).",
        "CONTACT_AUTHORITY": "To deal with another authority (viranomaisyhteys).",
    },
    "MatterSource": {
        "APPLICATION": "The client applied (hakemus).",
        "CONTACT": "Somebody told of a need (yhteydenotto).",
        "WORKER": "A worker noticed the need (työntekijän havainto).",
    },
    "MatterState": {"PENDING": "Pending (vireillä).", "CLOSED": "Closed (päättynyt)."},
    "RepresentationScope": {
        "FULL": "Everything the client may do.",
        "FINANCIAL": "Money matters.",
        "VIEW": "To see, not to act.",
    },
    "RepresentativeKind": {
        "GUARDIAN": "A guardian appointed by an authority (edunvalvoja).",
        "CUSTODIAN": "A child's custodian (huoltaja).",
        "AUTHORISED": "Authorised by the client (valtuutettu).",
        "CONTINUING_POWER": "Under a confirmed continuing power of attorney (edunvalvontavaltuutettu).",
    },
    "ServiceTask": {
        "FAMILIES_WITH_CHILDREN": "Services of families with children (lapsiperheiden palvelut).",
        "WORKING_AGE": "Services of people of working age (työikäisten palvelut).",
        "OLDER_PERSONS": "Services of older persons (iäkkäiden palvelut).",
        "SUBSTANCE_ABUSE": "Services for substance abuse (päihdehuolto).",
        "DISABILITY": "Services of persons with disabilities (vammaispalvelut).",
        "CHILD_WELFARE": "Child welfare (lastensuojelu).",
        "FAMILY_LAW": "Family law services (perheoikeudelliset palvelut).",
    },
}
