"""Kinds of producers, states of approval, segments, languages, registers; what a proof can find wrong."""

from enum import StrEnum

ACCOUNT_APPROVED = "payment-account:approve"
"""The action in the audit trail by which a payment account was approved; its fact `account` is a digest."""


class ProducerKind(StrEnum):
    """What kind of body a producer is."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    THIRD_SECTOR = "THIRD_SECTOR"


class ApprovalState(StrEnum):
    """The state of a producer's approval by an organiser (palvelusetelilaki 569/2009 4-5 §)."""

    APPLIED = "APPLIED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    REVOKED = "REVOKED"


class RegisterSource(StrEnum):
    """In which register an applicant was found under its Y-tunnus."""

    YTJ = "YTJ"
    REGISTER_EXTRACT = "REGISTER_EXTRACT"


class Segment(StrEnum):
    """How closely an organiser works with a producer."""

    CORE = "CORE"
    SUPPORTIVE = "SUPPORTIVE"
    COMPLEMENTARY = "COMPLEMENTARY"


class ServiceLanguage(StrEnum):
    """Languages a service is given in; the same codes as the clients' languages."""

    FI = "FI"
    SV = "SV"
    SE = "SE"
    SMN = "SMN"
    SMS = "SMS"
    FSE = "FSE"
    FSS = "FSS"
    EN = "EN"


class AccountDifference(StrEnum):
    """What a proof of payment accounts can find wrong."""

    ACCOUNT_NOT_APPROVED = "ACCOUNT_NOT_APPROVED"
    """Said to be approved, and the audit trail does not know of this IBAN, approver or instant."""
