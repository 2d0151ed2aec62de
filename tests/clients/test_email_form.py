"""What is taken as an e-mail address can stand in a mail; what mail programs would misread is refused."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hb.clients.rules.contact import EMAIL

NAMES = st.text("ab.=?+'-_åß€`{|}~!#$%&*/^;:,()<>", min_size=1, max_size=12)
LABELS = st.text("ab0-_åß", min_size=1, max_size=6)


@pytest.mark.parametrize(
    "address",
    [
        "aino.virtanen@example.fi",
        "aino+hb@posti.example.fi",
        "o'brien=x@example.fi",
        "åsa@härö.example",
        "a@b.fi",
        f"{'a' * 64}@example.fi",
    ],
)
def test_addresses_are_taken(address: str) -> None:
    assert EMAIL.pattern.fullmatch(address)


@pytest.mark.parametrize(
    "address",
    [
        "x:y@z;.fi",
        "=?utf-8?b?_?=@a.fi",
        "]@,).[",
        "a@b",
        "a@@b.fi",
        "a b@c.fi",
        "<a@b.fi>",
        "a,b@c.fi",
        ".a@b.fi",
        "a.@b.fi",
        "a..b@c.fi",
        'a"b@c.fi',
        "a@b..fi",
        "a@b.fi.",
        f"{'a' * 65}@example.fi",
    ],
)
def test_what_would_be_misread_is_refused(address: str) -> None:
    assert not EMAIL.pattern.fullmatch(address)


@given(NAMES, LABELS, LABELS)
def test_what_is_taken_is_read_as_one_address(name: str, domain: str, ending: str) -> None:
    address = f"{name}@{domain}.{ending}"
    assume(EMAIL.pattern.fullmatch(address) is not None)
    mail = EmailMessage(policy=SMTP)
    mail["To"] = address
    mail.set_content("")
    assert len(mail["To"].addresses) == 1
    assert mail.as_bytes()
