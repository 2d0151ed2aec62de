"""Limits as rows with CHECKs, immutable transfers, the chain over them, and the months."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, Text

from hb.access.rules import Role
from hb.kit.tables import cents, check, closed_set, instant, organiser_table, reference_id
from hb.ledger.rules import Measure, PeriodState, TransferCode

MONEY_ROLES = (Role.CONTROLLER, Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER)
"""The roles that reach the money rows of all the organiser's clients, without reach to the clients."""

account = organiser_table(
    "account",
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    closed_set("measure", Measure),
    reference_id("client_id"),
    Column("granted", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    check("granted >= 0 AND reserved >= 0 AND used >= 0", "not_negative"),
    check("reserved + used <= granted", "limit"),
    key=("budget_id", "line_no", "month", "measure"),
    policy="ledger",
    roles=MONEY_ROLES,
)
"""One limit. line_no and month 0 mean all; month is the service month, yyyymm.

first_month and last_month are those of the budget: the service months that take reservations, as long as they
are not over; last_month is 0 once the budget has ended and takes none.
"""
account.dialect_options["postgresql"]["with"] = {"fillfactor": 50}


def is_over(deadline: str, day: str) -> str:
    """SQL: whether a service month takes no reservations any more on a day, by its reporting deadline.

    What is reserved is delivered and reported: after the last day for that nothing can be reserved. A month
    without a deadline (NULL) is not over. Refusals, balances and the clock that frees reservations go by it.
    """
    return f"coalesce({deadline} < {day}, false)"


def over_months(day: str) -> str:
    """SQL: an array of the organiser's service months that are over on a day, worked out once a statement."""
    return f"""ARRAY(SELECT period.month FROM period WHERE period.organiser_id = (SELECT ctx_organiser())
    AND {is_over("period.reporting_deadline", day)})"""


OVER_MONTHS = over_months("(SELECT ctx_today())")
"""SQL: the organiser's service months that are over today."""

transfer = organiser_table(
    "transfer",
    reference_id("posting_id"),
    closed_set("code", TransferCode),
    reference_id("client_id"),
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    cents("cents"),
    Column("minutes", BigInteger, nullable=False),
    Column("pieces", BigInteger, nullable=False),
    Column("rows_count", Integer, nullable=False),
    reference_id("subject_id", nullable=True),
    reference_id("payee_id", nullable=True),
    Column("settlement_month", Integer),
    reference_id("draws_on", nullable=True),
    reference_id("resolves_id", nullable=True),
    Column("digest", LargeBinary, nullable=False),
    reference_id("actor_id"),
    instant("at"),
    check(f"(code = '{TransferCode.DRAW}') = (draws_on IS NOT NULL)", "draw"),
    check(f"(code = '{TransferCode.DRAW}') = (settlement_month IS NOT NULL)", "settled"),
    check(
        f"(code IN ('{TransferCode.VOID}', '{TransferCode.EXPIRE}')) = (resolves_id IS NOT NULL)", "resolve"
    ),
    check(
        f"code = '{TransferCode.CARRY_OVER}' OR (cents >= 0 AND minutes >= 0 AND pieces >= 0)", "not_negative"
    ),
    policy="ledger",
    roles=MONEY_ROLES,
)
"""One movement; it touches every account whose key matches its budget, line and month (0 matches all).

posting_id is the first id among the budget's transfers posted together: the accounts' links name it.
"""
Index(
    "transfer_resolves_once",
    transfer.c.organiser_id,
    transfer.c.resolves_id,
    unique=True,
    postgresql_where=transfer.c.resolves_id.isnot(None),
)
Index(None, transfer.c.organiser_id, transfer.c.budget_id, transfer.c.id)
Index(
    "transfer_settlement_idx",
    transfer.c.organiser_id,
    transfer.c.settlement_month,
    transfer.c.payee_id,
    postgresql_where=transfer.c.settlement_month.isnot(None),
)
Index("transfer_at_idx", transfer.c.organiser_id, transfer.c.at, postgresql_using="brin")

link = organiser_table(
    "link",
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    closed_set("measure", Measure),
    Column("seq", BigInteger, nullable=False),
    reference_id("client_id"),
    reference_id("posting_id"),
    Column("granted_delta", BigInteger, nullable=False),
    Column("reserved_delta", BigInteger, nullable=False),
    Column("used_delta", BigInteger, nullable=False),
    Column("transfers_count", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    instant("at"),
    key=("budget_id", "line_no", "month", "measure", "seq"),
    policy="ledger",
    roles=MONEY_ROLES,
)
"""One link of an account's chain: what one transaction did to it; head covers all before."""
Index("link_at_idx", link.c.organiser_id, link.c.at, postgresql_using="brin")

period = organiser_table(
    "period",
    Column("month", Integer, nullable=False),
    closed_set("state", PeriodState),
    Column("reporting_deadline", Date, nullable=False),
    instant("closed_at", nullable=True),
    reference_id("closed_by", nullable=True),
    check("month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12", "month"),
    key=("month",),
    policy="organiser",
)
"""One month, both as a service month (its reporting deadline) and as a settlement month (its state)."""

reporting_exception = organiser_table(
    "reporting_exception",
    Column("month", Integer, nullable=False),
    reference_id("producer_id"),
    reference_id("granted_by"),
    Column("reason", Text, nullable=False),
    Column("valid_until", Date, nullable=False),
    instant("at"),
    policy="organiser",
)
"""A controller lets one producer report one service month after its deadline."""
Index(
    None, reporting_exception.c.organiser_id, reporting_exception.c.producer_id, reporting_exception.c.month
)

APPEND_ONLY = (transfer, link)
