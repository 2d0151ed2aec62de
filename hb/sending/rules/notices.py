"""What leaves by e-mail and text message: that something waits here, and never what is in it; pure."""

from collections.abc import Mapping

from hb.kit.errors import Language

_EMAIL: Mapping[Language, str] = {
    "fi": (
        "{title}\n\nSinulla on uusi viesti henkilökohtaisen budjetin palvelussa (hb). Kirjaudu palveluun ja"
        " lue viesti siellä. Turvallisuussyistä tässä sähköpostissa ei ole viestin sisältöä.\n\n"
        "Tähän viestiin ei voi vastata.\n"
    ),
    "sv": (
        "{title}\n\nDu har ett nytt meddelande i tjänsten för personlig budget (hb). Logga in i tjänsten och"
        " läs meddelandet där. Av säkerhetsskäl finns innehållet inte i detta e-postmeddelande.\n\n"
        "Det går inte att svara på detta meddelande.\n"
    ),
    "en": (
        "{title}\n\nYou have a new message in the personal budget service (hb). Sign in and read it there."
        " For your safety this e-mail does not hold what the message says.\n\n"
        "You cannot reply to this message.\n"
    ),
}
_SMS: Mapping[Language, str] = {
    "fi": "{title}. Kirjaudu hb-palveluun ja lue viesti.",
    "sv": "{title}. Logga in i tjänsten hb och läs meddelandet.",
    "en": "{title}. Sign in to hb and read the message.",
}


def notice_text(title: str, language: Language, *, is_short: bool) -> str:
    """The text around a title, which names no client: one line for a text message, a mail otherwise."""
    texts = _SMS if is_short else _EMAIL
    return texts[language].format(title=title)
