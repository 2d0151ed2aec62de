"""Roles, and why each uses client data."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """One role per request; duties that must be kept apart are different roles."""

    SERVICE_GUIDE = "SERVICE_GUIDE"
    SOCIAL_WORKER = "SOCIAL_WORKER"
    TEAM_LEADER = "TEAM_LEADER"
    ON_CALL_WORKER = "ON_CALL_WORKER"
    PRODUCER_COORDINATOR = "PRODUCER_COORDINATOR"
    INVOICE_CHECKER = "INVOICE_CHECKER"
    PAYMENT_APPROVER = "PAYMENT_APPROVER"
    CONTROLLER = "CONTROLLER"
    AUDITOR = "AUDITOR"
    CLIENT = "CLIENT"
    REPRESENTATIVE = "REPRESENTATIVE"
    PRODUCER_ADMINISTRATOR = "PRODUCER_ADMINISTRATOR"
    PRODUCER_REPORTER = "PRODUCER_REPORTER"
    SERVICE_ACCOUNT = "SERVICE_ACCOUNT"
    DEVELOPER = "DEVELOPER"
    ADMINISTRATOR = "ADMINISTRATOR"
    """Keeps the installation going; sees no client data."""
    SYSTEM = "SYSTEM"
    """What happens by itself; nobody signs in with it."""


CARE_ROLES = frozenset({Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER, Role.ON_CALL_WORKER})
CLIENT_ROLES = frozenset({Role.CLIENT, Role.REPRESENTATIVE})
PRODUCER_ROLES = frozenset({Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER, Role.SERVICE_ACCOUNT})


class Purpose(StrEnum):
    """Why client data is used; goes into the use log (asiakastietolaki 703/2023 10 §)."""

    CARE = "CARE"
    OWN_MATTER = "OWN_MATTER"
    SERVICE_DELIVERY = "SERVICE_DELIVERY"
    PAYMENT = "PAYMENT"
    STEERING = "STEERING"
    OVERSIGHT = "OVERSIGHT"


PURPOSES: Mapping[Role, Purpose] = {
    **dict.fromkeys(CARE_ROLES, Purpose.CARE),
    **dict.fromkeys(CLIENT_ROLES, Purpose.OWN_MATTER),
    **dict.fromkeys(PRODUCER_ROLES, Purpose.SERVICE_DELIVERY),
    Role.PRODUCER_COORDINATOR: Purpose.STEERING,
    Role.INVOICE_CHECKER: Purpose.PAYMENT,
    Role.PAYMENT_APPROVER: Purpose.PAYMENT,
    Role.CONTROLLER: Purpose.STEERING,
    Role.AUDITOR: Purpose.OVERSIGHT,
    Role.DEVELOPER: Purpose.OVERSIGHT,
    Role.ADMINISTRATOR: Purpose.OVERSIGHT,
    Role.SYSTEM: Purpose.CARE,
}
