"""What a seal says and how it is signed, the chain that seals form, and what can be wrong: pure."""

import base64
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = "hb.seal.1"
HOURS_AT_ONCE = 1_000
"""The most hours that one seal covers rows of: an old database is sealed in several."""
CLOCK_SLACK = timedelta(minutes=5)
"""How long after its end an hour is sealed at the earliest: the clock of a new primary may be behind."""


class SealDifferenceKind(StrEnum):
    """What `verify` can find wrong outside the ledger, and in the seals themselves."""

    ROW_DIGEST = "ROW_DIGEST"
    ROW_STATE = "ROW_STATE"
    ROW_MISSING = "ROW_MISSING"
    SEALED_ROWS_ADDED = "SEALED_ROWS_ADDED"
    SEALED_ROWS_CHANGED = "SEALED_ROWS_CHANGED"
    SEALED_ROWS_MISSING = "SEALED_ROWS_MISSING"
    SEAL_CHAIN = "SEAL_CHAIN"
    SEAL_CHANGED = "SEAL_CHANGED"
    SEAL_MISSING = "SEAL_MISSING"
    SEAL_NOT_OUTSIDE = "SEAL_NOT_OUTSIDE"
    SEAL_SIGNATURE = "SEAL_SIGNATURE"


@dataclass(frozen=True, slots=True)
class SealDifference:
    """One thing that is not as it was sealed, by table, hour, key and number; what does not apply is None.

    `row` is the key of the row without its organiser: ids and numbers alone.
    """

    kind: SealDifferenceKind
    table: str | None = None
    hour: datetime | None = None
    row: str | None = None
    seal: int | None = None
    expected: int | None = None
    actual: int | None = None


@dataclass(frozen=True, slots=True)
class HourRows:
    """How many rows a table has of an hour, and the SHA-256 (hex) of their digests in ascending order."""

    table: str
    hour: datetime
    rows: int
    root: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal of an organiser's chain: what every sealed table has of the hours since and before `until`.

    `previous` is the head (hex) of the seal before, empty for the first.
    """

    organiser_id: UUID
    number: int
    since: datetime
    until: datetime
    sealed_at: datetime
    previous: str
    hours: tuple[HourRows, ...]

    @property
    def rows(self) -> int:
        """How many rows it covers."""
        return sum(hour.rows for hour in self.hours)

    @property
    def hours_count(self) -> int:
        """How many hours with rows it covers."""
        return len({hour.hour for hour in self.hours})


@dataclass(frozen=True, slots=True)
class SignedSeal:
    """A seal's text, whose SHA-256 is its head, and the Ed25519 signature (RFC 8032; base64) of the head."""

    body: str
    signature: str

    @property
    def head(self) -> bytes:
        """The head of the chain with this seal: 32 bytes, which cover all seals before."""
        return hashlib.sha256(self.body.encode()).digest()

    @property
    def line(self) -> str:
        """The seal as it is written outside the database: one line of JSON."""
        return _json({"body": self.body, "signature": self.signature})


class MalformedSeal(ValueError):
    """A text is no seal."""


class Signer:
    """The private key that seals are signed with; it never lies in the database."""

    __slots__ = ("_key", "public_key")

    def __init__(self, key: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(key)
        self.public_key = self._key.public_key().public_bytes_raw()
        """32 bytes, for who verifies."""

    def sign(self, seal: Seal) -> SignedSeal:
        """Give a seal its text and sign its head."""
        unsigned = SignedSeal(body_of(seal), "")
        return replace(unsigned, signature=base64.b64encode(self._key.sign(unsigned.head)).decode())


def is_signed(seal: SignedSeal, public_keys: Collection[bytes]) -> bool:
    """Whether one of the keys signed the seal's head; several keys are those of the past."""
    for public_key in public_keys:
        try:
            signature = base64.b64decode(seal.signature, validate=True)
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, seal.head)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def body_of(seal: Seal) -> str:
    """The text of a seal: JSON in ASCII, keys sorted, hours in their order and tables by name in each."""
    hours: dict[str, dict[str, dict[str, object]]] = {}
    for part in sorted(seal.hours, key=lambda part: (part.hour, part.table)):
        hours.setdefault(_spelled(part.hour), {})[part.table] = {"rows": part.rows, "root": part.root}
    return _json(
        {
            "format": FORMAT,
            "organiser": str(seal.organiser_id),
            "number": seal.number,
            "since": _spelled(seal.since),
            "until": _spelled(seal.until),
            "sealed_at": _spelled(seal.sealed_at),
            "previous": seal.previous,
            "hours": [{"hour": hour, "tables": tables} for hour, tables in hours.items()],
        }
    )


def seal_of(body: str) -> Seal:
    """Read the text of a seal.

    Raises:
        MalformedSeal: it is none, or of another format.
    """
    try:
        values = json.loads(body)
        if values["format"] != FORMAT:
            raise MalformedSeal
        return Seal(
            UUID(values["organiser"]),
            int(values["number"]),
            datetime.fromisoformat(values["since"]),
            datetime.fromisoformat(values["until"]),
            datetime.fromisoformat(values["sealed_at"]),
            str(values["previous"]),
            tuple(
                HourRows(
                    table, datetime.fromisoformat(hour["hour"]), int(counted["rows"]), str(counted["root"])
                )
                for hour in values["hours"]
                for table, counted in hour["tables"].items()
            ),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise MalformedSeal from error


def signed_seal(line: str) -> SignedSeal:
    """Read a line that was written outside the database.

    Raises:
        MalformedSeal: it is none.
    """
    try:
        values = json.loads(line)
        return SignedSeal(str(values["body"]), str(values["signature"]))
    except (ValueError, TypeError, KeyError) as error:
        raise MalformedSeal from error


def chained(
    organiser_id: UUID, lines: Sequence[str], public_keys: Collection[bytes]
) -> tuple[tuple[Seal, ...], tuple[SealDifference, ...]]:
    """The seals written outside, as far as they form a signed chain, and what is wrong with them."""
    seals: list[Seal] = []
    head = ""
    for number, line in enumerate(lines, 1):
        try:
            signed = signed_seal(line)
            seal = seal_of(signed.body)
        except MalformedSeal:
            return tuple(seals), (SealDifference(SealDifferenceKind.SEAL_CHAIN, seal=number),)
        if not is_signed(signed, public_keys):
            return tuple(seals), (SealDifference(SealDifferenceKind.SEAL_SIGNATURE, seal=number),)
        follows = not seals or seal.since == seals[-1].until
        if (seal.organiser_id, seal.number, seal.previous) != (organiser_id, number, head) or not follows:
            return tuple(seals), (SealDifference(SealDifferenceKind.SEAL_CHAIN, seal=number),)
        seals.append(seal)
        head = signed.head.hex()
    return tuple(seals), ()


def compared(sealed: Sequence[HourRows], stored: Sequence[HourRows]) -> Iterator[SealDifference]:
    """Where the rows that are stored differ from those that were sealed, by table and hour."""
    before = {(part.hour, part.table): part for part in sealed}
    now = {(part.hour, part.table): part for part in stored}
    for hour, table in sorted(before.keys() | now.keys()):
        expected, actual = before.get((hour, table)), now.get((hour, table))
        if expected == actual:
            continue
        rows_before, rows_now = (0 if part is None else part.rows for part in (expected, actual))
        yield SealDifference(_kind(rows_before, rows_now), table, hour, None, None, rows_before, rows_now)


def _kind(rows_before: int, rows_now: int) -> SealDifferenceKind:
    if rows_now < rows_before:
        return SealDifferenceKind.SEALED_ROWS_MISSING
    if rows_now > rows_before:
        return SealDifferenceKind.SEALED_ROWS_ADDED
    return SealDifferenceKind.SEALED_ROWS_CHANGED


def last_closed_hour(now: datetime) -> datetime:
    """The end of the last hour that may be sealed at an instant, as far as the clock goes."""
    return (now - CLOCK_SLACK).replace(minute=0, second=0, microsecond=0)


def _spelled(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
