"""The form of what producers tell of themselves."""

from datetime import date

import pytest

from hb.kit.errors import InvalidInput
from hb.kit.ids import new_id
from hb.producers.rules import (
    Disqualified,
    ServiceLanguage,
    ServicePointWish,
    ServiceUnitWish,
    business_id_of,
    checked_application,
    checked_point,
    checked_unit,
    iban_of,
    plain_text,
    reason_of,
)
from tests.producers.builders import application

TODAY = date(2026, 5, 15)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2844969-4", "2844969-4"),
        ("2077474-0", "2077474-0"),
        ("0204819-8", "0204819-8"),
        ("204819-8", "0204819-8"),
        (" 28449694 ", "2844969-4"),
    ],
)
def test_a_right_business_id_is_stored_in_one_form(given: str, stored: str) -> None:
    assert business_id_of(given, "input") == stored


@pytest.mark.parametrize("given", ["2844969-5", "", "-", "1234567", "2844969-4-1", "FI28449694x"])
def test_a_wrong_business_id_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        business_id_of(given, "input", "businessId")
    assert (refusal.value.path, refusal.value.facts) == (("input", "businessId"), {"rule": "BUSINESS_ID"})


@pytest.mark.parametrize("given", ["FI2112345600000785", "fi21 1234 5600 0007 85", "DE89370400440532013000"])
def test_a_right_iban_is_stored_without_blanks(given: str) -> None:
    assert iban_of(given, TODAY, "input") == given.replace(" ", "").upper()


@pytest.mark.parametrize("given", ["FI2112345600000786", "FI21123456000007850", "", "XX2112345600000785"])
def test_a_wrong_iban_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        iban_of(given, TODAY, "input", "iban")
    assert (refusal.value.path, refusal.value.facts) == (("input", "iban"), {"rule": "IBAN"})


@pytest.mark.parametrize(
    ("field", "value", "path", "rule"),
    [
        ("business_id", "2844969-5", "businessId", "BUSINESS_ID"),
        ("iban", "FI2112345600000786", "iban", "IBAN"),
        ("rule_book_version", "", "ruleBookVersion", "VERSION"),
        ("rule_book_version", "2026 1", "ruleBookVersion", "VERSION"),
        ("name", "  ", "name", "REQUIRED"),
        ("name", "A" * 201, "name", "TOO_LONG"),
        ("administrator_name", "A\0", "administratorName", "BAD_CHARACTER"),
    ],
)
def test_an_application_names_the_field_at_fault(field: str, value: str, path: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_application(application(**{field: value}), TODAY)
    assert refusal.value.path == ("input", path)
    assert refusal.value.facts["rule"] == rule


def test_text_is_trimmed_and_composed() -> None:
    assert plain_text(" A\u0308ija\u0308 ", "input") == "Äijä"


@pytest.mark.parametrize("text", ["a\0", "a\ud800", "a\x1b[0m"])
def test_text_that_cannot_be_stored_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        plain_text(text, "input")


def test_a_refusal_needs_a_reason_and_an_approval_does_not() -> None:
    assert reason_of(None, "input", "reason", required=False) is None
    assert reason_of(" Vakuutus puuttuu. ", "input", "reason", required=True) == "Vakuutus puuttuu."
    with pytest.raises(InvalidInput):
        reason_of("  ", "input", "reason", required=True)


@pytest.mark.parametrize(
    ("oid", "business_id"),
    [("1.2.246.10.28449694.10.1", "2844969-4"), ("1.2.246.10.2048198", "0204819-8")],
)
def test_the_oid_of_an_own_unit_is_taken(oid: str, business_id: str) -> None:
    assert checked_unit(ServiceUnitWish(oid, "Yksikkö"), business_id) == ServiceUnitWish(oid, "Yksikkö")


@pytest.mark.parametrize(
    "oid", ["1.2.246.10.1", "1.2.246.10.28449694.10.1", "1.2.246.10.20481980", "1.2.246.10.204819.8"]
)
def test_the_oid_of_another_organisation_is_refused_l9(oid: str) -> None:
    """S8, L9: Soteri's OID of a unit begins with the producer's own Y-tunnus."""
    with pytest.raises(InvalidInput) as refusal:
        checked_unit(ServiceUnitWish(oid, "Yksikkö"), "0204819-8")
    assert refusal.value.facts == {"rule": "OID_OF_ANOTHER", "own": "1.2.246.10.2048198"}
    assert refusal.value.message("fi") == (
        "Anna oman palveluyksikkösi tunnus. Se alkaa Y-tunnuksesi mukaan: 1.2.246.10.2048198."
    )


@pytest.mark.parametrize("given", ["0000000-0", "000000-0"])
def test_r23_a_number_of_zeros_is_nobodys(given: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        business_id_of(given, "input", "businessId")
    assert (refusal.value.path, refusal.value.facts) == (("input", "businessId"), {"rule": "BUSINESS_ID"})


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("RU0204452560040702810412345678901", date(2026, 5, 15)),
        ("TR330006100519786457841326", date(2026, 5, 15)),
        ("HR1210010051863000160", date(2013, 6, 30)),
        ("AL47212110090000000235698741", date(2025, 10, 6)),
    ],
)
def test_an_iban_outside_sepa_is_refused_l9(given: str, day: date) -> None:
    """L9: a Russian IBAN passed."""
    with pytest.raises(InvalidInput) as refusal:
        iban_of(given, day, "input", "iban")
    assert refusal.value.facts == {"rule": "IBAN_OUTSIDE_SEPA"}


@pytest.mark.parametrize(
    ("given", "day"),
    [("HR1210010051863000160", date(2013, 7, 1)), ("AL47212110090000000235698741", date(2025, 10, 7))],
)
def test_a_country_is_in_sepa_from_its_day_on(given: str, day: date) -> None:
    assert iban_of(given, day, "input") == given


@pytest.mark.parametrize("oid", ["", "1.2.246.10", "1.2.246.10.", "1.2.246.10.01", "1.2.840.10.1", "abc"])
def test_another_oid_is_refused(oid: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_unit(ServiceUnitWish(oid, "Yksikkö"), "0204819-8")
    assert refusal.value.path == ("input", "soteriOid")


def _point(**changes: object) -> ServicePointWish:
    fields: dict[str, object] = {
        "service_unit_id": new_id(),
        "name": "Piste",
        "street_address": "Tie 1",
        "postal_code": "01900",
        "municipality_code": "543",
        "served_municipalities": ["858", "543", "858"],
        "languages": [ServiceLanguage.SV, ServiceLanguage.FI, ServiceLanguage.SV],
        **changes,
    }
    return ServicePointWish(**fields)  # type: ignore[arg-type]


def test_a_service_point_holds_each_area_and_language_once() -> None:
    checked = checked_point(_point(), ["543", "858"])
    assert checked.served_municipalities == ["543", "858"]
    assert checked.languages == [ServiceLanguage.FI, ServiceLanguage.SV]


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("postal_code", "1900", ("input", "postalCode")),
        ("municipality_code", "999", ("input", "municipalityCode")),
        ("served_municipalities", [], ("input", "servedMunicipalities")),
        ("served_municipalities", ["543", "999"], ("input", "servedMunicipalities", 1)),
        ("languages", [], ("input", "languages")),
        ("street_address", "", ("input", "streetAddress")),
    ],
)
def test_a_service_point_names_the_field_at_fault(field: str, value: object, path: tuple[str | int]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_point(_point(**{field: value}), ["543", "858"])
    assert refusal.value.path == path


def test_a_disqualified_official_is_told_so_in_three_languages() -> None:
    refusal = Disqualified("input", "producerId")
    assert refusal.message("fi").startswith("Olet esteellinen")
    assert refusal.message("sv").startswith("Du är jävig")
    assert refusal.message("en").startswith("You are disqualified")
