"""Mutations on messages and urgent tasks."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.messages import inputs, payloads
from hb.kit.errors import NotFound, WrongState
from hb.messages import service as messages
from hb.plans import service as plans

message_mark_read = command(
    "Mark a message of one's own as read (merkitse luetuksi).",
    Permission.MESSAGE_READ,
    inputs.MessageMarkReadInput,
    messages.mark_read,
    shows=payloads.MessageMarkReadPayload,
    refuses=(NotFound,),
)

urgent_task_close = command(
    "Mark an urgent task done (merkitse kiireellinen tehtävä tehdyksi).",
    Permission.TASK_CLOSE,
    inputs.UrgentTaskCloseInput,
    plans.close_task,
    shows=payloads.UrgentTaskClosePayload,
    refuses=(NotFound, WrongState),
)

MUTATIONS = (message_mark_read, urgent_task_close)
