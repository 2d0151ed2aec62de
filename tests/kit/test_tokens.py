"""A verified token is known again until it expires, and no other token passes for it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from hb.kit.tokens import (
    LEEWAY_SECONDS,
    LONGEST_LIFE,
    ExpiredToken,
    InvalidToken,
    LongLivedToken,
    TokenVerifier,
    issue_token,
)

KEY = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
OTHER_KEY = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
NOW = datetime(2026, 5, 12, 9, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Counted(TokenVerifier):
    """Counts how often a signature is really verified."""

    verified_now = 0

    def claims(self, token: str, now: datetime) -> Mapping[str, object]:
        self.verified_now += 1
        return super().claims(token, now)


def verifier(kept: int = 10) -> Counted:
    return Counted(KeySet([KEY]), issuer="https://identity.test", audience="hb", kept=kept)


def token(subject: str, key: ECKey = KEY) -> str:
    return issue_token(
        key,
        issuer="https://identity.test",
        audience="hb",
        subject=subject,
        claims={"hb_role": "CLIENT"},
        now=NOW,
        lifetime=MINUTE,
    )


def test_a_token_is_verified_once_until_it_expires() -> None:
    known, aino = verifier(), token("aino")

    found = [known.verified(aino, NOW + timedelta(seconds=second)) for second in (0, 1, 59)]

    assert [each.claims["sub"] for each in found] == ["aino"] * 3
    assert known.verified_now == 1


def test_a_known_token_is_refused_from_the_very_second_in_which_a_new_one_would_be() -> None:
    known, aino = verifier(), token("aino")
    last = NOW + MINUTE + timedelta(seconds=LEEWAY_SECONDS - 1, microseconds=999_999)
    known.verified(aino, NOW)

    assert known.verified(aino, last).claims["sub"] == "aino"
    assert verifier().claims(aino, last)["sub"] == "aino"
    for refusing in (known.verified, verifier().verified, verifier().claims):
        with pytest.raises(InvalidToken):
            refusing(aino, last + timedelta(microseconds=1))


def test_one_token_does_not_pass_for_another() -> None:
    known = verifier()
    aino, eino = token("aino"), token("eino")
    head, body, signature = aino.split(".")
    _, eino_body, eino_signature = eino.split(".")

    assert known.verified(aino, NOW).claims["sub"] == "aino"
    assert known.verified(eino, NOW).claims["sub"] == "eino"
    assert known.verified(aino, NOW).claims["sub"] == "aino"
    forged = [
        f"{head}.{eino_body}.{signature}",
        f"{head}.{body}.{eino_signature}",
        f"{head}.{body}.",
        f"{aino}x",
        f"{aino} ",
        f"{head}.{body}",
        token("aino", OTHER_KEY),
        "",
        "\ud800",
    ]
    for each in forged:
        with pytest.raises(InvalidToken):
            known.verified(each, NOW)
    assert known.verified_now == 2 + len(forged)


def test_refused_tokens_are_not_kept_and_verified_ones_up_to_a_bound() -> None:
    known = verifier(kept=2)
    first, second, third = token("1"), token("2"), token("3")
    for each in (first, second, third):
        known.verified(each, NOW)
    with pytest.raises(InvalidToken):
        known.verified("no token", NOW)

    assert len(known._verified) == 2
    assert known.verified_now == 4
    known.verified(second, NOW)
    known.verified(third, NOW)
    assert known.verified_now == 4
    known.verified(first, NOW)
    assert known.verified_now == 5
    assert len(known._verified) == 2


def test_no_token_is_kept_as_it_is() -> None:
    known, aino = verifier(), token("aino")
    known.verified(aino, NOW)

    assert aino not in str(known._verified)
    assert all(len(digest) == 32 for digest in known._verified)


def signed(claims: Mapping[str, object], key: ECKey = KEY) -> str:
    body = {"iss": "https://identity.test", "aud": "hb", "sub": "aino", **claims}
    return jwt.encode({"alg": "ES256", "kid": key.kid or ""}, body, key, algorithms=["ES256"])


START = int(NOW.timestamp())
LONGEST = int(LONGEST_LIFE.total_seconds())


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ({"exp": START + LONGEST, "iat": START}, None),
        ({"exp": START + LONGEST}, None),
        ({"exp": START + LONGEST + 1, "iat": START}, LongLivedToken),
        ({"exp": START + LONGEST + 1}, LongLivedToken),
        ({"exp": START + 60, "iat": START - LONGEST}, LongLivedToken),
        ({"exp": 10**18, "iat": START}, LongLivedToken),
        ({"exp": 1e300}, LongLivedToken),
        ({"exp": START - LEEWAY_SECONDS - 1}, ExpiredToken),
        ({"exp": 0}, ExpiredToken),
        ({"exp": START + 60, "iat": START + 3600}, InvalidToken),
        ({"exp": "soon"}, InvalidToken),
        ({"exp": True}, InvalidToken),
        ({"exp": START + 60, "iat": "now"}, InvalidToken),
        ({}, InvalidToken),
    ],
)
def test_token_has_a_longest_life(claims: Mapping[str, object], fault: type[InvalidToken] | None) -> None:
    """S17: a token with exp=1e18 was taken; what cannot be taken back must end by itself."""
    if fault is None:
        assert verifier().verified(signed(claims), NOW).claims["sub"] == "aino"
        return
    with pytest.raises(InvalidToken) as refused:
        verifier().verified(signed(claims), NOW)
    assert type(refused.value) is fault


def test_forged_token_is_not_told_that_it_expired() -> None:
    with pytest.raises(InvalidToken) as refused:
        verifier().verified(signed({"exp": 0}, OTHER_KEY), NOW)
    assert type(refused.value) is InvalidToken


def test_only_verified_tokens_are_remembered() -> None:
    known, aino = verifier(), token("aino")
    assert not known.remembers(aino, NOW)
    known.verified(aino, NOW)
    assert known.remembers(aino, NOW)
    assert not known.remembers(aino, NOW + MINUTE + timedelta(seconds=LEEWAY_SECONDS))
    with pytest.raises(InvalidToken):
        known.verified(token("aino", OTHER_KEY), NOW)
    assert not known.remembers(token("aino", OTHER_KEY), NOW)
