"""Kinds and states of assessments and needs."""

from enum import StrEnum


class AssessmentState(StrEnum):
    """A completed assessment does not change; a new one is started instead."""

    STARTED = "STARTED"
    COMPLETED = "COMPLETED"


class LifeDomain(StrEnum):
    """Where in life a need shows."""

    DAILY_ACTIVITIES = "DAILY_ACTIVITIES"
    HOUSEHOLD = "HOUSEHOLD"
    MOBILITY = "MOBILITY"
    HEALTH = "HEALTH"
    MENTAL_WELLBEING = "MENTAL_WELLBEING"
    SOCIAL_RELATIONS = "SOCIAL_RELATIONS"
    PARTICIPATION = "PARTICIPATION"
    WORK_AND_STUDY = "WORK_AND_STUDY"
    HOUSING = "HOUSING"
    FAMILY_AND_CARE = "FAMILY_AND_CARE"


class NeedDuration(StrEnum):
    """How long support is needed (SHL 1301/2014 37 §)."""

    TEMPORARY = "TEMPORARY"
    RECURRING = "RECURRING"
    LONG_TERM = "LONG_TERM"
