"""Rows that keep keys from being changed are named in one sentence, and the present keys stay (O7)."""

import pytest

from hb.jobs import rekey as job
from hb.kit.keys import UnfitKeys
from hb.kit.secrecy import Secrecy, key_id_of
from tests.jobs.keyed import FIRST, FIRST_INDEX, NEW, OLD, THIRD, THIRD_INDEX, Keyed, require_under


async def test_o7_a_row_under_an_unknown_key_or_changed_stops_it(keyed: Keyed) -> None:
    await keyed.register(await keyed.process(OLD), *range(3))
    row = (await keyed.identities())[1]
    place = f"The row {row['client_id']} of client_identity (organiser {row['organiser_id']})"
    update = "UPDATE client_identity SET key_id = $2, hetu_ciphertext = $3 WHERE client_id = $1"
    await keyed.all_rows.execute(update, row["client_id"], key_id_of(THIRD), row["hetu_ciphertext"])
    with pytest.raises(UnfitKeys) as refused:
        await keyed.rekey()
    assert str(refused.value) == (
        f"{place} is under the data key {key_id_of(THIRD)}, which is none of those that are set."
    )

    await keyed.all_rows.execute(update, row["client_id"], key_id_of(FIRST), b"x" * 40)
    with pytest.raises(UnfitKeys) as refused:
        await keyed.rekey()
    assert str(refused.value) == (
        f"{place} cannot be decrypted with the data key {key_id_of(FIRST)} that it names."
    )
    assert (await keyed.states())[key_id_of(FIRST)] == "CURRENT"

    await keyed.all_rows.execute(update, row["client_id"], key_id_of(FIRST), row["hetu_ciphertext"])
    await keyed.rekey()
    await require_under(keyed, await keyed.process(NEW), range(3), slot=2)


async def test_o7_persons_doubled_by_a_wrong_index_key_are_named(unchecked: Keyed) -> None:
    """What wrong keys did before there were check values is found at the latest when keys change."""
    await unchecked.register(Secrecy(FIRST, THIRD_INDEX), 1)
    await unchecked.register(Secrecy(FIRST, FIRST_INDEX), 1)
    walk = job._Walk(unchecked.owner, Secrecy(FIRST, FIRST_INDEX), lambda _line: None)

    with pytest.raises(UnfitKeys) as refused:
        await walk.all_rows()

    assert str(refused.value) == (
        f"Two rows of client_identity of the organiser {unchecked.scene.organiser_id} hold one hetu, indexed"
        " under different keys; merge them first."
    )
