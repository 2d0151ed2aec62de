"""Check values: written once, proved against the rows there are, compared at every start (O7, S3)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hb.installation.database import Addresses, migrate
from hb.installation.keys import keep_check_values, open_secrecy
from hb.kit.key_check import KeyState
from hb.kit.keys import KeyPair, KeyRing, UnfitKeys
from hb.kit.secrecy import Secrecy, check_value_of, key_id_of
from tests.jobs.conftest import keyed, unchecked
from tests.jobs.keyed import FIRST, FIRST_INDEX, OLD, SECOND, SECOND_INDEX, THIRD, Keyed

__all__ = ["keyed", "unchecked"]  # fixtures
NO_CHECK = (
    "The database holds no check value of HB_DATA_KEY yet; run `python -m hb migrate` with the keys that its"
    " rows are under."
)
WRONG_DATA = "HB_DATA_KEY is not the key of this database: its check value is another."
WRONG_INDEX = "HB_INDEX_KEY is not the key of this database: its check value is another."


async def test_migrate_writes_the_check_values_once(unchecked: Keyed) -> None:
    with pytest.raises(UnfitKeys) as refused:
        await unchecked.process(OLD)
    assert str(refused.value) == NO_CHECK
    for _ in range(2):
        await migrate(Addresses(unchecked.app_dsn, unchecked.owner_dsn), OLD)

    rows = await unchecked.all_rows.fetch(
        "SELECT kind, key_id, check_value, state, slot FROM key_check ORDER BY kind"
    )
    assert [tuple(row) for row in rows] == [
        ("HB_DATA_KEY", key_id_of(FIRST), check_value_of(FIRST), KeyState.CURRENT, None),
        ("HB_INDEX_KEY", key_id_of(FIRST_INDEX), check_value_of(FIRST_INDEX), KeyState.CURRENT, 1),
    ]
    assert (await unchecked.process(OLD)).key_id == key_id_of(FIRST)


@pytest.mark.parametrize(
    ("ring", "sentence"),
    [
        (KeyRing(KeyPair(SECOND), KeyPair(FIRST_INDEX)), WRONG_DATA),
        (KeyRing(KeyPair(FIRST), KeyPair(SECOND_INDEX)), WRONG_INDEX),
        (KeyRing(KeyPair(FIRST_INDEX), KeyPair(FIRST)), WRONG_DATA),
    ],
    ids=["data", "index", "swapped"],
)
async def test_o7_wrong_keys_start_nothing(keyed: Keyed, ring: KeyRing, sentence: str) -> None:
    for dsn in (keyed.app_dsn, keyed.owner_dsn):
        with pytest.raises(UnfitKeys) as refused:
            await open_secrecy(dsn, ring)
        assert str(refused.value) == sentence
    with pytest.raises(UnfitKeys) as refused:
        await migrate(Addresses(keyed.app_dsn, keyed.owner_dsn), ring)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("ring", "sentence"),
    [
        (
            KeyRing(KeyPair(SECOND), KeyPair(FIRST_INDEX)),
            "HB_DATA_KEY is not the key of this database: a row of client_identity is under the key"
            f" {key_id_of(FIRST)} and cannot be decrypted.",
        ),
        (
            KeyRing(KeyPair(FIRST), KeyPair(THIRD)),
            "HB_INDEX_KEY is not the key of this database: a row of client_identity is not found by it.",
        ),
    ],
)
async def test_o7_an_upgrade_takes_no_wrong_keys_for_right(
    unchecked: Keyed, ring: KeyRing, sentence: str
) -> None:
    """The release before has no check values, but rows; they prove which keys are theirs."""
    await unchecked.register(Secrecy(FIRST, FIRST_INDEX), 1, 2)

    with pytest.raises(UnfitKeys) as refused:
        await keep_check_values(unchecked.owner_dsn, ring)

    assert str(refused.value) == sentence
    assert await unchecked.states() == {}
    await keep_check_values(unchecked.owner_dsn, OLD)
    assert set((await unchecked.states()).values()) == {KeyState.CURRENT}


def command(name: str, keyed: Keyed, home: Path) -> tuple[int, str, str]:
    """`python -m hb NAME` on that database: exit code, what it said and what it complained of."""
    environment = {
        "PATH": os.environ["PATH"],
        "HB_ENVIRONMENT": "development",
        "HB_HOME": str(home),
        "HB_DATABASE_URL": keyed.app_dsn,
        "HB_OWNER_DATABASE_URL": keyed.owner_dsn,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "hb", name], env=environment, capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.slow
async def test_o7_the_command_line_refuses_wrong_keys_in_one_sentence(keyed: Keyed, tmp_path: Path) -> None:
    """Every command that uses keys; the home's own keys are made up and so are not the database's."""
    for name in ("migrate", "demo", "rekey"):
        assert command(name, keyed, tmp_path) == (2, "", f"hb: {WRONG_DATA}\n")
