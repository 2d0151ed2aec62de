"""Matters assessed: the needs found, and the sum proposed for them with its explanation."""

import json
from dataclasses import dataclass
from uuid import UUID

from hb.assessments.model import assessment, budget_proposal, need, proposal_line
from hb.assessments.rules import AssessmentState
from hb.assessments.rules.proposal import Explanation, RatedNeed, propose
from hb.catalogue.rules import Unit
from hb.demo.groups import NeedPattern
from hb.demo.making import Making, Organisation, Person, Stage
from hb.demo.scale import at
from hb.demo.services import CATEGORIES
from hb.kit.errors import Language
from hb.kit.money import MINUTES_PER_HOUR, cost_cents


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal of a budget."""

    proposal_id: UUID
    explanation: Explanation


def assess(making: Making, organisation: Organisation, person: Person) -> Proposed | None:
    """Assess a client's needs and propose a sum; None while the assessment is under way."""
    chance, day = making.chance, person.day(35)
    assessment_id = chance.id(at(day))
    under_way = person.stage is Stage.ASSESSING
    making.rows.add(
        assessment,
        organiser_id=organisation.organiser_id,
        id=assessment_id,
        client_id=person.client_id,
        matter_id=person.matter_id,
        state=AssessmentState.STARTED if under_way else AssessmentState.COMPLETED,
        summary=person.group.summary,
        client_view=person.group.client_view,
        conclusions="" if under_way else person.group.conclusions,
        own_worker_estimate="" if under_way else "Omatyöntekijä tarvitaan, yhteys kuukausittain.",
        worker_id=person.own_worker,
        version=2 if under_way else 3,
        started_at=making.calendar.past(day, 9, 30),
        completed_at=None if under_way else making.calendar.past(person.day(20), 15),
    )
    needs = _needs(making, organisation, person, assessment_id)
    if under_way:
        return None
    return _propose(making, organisation, person, assessment_id, needs)


def _needs(
    making: Making, organisation: Organisation, person: Person, assessment_id: UUID
) -> list[RatedNeed]:
    chance = making.chance
    needs: list[RatedNeed] = []
    total = 0
    support_class = 3 if person.leads else chance.weighted((1, 2, 3, 4, 5), (1, 3, 4, 2, 1))
    for pattern in person.group.needs:
        if not person.leads and not chance.happens(pattern.probability):
            continue
        quantity = _quantity(making, person, pattern)
        rated = _rated(making, organisation, person, pattern, support_class, quantity)
        cents = cost_cents(
            quantity, rated.unit_cents or 0, MINUTES_PER_HOUR if rated.unit is Unit.HOUR else 1
        )
        # The group's most is the organiser's guide figure; the first need is met whatever it costs.
        if needs and total + cents > person.group.most_cents:
            continue
        total += cents
        needs.append(rated)
        making.rows.add(
            need,
            organiser_id=organisation.organiser_id,
            id=rated.need_id,
            client_id=person.client_id,
            assessment_id=assessment_id,
            life_domain=pattern.domain,
            duration=pattern.duration,
            description=pattern.description,
            category_code=pattern.category,
            support_class=support_class,
            minutes_per_month=quantity if rated.unit is Unit.HOUR else 0,
            pieces_per_month=quantity if rated.unit is Unit.PIECE else 0,
        )
    return needs


def _quantity(making: Making, person: Person, pattern: NeedPattern) -> int:
    if person.leads:
        return pattern.highest
    return (
        making.chance.integer(pattern.lowest // pattern.step, pattern.highest // pattern.step) * pattern.step
    )


def _rated(
    making: Making,
    organisation: Organisation,
    person: Person,
    pattern: NeedPattern,
    support_class: int,
    quantity: int,
) -> RatedNeed:
    need_id = making.chance.id(at(person.day(30)))
    if pattern.category is None:
        return RatedNeed(need_id, None, {}, None, support_class, 0, None, None)
    category = CATEGORIES[pattern.category]
    day = person.day(18)
    valid_from, unit_cents = next(
        (since, cents) for since, cents in organisation.rates[category.code, support_class] if since <= day
    )
    names: dict[Language, str] = {"fi": category.name_fi, "sv": category.name_sv, "en": category.name_en}
    return RatedNeed(
        need_id, category.code, names, category.unit, support_class, quantity, unit_cents, valid_from
    )


def _propose(
    making: Making, organisation: Organisation, person: Person, assessment_id: UUID, needs: list[RatedNeed]
) -> Proposed:
    day = min(person.day(18), making.calendar.today)
    proposal_id = making.chance.id(at(day))
    explanation = propose(assessment_id, needs, day)
    making.rows.add(
        budget_proposal,
        organiser_id=organisation.organiser_id,
        id=proposal_id,
        client_id=person.client_id,
        assessment_id=assessment_id,
        cents_per_month=explanation["centsPerMonth"],
        explanation=json.dumps(explanation, ensure_ascii=False),
        made_by=person.own_worker,
        made_at=making.calendar.past(day, 13),
    )
    for line in explanation["lines"]:
        making.rows.add(
            proposal_line,
            organiser_id=organisation.organiser_id,
            client_id=person.client_id,
            proposal_id=proposal_id,
            line_no=line["lineNo"],
            category_code=line["categoryCode"],
            minutes_per_month=line["minutesPerMonth"],
            pieces_per_month=line["piecesPerMonth"],
            cents_per_month=line["centsPerMonth"],
        )
    return Proposed(proposal_id, explanation)
