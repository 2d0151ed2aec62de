"""The numbers that name a producer, its accounts and its units: Y-tunnus, IBAN, OID; their forms."""

import hashlib
import re
from datetime import date
from uuid import UUID

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus

from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule
from hb.producers.rules.input_rules import ProducerRule
from hb.producers.rules.sepa import is_sepa_country

NEVER_ISSUED = "0000000-0"
"""The Y-tunnus of zeros has a right check digit, and nobody has it."""

ORGANISATIONS_OID = "1.2.246.10"
"""Below it each organisation in Finland has the digits of its Y-tunnus, without leading zeros (JHS 159)."""

OID_LENGTH = 200
_OID_OF_ORGANISATION = re.compile(r"1\.2\.246\.10(\.(0|[1-9][0-9]*))+")


def business_id_of(text: str, *path: str) -> str:
    """A Y-tunnus as 1234567-8; the old six-digit form gets a zero before it.

    Raises:
        InvalidInput: wrong form or check digit, or nothing but zeros.
    """
    padded = f"0{text.strip()}" if re.fullmatch(r"[0-9]{6}-[0-9]", text.strip()) else text
    try:
        business_id: str = ytunnus.format(ytunnus.validate(padded))
    except ValidationError as invalid:
        raise InvalidInput(*path, rule=FormRule.BUSINESS_ID) from invalid
    if business_id == NEVER_ISSUED:
        raise InvalidInput(*path, rule=FormRule.BUSINESS_ID)
    return business_id


def iban_of(text: str, today: date, *path: str) -> str:
    """An IBAN without blanks (ISO 13616), of a country that is in SEPA on a day.

    Raises:
        InvalidInput: unknown country, wrong length or check digits, or a country outside SEPA.
    """
    try:
        iban: str = iban_number.validate(text)
    except ValidationError as invalid:
        raise InvalidInput(*path, rule=FormRule.IBAN) from invalid
    if not is_sepa_country(iban[:2], today):
        raise InvalidInput(*path, rule=ProducerRule.IBAN_OUTSIDE_SEPA)
    return iban


def account_digest(payment_account_id: UUID, iban: str) -> str:
    """The SHA-256, in hex, of a payment account's id and IBAN, which the audit trail keeps of an approval."""
    return hashlib.sha256(f"{payment_account_id}|{iban}".encode()).hexdigest()


def require_own_oid(oid: str, business_id: str, *path: str) -> None:
    """The OID of a unit lies below that of the organisation with a Y-tunnus (JHS 159).

    Raises:
        InvalidInput: it is none of an organisation in Finland, or of another one.
    """
    if len(oid) > OID_LENGTH or not _OID_OF_ORGANISATION.fullmatch(oid):
        raise InvalidInput(*path, rule=FormRule.OID)
    own = f"{ORGANISATIONS_OID}.{business_id.replace('-', '').lstrip('0')}"
    if oid != own and not oid.startswith(f"{own}."):
        raise InvalidInput(*path, rule=ProducerRule.OID_OF_ANOTHER, own=own)
