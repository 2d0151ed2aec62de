"""Bearer tokens: JWTs verified by issuer, audience, time and key; issued here in development only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from cachetools import LRUCache
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import ECKey, KeySet

ALGORITHMS = ["ES256", "RS256", "PS256"]
"""Asymmetric algorithms only: a server that verifies cannot sign, and `none` and HS256 are refused."""
LEEWAY_SECONDS = 30
LONGEST_LIFE = timedelta(hours=12)
"""A working day with room to spare."""
TOKENS_KEPT = 10_000


class InvalidToken(Exception):
    """The token is of another issuer or audience, or not valid now; the caller never learns which."""


class ExpiredToken(InvalidToken):
    """The token was good and its time is over, which its bearer may learn: a new one helps."""


class LongLivedToken(InvalidToken):
    """The token is good for longer than any may be, which its issuer has to mend."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verified token claims; `until`, in seconds since 1970, is when it expires."""

    claims: Mapping[str, object]
    until: float


class TokenVerifier:
    """Verifies tokens of one issuer for one audience by its public keys.

    It remembers verified tokens by their digest until they expire, because verifying a signature takes as
    much processor time as everything else in a request. At most `kept` are remembered, those used last.

    Args:
        longest: for how long a token may be good, from its issue or, where it does not say when it was issued
            (`iat`), from now; a token cannot be taken back, so that this is how long a stolen one may serve.
    """

    def __init__(
        self,
        keys: KeySet,
        *,
        issuer: str,
        audience: str,
        longest: timedelta = LONGEST_LIFE,
        kept: int = TOKENS_KEPT,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._longest = longest.total_seconds()
        self._verified: LRUCache[bytes, Verified] = LRUCache(kept)

    def remembers(self, token: str, now: datetime) -> bool:
        """Whether a token was verified before and is still good, so that no signature has to be checked."""
        return self._remembered(_digest(token), now) is not None

    def verified(self, token: str, now: datetime) -> Verified:
        """The claims of a token, verified now or before.

        Raises:
            ExpiredToken, LongLivedToken: the token is good but for its time.
            InvalidToken: signature, algorithm, issuer, audience or validity is wrong.
        """
        digest = _digest(token)
        remembered = self._remembered(digest, now)
        if remembered is not None:
            return remembered
        claims = self.claims(token, now)
        verified = Verified(claims, float(str(claims["exp"])) + LEEWAY_SECONDS)
        self._verified[digest] = verified
        return verified

    def claims(self, token: str, now: datetime) -> Mapping[str, object]:
        """The claims of a token, verified now; raises as `verified` does."""
        instant = int(now.timestamp())
        try:
            decoded = jwt.decode(token, self._keys, algorithms=ALGORITHMS)
            registry = jwt.JWTClaimsRegistry(
                now=instant,
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self._issuer},
                aud={"essential": True, "value": self._audience},
                exp={"essential": True},
                sub={"essential": True},
            )
            registry.validate(decoded.claims)
            expires, issued = float(decoded.claims["exp"]), float(decoded.claims.get("iat", instant))
        except ExpiredTokenError as fault:
            raise ExpiredToken from fault
        except (JoseError, ValueError, TypeError, KeyError, OverflowError) as fault:
            raise InvalidToken from fault
        if not expires - issued <= self._longest:
            raise LongLivedToken
        return decoded.claims

    def _remembered(self, digest: bytes, now: datetime) -> Verified | None:
        remembered = self._verified.get(digest)
        return remembered if remembered is not None and int(now.timestamp()) < remembered.until else None


def _digest(token: str) -> bytes:
    return sha256(token.encode(errors="surrogatepass")).digest()


def issue_token(
    key: ECKey,
    *,
    issuer: str,
    audience: str,
    subject: str,
    claims: Mapping[str, str],
    now: datetime,
    lifetime: timedelta,
) -> str:
    """Sign a token with ES256; for development and tests, which have no identity provider."""
    body = {
        **claims,
        "iss": issuer,
        "aud": audience,
        "sub": subject,
        "iat": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
        "jti": str(uuid4()),
    }
    return jwt.encode({"alg": "ES256", "kid": key.kid or ""}, body, key, algorithms=ALGORITHMS)
