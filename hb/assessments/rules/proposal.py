"""How a monthly sum is computed from needs at dated rates, and explained so that it can be computed again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypedDict
from uuid import UUID

from hb.catalogue.rules import Unit
from hb.kit.errors import LANGUAGES, DomainError, Language
from hb.kit.money import MINUTES_PER_HOUR, cost_cents
from hb.kit.sentences import sentence


class RateNotFound(DomainError):
    """The organiser has no rate for a service category and support class that holds on the day."""

    code = "RATE_NOT_FOUND"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Palvelulle {service} (tukiluokka {support_class:number}) ei ole vahvistettu yksikköarvoa "
        "{day:day}.",
        "sv": "För tjänsten {service} (stödklass {support_class:number}) finns inget fastställt enhetsvärde "
        "den {day:day}.",
        "en": "There is no confirmed rate for {service} (support class {support_class:number}) on {day:day}.",
    }

    def __init__(
        self,
        *path: str | int,
        category: str,
        names: Mapping[Language, str],
        support_class: int,
        day: date,
    ) -> None:
        super().__init__(*path, category=category, support_class=support_class, day=day.isoformat())
        self.names = names

    def message(self, language: Language) -> str:
        """The sentence for people, with the service's name."""
        return sentence(self.texts[language], {**self.facts, "service": self.names[language]}, language)


class NothingToPropose(DomainError):
    """No need of the assessment names a service, so there is nothing a budget could be computed from."""

    code = "NOTHING_TO_PROPOSE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Arvioinnissa ei ole tarvetta, johon vastattaisiin palvelulla.",
        "sv": "Bedömningen har inget behov som en tjänst skulle svara på.",
        "en": "No need of the assessment is to be met by a service.",
    }


@dataclass(frozen=True, slots=True)
class RatedNeed:
    """A need with the rate of its category and class on the day, None where the organiser has none."""

    need_id: UUID
    category_code: str | None
    category_names: Mapping[Language, str]
    unit: Unit | None
    support_class: int
    quantity: int
    unit_cents: int | None
    rate_valid_from: date | None


class Step(TypedDict):
    """One need priced: cents = quantity x unitCents / per, halves away from zero."""

    needId: str
    supportClass: int
    quantity: int
    unitCents: int
    per: int
    rateValidFrom: str
    cents: int


class ExplainedLine(TypedDict):
    """All steps of one service category, and their sums a month."""

    lineNo: int
    categoryCode: str
    unit: str
    steps: list[Step]
    minutesPerMonth: int
    piecesPerMonth: int
    centsPerMonth: int


class Explanation(TypedDict):
    """How a proposal was computed: everything it takes to compute it again, and the same in sentences."""

    rule: Literal["needs-by-rates/1"]
    assessmentId: str
    day: str
    rounding: Literal["HALF_UP_PER_STEP"]
    lines: list[ExplainedLine]
    needsWithoutService: list[str]
    centsPerMonth: int
    sentences: dict[Language, list[str]]


def propose(assessment_id: UUID, needs: Sequence[RatedNeed], day: date) -> Explanation:
    """Compute a monthly sum: each need's quantity at its dated rate, one line per service category.

    Each step is rounded to a cent (halves up) and nothing after it, so that lines are sums of steps and the
    total is the sum of lines. Lines follow the order of the needs.

    Raises:
        RateNotFound: a category and class has no rate on the day.
        NothingToPropose: no need names a service.
    """
    lines: dict[str, ExplainedLine] = {}
    sentences: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
    for need in needs:
        if need.category_code is None or need.unit is None:
            continue
        step = _step(need, need.category_code, need.unit, day)
        empty = _empty_line(len(lines) + 1, need.category_code, need.unit)
        line = lines.setdefault(need.category_code, empty)
        line["steps"].append(step)
        line["centsPerMonth"] += step["cents"]
        line["minutesPerMonth" if need.unit is Unit.HOUR else "piecesPerMonth"] += need.quantity
        for language, texts in sentences.items():
            texts.append(_sentence(language, need.category_names[language], need.unit, step))
    if not lines:
        raise NothingToPropose("input", "assessmentId")
    total = sum(line["centsPerMonth"] for line in lines.values())
    for language, texts in sentences.items():
        texts.append(TOTAL[language].format(euros=euros(total)))
    return Explanation(
        rule="needs-by-rates/1",
        assessmentId=str(assessment_id),
        day=day.isoformat(),
        rounding="HALF_UP_PER_STEP",
        lines=list(lines.values()),
        needsWithoutService=[str(need.need_id) for need in needs if need.category_code is None],
        centsPerMonth=total,
        sentences=sentences,
    )


def _step(need: RatedNeed, category: str, unit: Unit, day: date) -> Step:
    if need.unit_cents is None or need.rate_valid_from is None:
        raise RateNotFound(
            "input",
            "assessmentId",
            category=category,
            names=need.category_names,
            support_class=need.support_class,
            day=day,
        )
    per = MINUTES_PER_HOUR if unit is Unit.HOUR else 1
    return Step(
        needId=str(need.need_id),
        supportClass=need.support_class,
        quantity=need.quantity,
        unitCents=need.unit_cents,
        per=per,
        rateValidFrom=need.rate_valid_from.isoformat(),
        cents=cost_cents(need.quantity, need.unit_cents, per),
    )


def _empty_line(line_no: int, category: str, unit: Unit) -> ExplainedLine:
    return ExplainedLine(
        lineNo=line_no,
        categoryCode=category,
        unit=unit.value,
        steps=[],
        minutesPerMonth=0,
        piecesPerMonth=0,
        centsPerMonth=0,
    )


TOTAL: Mapping[Language, str] = {
    "fi": "Yhteensä {euros} € kuukaudessa.",
    "sv": "Totalt {euros} € i månaden.",
    "en": "In all {euros} € a month.",
}
STEP_TEXTS: Mapping[Language, str] = {
    "fi": "{service}, tukiluokka {level}: {quantity} × {unit} = {cents} € kuukaudessa (arvo {since} alkaen).",
    "sv": "{service}, stödklass {level}: {quantity} × {unit} = {cents} € i månaden (värde från {since}).",
    "en": "{service}, support class {level}: {quantity} × {unit} = {cents} € a month (rate from {since}).",
}
UNIT_TEXTS: Mapping[Language, Mapping[Unit, str]] = {
    "fi": {Unit.HOUR: "{euros} €/tunti", Unit.PIECE: "{euros} €/kpl"},
    "sv": {Unit.HOUR: "{euros} €/timme", Unit.PIECE: "{euros} €/st"},
    "en": {Unit.HOUR: "{euros} €/hour", Unit.PIECE: "{euros} €/piece"},
}
PIECE_TEXTS: Mapping[Language, str] = {"fi": "{count} kpl", "sv": "{count} st", "en": "{count} pcs"}


def euros(cents: int) -> str:
    """Cents as people read euros in Finland: 1234567 is 12 345,67 (with no-break spaces)."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", "\N{NO-BREAK SPACE}") + f",{rest:02d}"


def _sentence(language: Language, service: str, unit: Unit, step: Step) -> str:
    hours, minutes = divmod(step["quantity"], MINUTES_PER_HOUR)
    clock = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    since = date.fromisoformat(step["rateValidFrom"])
    return STEP_TEXTS[language].format(
        service=service,
        level=step["supportClass"],
        quantity=clock if unit is Unit.HOUR else PIECE_TEXTS[language].format(count=step["quantity"]),
        unit=UNIT_TEXTS[language][unit].format(euros=euros(step["unitCents"])),
        cents=euros(step["cents"]),
        since=f"{since.day}.{since.month}.{since.year}",
    )
