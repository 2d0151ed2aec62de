"""The form of needs, and the parts that an assessment must have."""

from collections.abc import Mapping, Sequence

from hb.assessments.rules.commands import NeedContent
from hb.catalogue.rules import Unit
from hb.catalogue.rules.input_rules import CatalogueRule
from hb.kit.errors import InvalidInput, NotFound, out_of_range
from hb.kit.input_rules import FormRule
from hb.kit.sentences import NumberUnit

MOST_NEEDS = 50
"""Needs of one assessment: five for each of the ten life domains."""
MOST_MINUTES = 2 * 31 * 24 * 60
"""Minutes of one need in a month: two helpers around the clock through 31 days."""
MOST_PIECES = 1_000
"""Pieces of one need in a month: some thirty visits, meals or trips a day."""
SUPPORT_CLASSES = range(1, 6)


def check_needs(needs: Sequence[NeedContent], units: Mapping[str, Unit]) -> None:
    """Hold needs to their form; `units` gives each known service category's unit of sale.

    Raises:
        InvalidInput: too many needs, a class outside 1-5, a quantity out of range or in the other measure.
        NotFound: a service category that does not exist.
    """
    if len(needs) > MOST_NEEDS:
        raise InvalidInput("input", "needs", rule=FormRule.TOO_MANY, most=MOST_NEEDS)
    for index, need in enumerate(needs):
        path = ("input", "needs", index)
        if need.support_class not in SUPPORT_CLASSES:
            raise out_of_range(
                *path,
                "supportClass",
                least=min(SUPPORT_CLASSES),
                most=max(SUPPORT_CLASSES),
                unit=NumberUnit.NUMBER,
            )
        if not 0 <= need.minutes_per_month <= MOST_MINUTES:
            raise out_of_range(*path, "minutesPerMonth", least=0, most=MOST_MINUTES, unit=NumberUnit.MINUTES)
        if not 0 <= need.pieces_per_month <= MOST_PIECES:
            raise out_of_range(*path, "piecesPerMonth", least=0, most=MOST_PIECES, unit=NumberUnit.PIECES)
        if need.category_code is not None and need.category_code not in units:
            raise NotFound(*path, "categoryCode")
        unit = None if need.category_code is None else units[need.category_code]
        if (need.minutes_per_month > 0) != (unit is Unit.HOUR):
            raise InvalidInput(*path, "minutesPerMonth", rule=CatalogueRule.MINUTES_GO_WITH_HOURLY_SERVICES)
        if (need.pieces_per_month > 0) != (unit is Unit.PIECE):
            raise InvalidInput(*path, "piecesPerMonth", rule=CatalogueRule.PIECES_GO_WITH_SERVICES_BY_PIECE)


def missing_parts(
    *, summary: str, client_view: str, conclusions: str, own_worker_estimate: str, needs_count: int
) -> list[str]:
    """Which parts of SHL 1301/2014 37 § are still missing, as names of fields."""
    parts = {
        "summary": summary.strip(),
        "needs": needs_count,
        "conclusions": conclusions.strip(),
        "clientView": client_view.strip(),
        "ownWorkerEstimate": own_worker_estimate.strip(),
    }
    return [name for name, part in parts.items() if not part]
