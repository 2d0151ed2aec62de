"""Encrypting a column's short texts (AES-256-GCM) and finding them undecrypted by a keyed blind index."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
"""96 bits, the nonce length that GCM is made for (NIST SP 800-38D 5.2.1.1)."""
TAG_BYTES = 16


class Undecipherable(Exception):
    """The ciphertext is not one of this key and this place; the message never holds a value."""


class Secrecy:
    """Two keys that never lie in the database: one encrypts, the other makes the blind index."""

    __slots__ = ("_cipher", "_index_key", "key_id")

    def __init__(self, data_key: bytes, index_key: bytes) -> None:
        """Take the keys, 32 bytes each; raises ValueError for other lengths and for one key given twice."""
        if len(data_key) != KEY_BYTES or len(index_key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        if hmac.compare_digest(data_key, index_key):
            raise ValueError("the data key and the index key must differ")
        self._cipher = AESGCM(data_key)
        self._index_key = index_key
        self.key_id = hmac.digest(data_key, b"hb key id", "sha256")[:8].hex()
        """Names the data key beside what it encrypted, so that a change of key can be followed."""

    def encrypt(self, text: str, *place: str) -> bytes:
        """Encrypt a text for one place (organiser, table, row, column): nonce, ciphertext and tag.

        The place is authenticated with it, so a ciphertext moved to another row does not open there.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), _associated(place))

    def decrypt(self, ciphertext: bytes, *place: str) -> str:
        """Decrypt what `encrypt` made for the same place.

        Raises:
            Undecipherable: another key or place, or changed bytes.
        """
        if len(ciphertext) < NONCE_BYTES + TAG_BYTES:
            raise Undecipherable
        nonce, sealed = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, sealed, _associated(place)).decode()
        except InvalidTag:
            raise Undecipherable from None

    def blind_index(self, text: str) -> bytes:
        """HMAC-SHA-256 of a text: equal for equal texts, and of no use without the index key (32 bytes)."""
        return hmac.digest(self._index_key, text.encode(), hashlib.sha256)


def _associated(place: tuple[str, ...]) -> bytes:
    """Each part behind its length, so that no two places read the same."""
    parts = [part.encode() for part in place]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
