"""A proposal's sum computed a second time, from its explanation alone."""

from hb.assessments.rules.proposal import Explanation
from hb.kit.money import Cents, cost_cents


def recompute(explanation: Explanation) -> Cents:
    """Compute a proposal's monthly sum from its explanation alone, trusting none of the stored results."""
    return Cents(
        sum(
            cost_cents(step["quantity"], step["unitCents"], step["per"])
            for line in explanation["lines"]
            for step in line["steps"]
        )
    )
