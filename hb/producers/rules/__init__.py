"""What is decided about producers: their words, refusals, numbers, the form of what they tell; all pure."""

from hb.producers.rules.form import (
    NAME_LENGTH,
    TEXT_LENGTH,
    ProducerApplication,
    ServicePointWish,
    ServiceUnitWish,
    checked_application,
    checked_languages,
    checked_point,
    checked_unit,
    plain_text,
    reason_of,
)
from hb.producers.rules.numbers import account_digest, business_id_of, iban_of, require_own_oid
from hb.producers.rules.refusals import (
    BusinessIdTaken,
    Disqualified,
    DutiesNotSeparated,
    ProducerNotApproved,
    ProducerNotConfirmed,
    SoteriOidTaken,
)
from hb.producers.rules.words import (
    ACCOUNT_APPROVED,
    AccountDifference,
    ApprovalState,
    ProducerKind,
    RegisterSource,
    Segment,
    ServiceLanguage,
)

__all__ = [
    "ACCOUNT_APPROVED",
    "NAME_LENGTH",
    "TEXT_LENGTH",
    "AccountDifference",
    "ApprovalState",
    "BusinessIdTaken",
    "Disqualified",
    "DutiesNotSeparated",
    "ProducerApplication",
    "ProducerKind",
    "ProducerNotApproved",
    "ProducerNotConfirmed",
    "RegisterSource",
    "Segment",
    "ServiceLanguage",
    "ServicePointWish",
    "ServiceUnitWish",
    "SoteriOidTaken",
    "account_digest",
    "business_id_of",
    "checked_application",
    "checked_languages",
    "checked_point",
    "checked_unit",
    "iban_of",
    "plain_text",
    "reason_of",
    "require_own_oid",
]
