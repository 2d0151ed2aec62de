"""What people are notified of, through which channel, and the state of a message."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from string import Formatter

from hb.kit.errors import Fact, Language
from hb.kit.money import euros_text
from hb.kit.sentences import day_text, days_text
from hb.messages.rules.deadline_texts import DEADLINE_TEXTS
from hb.messages.rules.producer_texts import PRODUCER_TEXTS
from hb.messages.rules.record_texts import RECORD_TEXTS


class Event(StrEnum):
    """What happened that somebody must be notified of."""

    ASSESSMENT_COMPLETED = "ASSESSMENT_COMPLETED"
    BUDGET_AWAITS_DECISION = "BUDGET_AWAITS_DECISION"
    BUDGET_ENDING = "BUDGET_ENDING"
    BUDGET_RUNNING_OUT = "BUDGET_RUNNING_OUT"
    CLIENT_CONTACT_CHANGED = "CLIENT_CONTACT_CHANGED"
    CLIENT_CONTACT_HIDDEN = "CLIENT_CONTACT_HIDDEN"
    CLIENT_DIED = "CLIENT_DIED"
    CONTACT_ACCEPTED = "CONTACT_ACCEPTED"
    CONTACT_FILED = "CONTACT_FILED"
    CONTACT_OPENED = "CONTACT_OPENED"
    CONTACT_RESOLVED = "CONTACT_RESOLVED"
    DAILY_SUMMARY = "DAILY_SUMMARY"
    DEATH_CORRECTED = "DEATH_CORRECTED"
    DECISION_MADE = "DECISION_MADE"
    DELIVERY_REFUSED = "DELIVERY_REFUSED"
    EMERGENCY_ACCESS_OPENED = "EMERGENCY_ACCESS_OPENED"
    IDENTITY_CODE_CHANGED = "IDENTITY_CODE_CHANGED"
    MONTH_CLOSED = "MONTH_CLOSED"
    OFFERING_DECIDED = "OFFERING_DECIDED"
    ORDER_ANSWERED = "ORDER_ANSWERED"
    ORDER_CANCELLED = "ORDER_CANCELLED"
    ORDER_CHANGED = "ORDER_CHANGED"
    ORDER_CLIENT_DIED = "ORDER_CLIENT_DIED"
    ORDER_GIVEN_BACK = "ORDER_GIVEN_BACK"
    ORDER_GOES_ON = "ORDER_GOES_ON"
    ORDER_REMINDED = "ORDER_REMINDED"
    ORDER_WAITING = "ORDER_WAITING"
    PAYMENT_ACCOUNT_APPROVED = "PAYMENT_ACCOUNT_APPROVED"
    PAYMENT_ACCOUNT_DIFFERS = "PAYMENT_ACCOUNT_DIFFERS"
    PLACE_DISCLOSED = "PLACE_DISCLOSED"
    PLAN_APPROVED = "PLAN_APPROVED"
    PLAN_RETURNED = "PLAN_RETURNED"
    PLAN_SUBMITTED = "PLAN_SUBMITTED"
    PRICE_DECIDED = "PRICE_DECIDED"
    PRODUCER_DECIDED = "PRODUCER_DECIDED"
    RECORDS_MERGED = "RECORDS_MERGED"
    RECORDS_SEPARATED = "RECORDS_SEPARATED"
    REPORTING_DUE = "REPORTING_DUE"
    REPORTS_MISSING = "REPORTS_MISSING"
    REPRESENTATION_ENDING = "REPRESENTATION_ENDING"
    REPRESENTATION_RECORDED = "REPRESENTATION_RECORDED"
    REVIEW_WAITING = "REVIEW_WAITING"
    ROLE_ENDING = "ROLE_ENDING"
    SETTLEMENT_DIFFERS = "SETTLEMENT_DIFFERS"
    SETTLEMENT_RELEASED = "SETTLEMENT_RELEASED"
    URGENT_TASK_GIVEN = "URGENT_TASK_GIVEN"
    URGENT_TASK_LATE = "URGENT_TASK_LATE"


class Channel(StrEnum):
    """How a message leaves; e-mail and SMS never carry client data."""

    SUOMI_FI = "SUOMI_FI"
    LETTER = "LETTER"
    EMAIL = "EMAIL"
    SMS = "SMS"
    WEBHOOK = "WEBHOOK"


class Recipient(StrEnum):
    """Who hears of an event; a party is the client, or who speaks for the client."""

    PARTY = "PARTY"
    WORKER = "WORKER"
    PRODUCER = "PRODUCER"


class MessageState(StrEnum):
    """How far a message has come on its outer channel; a withheld one is not sent: its recipient has died."""

    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"
    WITHHELD = "WITHHELD"


def official_channel(*, consents: bool) -> Channel:
    """How a notice to a client leaves: by Suomi.fi messages with the client's consent, else by letter.

    An authority serves a document electronically with the recipient's consent (L 13/2003 18 §); without it
    the ordinary way is a letter (hallintolaki 434/2003 59 §).
    """
    return Channel.SUOMI_FI if consents else Channel.LETTER


def channel_to(recipient: Recipient, *, consents: bool = False, urgent: bool = False) -> Channel:
    """How a message leaves: to a party as a notice in the client's matter, by the client's consent.

    Workers and producers get an e-mail that something waits for them here, and where it is urgent a text
    message: no text names a client, so none carries client data.
    """
    if urgent and recipient is not Recipient.PARTY:
        return Channel.SMS
    return official_channel(consents=consents) if recipient is Recipient.PARTY else Channel.EMAIL


TEMPLATES: Mapping[Event, Mapping[Language, tuple[str, str]]] = {
    Event.ASSESSMENT_COMPLETED: {
        "fi": ("Palvelutarpeen arviointi on valmis", "Palvelutarpeen arviointi on valmistunut."),
        "sv": ("Bedömningen av servicebehovet är klar", "Bedömningen av servicebehovet har blivit klar."),
    },
    Event.BUDGET_AWAITS_DECISION: {
        "fi": ("Budjetti odottaa päätöstä", "Valmisteltu budjetti odottaa päätöstäsi."),
        "sv": ("En budget väntar på beslut", "En beredd budget väntar på ditt beslut."),
    },
    Event.BUDGET_RUNNING_OUT: {
        "fi": ("Budjetti on vähissä", "Henkilökohtaisesta budjetista on jäljellä {percent} prosenttia."),
        "sv": ("Budgeten håller på att ta slut", "Av den personliga budgeten återstår {percent} procent."),
    },
    Event.CLIENT_CONTACT_CHANGED: {
        "fi": (
            "Asiakkaan yhteystiedot ovat muuttuneet",
            "Asiakkaan yhteystiedot ovat muuttuneet. Katso uudet tiedot tilaukselta ennen seuraavaa käyntiä.",
        ),
        "sv": (
            "En klients kontaktuppgifter har ändrats",
            "En klients kontaktuppgifter har ändrats. Se de nya uppgifterna i beställningen "
            "före nästa besök.",
        ),
    },
    Event.CLIENT_CONTACT_HIDDEN: {
        "fi": (
            "Asiakkaaseen saa yhteyden hyvinvointialueen kautta",
            "Asiakkaan yhteystiedot eivät enää näy teille. Ottakaa yhteyttä hyvinvointialueeseen "
            "ennen seuraavaa käyntiä.",
        ),
        "sv": (
            "En klient nås genom välfärdsområdet",
            "En klients kontaktuppgifter visas inte längre för er. Kontakta välfärdsområdet "
            "före nästa besök.",
        ),
    },
    Event.CONTACT_FILED: {
        "fi": (
            "Yhteydenotto odottaa käsittelyä",
            "Tiimissäsi tai tiimisi asiakkaasta on kirjattu yhteydenotto. Käsittele se luettelossa.",
        ),
        "sv": (
            "En kontakt väntar på behandling",
            "En kontakt har antecknats i ditt team eller om en av dess klienter. Behandla den i listan.",
        ),
    },
    Event.CONTACT_ACCEPTED: {
        "fi": (
            "Asiakkaalla on uusi työntekijä",
            "Asiakasta koskeva yhteydenotto on hyväksytty: sen kirjannut työntekijä palvelee nyt asiakasta.",
        ),
        "sv": (
            "En klient har en ny anställd",
            "En kontakt om klienten har godkänts: den anställda som antecknade den betjänar nu klienten.",
        ),
    },
    Event.CONTACT_OPENED: {
        "fi": (
            "Asiakkaan tiedot on avattu yhteydenoton perusteella",
            "Työntekijä on avannut asiakkaan tiedot määräajaksi ilmoittamastaan syystä. Tiimin "
            "esihenkilö tarkistaa, että se oli tarpeen.",
        ),
        "sv": (
            "En klients uppgifter har öppnats på grund av en kontakt",
            "En anställd har öppnat uppgifterna om en klient för en viss tid och angett ett skäl. Teamets "
            "chef granskar att det behövdes.",
        ),
    },
    Event.CONTACT_RESOLVED: {
        "fi": ("Yhteydenotto on käsitelty", "Kirjaamasi yhteydenotto on käsitelty: {state}."),
        "sv": ("Kontakten är behandlad", "Kontakten som du antecknade är behandlad: {state}."),
    },
    Event.DECISION_MADE: {
        "fi": ("Päätös henkilökohtaisesta budjetista", "Henkilökohtaisesta budjetista on tehty päätös."),
        "sv": ("Beslut om personlig budget", "Ett beslut om personlig budget har fattats."),
    },
    Event.EMERGENCY_ACCESS_OPENED: {
        "fi": (
            "Asiakkaan tiedot on avattu päivystyksessä",
            "Päivystäjä on avannut tiimisi asiakkaan tiedot. Tarkista, että se oli tarpeen.",
        ),
        "sv": (
            "En klients uppgifter har öppnats i jouren",
            "En jourhavande har öppnat uppgifterna om en av ditt teams klienter. Granska att det behövdes.",
        ),
    },
    Event.ORDER_ANSWERED: {
        "fi": ("Tilaukseen on vastattu", "Palveluntuottaja on vastannut tilaukseen: {state}."),
        "sv": ("Beställningen är besvarad", "Tjänsteproducenten har besvarat beställningen: {state}."),
    },
    Event.PLACE_DISCLOSED: {
        "fi": (
            "Käynnin osoite on luovutettu sinulle",
            "Näet asiakkaan osoitteen tilaukselta {days}. Osoite on vain sinulle ja vain käyntiä varten.",
        ),
        "sv": (
            "Adressen för ett besök har lämnats ut till dig",
            "Du ser klientens adress i beställningen {days}. Adressen är bara för dig och bara för besöket.",
        ),
    },
    Event.PLAN_APPROVED: {
        "fi": (
            "Suunnitelma on hyväksytty",
            "Budjetin käyttösuunnitelma on hyväksytty ja tilaukset lähetetty.",
        ),
        "sv": (
            "Planen är godkänd",
            "Planen för användning av budgeten är godkänd och beställningarna skickade.",
        ),
    },
    Event.PLAN_RETURNED: {
        "fi": ("Suunnitelma on palautettu", "Budjetin käyttösuunnitelma on palautettu muokattavaksi."),
        "sv": ("Planen är återsänd", "Planen för användning av budgeten är återsänd för ändring."),
    },
    Event.PLAN_SUBMITTED: {
        "fi": ("Suunnitelma odottaa hyväksymistä", "Asiakas on lähettänyt suunnitelman hyväksyttäväksi."),
        "sv": ("En plan väntar på godkännande", "En klient har skickat in sin plan för godkännande."),
    },
    Event.REPRESENTATION_RECORDED: {
        "fi": ("Edustajan tiedot on kirjattu", "Sinulle on kirjattu edustaja."),
        "sv": ("En företrädare är antecknad", "En företrädare har antecknats för dig."),
    },
    **{Event(name): texts for name, texts in {**RECORD_TEXTS, **PRODUCER_TEXTS, **DEADLINE_TEXTS}.items()},
}
"""Title and text of each event in Finnish and Swedish; the braces are facts, said in words."""

_APPROVED: Mapping[Language, str] = {"fi": "hyväksytty", "sv": "godkänd"}
_REJECTED: Mapping[Language, str] = {"fi": "hylätty", "sv": "avslagen"}
STATES: Mapping[Event, Mapping[str, Mapping[Language, str]]] = {
    Event.CONTACT_RESOLVED: {
        "ACCEPTED": {"fi": "se on hyväksytty", "sv": "den har godkänts"},
        "REJECTED": {"fi": "se ei johda palveluun", "sv": "den leder inte till service"},
    },
    Event.OFFERING_DECIDED: {"APPROVED": _APPROVED, "REJECTED": _REJECTED},
    Event.ORDER_ANSWERED: {"ACCEPTED": _APPROVED, "DECLINED": _REJECTED},
    Event.PRICE_DECIDED: {
        "APPROVED": {"fi": "hyväksytty", "sv": "godkänt"},
        "REJECTED": {"fi": "hylätty", "sv": "avslaget"},
    },
    Event.PRODUCER_DECIDED: {
        "APPROVED": _APPROVED,
        "REJECTED": _REJECTED,
        "REVOKED": {"fi": "hyväksyntä on peruttu", "sv": "godkännandet är återkallat"},
    },
}
"""How a text says the state that something has come to."""


def title_of(event: Event, language: Language) -> str:
    """The title of a message; who reads neither fi nor sv gets fi."""
    return TEMPLATES[event][_written(language)][0]


def body_of(event: Event, language: Language, facts: Mapping[str, Fact]) -> str:
    """The text of a message with its facts filled in: sums in euros, months, days and states in words.

    Raises:
        KeyError: the template names a fact that was not given, or a state it has no word for.
    """
    written = _written(language)
    text = TEMPLATES[event][written][1]
    fact_names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format(**{name: _said(event, name, facts, written) for name in fact_names})


def _written(language: Language) -> Language:
    return "sv" if language == "sv" else "fi"


def _said(event: Event, name: str, facts: Mapping[str, Fact], language: Language) -> str:
    """A fact as people say it, by name: 202604 is 4/2026, 2026-06-01 is 1.6.2026; days are two facts."""
    if name == "days":
        first, last = (date.fromisoformat(str(facts[end])) for end in ("first_day", "last_day"))
        return days_text(first, last, language)
    value = facts[name]
    match name.rpartition("_")[2]:
        case "cents":
            return euros_text(int(value), language)
        case "month":
            return f"{int(value) % 100}/{int(value) // 100}"
        case "from" | "day":
            return day_text(date.fromisoformat(str(value)), language)
        case "state":
            return STATES[event][str(value)][language]
    return str(value)
