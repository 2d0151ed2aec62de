"""Policies ask whether the client at hand is reached, instead of gathering all clients that are."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REACHED = """EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = {table}.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = {table}.{subject}
    AND reach.scope <> 'ORDER'{personal} AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL){probe})"""
PROBE = " OFFSET 0"

CLIENT = "{reached}"
PERSONAL = " AND reach.scope <> 'FINANCIAL'"
CONTROLLED = "(SELECT ctx_role()) IN ('CONTROLLER') OR {reached}"
PAID = "(SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR "
LEDGER = "(SELECT ctx_door()) = 'command' OR " + PAID + "{reached}"
ORDER = """({table}.producer_id = (SELECT ctx_party()) AND {table}.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR {reached}"""

CONDITIONS = {
    "account": LEDGER,
    "assessment": CLIENT,
    "assisted_choice": CLIENT,
    "budget": CONTROLLED,
    "budget_line": CONTROLLED,
    "budget_proposal": CLIENT,
    "care_relationship": CLIENT,
    "client": CLIENT,
    "decision": CLIENT,
    "decision_line": CLIENT,
    "delivery": PAID + ORDER,
    "emergency_access": CLIENT,
    "link": LEDGER,
    "matter": CLIENT,
    "need": CLIENT,
    "order_recipient": ORDER,
    "plan": CLIENT,
    "plan_item": ORDER,
    "plan_item_month": PAID + ORDER,
    "proposal_line": CLIENT,
    "representation": CLIENT,
    "service_order": PAID + ORDER,
    "transfer": LEDGER,
}
PERSONAL_TABLES = ("assessment", "emergency_access", "need")


def upgrade() -> None:
    """State each policy of reach anew."""
    _state(PROBE)


def downgrade() -> None:
    """Let the planner choose again."""
    _state("")


def _state(probe: str) -> None:
    for table, condition in CONDITIONS.items():
        reached = REACHED.format(
            table=table,
            subject="id" if table == "client" else "client_id",
            personal=PERSONAL if table in PERSONAL_TABLES else "",
            probe=probe,
        )
        rule = condition.format(table=table, reached=reached)
        whole = f"organiser_id = (SELECT ctx_organiser()) AND ({rule})"
        op.get_bind().exec_driver_sql(
            f"ALTER POLICY {table}_policy ON {table} USING ({whole}) WITH CHECK ({whole})"
        )
