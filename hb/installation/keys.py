"""Whether the keys are the database's: proved against its rows once, and compared at every start."""

from uuid import UUID

from hb.kit.connecting import connect
from hb.kit.db import Database
from hb.kit.encrypted import EncryptedRows, encrypted_rows, organisers
from hb.kit.key_check import KeyState, add_check, fit_keys, read_checks
from hb.kit.keys import KeyKind, KeyRing, UnfitKeys
from hb.kit.secrecy import SLOTS, Secrecy, Undecipherable
from hb.kit.transaction import Row, Transaction
from hb.modules import metadata

BEFORE_ALL = UUID(int=0)


async def open_secrecy(dsn: str, ring: KeyRing) -> Secrecy:
    """What encrypts and finds, once the keys are compared with the database's check values.

    Raises:
        UnfitKeys: they are not the database's.
    """
    connection = await connect(dsn)
    try:
        return fit_keys(ring, await read_checks(connection)).secrecy()
    finally:
        await connection.close()


async def keep_check_values(owner_dsn: str, ring: KeyRing) -> None:
    """Write the check values of the present keys where there are none yet, and compare them where there are.

    A database of a release without check values may hold rows: of each organiser and encrypted text one row
    must open under the data key and be found by the index key, or wrong keys would be taken for right.

    Raises:
        UnfitKeys: the keys are not those of the rows, or not those of the check values.
    """
    connection = await connect(owner_dsn)
    try:
        checks = await read_checks(connection)
    finally:
        await connection.close()
    if not checks:
        await _prove_and_write(owner_dsn, ring)
    await open_secrecy(owner_dsn, ring)


async def _prove_and_write(owner_dsn: str, ring: KeyRing) -> None:
    secrecy = Secrecy(ring.data.present, ring.index.present)

    async def prove(tx: Transaction) -> set[int]:
        return {
            _slot_of(secrecy, rows, organiser_id, row)
            for rows in encrypted_rows(metadata())
            for row in await tx.rows(rows.batch, after=BEFORE_ALL, count=1)
        }

    async def write(tx: Transaction) -> None:
        await add_check(tx, KeyKind.DATA, ring.data.present, KeyState.CURRENT, None)
        await add_check(tx, KeyKind.INDEX, ring.index.present, KeyState.CURRENT, min(slots or SLOTS))

    database = await Database.connect(owner_dsn, size=1)
    try:
        slots: set[int] = set()
        for organiser_id in await organisers(database):
            context = {"hb.organiser": str(organiser_id), "hb.door": "command"}
            slots |= await database.run(context, prove)
        await database.run({"hb.door": "command"}, write)
    finally:
        await database.close()


def _slot_of(secrecy: Secrecy, rows: EncryptedRows, organiser_id: UUID, row: Row) -> int:
    """The index column that the index key has filled in a row; raises UnfitKeys."""
    place = rows.encrypted.place(rows.table, organiser_id, row["row_id"])
    try:
        value = secrecy.decrypt(row["ciphertext"], *place, key_id=row["key_id"])
    except Undecipherable as unreadable:
        raise UnfitKeys(
            f"{KeyKind.DATA} is not the key of this database: a row of {rows.table.name} is under the key"
            f" {row['key_id']} and cannot be decrypted."
        ) from unreadable
    index = secrecy.blind_index(value)
    for slot in SLOTS:
        if row[f"index_{slot}"] == index:
            return slot
    raise UnfitKeys(
        f"{KeyKind.INDEX} is not the key of this database: a row of {rows.table.name} is not found by it."
    )
