"""The cast: one actor for each role, chosen so that what they see is full of life and hangs together."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from hb.access.rules import Role
from hb.demo.chance import cast_id
from hb.demo.places import REGION

PRODUCER = 0
"""The first producer serves everywhere, has every service, and the orders of the cast's client."""


@dataclass(frozen=True, slots=True)
class DemoActor:
    """Whom to sign in as; on_behalf_of is the client a representative acts for."""

    organiser_id: UUID
    user_id: UUID
    role: Role
    on_behalf_of: UUID | None = None


def organiser_id_of_cast() -> UUID:
    """The large organiser."""
    return cast_id(f"organiser {REGION.key}")


def cast() -> Mapping[str, DemoActor]:
    """Everybody by the name of their role in lower case, for example `social worker`.

    Guide, social worker, team leader, client and representative share one client; the producer's users have
    that client's orders.
    """
    organiser_id, client_id = organiser_id_of_cast(), cast_id("client")
    worker_roles = (
        Role.SERVICE_GUIDE,
        Role.SOCIAL_WORKER,
        Role.TEAM_LEADER,
        Role.ON_CALL_WORKER,
        Role.PRODUCER_COORDINATOR,
        Role.INVOICE_CHECKER,
        Role.PAYMENT_APPROVER,
        Role.CONTROLLER,
        Role.AUDITOR,
        Role.DEVELOPER,
        Role.ADMINISTRATOR,
    )
    users = {role: cast_id(f"{REGION.key} {role} 0") for role in worker_roles}
    for role in (Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER, Role.SERVICE_ACCOUNT):
        users[role] = cast_id(f"producer {PRODUCER} {role}")
    users[Role.CLIENT] = client_id
    users[Role.REPRESENTATIVE] = cast_id("representative")
    return {
        role.replace("_", " ").lower(): DemoActor(
            organiser_id, user_id, role, client_id if role is Role.REPRESENTATIVE else None
        )
        for role, user_id in users.items()
    }
