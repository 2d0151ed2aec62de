"""What leaves by e-mail and text message: that something waits here, and never what is in it; pure."""

from collections.abc import Mapping

from hb.kit.errors import Language

_WAITS: Mapping[Language, tuple[str, str]] = {
    "fi": ("on uusi viesti", "on {count} uutta viestiä"),
    "sv": ("ett nytt meddelande", "{count} nya meddelanden"),
    "en": ("a new message", "{count} new messages"),
}
"""That one message waits, or that several do."""
_EMAIL: Mapping[Language, str] = {
    "fi": (
        "{title}\n\nSinulla {waits} henkilökohtaisen budjetin palvelussa (hb). Kirjaudu palveluun ja lue"
        " siellä:\n{sign_in_url}\n\nTurvallisuussyistä tässä sähköpostissa ei ole viestin sisältöä.\n\n"
        "Tähän viestiin ei voi vastata.\n"
    ),
    "sv": (
        "{title}\n\nDu har {waits} i tjänsten för personlig budget (hb). Logga in i tjänsten och läs"
        " där:\n{sign_in_url}\n\nAv säkerhetsskäl finns innehållet inte i detta e-postmeddelande.\n\n"
        "Det går inte att svara på detta meddelande.\n"
    ),
    "en": (
        "{title}\n\nYou have {waits} in the personal budget service (hb). Sign in and read there:\n"
        "{sign_in_url}\n\nFor your safety this e-mail does not hold what the message says.\n\n"
        "You cannot reply to this message.\n"
    ),
}
_SMS: Mapping[Language, str] = {
    "fi": "{title}. Kirjaudu hb-palveluun: {sign_in_url}",
    "sv": "{title}. Logga in i hb: {sign_in_url}",
    "en": "{title}. Sign in to hb: {sign_in_url}",
}


def notice_title(title: str, count: int = 1) -> str:
    """The title of a notice; of several messages of one title it says how many they are."""
    return title if count == 1 else f"{title} ({count})"


def notice_text(title: str, language: Language, sign_in_url: str, *, is_short: bool, count: int = 1) -> str:
    """The text around a title, which names no client: one line for a text message, a mail otherwise."""
    texts = _SMS if is_short else _EMAIL
    waits = _WAITS[language][count > 1].format(count=count)
    return texts[language].format(title=notice_title(title, count), waits=waits, sign_in_url=sign_in_url)
