"""Kinds and states of relations and matters around a client."""

from enum import StrEnum


class RepresentativeKind(StrEnum):
    """In what capacity a person represents a client.

    CONTINUING_POWER is a continuing power of attorney that has been confirmed (L 648/2007 24 §).
    """

    GUARDIAN = "GUARDIAN"
    CUSTODIAN = "CUSTODIAN"
    AUTHORISED = "AUTHORISED"
    CONTINUING_POWER = "CONTINUING_POWER"


class RepresentationScope(StrEnum):
    """How far a representative's power goes."""

    FULL = "FULL"
    FINANCIAL = "FINANCIAL"
    VIEW = "VIEW"


class CareKind(StrEnum):
    """Why a worker serves a client; OWN_WORKER is the named worker of SHL 1301/2014 42 §.

    TEMPORARY begins by the worker's own act for a stated reason, ends on a day and is reviewed by a leader.
    """

    OWN_WORKER = "OWN_WORKER"
    CARE = "CARE"
    TEMPORARY = "TEMPORARY"


class FiledContactState(StrEnum):
    """How far a filed contact has come: OPENED is a known client whom the worker opened for a while."""

    FILED = "FILED"
    OPENED = "OPENED"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"


class ServiceTask(StrEnum):
    """The seven service tasks of client data (palvelutehtävä, asiakastietolaki 703/2023 annex)."""

    FAMILIES_WITH_CHILDREN = "FAMILIES_WITH_CHILDREN"
    WORKING_AGE = "WORKING_AGE"
    OLDER_PERSONS = "OLDER_PERSONS"
    SUBSTANCE_ABUSE = "SUBSTANCE_ABUSE"
    DISABILITY = "DISABILITY"
    CHILD_WELFARE = "CHILD_WELFARE"
    FAMILY_LAW = "FAMILY_LAW"


class MatterSource(StrEnum):
    """How a matter became pending (SHL 1301/2014 34 §)."""

    APPLICATION = "APPLICATION"
    CONTACT = "CONTACT"
    WORKER = "WORKER"


class MatterState(StrEnum):
    """Whether a matter is pending."""

    PENDING = "PENDING"
    CLOSED = "CLOSED"


class ClientLanguage(StrEnum):
    """Languages of service: ISO 639, with Finnish and Finland-Swedish sign languages."""

    FI = "FI"
    SV = "SV"
    SE = "SE"
    SMN = "SMN"
    SMS = "SMS"
    FSE = "FSE"
    FSS = "FSS"
    EN = "EN"


class HetuReason(StrEnum):
    """Why a code is shown: only where it matters to tell persons apart (tietosuojalaki 1050/2018 29 §)."""

    IDENTIFY_CLIENT = "IDENTIFY_CLIENT"
    CHECK_REGISTER = "CHECK_REGISTER"
    WRITE_DOCUMENT = "WRITE_DOCUMENT"
    CONTACT_AUTHORITY = "CONTACT_AUTHORITY"


class IdentityChangeReason(StrEnum):
    """Why a client's personal identity code was changed (laki väestötietojärjestelmästä 661/2009 12 §)."""

    CORRECTION = "CORRECTION"
    GENDER_CONFIRMATION = "GENDER_CONFIRMATION"
    PROTECTION = "PROTECTION"


class MergeKind(StrEnum):
    """What a merge or separation did to a record: closed it, let it take another over, or set it apart."""

    CLOSED = "CLOSED"
    TOOK_OVER = "TOOK_OVER"
    SEPARATED = "SEPARATED"
