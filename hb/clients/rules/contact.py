"""The form of names, addresses and free text: what is taken, and how it is tidied."""

import re
from dataclasses import dataclass, replace

from hb.clients.rules import Contact, Person, PostalAddress
from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule, InputRule
from hb.kit.text import tidy_text

NAME_LENGTH = 100
ADDRESS_LENGTH = 200
EMAIL_LENGTH = 254
"""RFC 5321 4.5.3.1.3: a path has at most 256 characters, two of which are its brackets."""
TEXT_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern of a whole text, and the rule that another text breaks."""

    pattern: re.Pattern[str]
    rule: InputRule


PHONE = Form(re.compile(r"\+?[0-9][0-9 ()-]{3,19}", re.ASCII), FormRule.PHONE)
_ATOM = r"[^@\s.()<>\[\]:;\\,\"]+"
EMAIL = Form(
    re.compile(rf"(?=[^@]{{1,64}}@)(?!.*=\?){_ATOM}(\.{_ATOM})*@[\w-]+(\.[\w-]+)+"),
    FormRule.EMAIL,
)
"""Words parted by single dots, and a domain (RFC 5321 4.1.2, without quoted names); letters of any language.

What mail programs read as something else than an address, a list or an encoded word (RFC 2047), is none.
"""
POSTAL_CODE = Form(re.compile(r"[0-9]{5}", re.ASCII), FormRule.POSTAL_CODE)


def required(text: str, most: int, *path: str, lines: bool = False) -> str:
    """A text that must say something; line feeds and tabs are part of it where `lines`.

    Raises:
        InvalidInput: it is empty, too long, or holds a character that is not seen.
    """
    return tidy_text(text, most, *path, has_lines=lines)


def optional(text: str | None, most: int, *path: str, form: Form | None = None) -> str | None:
    """A text that may be missing; an empty one counts as missing.

    Raises:
        InvalidInput: it is too long, holds a character that is not seen or has not the form asked for.
    """
    if text is None or not text.strip():
        return None
    tidy = required(text, most, *path)
    if form is not None and not form.pattern.fullmatch(tidy):
        raise InvalidInput(*path, rule=form.rule)
    return tidy


def tidy_contact(contact: Contact, *path: str) -> Contact:
    """Contact data as it is stored; raises InvalidInput as `required` and `optional` do."""
    return replace(
        contact,
        phone=optional(contact.phone, NAME_LENGTH, *path, "phone", form=PHONE),
        email=optional(contact.email, EMAIL_LENGTH, *path, "email", form=EMAIL),
        street_address=optional(contact.street_address, ADDRESS_LENGTH, *path, "streetAddress"),
        postal_code=optional(contact.postal_code, NAME_LENGTH, *path, "postalCode", form=POSTAL_CODE),
        postal_office=optional(contact.postal_office, NAME_LENGTH, *path, "postalOffice"),
    )


def tidy_person(person: Person, *path: str) -> Person:
    """A representative's data as it is stored; raises InvalidInput as `required` and `optional` do."""
    return replace(
        person,
        first_name=required(person.first_name, NAME_LENGTH, *path, "firstName"),
        last_name=required(person.last_name, NAME_LENGTH, *path, "lastName"),
        phone=optional(person.phone, NAME_LENGTH, *path, "phone", form=PHONE),
        email=optional(person.email, EMAIL_LENGTH, *path, "email", form=EMAIL),
        address=None if person.address is None else tidy_address(person.address, *path, "address"),
    )


def tidy_address(address: PostalAddress, *path: str) -> PostalAddress:
    """A postal address as it is stored; raises InvalidInput as `required` does, or for a code's form."""
    code = required(address.postal_code, NAME_LENGTH, *path, "postalCode")
    if not POSTAL_CODE.pattern.fullmatch(code):
        raise InvalidInput(*path, "postalCode", rule=FormRule.POSTAL_CODE)
    return PostalAddress(
        street_address=required(address.street_address, ADDRESS_LENGTH, *path, "streetAddress"),
        postal_code=code,
        postal_office=required(address.postal_office, NAME_LENGTH, *path, "postalOffice"),
    )
