"""The rules of form that an input can break: a word for programs and a sentence for people for each.

Modules add rules of their own in enums below `InputRule`. `hb.modules.input_rules` gathers all of them, and
the schema has them as one closed enum, so that a word means one thing wherever it comes from.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from hb.kit.language import Language


class InputRule(StrEnum):
    """A rule of form. A member is its word and its sentences, which say what is expected.

    The sentences name facts of the refusal in braces (see `hb.kit.sentences`).
    """

    texts: Mapping[Language, str]

    def __new__(cls, word: str, fi: str, sv: str, en: str) -> Self:
        """Make a member of its word and its sentences in Finnish, Swedish and English."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.texts = {"fi": fi, "sv": sv, "en": en}
        return member


class FormRule(InputRule):
    """Rules that know nothing of what is entered but its form."""

    REQUIRED = (
        "REQUIRED",
        "Anna tämä tieto.",
        "Ange uppgiften.",
        "Enter this information.",
    )
    TOO_LONG = (
        "TOO_LONG",
        "Käytä enintään {most:number} merkkiä.",
        "Använd högst {most:number} tecken.",
        "Use at most {most:number} characters.",
    )
    BAD_CHARACTER = (
        "BAD_CHARACTER",
        "Poista merkit, joita ei voi tallentaa, esimerkiksi näkymättömät ohjausmerkit.",
        "Ta bort tecken som inte kan sparas, till exempel osynliga styrtecken.",
        "Remove characters that cannot be stored, such as invisible control characters.",
    )
    OUT_OF_RANGE = (
        "OUT_OF_RANGE",
        "Anna arvo, joka on vähintään {least:amount} ja enintään {most:amount}.",
        "Ange ett värde som är minst {least:amount} och högst {most:amount}.",
        "Enter a value of at least {least:amount} and at most {most:amount}.",
    )
    TOO_MANY = (
        "TOO_MANY",
        "Anna enintään {most:number} riviä.",
        "Ange högst {most:number} rader.",
        "Enter at most {most:number} rows.",
    )
    TWICE = (
        "TWICE",
        "Anna sama arvo vain kerran.",
        "Ange samma värde bara en gång.",
        "Enter the same value only once.",
    )
    EXACTLY_ONE = (
        "EXACTLY_ONE",
        "Anna vaihtoehtoisista tiedoista täsmälleen yksi.",
        "Ange exakt en av de alternativa uppgifterna.",
        "Enter exactly one of the alternatives.",
    )
    NOTHING_CHANGES = (
        "NOTHING_CHANGES",
        "Muuta ainakin yhtä tietoa.",
        "Ändra minst en uppgift.",
        "Change at least one thing.",
    )
    NOT_IN_LIST = (
        "NOT_IN_LIST",
        "Valitse arvo luettelosta.",
        "Välj ett värde i listan.",
        "Choose a value from the list.",
    )
    MONTH = (
        "MONTH",
        "Valitse kuukausi, esimerkiksi 5/2026.",
        "Välj en månad, till exempel 5/2026.",
        "Choose a month, for example May 2026.",
    )
    TOO_EARLY = (
        "TOO_EARLY",
        "Valitse {earliest:day} tai sitä myöhempi päivä.",
        "Välj den {earliest:day} eller en senare dag.",
        "Choose {earliest:day} or a later day.",
    )
    TOO_LATE = (
        "TOO_LATE",
        "Valitse {latest:day} tai sitä aikaisempi päivä.",
        "Välj den {latest:day} eller en tidigare dag.",
        "Choose {latest:day} or an earlier day.",
    )
    BEFORE_START = (
        "BEFORE_START",
        "Valitse päättymispäivä tai -kuukausi, joka ei ole ennen alkamista.",
        "Välj en slutdag eller slutmånad som inte är före början.",
        "Choose an end that is not before the start.",
    )
    FIRST_DAY_OF_A_MONTH = (
        "FIRST_DAY_OF_A_MONTH",
        "Valitse kuukauden ensimmäinen päivä.",
        "Välj den första dagen i en månad.",
        "Choose the first day of a month.",
    )
    LAST_DAY_OF_A_MONTH = (
        "LAST_DAY_OF_A_MONTH",
        "Valitse kuukauden viimeinen päivä.",
        "Välj den sista dagen i en månad.",
        "Choose the last day of a month.",
    )
    TOO_MANY_MONTHS = (
        "TOO_MANY_MONTHS",
        "Valitse ajanjakso, joka on enintään {most:number} kuukautta.",
        "Välj en period på högst {most:number} månader.",
        "Choose a period of at most {most:number} months.",
    )
    PHONE = (
        "PHONE",
        "Anna puhelinnumero numeroina, esimerkiksi 040 123 4567 tai +358 40 123 4567.",
        "Ange telefonnumret med siffror, till exempel 040 123 4567 eller +358 40 123 4567.",
        "Enter the phone number in digits, for example 040 123 4567 or +358 40 123 4567.",
    )
    EMAIL = (
        "EMAIL",
        "Anna sähköpostiosoite, esimerkiksi etunimi.sukunimi@esimerkki.fi.",
        "Ange en e-postadress, till exempel fornamn.efternamn@exempel.fi.",
        "Enter an e-mail address, for example first.last@example.fi.",
    )
    POSTAL_CODE = (
        "POSTAL_CODE",
        "Anna postinumero viidellä numerolla, esimerkiksi 00100.",
        "Ange postnumret med fem siffror, till exempel 00100.",
        "Enter the postal code in five digits, for example 00100.",
    )
    BUSINESS_ID = (
        "BUSINESS_ID",
        "Tarkista Y-tunnus. Siinä on seitsemän numeroa, väliviiva ja tarkistusnumero.",
        "Kontrollera FO-numret. Det har sju siffror, ett bindestreck och en kontrollsiffra.",
        "Check the business ID. It has seven digits, a hyphen and a check digit.",
    )
    IBAN = (
        "IBAN",
        "Tarkista tilinumero. Anna se IBAN-muodossa, esimerkiksi FI21 1234 5600 0007 85.",
        "Kontrollera kontonumret. Ange det som IBAN, till exempel FI21 1234 5600 0007 85.",
        "Check the account number. Enter it as an IBAN, for example FI21 1234 5600 0007 85.",
    )
    OID = (
        "OID",
        "Anna OID-tunnus, joka alkaa 1.2.246.10, esimerkiksi 1.2.246.10.23456789.10.1.",
        "Ange en OID-identifierare som börjar med 1.2.246.10, till exempel 1.2.246.10.23456789.10.1.",
        "Enter an OID that begins with 1.2.246.10.",
    )
    VERSION = (
        "VERSION",
        "Anna versio kirjaimin ja numeroin, esimerkiksi 2026-1; enintään 40 merkkiä.",
        "Ange versionen med bokstäver och siffror, till exempel 2026-1; högst 40 tecken.",
        "Enter the version in letters and digits, for example 2026-1; at most 40 characters.",
    )
