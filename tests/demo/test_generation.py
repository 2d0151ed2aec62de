"""The generated region: the same for the same seed, and valid in every identifier."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Table
from stdnum import iban, luhn
from stdnum.fi import hetu, ytunnus

from hb.access.model import organiser, worker
from hb.assessments.model import budget_proposal
from hb.budgets.model import budget, budget_line
from hb.catalogue.model import offering, price
from hb.clients.model import client
from hb.clients.rules import ClientLanguage
from hb.deliveries.model import delivery
from hb.demo.chance import Chance
from hb.demo.codes import Codes
from hb.demo.load import SMALL
from hb.demo.names import first_name
from hb.demo.places import REGION
from hb.demo.region import Generated, generate
from hb.demo.rows import MOVED_COLUMNS
from hb.demo.scale import Calendar, month_plus
from hb.kit.clock import months_between
from hb.ledger.rules import TransferCode
from hb.plans.model import plan_item_month
from hb.producers.model import payment_account, producer
from hb.sending.model import webhook_call
from tests.assessments.oracle import recompute
from tests.clock import utc

TODAY = date(2026, 5, 15)


@pytest.fixture(scope="module")
def region() -> Generated:
    return generate(TODAY, 1, SMALL)


def values(region: Generated, table: Table, *names: str) -> Iterator[tuple[object, ...]]:
    found = region.rows.tables[table]
    places = [found.columns.index(name) for name in names]
    return (tuple(row[place] for place in places) for row in found.rows)


def test_same_seed_and_day_give_the_same_rows(region: Generated) -> None:
    again = generate(TODAY, 1, SMALL)

    assert {table.name: found.rows for table, found in again.rows.tables.items()} == {
        table.name: found.rows for table, found in region.rows.tables.items()
    }
    assert again.rows.moved == region.rows.moved
    assert again.identities == region.identities


def test_another_seed_gives_other_rows_and_the_same_cast(region: Generated) -> None:
    other = generate(TODAY, 2, SMALL)

    assert other.identities != region.identities
    assert other.rows.tables[client].rows != region.rows.tables[client].rows
    assert list(values(other, organiser, "id")) == list(values(region, organiser, "id"))
    assert next(values(other, client, "id")) == next(values(region, client, "id"))


def test_ids_are_version_seven_and_unique(region: Generated) -> None:
    """A call to a producer's system has the id of its message."""
    ids = [
        value
        for table, found in region.rows.tables.items()
        if found.columns[:2] == ("organiser_id", "id") and table is not webhook_call
        for (value,) in values(region, table, "id")
    ]

    assert len(set(ids)) == len(ids) > 3_000
    assert {getattr(value, "version", None) for value in ids} == {7}


def test_identity_codes_are_valid_temporary_and_unique(region: Generated) -> None:
    codes = [identity.hetu for identity in region.identities]

    # One person has two records, and one had another code before.
    assert len(set(codes)) == len(codes) == SMALL.clients + SMALL.small_clients + 2
    for code in codes:
        assert hetu.is_valid(code, allow_temporary=True)
        assert 900 <= int(code[7:10]) <= 999
    births: dict[object, object] = {row[0]: row[1] for row in values(region, client, "id", "birth_date")}
    for identity in region.identities:
        born = births[identity.client_id]
        assert isinstance(born, date)
        if identity.replaced_at is None:  # the birth date follows the present code
            assert identity.hetu.startswith(f"{born:%d%m%y}")
            assert (identity.hetu[6] in "ABCDEF") is (born.year >= 2000)


def test_producers_have_valid_business_ids_and_accounts(region: Generated) -> None:
    business_ids = [
        str(code)
        for (code,) in (*values(region, producer, "business_id"), *values(region, organiser, "business_id"))
    ]
    accounts = {str(code) for (code,) in values(region, payment_account, "iban")}

    assert len(set(business_ids)) == len(business_ids) == SMALL.producers + 1 + 2
    assert all(ytunnus.is_valid(code) for code in business_ids)
    assert len(accounts) == SMALL.producers
    assert all(iban.is_valid(code) and luhn.is_valid(code[4:]) for code in accounts)


def test_many_codes_stay_valid_and_unique() -> None:
    codes = Codes(Chance(3, "many"))
    made = [codes.hetu(date(1940 + year, 3, 14), male=year % 2 == 0) for year in range(80) for _ in range(20)]
    accounts = [codes.iban() for _ in range(500)]
    business_ids = [codes.business_id() for _ in range(500)]

    assert len(set(made)) == 1_600
    assert all(hetu.is_valid(code, allow_temporary=True) for code in made)
    assert all(iban.is_valid(code) for code in accounts)
    assert all(ytunnus.is_valid(code) for code in business_ids)
    assert Counter(code[6] for code in made)["-"] > 800


def test_proposals_follow_from_their_explanations(region: Generated) -> None:
    for cents_per_month, explanation in values(region, budget_proposal, "cents_per_month", "explanation"):
        assert recompute(json.loads(str(explanation))) == cents_per_month


def test_budgets_are_of_realistic_size(region: Generated) -> None:
    sums: Counter[object] = Counter()
    for budget_id, cents in values(region, budget_line, "budget_id", "cents_per_month"):
        assert isinstance(cents, int)
        sums[budget_id] += cents

    assert len(sums) == region.rows.count(budget)
    assert all(17_000 <= cents <= 200_000 for cents in sums.values())


def test_catalogue_has_the_wanted_offerings_with_both_years_prices(region: Generated) -> None:
    states = Counter(str(state) for (state,) in values(region, offering, "state"))
    approved = [
        (start, until)
        for start, until, state in values(region, price, "valid_from", "valid_until", "state")
        if state == "APPROVED"
    ]

    assert states["APPROVED"] == SMALL.offerings + 60
    assert states["PROPOSED"] > 0
    assert Counter(approved) == {
        (date(2025, 1, 1), date(2025, 12, 31)): states["APPROVED"],
        (date(2026, 1, 1), None): states["APPROVED"],
    }


def test_twelve_months_and_this_one_have_deliveries_up_to_yesterday(region: Generated) -> None:
    months = {int(str(month)) for (month,) in values(region, delivery, "service_month")}
    days = [day for (day,) in values(region, delivery, "service_date") if isinstance(day, date)]

    assert months == set(months_between(202505, 202605))
    assert max(days) < TODAY
    assert region.rows.count(delivery) > 1_000


def test_workers_stand_in_every_role(region: Generated) -> None:
    assert region.rows.count(worker) > 2 * 10


def test_calendar_knows_what_is_closed() -> None:
    calendar = Calendar.around(TODAY)

    assert (calendar.first_month, calendar.last_month) == (202505, 202610)
    assert [month for month in months_between(202601, 202605) if calendar.is_closed(month)] == [
        202601,
        202602,
        202603,
    ]
    assert month_plus(202601, -1) == 202512
    assert month_plus(202511, 14) == 202701


def test_m18_reservations_were_freed_by_the_clock_on_the_day_after_their_deadline(region: Generated) -> None:
    place = {name: MOVED_COLUMNS.index(name) for name in ("code", "month", "actor_id", "organiser_id", "at")}
    expired = [row for row in region.rows.moved if row[place["code"]] == TransferCode.EXPIRE]
    instants = {(row[place["month"]], row[place["at"]]) for row in expired}
    resolved = {
        (month, at) for month, at in values(region, plan_item_month, "month", "resolved_at") if at is not None
    }

    assert {month: at for month, at in instants if month in {202602, 202603}} == {
        202602: utc(2026, 3, 15, 22, 10),
        202603: utc(2026, 4, 15, 21, 10),
    }
    assert 202604 not in {month for month, _ in instants}  # It is to be reported by today.
    assert resolved == instants
    assert all(row[place["actor_id"]] == row[place["organiser_id"]] for row in expired)


@pytest.mark.parametrize(
    "today", [date(2026, 1, 1), date(2026, 2, 28), date(2026, 12, 31), date(2028, 2, 29)]
)
def test_region_can_be_made_on_any_day(today: date) -> None:
    made = generate(today, 1, SMALL)

    assert made.rows.count(delivery) > 900
    assert all(day < today for (day,) in values(made, delivery, "service_date") if isinstance(day, date))


def test_names_suit_language_and_age() -> None:
    chance = Chance(1, "names")
    old = {first_name(chance, ClientLanguage.FI, False, 1935) for _ in range(200)}
    swedish = {first_name(chance, ClientLanguage.SV, True, 1945) for _ in range(200)}

    assert "Raili" in old
    assert "Lars-Erik" in swedish
    assert len(REGION.places) == 9
