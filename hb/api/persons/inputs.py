"""Inputs of the mutations on one person's records and death."""

from datetime import date

import strawberry

from hb.api.arguments import CommandInput, id_of


@strawberry.input(description="Which record of a person is closed, and which goes on.")
class ClientRecordsMergeInput(CommandInput):
    """Both are reached by the leader."""

    closed_id: strawberry.ID = id_of("Client", "The record that is closed; nothing may run on it.")
    kept_id: strawberry.ID = id_of("Client", "The record that goes on.")
    reason: str = strawberry.field(description="Why they are one person's. At most 1000 characters.")


@strawberry.input(description="Which closed record goes on by itself again.")
class ClientRecordsSeparateInput(CommandInput):
    """A record that was merged wrongly."""

    closed_id: strawberry.ID = id_of("Client", "The closed record.")
    reason: str = strawberry.field(description="Why the merge was wrong. At most 1000 characters.")


@strawberry.input(description="Which client has died, and when.")
class ClientDeathRecordInput(CommandInput):
    """Representation, own sign-in and messages end at once."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    died_on: date = strawberry.field(description="The day of death; not one to come.")


@strawberry.input(description="What is true of a wrongly recorded death.")
class ClientDeathCorrectInput(CommandInput):
    """Another day, or none."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    reason: str = strawberry.field(description="Why what was recorded is wrong. At most 1000 characters.")
    died_on: date | None = strawberry.field(
        default=None, description="The right day of death; left out, the client is alive."
    )
