"""Every mutation's command writes to the audit trail, or is named here with the reason why it does not."""

import pytest

from hb.access.rules import Actor, Permission
from hb.api.arguments import CommandInput
from hb.api.command import Mutation, command
from hb.api.payload import Payload, payload
from hb.api.schema import MUTATIONS
from hb.audit import service as audit
from hb.kit.transaction import Transaction
from tests.contract.refusal_walk import walk

UNAUDITED = {
    "messageMarkRead": "The row itself says when its recipient read it, and reading it is in the use log.",
    "monthClosePreview": "It changes nothing, and what it shows is about no client.",
    "planItemEstimate": "It changes nothing, and what it shows is in the use log.",
}
"""Mutations that leave no row in the audit trail."""


def is_audited(mutation: Mutation) -> bool:
    """Whether the command, or what it calls, writes a row of what was done."""
    return any(thing is audit.record for thing in walk(mutation.run))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_every_command_leaves_an_audit_row(mutation: Mutation) -> None:
    assert is_audited(mutation) is (mutation.name not in UNAUDITED)


def test_what_is_not_audited_is_a_mutation() -> None:
    assert set(UNAUDITED) <= {mutation.name for mutation in MUTATIONS}


async def planted(tx: Transaction, actor: Actor) -> None:
    """A command that records a look in vain, and nothing of what it does."""
    await audit.record_denied(tx, actor, "planted", "NOT_FOUND")


@payload
class PlantedPayload(Payload):
    """Nothing."""


def test_planted_command_without_an_audit_row_is_caught() -> None:
    assert not is_audited(
        command("Planted.", Permission.NODE_READ, CommandInput, planted, shows=PlantedPayload)
    )
