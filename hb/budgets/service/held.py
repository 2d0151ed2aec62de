"""What the commands of budgets share: the locked budget with its lines, and writing a decision on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.access.model import Parameter
from hb.access.rules import Actor
from hb.audit import service as audit
from hb.budgets import queries
from hb.budgets.rules import (
    BudgetState,
    DecisionKind,
    LineContent,
    LineKind,
    ParameterNotSet,
    Slicing,
    WayOfOrganising,
)
from hb.budgets.rules.declaration import Frame
from hb.catalogue.queries import CATEGORY_NAMES, CATEGORY_UNITS
from hb.catalogue.rules import Unit
from hb.clients import service as clients
from hb.kit.clock import month_of
from hb.kit.errors import NotFound, VersionConflict, WrongState
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Details, Event, Recipient, ServiceFrom, Subject, SubjectType, details


@dataclass(frozen=True, slots=True)
class HeldBudget:
    """A budget as locked by a command; appeal_days is what a decision of today carries."""

    budget_id: UUID
    client_id: UUID
    slicing: Slicing
    valid_from: date
    valid_until: date
    prepared_by: UUID
    version: int
    appeal_days: int | None

    @property
    def frame(self) -> Frame:
        """The service months and how they are limited."""
        return Frame.of(self.slicing, self.valid_from, self.valid_until)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a decision says: from which day, the lines as they are by it, the sum granted, on what grounds."""

    kind: DecisionKind
    effective_from: date
    lines: Sequence[LineContent]
    granted_cents: int
    reasons: str
    provisions: str


async def category_units(tx: Transaction) -> Mapping[str, Unit]:
    """The unit of sale of each service category."""
    return {row["code"]: Unit(row["unit"]) for row in await tx.rows(CATEGORY_UNITS)}


async def lock_budget(
    tx: Transaction, budget_id: UUID, state: BudgetState, expected_version: int
) -> HeldBudget:
    """Lock a budget that must be in a state and at a version.

    Raises:
        NotFound: no such budget.
        WrongState: it is in another state.
        VersionConflict: it has another version.
    """
    row = await tx.row(queries.LOCK_BUDGET, budget_id=budget_id, day=tx.today)
    if row is None:
        raise NotFound("input", "budgetId")
    if row["state"] != state:
        raise WrongState("input", "budgetId", state=row["state"])
    if row["version"] != expected_version:
        raise VersionConflict("input", "expectedVersion", current=row["version"])
    return HeldBudget(
        budget_id=budget_id,
        client_id=row["client_id"],
        slicing=Slicing(row["slicing"]),
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        prepared_by=row["prepared_by"],
        version=row["version"],
        appeal_days=row["appeal_days"],
    )


async def lines_of(tx: Transaction, budget_id: UUID) -> list[LineContent]:
    """A budget's lines by number."""
    return [
        LineContent(
            line_no=row["line_no"],
            category_code=row["category_code"],
            kind=LineKind(row["kind"]),
            way_of_organising=WayOfOrganising(row["way_of_organising"]),
            cents_per_month=row["cents_per_month"],
            minutes_per_month=row["minutes_per_month"],
            pieces_per_month=row["pieces_per_month"],
        )
        for row in await tx.rows(queries.LINES, budget_id=budget_id)
    ]


def line_values(lines: Sequence[LineContent]) -> dict[str, object]:
    """Lines as the arrays that the statements take."""
    return {
        "line_nos": [line.line_no for line in lines],
        "category_codes": [line.category_code for line in lines],
        "kinds": [line.kind for line in lines],
        "ways": [line.way_of_organising for line in lines],
        "cents": [line.cents_per_month for line in lines],
        "minutes": [line.minutes_per_month for line in lines],
        "pieces": [line.pieces_per_month for line in lines],
    }


async def set_versions(
    tx: Transaction, budget: HeldBudget, lines: Sequence[LineContent], from_month: int
) -> None:
    """Let lines of a decided budget be worth what they are from a service month (yyyymm) on."""
    await tx.execute(
        queries.SET_VERSIONS,
        budget_id=budget.budget_id,
        client_id=budget.client_id,
        from_month=from_month,
        first_month=budget.frame.first_month,
        line_nos=[line.line_no for line in lines],
        cents=[line.cents_per_month for line in lines],
        minutes=[line.minutes_per_month for line in lines],
        pieces=[line.pieces_per_month for line in lines],
    )


async def write_decision(tx: Transaction, actor: Actor, budget: HeldBudget, ruling: Ruling) -> UUID:
    """Write a decision that names the one before it; notify the client, the representatives and the guide.

    Raises:
        ParameterNotSet: the organiser has no APPEAL_DAYS today.
    """
    if budget.appeal_days is None:
        raise ParameterNotSet("input", name=Parameter.APPEAL_DAYS, day=tx.today.isoformat())
    decision_id = tx.new_id()
    await tx.execute(
        queries.INSERT_DECISION,
        decision_id=decision_id,
        client_id=budget.client_id,
        budget_id=budget.budget_id,
        decision_kind=ruling.kind,
        reasons=ruling.reasons,
        provisions=ruling.provisions,
        decided_by=actor.user_id,
        decided_at=tx.now,
        effective_from=ruling.effective_from,
        granted_cents=ruling.granted_cents,
        appeal_days=budget.appeal_days,
        **line_values(ruling.lines),
    )
    audit.record(
        tx,
        actor,
        "budget:decide",
        client_id=budget.client_id,
        subject_id=budget.budget_id,
        kind=ruling.kind,
        decision_id=str(decision_id),
        granted_cents=ruling.granted_cents,
    )
    about = Subject(SubjectType.DECISION, decision_id)
    added = await _decision_details(tx, budget, ruling)
    await clients.tell_parties(tx, actor, Event.DECISION_MADE, budget.client_id, about, **added)
    if budget.prepared_by != actor.user_id:
        messages.tell(
            tx,
            actor,
            Event.DECISION_MADE,
            budget.prepared_by,
            client_id=budget.client_id,
            subject=about,
            outcome=Recipient.WORKER,
        )
    return decision_id


async def _decision_details(tx: Transaction, budget: HeldBudget, ruling: Ruling) -> Details:
    """The services that are granted and from when, and the worker to contact; none is granted by an end."""
    services = []
    if ruling.kind is not DecisionKind.END:
        rows = {row["code"]: row for row in await tx.rows(CATEGORY_NAMES)}
        first_month = max(budget.frame.first_month, month_of(ruling.effective_from))
        granted = (rows[line.category_code] for line in ruling.lines if line.cents_per_month)
        services = [
            ServiceFrom({"fi": row["name_fi"], "sv": row["name_sv"], "en": row["name_en"]}, None, first_month)
            for row in {row["code"]: row for row in granted}.values()
        ]
    contacts = await clients.contact_workers(tx, [budget.client_id])
    return details(services, contacts.get(budget.client_id))
