"""Encrypting a column's short texts (AES-256-GCM) and finding them undecrypted by a keyed blind index."""

import hashlib
import hmac
import secrets
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hb.kit.keys import KEY_BYTES

NONCE_BYTES = 12
"""96 bits, the nonce length that GCM is made for (NIST SP 800-38D 5.2.1.1)."""
TAG_BYTES = 16
SLOTS = (1, 2)
"""Two index columns take turns: one belongs to the present index key, the other to the next."""

Indexes: TypeAlias = tuple[bytes | None, bytes | None]
"""What goes into the two index columns, in the order of the slots; None where no key has the slot."""


class Undecipherable(Exception):
    """The ciphertext is not one of this key and this place; the message never holds a value."""


class UnknownKey(Undecipherable):
    """The ciphertext is under a key that this process was not given; the message names the key by its id."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"no key {key_id} was given")


class Secrecy:
    """Keys that never lie in the database: one encrypts, another makes the blind index, or two of each.

    While a key changes both are there. Which of the two a row is written under is for the database to say, so
    that all processes follow at once (`hb.kit.encrypted`).
    """

    __slots__ = ("_ciphers", "_index_keys", "_slots", "index_key_id", "key_id", "next_key_id")

    def __init__(
        self,
        data_key: bytes,
        index_key: bytes,
        *,
        next_data_key: bytes | None = None,
        next_index_key: bytes | None = None,
        slot: int = 1,
    ) -> None:
        """Take the keys, 32 bytes each; `slot` is the index column of `index_key`, the next has the other.

        Raises:
            ValueError: another length, or one key given twice.
        """
        keys = [key for key in (data_key, index_key, next_data_key, next_index_key) if key is not None]
        if any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        if len(set(keys)) < len(keys):
            raise ValueError("the data key and the index key must differ, and the next ones from both")
        self.key_id = key_id_of(data_key)
        """Names the data key beside what it encrypted, so that a change of key can be followed."""
        self.next_key_id = self.key_id if next_data_key is None else key_id_of(next_data_key)
        """The next data key's name; the present one's when there is no next."""
        self._ciphers = {key_id_of(key): AESGCM(key) for key in (data_key, next_data_key) if key is not None}
        self.index_key_id = key_id_of(index_key)
        """Names the present index key beside a hash that no next key makes again."""
        self._index_keys = {key_id_of(key): key for key in (index_key, next_index_key) if key is not None}
        self._slots: Indexes = (
            (index_key, next_index_key) if slot == SLOTS[0] else (next_index_key, index_key)
        )

    def encrypt(self, text: str, *place: str, key_id: str | None = None) -> bytes:
        """Encrypt a text for one place (organiser, table, row, column): nonce, ciphertext and tag.

        The place is authenticated with it, so a ciphertext moved to another row does not open there. Without
        `key_id` the present key is used.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._ciphers[key_id or self.key_id].encrypt(nonce, text.encode(), _associated(place))

    def decrypt(self, ciphertext: bytes, *place: str, key_id: str) -> str:
        """Decrypt what `encrypt` made for the same place, under the key that its row names.

        Raises:
            UnknownKey: the process was not given that key.
            Undecipherable: another key or place, or changed bytes.
        """
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise UnknownKey(key_id)
        if len(ciphertext) < NONCE_BYTES + TAG_BYTES:
            raise Undecipherable
        nonce, encrypted = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, encrypted, _associated(place)).decode()
        except InvalidTag:
            raise Undecipherable from None

    def has_index_key(self, key_id: str) -> bool:
        """Whether this process was given the index key of that name."""
        return key_id in self._index_keys

    def blind_index(self, text: str, *, key_id: str | None = None) -> bytes:
        """HMAC-SHA-256 of a text: equal for equal texts, and of no use without the index key (32 bytes).

        Without `key_id` the present index key is used.

        Raises:
            UnknownKey: the process was not given that key.
        """
        key = self._index_keys.get(key_id or self.index_key_id)
        if key is None:
            raise UnknownKey(key_id or self.index_key_id)
        return hmac.digest(key, text.encode(), hashlib.sha256)

    def blind_indexes(self, text: str) -> Indexes:
        """The blind indexes of a text under the present and the next key, each in its slot (32 bytes)."""
        first, second = (
            None if key is None else hmac.digest(key, text.encode(), hashlib.sha256) for key in self._slots
        )
        return first, second


def key_id_of(key: bytes) -> str:
    """The name of a key: eight bytes of a digest keyed with it, as 16 hex digits; they tell nothing of it."""
    return hmac.digest(key, b"hb key id", hashlib.sha256)[:8].hex()


def check_value_of(key: bytes) -> bytes:
    """What shows that a key is the same as before and tells nothing of it (HMAC-SHA-256, 32 bytes).

    The zero byte keeps it apart from the index of any text, since no text that is stored holds one.
    """
    return hmac.digest(key, b"\0hb key check", hashlib.sha256)


def _associated(place: tuple[str, ...]) -> bytes:
    """Each part behind its length, so that no two places read the same."""
    parts = [part.encode() for part in place]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
