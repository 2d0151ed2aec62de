"""How long work is kept."""

from hb.access.model import Parameter
from hb.access.queries.days import DAY, number_of_the_day

KEPT_SINCE = f"({DAY} - {number_of_the_day(Parameter.WORK_KEPT_DAYS)})"
"""The day before which nothing is kept; without the parameter none, and everything is."""
