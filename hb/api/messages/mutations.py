"""Mutations on messages."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.messages import inputs, payloads
from hb.kit.errors import NotFound
from hb.messages import service as messages

message_mark_read = command(
    "Mark a message of one's own as read (merkitse luetuksi).",
    Permission.MESSAGE_READ,
    inputs.MessageMarkReadInput,
    messages.mark_read,
    shows=payloads.MessageMarkReadPayload,
    refuses=(NotFound,),
)

MUTATIONS = (message_mark_read,)
