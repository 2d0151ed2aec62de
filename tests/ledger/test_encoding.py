"""The canonical encodings, pinned: a changed byte would break every chain that exists."""

import hashlib
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.ledger.rules import Balance, Limit, Measure, Movement, Slice, TransferCode
from tests.ledger.builders import MAY

ORGANISER = UUID("01890000-0000-7000-8000-000000000001")
CLIENT = UUID("01890000-0000-7000-8000-000000000002")
BUDGET = UUID("01890000-0000-7000-8000-000000000003")
ACTOR = UUID("01890000-0000-7000-8000-000000000004")
FIRST = UUID("01890000-0000-7000-8000-000000000010")
SECOND = UUID("01890000-0000-7000-8000-000000000011")
ITEM = UUID("01890000-0000-7000-8000-000000000020")
PRODUCER = UUID("01890000-0000-7000-8000-000000000021")

MICROSECONDS = 1778835600000000  # 2026-05-15T09:00:00Z, the instant of the tests


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


TRANSFERS = (
    (
        f"transfer.1|{ORGANISER}|{FIRST}|{FIRST}|GRANT|{CLIENT}|{BUDGET}|1|202605|5000|0|0|1|||||"
        f"|{ACTOR}|{MICROSECONDS}"
    ),
    (
        f"transfer.1|{ORGANISER}|{SECOND}|{FIRST}|RESERVE|{CLIENT}|{BUDGET}|1|202605|1200|30|0|1"
        f"|{ITEM}|{PRODUCER}||||{ACTOR}|{MICROSECONDS}"
    ),
)
GOLDEN_HEAD = "54f24c3336eab35b1e53ad3e16065df4bdd8c561de8b72e0d33b563781418aee"


async def test_digests_and_heads_are_the_pinned_bytes(db: Database, all_rows: asyncpg.Connection) -> None:
    actor = Actor(ORGANISER, ACTOR, ACTOR, Role.SOCIAL_WORKER)
    part = Slice(1, MAY, 1200, 30)
    movements = [
        Movement(SECOND, TransferCode.RESERVE, BUDGET, CLIENT, part, subject_id=ITEM, payee_id=PRODUCER),
        Movement(FIRST, TransferCode.GRANT, BUDGET, CLIENT, Slice(1, MAY, 5000)),
    ]

    async def work(tx: Transaction) -> None:
        await service.open_accounts(tx, BUDGET, CLIENT, [Limit(0, 0, Measure.CENTS)], (202601, 202612))
        await service.post(tx, actor, movements)

    await db.run(actor.context("command"), work)

    digests = [sha(text.encode()) for text in TRANSFERS]
    link_digest = sha(b"".join(digests))
    link = (
        f"link.1|{ORGANISER}|{BUDGET}|0|0|CENTS|1|{CLIENT}|{FIRST}|5000|1200|0|2"
        f"|{link_digest.hex()}|{MICROSECONDS}"
    )
    head = sha(link.encode())
    stored = await all_rows.fetch("SELECT digest FROM transfer WHERE budget_id = $1 ORDER BY id", BUDGET)
    assert [row["digest"] for row in stored] == digests
    row = await all_rows.fetchrow("SELECT * FROM link WHERE budget_id = $1", BUDGET)
    assert row is not None
    assert (row["digest"], row["head"]) == (link_digest, head)
    account = await all_rows.fetchrow("SELECT * FROM account WHERE budget_id = $1", BUDGET)
    assert account is not None
    assert Balance(account["granted"], account["reserved"], account["used"]) == Balance(5000, 1200, 0)
    assert (account["seq"], account["head"]) == (1, head)
    assert head.hex() == GOLDEN_HEAD
