"""Surname and address in the form in which they are compared as keyed hashes."""

import unicodedata
from uuid import UUID


def surname_trait(organiser_id: UUID, last_name: str) -> str:
    """What a surname is hashed as: the same for all spellings of case and blanks, inside one organiser."""
    return f"surname|{organiser_id}|{_plain(last_name)}"


def address_trait(organiser_id: UUID, street_address: str | None, postal_code: str | None) -> str | None:
    """What an address is hashed as; None unless both street and postal code are there.

    What is hashed begins with what it is, so that no hash of an address equals that of a code or a name.
    """
    if not street_address or not postal_code:
        return None
    return f"address|{organiser_id}|{_plain(postal_code)}|{_plain(street_address)}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
