"""Mutations on messages that did not leave, and on contacts and endpoints of producers."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.sending import inputs, payloads
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.sending import service as sending
from hb.sending.rules import EndpointNotSet, TooManyTestCalls

message_resend = command(
    "Send a message again that failed to leave (lähetä viesti uudelleen).",
    Permission.MESSAGE_RESEND,
    inputs.MessageResendInput,
    sending.resend,
    shows=payloads.MessageResendPayload,
    refuses=(NotFound, WrongState),
)

producer_contact_change = command(
    "Change where your producer is notified (muuta tuottajan yhteystietoja).",
    Permission.PRODUCER_CONTACT_CHANGE,
    inputs.ProducerContactChangeInput,
    sending.change_contact,
    shows=payloads.ProducerContactChangePayload,
    refuses=(InvalidInput,),
)

webhook_set = command(
    """Have the organiser's events about your producer posted to its own system (aseta webhook).

    Each call is a JSON object with the event, the time and ids, and no client data. It is signed as Standard
    Webhooks 1 says: headers webhook-id, webhook-timestamp and webhook-signature. It is tried again for a day
    or two until it is answered with 2xx; a redirect is not followed. The address is on the public internet,
    in development also on the very machine. There is one at a time: the former one ends, your users get a
    message of it, and calls that wait for it are made to the new one at once. The secret is new each time,
    when the address is the same too: take the new one into use at once.
    """,
    Permission.WEBHOOK_EDIT,
    inputs.WebhookSetInput,
    sending.set_webhook,
    shows=payloads.set_webhook,
    refuses=(InvalidInput,),
)

webhook_end = command(
    """Have nothing more posted to your producer's system (lopeta webhook).

    Calls that wait fail at once with NO_ENDPOINT, and may be made again to an endpoint that is set later.
    """,
    Permission.WEBHOOK_EDIT,
    inputs.WebhookEndInput,
    sending.end_webhook,
    shows=payloads.end_webhook,
    refuses=(NotFound,),
)

webhook_replay = command(
    """Have a call made again, with the same id (toista webhook-kutsu).

    The producer's own administrator does, once its system takes calls; nobody else makes them again.
    """,
    Permission.WEBHOOK_EDIT,
    inputs.WebhookReplayInput,
    sending.replay_call,
    shows=payloads.WebhookReplayPayload,
    refuses=(NotFound, WrongState, EndpointNotSet),
)

webhook_test = command(
    """Have a test call made to your producer's own system (kokeile webhook-osoitetta).

    It is signed as any other, has the type WEBHOOK_TEST and holds no client data. It is made once, within
    seconds; read it by its id to see what the endpoint answered and how long that took. You can have at most
    ten made in an hour.
    """,
    Permission.WEBHOOK_TEST,
    inputs.WebhookTestInput,
    sending.try_webhook,
    shows=payloads.WebhookTestPayload,
    refuses=(EndpointNotSet, TooManyTestCalls),
)

MUTATIONS = (
    message_resend,
    producer_contact_change,
    webhook_set,
    webhook_end,
    webhook_replay,
    webhook_test,
)
