"""Which keys fit a database: compared kind by kind with its check values, told in one sentence (O7, S3)."""

from dataclasses import dataclass

import pytest

from hb.kit.key_check import FitPair, KeyState, fit_keys
from hb.kit.keys import KeyKind, KeyPair, KeyRing, UnfitKeys
from hb.kit.secrecy import check_value_of, key_id_of

DATA, A, B, C = (bytes([number]) * 32 for number in (1, 2, 3, 4))


@dataclass(frozen=True)
class Row:
    """A row of key_check."""

    kind: KeyKind
    key: bytes
    state: KeyState
    slot: int | None

    def __getitem__(self, name: str) -> object:
        values = {"check_value": check_value_of(self.key), "key_id": key_id_of(self.key)}
        return values.get(name, getattr(self, name, None))


def checks(*index: tuple[bytes, KeyState, int]) -> list[Row]:
    return [
        Row(KeyKind.DATA, DATA, KeyState.CURRENT, None),
        *(Row(KeyKind.INDEX, key, state, slot) for key, state, slot in index),
    ]


def fit(stored: list[Row], present: bytes, following: bytes | None = None) -> FitPair:
    ring = KeyRing(KeyPair(DATA), KeyPair(present, following))
    return fit_keys(ring, stored).pairs[KeyKind.INDEX]  # type: ignore[arg-type]  # rows made by hand


STEADY = checks((A, KeyState.CURRENT, 1))
CHANGING = checks((A, KeyState.CURRENT, 1), (B, KeyState.FOLLOWING, 2))
CHANGED = checks((A, KeyState.REPLACED, 1), (B, KeyState.CURRENT, 2))


@pytest.mark.parametrize(
    ("stored", "present", "following", "expected"),
    [
        (STEADY, A, None, FitPair(A, None, 1)),
        (STEADY, A, B, FitPair(A, B, 1)),
        (CHANGING, A, B, FitPair(A, B, 1)),
        (CHANGED, B, None, FitPair(B, None, 2)),
        (CHANGED, A, B, FitPair(B, None, 2)),
        (CHANGED, B, C, FitPair(B, C, 2)),
    ],
)
def test_keys_that_fit(stored: list[Row], present: bytes, following: bytes | None, expected: FitPair) -> None:
    assert fit(stored, present, following) == expected


def test_the_next_index_takes_the_other_column() -> None:
    assert [FitPair(A, B, slot).following_slot for slot in (1, 2, None)] == [2, 1, None]


@pytest.mark.parametrize(
    ("stored", "present", "following", "sentence"),
    [
        (
            checks(),
            A,
            None,
            "The database holds no check value of HB_INDEX_KEY yet; run `python -m hb migrate` with the keys"
            " that its rows are under.",
        ),
        (STEADY, B, None, "HB_INDEX_KEY is not the key of this database: its check value is another."),
        (STEADY, B, A, "HB_INDEX_KEY is not the key of this database: its check value is another."),
        (
            CHANGING,
            A,
            None,
            "HB_INDEX_KEY is being changed; set HB_INDEX_KEY_NEXT to the key that it is changed to.",
        ),
        (
            CHANGING,
            A,
            C,
            "HB_INDEX_KEY is being changed; set HB_INDEX_KEY_NEXT to the key that it is changed to.",
        ),
        (
            CHANGING,
            B,
            None,
            "HB_INDEX_KEY is the next key and some rows are still under the present one; name it"
            " HB_INDEX_KEY_NEXT, set HB_INDEX_KEY as before and run `python -m hb rekey`.",
        ),
        (CHANGED, A, None, "HB_INDEX_KEY is a key that was replaced; set the one that replaced it."),
        (CHANGED, A, C, "HB_INDEX_KEY is a key that was replaced; set the one that replaced it."),
        (CHANGED, B, A, "HB_INDEX_KEY_NEXT is a key that was replaced; make a new one."),
    ],
)
def test_keys_that_do_not_fit_are_refused_in_one_sentence(
    stored: list[Row], present: bytes, following: bytes | None, sentence: str
) -> None:
    with pytest.raises(UnfitKeys) as refusal:
        fit(stored, present, following)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("data", "index", "sentence"),
    [
        (KeyPair(A), KeyPair(A), "HB_DATA_KEY and HB_INDEX_KEY must differ."),
        (KeyPair(A, A), KeyPair(B), "HB_DATA_KEY and HB_DATA_KEY_NEXT must differ."),
        (KeyPair(A), KeyPair(B, B), "HB_INDEX_KEY and HB_INDEX_KEY_NEXT must differ."),
        (KeyPair(A, B), KeyPair(B), "HB_DATA_KEY_NEXT and HB_INDEX_KEY must differ."),
        (KeyPair(A, C), KeyPair(B, C), "HB_DATA_KEY_NEXT and HB_INDEX_KEY_NEXT must differ."),
        (KeyPair(A), KeyPair(B, b"short"), "HB_INDEX_KEY_NEXT is not the base64 of 32 bytes."),
    ],
)
def test_a_ring_whose_keys_do_not_go_together_is_refused(
    data: KeyPair, index: KeyPair, sentence: str
) -> None:
    with pytest.raises(UnfitKeys) as refusal:
        KeyRing(data, index)
    assert str(refusal.value) == sentence


def test_no_key_is_in_a_value_as_printed() -> None:
    ring = KeyRing(KeyPair(A, B), KeyPair(C, DATA))
    assert not any(part in repr(ring) for part in ("\\x", "x02", A.hex()))
    assert check_value_of(A) != check_value_of(B)
    assert A not in check_value_of(A)
