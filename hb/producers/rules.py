"""Kinds of producers, states of approval, segments of contracts."""

from enum import StrEnum


class ProducerKind(StrEnum):
    """Who stands behind a producer."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    THIRD_SECTOR = "THIRD_SECTOR"


class ApprovalState(StrEnum):
    """Where a producer stands with an organiser (palvelusetelilaki 569/2009 4-5 §)."""

    APPLIED = "APPLIED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    REVOKED = "REVOKED"


class Segment(StrEnum):
    """How closely an organiser works with a producer."""

    CORE = "CORE"
    SUPPORTIVE = "SUPPORTIVE"
    COMPLEMENTARY = "COMPLEMENTARY"
