"""The keys of encrypted columns and of their blind indexes: the present, and the next during a change."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

# AES-256 and HMAC-SHA-256 take keys of this many bytes.
KEY_BYTES = 32


class UnfitKeys(Exception):
    """The keys do not go together or are not the database's; the message is one sentence without secrets."""


class KeyKind(StrEnum):
    """What a key is for; the value begins the name of its settings."""

    DATA = "HB_DATA_KEY"
    INDEX = "HB_INDEX_KEY"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """The keys of one kind that a process was given, 32 bytes each; `following` while the key changes."""

    present: bytes = field(repr=False)
    following: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys that a process was given, of both kinds; raises UnfitKeys for keys that do not go together."""

    data: KeyPair
    index: KeyPair

    def __post_init__(self) -> None:
        """Refuse keys of another length, and two that are alike."""
        keys = {
            name: key
            for kind, pair in self.pairs.items()
            for name, key in ((kind.value, pair.present), (f"{kind.value}_NEXT", pair.following))
            if key is not None
        }
        sentence = fault_of(keys)
        if sentence is not None:
            raise UnfitKeys(sentence)

    @property
    def pairs(self) -> Mapping[KeyKind, KeyPair]:
        """The keys by what they are for."""
        return {KeyKind.DATA: self.data, KeyKind.INDEX: self.index}


def fault_of(keys: Mapping[str, bytes]) -> str | None:
    """What is wrong with keys by the names of their settings, in one sentence; None when nothing is."""
    for name, key in keys.items():
        if len(key) != KEY_BYTES:
            return f"{name} is not the base64 of {KEY_BYTES} bytes."
    for (name, key), (other_name, other) in combinations(keys.items(), 2):
        if key == other:
            return f"{name} and {other_name} must differ."
    return None


def new_key() -> str:
    """Make a key for a cipher or a keyed digest, in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def decoded(key: str) -> bytes:
    """Read base64; what is not base64 counts as no bytes."""
    try:
        return base64.b64decode(key, validate=True)
    except ValueError:
        return b""
