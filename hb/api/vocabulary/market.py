"""Values of producers, the catalogue, deliveries, the ledger and settlement, each in a sentence."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "FI": "Finnish (suomi).",
    "SV": "Swedish (ruotsi).",
    "SE": "Northern Sámi (pohjoissaame).",
    "SMN": "Inari Sámi (inarinsaame).",
    "SMS": "Skolt Sámi (koltansaame).",
    "FSE": "Finnish Sign Language (suomalainen viittomakieli).",
    "FSS": "Finland-Swedish Sign Language (suomenruotsalainen viittomakieli).",
    "EN": "English (englanti).",
}

MARKET: Mapping[str, Mapping[str, str]] = {
    "ApprovalState": {
        "APPLIED": "Applied; not decided yet (haettu).",
        "APPROVED": "Approved (hyväksytty).",
        "REJECTED": "Rejected (hylätty).",
        "REVOKED": "Approved once, then revoked (peruutettu).",
    },
    "ClientLanguage": LANGUAGES,
    "DeliveryKind": {
        "DELIVERED": "Given as ordered (toteutunut).",
        "CANCELLED_LATE": "Cancelled too late to be free of charge (myöhään peruttu).",
        "MISSED": "The client was not there (käyttämättä jätetty).",
    },
    "Measure": {"CENTS": "Euro cents.", "MINUTES": "Minutes.", "PIECES": "Pieces (kappale)."},
    "OfferingState": {
        "PROPOSED": "Proposed by its producer (ehdotettu).",
        "APPROVED": "On offer (hyväksytty).",
        "REJECTED": "Rejected (hylätty).",
        "WITHDRAWN": "Withdrawn by its producer (poistettu).",
    },
    "OnError": {
        "REJECT_ROWS": "Good rows are accepted, bad ones rejected.",
        "REJECT_ALL": "One bad row rejects the whole batch.",
    },
    "OutcomeState": {
        "ACCEPTED": "Posted now.",
        "ALREADY_REPORTED": "The same delivery was accepted before; nothing happened now.",
        "REJECTED": "Refused; the row's error says why.",
    },
    "PeriodState": {"OPEN": "Takes payments.", "CLOSED": "Closed (suljettu)."},
    "PriceState": {
        "PROPOSED": "Proposed by the producer (ehdotettu).",
        "APPROVED": "Holds on its days (hyväksytty).",
        "REJECTED": "Rejected (hylätty).",
    },
    "ProducerKind": {
        "PUBLIC": "A public body (julkinen).",
        "PRIVATE": "A company or a self-employed person (yksityinen).",
        "THIRD_SECTOR": "An association or a foundation (kolmas sektori).",
    },
    "RowResult": {
        "ACCEPTED": "Proposed now.",
        "ALREADY_THERE": "The same price was there; nothing happened now.",
        "REJECTED": "Refused; the row's error says why.",
    },
    "Segment": {
        "CORE": "A partner in core services (ydin).",
        "SUPPORTIVE": "Supports core services (tukeva).",
        "COMPLEMENTARY": "Fills in what others lack (täydentävä).",
    },
    "ServiceLanguage": LANGUAGES,
    "SettlementState": {
        "CALCULATED": "Calculated when the month was closed (laskettu).",
        "CHECKED": "Checked by one person (asiatarkastettu).",
        "RELEASED": "Released for payment by another (hyväksytty maksuun).",
    },
    "TimeOfWeek": {
        "WEEKDAY": "Monday to Friday in the daytime (arki).",
        "EVENING": "Evenings of weekdays (arki-ilta).",
        "SATURDAY": "Saturdays (lauantai).",
        "SUNDAY": "Sundays (sunnuntai).",
    },
    "TransferCode": {
        "GRANT": "A decision granted it (myöntö).",
        "CUT": "A decision took it back (vähennys).",
        "RESERVE": "A plan reserved it (varaus).",
        "DRAW": "A delivery used it (käyttö).",
        "VOID": "A reservation was given up (vapautus).",
        "EXPIRE": "A month's reservation ended at its reporting deadline (raukeaminen).",
        "CARRY_OVER": "What a month left moved to the next one (siirto).",
    },
    "Unit": {
        "HOUR": "An hour; quantities are in minutes (tunti).",
        "PIECE": "One visit, day, meal or trip; quantities are in pieces (kappale).",
    },
}
"""GraphQL name of an enum → its values, described."""

ORDERS: Mapping[str, str] = {
    "NEWEST": "The newest first.",
    "OLDEST": "The oldest first.",
    "NAME": "By name, in Finnish alphabetical order.",
    "PRODUCER": "By the producer's name, in Finnish alphabetical order.",
    "PRICE_ASC": "The cheapest first.",
    "PRICE_DESC": "The dearest first.",
    "LONGEST_PREPARED": "The one that was prepared first.",
    "ENDING_FIRST": "The one that ends first.",
    "LINE": "By line, month and measure.",
    "MONTH": "By month, line and measure.",
    "EARLIEST": "By the first day it holds, earliest first.",
    "LATEST": "By the first day it holds, latest first.",
    "OLDEST_PROPOSAL": "The one proposed first.",
    "NEWEST_PROPOSAL": "The one proposed last.",
    "LARGEST": "The largest sum first.",
    "MOST_DELIVERED": "The most delivered cents first.",
    "MOST_RESERVED": "The most reserved cents first.",
}
"""Values of the enums in whose order a list comes."""
