"""Proving that payment accounts are those that were approved, by the audit trail."""

from sqlalchemy import text

from hb.audit.rules import Outcome
from hb.kit.proof import difference, proof
from hb.kit.statement import Statement
from hb.producers.rules import ACCOUNT_APPROVED, AccountDifference

PRODUCERS = Statement(
    text("""
SELECT DISTINCT payment_account.producer_id AS piece FROM payment_account
WHERE payment_account.organiser_id = ctx_organiser() ORDER BY 1
""")
)
"""Every producer with a payment account."""


def is_as_approved(account: str) -> str:
    """The condition that the audit trail has the approval of an account, with the same IBAN."""
    digest = f"encode(sha256(convert_to(concat({account}.id, '|', {account}.iban), 'UTF8')), 'hex')"
    return f"""EXISTS (SELECT FROM audit_event WHERE audit_event.organiser_id = {account}.organiser_id
    AND audit_event.client_id IS NULL AND audit_event.at = {account}.approved_at
    AND audit_event.subject_id = {account}.id AND audit_event.actor_id = {account}.approved_by
    AND audit_event.action = '{ACCOUNT_APPROVED}' AND audit_event.outcome = '{Outcome.DONE}'
    AND audit_event.facts ->> 'account' = {digest})"""


ACCOUNTS = proof(
    f"""
accounts AS MATERIALIZED (
  SELECT payment_account.id, payment_account.producer_id,
    {is_as_approved("payment_account")} AS is_as_approved
  FROM payment_account WHERE payment_account.organiser_id = ctx_organiser()
    AND payment_account.producer_id = ANY (CAST(:pieces AS uuid[]))
    AND payment_account.approved_by IS NOT NULL
)""",
    difference(
        AccountDifference.ACCOUNT_NOT_APPROVED,
        "accounts WHERE NOT accounts.is_as_approved",
        payment_account="accounts.id",
        producer="accounts.producer_id",
    ),
    checked="accounts",
)
"""Each approved account has the IBAN that was approved, by the approver and then; by producer."""
