"""Budgets prepared from proposals, decided and granted; some wait for their decision."""

from dataclasses import dataclass
from uuid import UUID

from hb.access.model import Parameter
from hb.budgets.model import budget, budget_line, budget_line_version, decision, decision_line
from hb.budgets.rules import BudgetState, DecisionKind, LineContent, LineKind, Slicing, WayOfOrganising
from hb.budgets.rules.declaration import Frame, limits_of, slices_of, worth_cents
from hb.demo.assessing import Proposed
from hb.demo.making import Making, Organisation, Person, Stage
from hb.demo.organisers import PARAMETERS
from hb.demo.rows import Posting
from hb.demo.scale import at
from hb.kit.clock import first_day, last_day
from hb.ledger.model import account
from hb.ledger.rules import TransferCode

GRANT_BATCH = 1
WAYS = {
    "PERSONAL_ASSISTANCE": WayOfOrganising.VOUCHER_FIXED,
    "SHORT_TERM_CARE": WayOfOrganising.PURCHASE,
    "TRANSPORT": WayOfOrganising.PURCHASE,
    "DAY_ACTIVITY": WayOfOrganising.PURCHASE,
}
REASONS = (
    "Budjetti vastaa palvelutarpeen arvioinnissa todettua tarvetta. Asiakas on kuultu ja hän on valinnut "
    "henkilökohtaisen budjetin."
)
PROVISIONS = {
    "DISABILITY": "Vammaispalvelulaki 675/2023 4-5 §, 9 §; hallintolaki 434/2003 44-45 §",
}
DEFAULT_PROVISIONS = "Sosiaalihuoltolaki 1301/2014 14 §, 45 §; hallintolaki 434/2003 44-45 §"


@dataclass(frozen=True, slots=True)
class Granted:
    """A budget with its lines, and the decision that granted it, unless that still waits."""

    budget_id: UUID
    decision_id: UUID | None
    lines: tuple[LineContent, ...]


def grant(making: Making, organisation: Organisation, person: Person, proposed: Proposed) -> Granted:
    """Prepare a budget and decide it, unless the client's decision still waits."""
    chance, calendar = making.chance, making.calendar
    valid_from, valid_until = first_day(person.first_month), last_day(person.last_month)
    slicing = Slicing.MONTHLY if person.leads or chance.happens(0.6) else Slicing.WHOLE
    waiting = person.stage is Stage.PREPARED
    budget_id = chance.id(at(person.day(15)))
    making.rows.add(
        budget,
        organiser_id=organisation.organiser_id,
        id=budget_id,
        client_id=person.client_id,
        proposal_id=proposed.proposal_id,
        state=BudgetState.PREPARED if waiting else BudgetState.ACTIVE,
        slicing=slicing,
        valid_from=valid_from,
        valid_until=valid_until,
        prepared_by=person.own_worker,
        prepared_at=calendar.past(person.day(15), 10),
        version=1 if waiting else 2,
    )
    lines = _lines(making, proposed)
    for line in lines:
        making.rows.add(
            budget_line,
            organiser_id=organisation.organiser_id,
            budget_id=budget_id,
            line_no=line.line_no,
            client_id=person.client_id,
            category_code=line.category_code,
            kind=line.kind,
            way_of_organising=line.way_of_organising,
            cents_per_month=line.cents_per_month,
            minutes_per_month=line.minutes_per_month,
            pieces_per_month=line.pieces_per_month,
        )
    if waiting:
        return Granted(budget_id, None, lines)
    frame = Frame.of(slicing, valid_from, valid_until)
    decision_id = _decide(making, organisation, person, budget_id, frame, lines)
    return Granted(budget_id, decision_id, lines)


def _lines(making: Making, proposed: Proposed) -> tuple[LineContent, ...]:
    lines = []
    proposal_lines = proposed.explanation["lines"]
    for line in proposal_lines:
        # The last of several small services may be exchanged for any other: its money is flexible.
        flexible = (
            len(proposal_lines) > 1 and line["lineNo"] == len(proposal_lines) and making.chance.happens(0.3)
        )
        hourly = line["unit"] == "HOUR"
        lines.append(
            LineContent(
                line["lineNo"],
                line["categoryCode"],
                LineKind.FLEXIBLE if flexible else LineKind.EARMARKED,
                WAYS.get(line["categoryCode"], WayOfOrganising.VOUCHER_FIXED),
                line["centsPerMonth"],
                minutes_per_month=line["minutesPerMonth"] if hourly and not flexible else None,
                pieces_per_month=None if hourly or flexible else line["piecesPerMonth"],
            )
        )
    return tuple(lines)


def _decide(
    making: Making,
    organisation: Organisation,
    person: Person,
    budget_id: UUID,
    frame: Frame,
    lines: tuple[LineContent, ...],
) -> UUID:
    organiser_id, client_id = organisation.organiser_id, person.client_id
    decided_at = making.calendar.past(person.day(10), 14)
    slices = slices_of(frame, lines)
    decision_id = making.chance.id(decided_at)
    making.rows.add(
        decision,
        organiser_id=organiser_id,
        id=decision_id,
        client_id=client_id,
        budget_id=budget_id,
        kind=DecisionKind.GRANT,
        reasons=REASONS,
        provisions=PROVISIONS.get(person.group.service_task, DEFAULT_PROVISIONS),
        decided_by=person.social_worker,
        decided_at=decided_at,
        effective_from=first_day(frame.first_month),
        granted_cents=worth_cents(slices),
        appeal_days=PARAMETERS[Parameter.APPEAL_DAYS],
        previous_id=None,
    )
    for line in lines:
        making.rows.add(
            decision_line,
            organiser_id=organiser_id,
            decision_id=decision_id,
            line_no=line.line_no,
            client_id=client_id,
            category_code=line.category_code,
            kind=line.kind,
            way_of_organising=line.way_of_organising,
            cents_per_month=line.cents_per_month,
            minutes_per_month=line.minutes_per_month,
            pieces_per_month=line.pieces_per_month,
        )
    for line in lines:
        making.rows.add(
            budget_line_version,
            organiser_id=organiser_id,
            budget_id=budget_id,
            line_no=line.line_no,
            from_month=frame.first_month,
            client_id=client_id,
            cents_per_month=line.cents_per_month,
            minutes_per_month=line.minutes_per_month,
            pieces_per_month=line.pieces_per_month,
        )
    _open_accounts(making, organisation, person, budget_id, frame, lines)
    posting = Posting(GRANT_BATCH, decided_at, organiser_id, client_id, budget_id, person.social_worker)
    for part in slices:
        making.rows.move(posting, TransferCode.GRANT, making.chance.id(decided_at), part)
    return decision_id


def _open_accounts(
    making: Making,
    organisation: Organisation,
    person: Person,
    budget_id: UUID,
    frame: Frame,
    lines: tuple[LineContent, ...],
) -> None:
    """Open a budget's limits empty: the ledger's posting fills them."""
    for limit in limits_of(frame, lines):
        making.rows.add(
            account,
            organiser_id=organisation.organiser_id,
            budget_id=budget_id,
            line_no=limit.line_no,
            month=limit.month,
            measure=limit.measure,
            client_id=person.client_id,
            granted=0,
            reserved=0,
            used=0,
            seq=0,
            head=b"",
            first_month=frame.first_month,
            last_month=frame.last_month,
        )
