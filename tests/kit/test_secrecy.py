"""What is encrypted opens with its own key in its own place only, and is found by a keyed index."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.kit.secrecy import NONCE_BYTES, TAG_BYTES, Secrecy, Undecipherable

DATA, INDEX, OTHER = b"\1" * 32, b"\2" * 32, b"\3" * 32
PLACE = ("organiser", "table", "row", "column")
SECRECY = Secrecy(DATA, INDEX)


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_what_was_encrypted_for_a_place_opens_there(text: str, place: list[str]) -> None:
    assert SECRECY.decrypt(SECRECY.encrypt(text, *place), *place, key_id=SECRECY.key_id) == text


def test_the_same_text_is_never_encrypted_alike() -> None:
    encrypted = {SECRECY.encrypt("131052-308T", *PLACE) for _ in range(100)}

    assert len(encrypted) == 100
    assert {len(one) for one in encrypted} == {NONCE_BYTES + 11 + TAG_BYTES}
    assert all(b"131052" not in one for one in encrypted)


@pytest.mark.parametrize("part", range(4))
def test_another_place_does_not_open_it(part: int) -> None:
    encrypted = SECRECY.encrypt("131052-308T", *PLACE)
    moved = [f"{name}x" if at == part else name for at, name in enumerate(PLACE)]

    with pytest.raises(Undecipherable):
        SECRECY.decrypt(encrypted, *moved, key_id=SECRECY.key_id)


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (("a", ""), ("a",)), ((), ("",))])
def test_places_that_join_alike_are_different(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    with pytest.raises(Undecipherable):
        SECRECY.decrypt(SECRECY.encrypt("x", *one), *other, key_id=SECRECY.key_id)


def test_another_key_does_not_open_it() -> None:
    other = Secrecy(OTHER, INDEX)
    with pytest.raises(Undecipherable):
        other.decrypt(SECRECY.encrypt("x", *PLACE), *PLACE, key_id=other.key_id)


@pytest.mark.parametrize("at", [0, NONCE_BYTES, -1])
def test_a_changed_byte_does_not_open(at: int) -> None:
    encrypted = bytearray(SECRECY.encrypt("131052-308T", *PLACE))
    encrypted[at] ^= 1

    with pytest.raises(Undecipherable) as refusal:
        SECRECY.decrypt(bytes(encrypted), *PLACE, key_id=SECRECY.key_id)
    assert str(refusal.value) == ""


@pytest.mark.parametrize("encrypted", [b"", b"x" * (NONCE_BYTES + TAG_BYTES - 1)])
def test_too_few_bytes_do_not_open(encrypted: bytes) -> None:
    with pytest.raises(Undecipherable):
        SECRECY.decrypt(encrypted, *PLACE, key_id=SECRECY.key_id)


def test_the_index_is_hmac_sha256_of_the_text_under_the_index_key() -> None:
    assert SECRECY.blind_index("100190-999P") == hmac.new(INDEX, b"100190-999P", hashlib.sha256).digest()
    assert Secrecy(OTHER, INDEX).blind_index("a") == SECRECY.blind_index("a")
    assert Secrecy(DATA, OTHER).blind_index("a") != SECRECY.blind_index("a")


def test_the_key_id_names_the_data_key_and_shows_neither() -> None:
    assert SECRECY.key_id == Secrecy(DATA, OTHER).key_id
    assert SECRECY.key_id != Secrecy(OTHER, INDEX).key_id
    assert len(SECRECY.key_id) == 16
    assert DATA.hex() not in repr(SECRECY)


@pytest.mark.parametrize(("data", "index"), [(b"", INDEX), (DATA, b"\2" * 31), (DATA, DATA)])
def test_unfit_keys_are_refused(data: bytes, index: bytes) -> None:
    with pytest.raises(ValueError, match="key"):
        Secrecy(data, index)
