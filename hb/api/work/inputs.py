"""Inputs of the mutations on jobs."""

import strawberry

from hb.api.arguments import CommandInput, id_of


@strawberry.input(description="Which stopped job to try again.")
class JobRetryInput(CommandInput):
    """What made it fail has been dealt with."""

    job_id: strawberry.ID = id_of("Job", "The job.")
