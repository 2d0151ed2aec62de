"""What ends the doing of work without being its fault."""


class LeaseLost(Exception):
    """Another process has taken the work meanwhile; what was done of it here is undone."""


CRASHED = "CRASHED"
"""The fault of a job whose attempts have all ended with the process that did them."""
NO_ENDING = "NO_ENDING"
"""The fault of a job of which its kind said nothing."""


class StopsHere(Exception):
    """A job has failed for good inside its transaction, which is undone; `fault` is the code of why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault
