"""What was changed in sealed rows, put in or taken away is found and named, also with new digests (S4)."""

from collections.abc import Mapping

import pytest

from hb.ledger import service as ledger
from hb.ledger.model import transfer
from hb.ledger.queries.fragments import link_digest, link_head, transfer_digest
from hb.seals.model import DIGESTED, digest_again_sql
from hb.seals.rules import SealDifference
from hb.seals.rules import SealDifferenceKind as Kind
from tests.scene import NOW
from tests.seals.world import Life, World

HERE = "organiser_id = $1"
ONE_USE = f"{HERE} AND operation = 'ClientPage'"
ONE_DELIVERY = f"{HERE} AND external_id = '1'"
HOUR = NOW.replace(minute=0, second=0, microsecond=0)


def redigested(table: str, condition: str = HERE) -> str:
    """Give changed rows digests that fit them."""
    (digested,) = (one for one in DIGESTED if one.table.name == table)
    return f"UPDATE {table} SET digest = {digest_again_sql(table, digested)} WHERE {condition}"


FORGED_USE = f"""
INSERT INTO use_log (organiser_id, id, at, actor_id, role, on_behalf_of, purpose, operation, client_ids,
  digest)
SELECT organiser_id, gen_random_uuid(), at, actor_id, role, on_behalf_of, purpose, 'Kanta', client_ids,
  digest
FROM use_log WHERE {ONE_USE}"""
SETTLED_MORE = f"UPDATE settlement SET total_cents = total_cents + 1000000 WHERE {HERE}"
OTHER_IBAN = "'FI5810171000000122'"
STATE_TOO = f"""
UPDATE row_version SET row_digest = settlement.digest FROM settlement
WHERE row_version.{HERE} AND row_id = settlement.id AND version = 3"""

TAMPERING: Mapping[str, tuple[tuple[str, ...], set[tuple[Kind, str]]]] = {
    "an audit event updated": (
        (f"UPDATE audit_event SET facts = '{{}}' WHERE {HERE} AND client_id IS NOT NULL",),
        {(Kind.ROW_DIGEST, "audit_event")},
    ),
    "an audit event updated, with a new digest": (
        (f"UPDATE audit_event SET actor_id = $1 WHERE {HERE}", redigested("audit_event")),
        {(Kind.SEALED_ROWS_CHANGED, "audit_event")},
    ),
    "all audit events deleted": (
        (f"DELETE FROM audit_event WHERE {HERE}",),
        {(Kind.SEALED_ROWS_MISSING, "audit_event")},
    ),
    "all of the use log deleted": (
        (f"DELETE FROM use_log WHERE {HERE}",),
        {(Kind.SEALED_ROWS_MISSING, "use_log")},
    ),
    "a use forged": (
        (FORGED_USE,),
        {(Kind.SEALED_ROWS_ADDED, "use_log"), (Kind.ROW_DIGEST, "use_log")},
    ),
    "a use forged, with a digest that fits": (
        (FORGED_USE, redigested("use_log")),
        {(Kind.SEALED_ROWS_ADDED, "use_log")},
    ),
    "a decision of 9,999.99 € more": (
        (f"UPDATE decision SET granted_cents = granted_cents + 999999 WHERE {HERE}",),
        {(Kind.ROW_DIGEST, "decision")},
    ),
    "a decision of 9,999.99 € more, with a new digest": (
        (
            f"UPDATE decision SET granted_cents = granted_cents + 999999 WHERE {HERE}",
            redigested("decision"),
        ),
        {(Kind.SEALED_ROWS_CHANGED, "decision")},
    ),
    "a decision's line changed": (
        (f"UPDATE decision_line SET cents_per_month = 1 WHERE {HERE}",),
        {(Kind.ROW_DIGEST, "decision_line")},
    ),
    "a decision and its lines deleted": (
        (f"DELETE FROM decision_line WHERE {HERE}", f"DELETE FROM decision WHERE {HERE}"),
        {(Kind.SEALED_ROWS_MISSING, "decision"), (Kind.SEALED_ROWS_MISSING, "decision_line")},
    ),
    "a delivery's cents changed": (
        (f"UPDATE delivery SET cents = cents + 1 WHERE {ONE_DELIVERY}",),
        {(Kind.ROW_DIGEST, "delivery")},
    ),
    "a delivery's cents changed, with a new digest": (
        (f"UPDATE delivery SET cents = cents + 1 WHERE {ONE_DELIVERY}", redigested("delivery")),
        {(Kind.SEALED_ROWS_CHANGED, "delivery")},
    ),
    "a delivery deleted": (
        (f"DELETE FROM delivery WHERE {ONE_DELIVERY}",),
        {(Kind.SEALED_ROWS_MISSING, "delivery")},
    ),
    "a disclosure of an address deleted": (
        (f"DELETE FROM disclosure_end WHERE {HERE}", f"DELETE FROM disclosure WHERE {HERE}"),
        {(Kind.SEALED_ROWS_MISSING, "disclosure"), (Kind.SEALED_ROWS_MISSING, "disclosure_end")},
    ),
    "whom an address was disclosed to": (
        (f"UPDATE disclosure SET producer_user_id = gen_random_uuid() WHERE {HERE}",),
        {(Kind.ROW_DIGEST, "disclosure")},
    ),
    "a disclosure ended at another instant, with a new digest": (
        (
            f"UPDATE disclosure_end SET ended_at = ended_at + interval '1 minute' WHERE {HERE}",
            redigested("disclosure_end"),
        ),
        {(Kind.SEALED_ROWS_CHANGED, "disclosure_end")},
    ),
    "a settlement of 10,000 € more": ((SETTLED_MORE,), {(Kind.ROW_DIGEST, "settlement")}),
    "a settlement of 10,000 € more, with a new digest": (
        (SETTLED_MORE, redigested("settlement")),
        {(Kind.ROW_STATE, "settlement")},
    ),
    "a settlement of 10,000 € more, with a new digest in its states too": (
        (SETTLED_MORE, redigested("settlement"), STATE_TOO, redigested("row_version")),
        {(Kind.SEALED_ROWS_CHANGED, "row_version")},
    ),
    "a settlement deleted": ((f"DELETE FROM settlement WHERE {HERE}",), {(Kind.ROW_MISSING, "settlement")}),
    "a settlement deleted with its states": (
        (
            f"DELETE FROM settlement WHERE {HERE}",
            f"DELETE FROM row_version WHERE {HERE} AND table_name = 'settlement'",
        ),
        {(Kind.SEALED_ROWS_MISSING, "row_version")},
    ),
    "a settlement's IBAN": (
        (f"UPDATE settlement SET iban = {OTHER_IBAN} WHERE {HERE}",),
        {(Kind.ROW_DIGEST, "settlement")},
    ),
    "a payment account's IBAN": (
        (f"UPDATE payment_account SET iban = {OTHER_IBAN} WHERE {HERE}",),
        {(Kind.ROW_DIGEST, "payment_account")},
    ),
    "a payment account's IBAN, with a new digest": (
        (f"UPDATE payment_account SET iban = {OTHER_IBAN} WHERE {HERE}", redigested("payment_account")),
        {(Kind.ROW_STATE, "payment_account")},
    ),
    "a digest of an unknown version": (
        (rf"UPDATE delivery SET digest = '\x63' || substr(digest, 2) WHERE {ONE_DELIVERY}",),
        {(Kind.ROW_DIGEST, "delivery"), (Kind.SEALED_ROWS_CHANGED, "delivery")},
    ),
    "a row moved to another hour": (
        (f"UPDATE use_log SET at = at - interval '1 hour' WHERE {ONE_USE}", redigested("use_log")),
        {(Kind.SEALED_ROWS_MISSING, "use_log"), (Kind.SEALED_ROWS_ADDED, "use_log")},
    ),
    "yesterday's copy: the ledger of a budget gone": (
        tuple(f"DELETE FROM {table} WHERE {HERE}" for table in ("link", "transfer", "account")),
        {(Kind.SEALED_ROWS_MISSING, "link")},
    ),
}


def named(differences: list[SealDifference]) -> set[tuple[Kind, str | None]]:
    return {(difference.kind, difference.table) for difference in differences}


@pytest.mark.parametrize("what", TAMPERING)
async def test_tampering_outside_the_ledger_is_found_and_named(sealed: tuple[World, Life], what: str) -> None:
    world, life = sealed
    statements, expected = TAMPERING[what]
    assert await world.differences(life.organiser_id) == []

    await world.tamper(life.organiser_id, *statements)
    differences = await world.differences(life.organiser_id)

    assert named(differences) == expected
    for difference in differences:
        assert difference.row is not None or difference.hour in {HOUR, HOUR.replace(hour=8)}


async def test_a_row_is_named_by_its_id_and_nothing_else(sealed: tuple[World, Life]) -> None:
    world, life = sealed
    await world.tamper(life.organiser_id, f"UPDATE delivery SET cents = 1 WHERE {ONE_DELIVERY}")
    row_id = await world.rows.fetchval(f"SELECT id FROM delivery WHERE {ONE_DELIVERY}", life.organiser_id)

    report = await world.verify()

    (line,) = (line for line in str(report).splitlines() if str(life.organiser_id) in line)
    assert line == (
        f"ROW_DIGEST organiser={life.organiser_id} table=delivery hour=2026-05-15T09:00Z row={row_id}"
    )


PAYEE_CHANGED = f"""
UPDATE transfer SET payee_id = $1 WHERE {HERE} AND code = 'DRAW'"""
TRANSFERS_AGAIN = f"UPDATE transfer SET digest = {transfer_digest('transfer')} WHERE {HERE}"
LINK_DIGESTS = f"""
UPDATE link SET digest = again.digest FROM (
  SELECT link.budget_id, link.line_no, link.month, link.measure, link.seq, {link_digest("transfer")} AS digest
  FROM link JOIN transfer ON transfer.organiser_id = link.organiser_id
    AND transfer.posting_id = link.posting_id AND link.line_no IN (0, transfer.line_no)
    AND link.month IN (0, transfer.month)
    AND (link.measure = 'CENTS' OR transfer.minutes <> 0)
  WHERE link.organiser_id = $1 GROUP BY 1, 2, 3, 4, 5
) AS again WHERE link.organiser_id = $1 AND (link.budget_id, link.line_no, link.month, link.measure, link.seq)
  = (again.budget_id, again.line_no, again.month, again.measure, again.seq)"""
SAME = " AND ".join(
    f"before.{column} = link.{column}"
    for column in ("organiser_id", "budget_id", "line_no", "month", "measure")
)
HEADS = f"""
UPDATE link SET head = {
    link_head(
        f"coalesce((SELECT before.head FROM link AS before WHERE {SAME} AND before.seq = link.seq - 1), '')",
        "link",
    )
} WHERE {HERE} AND seq = """
ACCOUNTS_AGAIN = """
UPDATE account SET head = link.head FROM link WHERE account.organiser_id = $1
  AND link.organiser_id = $1 AND (link.budget_id, link.line_no, link.month, link.measure, link.seq)
  = (account.budget_id, account.line_no, account.month, account.measure, account.seq)"""


async def test_a_ledger_rewritten_with_new_digests_is_found(sealed: tuple[World, Life]) -> None:
    """The payee of drawings changed and every chain recomputed: the ledger by itself sees nothing."""
    world, life = sealed
    longest = await world.rows.fetchval(f"SELECT max(seq) FROM link WHERE {HERE}", life.organiser_id)

    await world.tamper(
        life.organiser_id,
        PAYEE_CHANGED,
        TRANSFERS_AGAIN,
        LINK_DIGESTS,
        *(f"{HEADS}{seq}" for seq in range(1, longest + 1)),
        ACCOUNTS_AGAIN,
    )

    context = {"hb.organiser": str(life.organiser_id), "hb.door": "command"}
    assert (await world.db.run(context, ledger.verify)).differences == ()
    assert "payee_id" in transfer.c
    assert named(await world.differences(life.organiser_id)) == {(Kind.SEALED_ROWS_CHANGED, "link")}


async def test_everything_deleted_is_found(sealed: tuple[World, Life]) -> None:
    """Also the organiser itself and its seals in the database: the seals outside remember."""
    world, life = sealed
    tables = (
        *("audit_event", "use_log", "delivery", "disclosure_end", "disclosure", "decision_line"),
        *("decision", "settlement"),
        *("payment_account", "row_version", "link", "transfer", "account", "seal"),
    )
    await world.tamper(
        life.organiser_id,
        *(f"DELETE FROM {table} WHERE {HERE}" for table in tables),
        "DELETE FROM organiser WHERE id = $1",
    )

    assert named(await world.differences(life.organiser_id)) == {
        (Kind.SEAL_MISSING, None),
        *(
            (Kind.SEALED_ROWS_MISSING, table)
            for table in (
                *("audit_event", "use_log", "delivery", "disclosure", "disclosure_end"),
                *("decision_line", "decision"),
                *("row_version", "link"),
            )
        ),
    }
