"""Bearer tokens: JWTs verified by issuer, audience, time and key; issued here in development only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from cachetools import LRUCache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

ALGORITHMS = ["ES256", "RS256", "PS256"]
"""Asymmetric algorithms only: a server that verifies cannot sign, and `none` and HS256 are refused."""
LEEWAY_SECONDS = 30
TOKENS_KEPT = 10_000


class InvalidToken(Exception):
    """The token is of another issuer or audience, or not valid now; the caller never learns which."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verified token claims; `until`, in seconds since 1970, is when it expires."""

    claims: Mapping[str, object]
    until: float


class TokenVerifier:
    """Verifies tokens of one issuer for one audience by its public keys.

    It remembers verified tokens by their digest until they expire, because verifying a signature takes as
    much processor time as everything else in a request. At most `kept` are remembered, those used last.
    """

    def __init__(self, keys: KeySet, *, issuer: str, audience: str, kept: int = TOKENS_KEPT) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._verified: LRUCache[bytes, Verified] = LRUCache(kept)

    def verified(self, token: str, now: datetime) -> Verified:
        """The claims of a token, verified now or before.

        Raises:
            InvalidToken: signature, algorithm, issuer, audience or validity is wrong.
        """
        digest = sha256(token.encode(errors="surrogatepass")).digest()
        remembered = self._verified.get(digest)
        if remembered is not None and int(now.timestamp()) < remembered.until:
            return remembered
        claims = self.claims(token, now)
        expires = claims["exp"]
        if not isinstance(expires, (int, float)):
            raise InvalidToken
        verified = Verified(claims, expires + LEEWAY_SECONDS)
        self._verified[digest] = verified
        return verified

    def claims(self, token: str, now: datetime) -> Mapping[str, object]:
        """The claims of a token.

        Raises:
            InvalidToken: signature, algorithm, issuer, audience or validity is wrong.
        """
        try:
            decoded = jwt.decode(token, self._keys, algorithms=ALGORITHMS)
            registry = jwt.JWTClaimsRegistry(
                now=int(now.timestamp()),
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self._issuer},
                aud={"essential": True, "value": self._audience},
                exp={"essential": True},
                sub={"essential": True},
            )
            registry.validate(decoded.claims)
        except (JoseError, ValueError, TypeError, KeyError) as fault:
            raise InvalidToken from fault
        return decoded.claims


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
