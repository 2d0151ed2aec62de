"""What words of closed sets are called in sentences for people: states here, and other words by who has them.

A label follows a colon ("Nykyinen tila: suljettu"), so that it fits whatever the state is of.
"""

from collections.abc import Mapping
from typing import TypeAlias

from hb.kit.language import LANGUAGES, Language

Labels: TypeAlias = Mapping[str, tuple[str, str, str]]
"""Words with what they are called in Finnish, Swedish and English."""

STATES: Labels = {
    "": ("ei ole", "finns inte", "none"),
    "ACCEPTED": ("otettu vastaan", "mottagen", "accepted"),
    "ACTIVE": ("voimassa", "gäller", "in force"),
    "APPLIED": ("käsittelemättä", "obehandlad", "not decided yet"),
    "APPROVED": ("hyväksytty", "godkänd", "approved"),
    "CALCULATED": ("laskettu", "beräknad", "calculated"),
    "CANCELLED": ("peruttu", "annullerad", "cancelled"),
    "CHECKED": ("tarkastettu", "granskad", "checked"),
    "CLOSED": ("suljettu", "stängd", "closed"),
    "CLOSING": ("suljetaan parhaillaan", "håller på att stängas", "being closed"),
    "COMPLETED": ("valmis", "slutförd", "completed"),
    "DECLINED": ("ei oteta vastaan", "tas inte emot", "declined"),
    "DELIVERED": ("toimitettu", "levererad", "delivered"),
    "DONE": ("tehty", "gjord", "done"),
    "DRAFT": ("luonnos", "utkast", "draft"),
    "ENDED": ("päättynyt", "avslutad", "ended"),
    "FAILED": ("ei onnistunut", "misslyckades", "failed"),
    "FILED": ("kirjattu", "antecknad", "filed"),
    "GIVEN_BACK": ("otettu takaisin vastaamatta", "tagen tillbaka utan svar", "withdrawn without an answer"),
    "NONE": ("ei ole", "finns inte", "none"),
    "NOT_NEEDED": ("ei tarpeen", "behövs inte", "not needed"),
    "OPEN": ("avoin", "öppen", "open"),
    "OPENED": ("avattu määräajaksi", "öppnad för en viss tid", "opened for a limited time"),
    "PENDING": ("vireillä", "anhängig", "pending"),
    "PREPARED": ("valmisteltu", "beredd", "prepared"),
    "PROPOSED": ("ehdotettu", "föreslagen", "proposed"),
    "RECEIVED": ("saapunut", "mottagen", "received"),
    "REJECTED": ("ei hyväksytty", "inte godkänd", "not approved"),
    "RELEASED": ("hyväksytty maksettavaksi", "godkänd för betalning", "released"),
    "REMOVED": ("poistettu", "borttagen", "removed"),
    "RESOLVED": ("käsitelty", "behandlad", "settled"),
    "REVIEWED": ("tarkastettu", "kontrollerad", "reviewed"),
    "REVOKED": ("peruutettu", "återkallad", "revoked"),
    "RUNNING": ("käynnissä", "pågår", "under way"),
    "SENT": ("lähetetty", "skickad", "sent"),
    "STARTED": ("aloitettu", "påbörjad", "started"),
    "STOPPED": ("keskeytynyt", "avbruten", "stopped"),
    "SUBMITTED": ("lähetetty hyväksyttäväksi", "inskickad för godkännande", "submitted for approval"),
    "WAITING": ("odottaa", "väntar", "waiting"),
    "WITHDRAWN": ("poistettu tarjonnasta", "borttagen ur utbudet", "withdrawn"),
    "WITHHELD": ("pidätetty", "hålls inne", "withheld"),
}
"""Each state that a refusal may name; a state means the same of whatever it is the state."""


def label_text(word: str, language: Language, labels: Labels = STATES) -> str:
    """What a word is called, or several apart by commas.

    Raises:
        KeyError: a word has no label.
    """
    place = LANGUAGES.index(language)
    return ", ".join(labels[part][place] for part in word.split(", "))
