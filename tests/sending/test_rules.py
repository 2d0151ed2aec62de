"""Which channel a message leaves by, as a table of cases; addresses, ages, and what an e-mail says."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from hb.kit.errors import InvalidInput
from hb.kit.language import LANGUAGES
from hb.messages.rules import EVENT_LABELS, TEXTS, Channel, Event, Recipient, SendingFault
from hb.messages.rules.texts.labels import OF_THEIR_OWN
from hb.outlets.outcome import Fault
from hb.sending.rules import (
    DEFAULTS,
    Addressee,
    ChannelRule,
    Route,
    Target,
    body_of_call,
    channel_rule_for,
    contact_of,
    fault_of,
    notice_text,
    route_of,
)
from hb.sending.rules.routes import Otherwise, phone_number

DAY = date(2026, 5, 15)
PARTY, WORKER, PRODUCER = Recipient.PARTY, Recipient.WORKER, Recipient.PRODUCER
EVENT = Event.PLAN_APPROVED


@pytest.mark.parametrize(
    ("addressee", "channel"),
    [
        (Addressee(PARTY, EVENT, consents=True, age=40), Channel.SUOMI_FI),
        (Addressee(PARTY, EVENT, consents=False, age=40), Channel.LETTER),
        (Addressee(PARTY, EVENT, consents=True, age=14), None),
        (Addressee(WORKER, EVENT), Channel.EMAIL),
        (Addressee(WORKER, Event.URGENT_TASK_GIVEN), Channel.SMS),
        (Addressee(WORKER, Event.URGENT_TASK_LATE), Channel.SMS),
        (Addressee(PRODUCER, EVENT), Channel.EMAIL),
    ],
)
def test_the_rules_to_begin_with(addressee: Addressee, channel: Channel | None) -> None:
    rule = channel_rule_for(DEFAULTS, addressee, DAY)
    assert rule is not None
    assert rule.channel is channel


SPECIFIC = (
    ChannelRule(PARTY, Channel.LETTER),
    ChannelRule(PARTY, Channel.SUOMI_FI, consents=True),
    ChannelRule(PARTY, Channel.SMS, from_age=15, below_age=18),
    ChannelRule(PARTY, None, below_age=15),
    ChannelRule(PARTY, Channel.EMAIL, event=EVENT),
    ChannelRule(PARTY, Channel.LETTER, event=EVENT, consents=True, valid_from=date(2026, 5, 15)),
    ChannelRule(WORKER, Channel.EMAIL),
    ChannelRule(WORKER, Channel.SMS, valid_from=date(2026, 5, 16)),
    ChannelRule(WORKER, Channel.SMS, valid_from=date(2026, 5, 1)),
)
OTHER = Event.ORDER_CANCELLED


@pytest.mark.parametrize(
    ("addressee", "channel"),
    [
        (Addressee(PARTY, OTHER), Channel.LETTER),
        (Addressee(PARTY, OTHER, consents=True), Channel.SUOMI_FI),
        (Addressee(PARTY, OTHER, consents=True, age=14), None),
        (Addressee(PARTY, OTHER, consents=True, age=15), Channel.SMS),
        (Addressee(PARTY, OTHER, consents=True, age=17), Channel.SMS),
        (Addressee(PARTY, OTHER, consents=True, age=18), Channel.SUOMI_FI),
        (Addressee(PARTY, EVENT, consents=False, age=10), Channel.EMAIL),
        (Addressee(PARTY, EVENT, consents=True, age=10), Channel.LETTER),
        (Addressee(WORKER, EVENT), Channel.SMS),
    ],
)
def test_the_most_specific_rule_wins(addressee: Addressee, channel: Channel | None) -> None:
    for rules in (SPECIFIC, SPECIFIC[::-1]):
        rule = channel_rule_for(rules, addressee, DAY)
        assert rule is not None
        assert rule.channel is channel


def test_no_rule_is_for_a_producer() -> None:
    assert channel_rule_for(SPECIFIC, Addressee(PRODUCER, EVENT), DAY) is None
    assert route_of(Target(PRODUCER, EVENT), SPECIFIC, DAY) is SendingFault.NO_CHANNEL


BORN_1944, BORN_2011 = date(1944, 3, 2), date(2011, 5, 15)
BY_WEBHOOK = (ChannelRule(PRODUCER, Channel.WEBHOOK),)


@pytest.mark.parametrize(
    ("target", "rules", "way"),
    [
        (Target(None, EVENT), DEFAULTS, SendingFault.NO_ADDRESS),
        (Target(PARTY, EVENT, birth_date=BORN_1944), DEFAULTS, Route(Channel.LETTER)),
        (Target(PARTY, EVENT, consents=True), DEFAULTS, Route(Channel.LETTER)),
        (
            Target(PARTY, EVENT, consents=True, birth_date=BORN_1944, identity_code="x"),
            DEFAULTS,
            Route(Channel.SUOMI_FI, ("x",)),
        ),
        (
            Target(PARTY, EVENT, consents=True, birth_date=BORN_2011, identity_code="x"),
            DEFAULTS,
            Route(Channel.SUOMI_FI, ("x",)),
        ),
        (Target(PARTY, EVENT, birth_date=date(2011, 5, 16)), DEFAULTS, Otherwise.TO_REPRESENTATIVES),
        (Target(PARTY, EVENT, consents=True, is_unreadable=True), DEFAULTS, SendingFault.OWN_FAULT),
        (Target(WORKER, EVENT, emails=("a@b.fi",)), DEFAULTS, Route(Channel.EMAIL, ("a@b.fi",))),
        (Target(WORKER, EVENT, phones=("+358401",)), DEFAULTS, SendingFault.NO_ADDRESS),
        (
            Target(WORKER, Event.URGENT_TASK_GIVEN, emails=("a@b.fi",), phones=("+358401",)),
            DEFAULTS,
            Route(Channel.SMS, ("+358401",)),
        ),
        (
            Target(WORKER, Event.URGENT_TASK_GIVEN, emails=("a@b.fi",)),
            DEFAULTS,
            Route(Channel.EMAIL, ("a@b.fi",)),
        ),
        (Target(PRODUCER, EVENT, has_endpoint=True), BY_WEBHOOK, Route(Channel.WEBHOOK)),
        (Target(PRODUCER, EVENT, emails=("a@b.fi",)), BY_WEBHOOK, Route(Channel.EMAIL, ("a@b.fi",))),
        (Target(PRODUCER, EVENT), BY_WEBHOOK, SendingFault.NO_ADDRESS),
    ],
)
def test_routes(target: Target, rules: tuple[ChannelRule, ...], way: object) -> None:
    assert route_of(target, rules, DAY) == way


def test_who_has_no_mailbox_gets_a_letter() -> None:
    target = Target(PARTY, EVENT, consents=True, identity_code="x")
    assert route_of(target, DEFAULTS, DAY, without=Channel.SUOMI_FI) == Route(Channel.LETTER)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("040 123 4567", "+358401234567"),
        ("+358 (40) 123-4567", "+358401234567"),
        ("00358401234567", "+358401234567"),
        ("+46 70 123 45 67", "+46701234567"),
    ],
)
def test_phone_numbers(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize("is_short", [True, False])
def test_a_notice_has_the_title_and_nothing_of_the_text(is_short: bool) -> None:
    texts = {
        language: notice_text("Otsikko", language, "https://hb.alue.fi", is_short=is_short)
        for language in LANGUAGES
    }
    assert len(set(texts.values())) == len(LANGUAGES)
    assert all(text.startswith("Otsikko") and "hb" in text for text in texts.values())
    assert all("https://hb.alue.fi" in text for text in texts.values())
    assert not is_short or all(len(text) <= 160 for text in texts.values())


def test_every_fault_of_an_outlet_has_a_reason() -> None:
    assert {fault_of(fault) for fault in Fault} == {
        SendingFault.CHANNEL_UNAVAILABLE,
        SendingFault.NO_ANSWER_IN_TIME,
        SendingFault.ANSWERED_WITH_ERROR,
        SendingFault.BAD_ANSWER,
        SendingFault.REFUSED_BY_RECEIVER,
        SendingFault.NO_ADDRESS,
        SendingFault.NOT_PUBLIC,
        SendingFault.REDIRECTED,
        SendingFault.OWN_FAULT,
    }


def test_a_call_says_the_same_each_time() -> None:
    organiser, producer, message = (UUID(int=number) for number in (1, 2, 3))
    bodies = {
        body_of_call(
            "MONTH_CLOSED",
            datetime(2026, 5, 15, 9, tzinfo=UTC),
            organiser_id=organiser,
            producer_id=producer,
            message_id=message,
            subject=None,
        )
        for _ in range(2)
    }
    assert bodies == {
        b'{"type":"MONTH_CLOSED","timestamp":"2026-05-15T09:00:00+00:00","data":'
        b'{"organiserId":"00000000-0000-0000-0000-000000000001",'
        b'"producerId":"Producer:00000000-0000-0000-0000-000000000002",'
        b'"messageId":"Message:00000000-0000-0000-0000-000000000003","subjectId":null}}'
    }


def test_contacts() -> None:
    contact = contact_of(" posti@tuottaja.fi ", "")
    assert (contact.email, contact.phone) == ("posti@tuottaja.fi", None)
    for email, phone in (("posti", None), (None, "soita")):
        with pytest.raises(InvalidInput):
            contact_of(email, phone)


def test_b2_every_event_is_called_something_that_holds_for_all_its_outcomes() -> None:
    for event in Event:
        titles = {texts["fi"][0] for texts in TEXTS[event].values()}
        assert len(titles) == 1 or event in OF_THEIR_OWN
        label = EVENT_LABELS[event]
        assert "{" not in label.fi + label.sv + label.en
        assert event in OF_THEIR_OWN or {label.fi} == titles
