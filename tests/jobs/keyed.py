"""A database of its own with a check value of each key, and processes with older and newer settings."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import asyncpg

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.model import HETU, client_identity
from hb.clients.rules import ClientRegistration
from hb.clients.rules.filing import ContactServed
from hb.clients.rules.refusals import AlreadyServes
from hb.installation.keys import open_secrecy
from hb.jobs.rekey import Rekeyed, rekey
from hb.kit.db import Database
from hb.kit.keys import KeyPair, KeyRing
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from tests.clients.builders import REASON, command, registration
from tests.scene import Scene
from tests.waiting import patiently

FIRST, SECOND, THIRD = (bytes([number]) * 32 for number in (1, 2, 3))
FIRST_INDEX, SECOND_INDEX, THIRD_INDEX = (bytes([number]) * 32 for number in (11, 12, 13))
OLD = KeyRing(KeyPair(FIRST), KeyPair(FIRST_INDEX))
BOTH = KeyRing(KeyPair(FIRST, SECOND), KeyPair(FIRST_INDEX, SECOND_INDEX))
NEW = KeyRing(KeyPair(SECOND), KeyPair(SECOND_INDEX))
CHECK_DIGITS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code(number: int) -> str:
    """A temporary personal identity code, good in development: born 1.1.1980, numbers 900 to 999."""
    digits = f"010180{900 + number}"
    return f"010180-{900 + number}{CHECK_DIGITS[int(digits) % 31]}"


@dataclass(frozen=True)
class Keyed:
    """The database's addresses and connections, and an organiser in it."""

    app_dsn: str
    owner_dsn: str
    all_rows: asyncpg.Connection
    db: Database
    owner: Database
    scene: Scene
    workers: list[Actor]

    async def process(self, ring: KeyRing) -> Secrecy:
        """What a process that starts now with these keys works with."""
        return await open_secrecy(self.app_dsn, ring)

    async def register(self, secrecy: Secrecy, *numbers: int, worker: Actor | None = None) -> list[int]:
        """File a contact about each person in a process and open it; how many statements that took."""
        statements: list[int] = []
        guide = worker or self.scene.actors[Role.SERVICE_GUIDE]
        for number in numbers:
            wish = registration(code(number))

            async def work(tx: Transaction, wish: ClientRegistration = wish) -> ContactServed:
                filed = await clients.register(tx, guide, secrecy, wish, allow_temporary=True)
                assert filed.filed_contact_id is not None
                served = await clients.open_filed_contact(tx, guide, secrecy, filed.filed_contact_id, REASON)
                statements.append(tx.statements)
                return served

            with suppress(AlreadyServes):
                await patiently(partial(command, self.db, guide, ContactServed, work))
        return statements

    async def rekey(self, ring: KeyRing = BOTH) -> Rekeyed:
        """Run the job, in silence."""
        return await rekey(self.owner, ring, lambda _line: None)

    async def identities(self) -> list[asyncpg.Record]:
        """What is stored of identity codes."""
        return await self.all_rows.fetch("SELECT * FROM client_identity ORDER BY client_id")

    async def states(self) -> dict[str, str]:
        """The state of every key, by its id."""
        rows = await self.all_rows.fetch("SELECT key_id, state FROM key_check")
        return {row["key_id"]: row["state"] for row in rows}


def codes_of(rows: list[asyncpg.Record], secrecy: Secrecy) -> list[str]:
    """The codes of rows, each opened with the key that it names."""
    return sorted(
        secrecy.decrypt(
            row["hetu_ciphertext"],
            *HETU.place(client_identity, row["organiser_id"], row["client_id"]),
            key_id=row["key_id"],
        )
        for row in rows
    )


async def require_under(keyed: Keyed, secrecy: Secrecy, numbers: range, *, slot: int) -> None:
    """Every person has one row, under the keys of a process that knows no others, found by their index."""
    rows = await keyed.identities()
    expected = sorted(code(number) for number in numbers)
    assert codes_of(rows, secrecy) == expected
    assert {row["key_id"] for row in rows} == {secrecy.key_id}
    indexes = sorted(row["hetu_index" if slot == 1 else "hetu_index_2"] for row in rows)
    assert indexes == sorted(secrecy.blind_index(one) for one in expected)
