"""Statements are built for the caller's role: lists keep their organiser, whatever the role folds away."""

import pytest

from hb.access.rules import Role
from hb.read import CompiledQuery, DocumentInvalid, Engine

COMMON = {"municipalities", "producers"}
"""Lists of tables that belong to no organiser."""


def plan_of(engine: Engine, name: str, role: Role) -> CompiledQuery | None:
    """The plan of a list's length; None for a list that must be told of what."""
    try:
        return engine.compile(f"{{ {name} {{ totalCount }} }}", closed_values={"role": role.value})
    except DocumentInvalid:
        return None


@pytest.mark.parametrize("role", Role)
def test_every_list_is_bound_to_its_organiser_for_every_role(engine: Engine, role: Role) -> None:
    """Also for roles that may not ask for it: a document is planned before its permissions are looked at."""
    seen, never = 0, set()
    for name, edge in engine.graph.roots.items():
        plan = plan_of(engine, name, role) if edge.kind == "connection" else None
        if plan is None:
            continue
        statement = plan.roots[0].statement
        assert statement is not None
        assert "context_role" not in statement.names
        assert name in COMMON or "organiser_id = $1" in statement.text, name
        seen += 1
        if "AND false" in statement.text:
            never.add(name)
    assert seen > 25
    paying = {Role.CONTROLLER, Role.INVOICE_CHECKER, Role.PAYMENT_APPROVER}
    assert ("spend" in never) == (role not in paying)
    assert ("auditTrail" in never) == (role is not Role.AUDITOR)
