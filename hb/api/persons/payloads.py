"""What the mutations on one person's records and death answer."""

from hb.api.clients.types import Client
from hb.api.payload import Payload, by, payload


@payload
class ClientRecordsMergePayload(Payload):
    """The two records, or why not."""

    kept: Client | None = by("kept_id", "The record that goes on.")
    closed: Client | None = by("closed_id", "The record that is closed.")


@payload
class ClientRecordsSeparatePayload(Payload):
    """The two records, or why not."""

    kept: Client | None = by("kept_id", "The record that it had been merged into.")
    separated: Client | None = by(
        "separated_id", "The record that goes on again; null where it has left your team's sight."
    )


@payload
class ClientDeathRecordPayload(Payload):
    """The client as it is now, or why not."""

    client: Client | None = by("client_id", "The client.")


@payload
class ClientDeathCorrectPayload(Payload):
    """The client as it is now, or why not."""

    client: Client | None = by("client_id", "The client.")
