"""Inputs of the mutations on messages."""

from uuid import UUID

import strawberry

from hb.api.arguments import CommandInput, id_of


@strawberry.input(description="Which message was read.")
class MessageMarkReadInput(CommandInput):
    """One message of one's own."""

    idempotency_key: UUID = strawberry.field(description="Made by the client; the same key has one effect.")
    message_id: strawberry.ID = id_of("Message", "The message.")


@strawberry.input(description="Which urgent task is done.")
class UrgentTaskCloseInput(CommandInput):
    """One of your own."""

    task_id: strawberry.ID = id_of("UrgentTask", "The task.")
