"""What ends the doing of work without being its fault."""


class LeaseLost(Exception):
    """Another process has taken the work meanwhile; what was done of it here is undone."""


class StopsHere(Exception):
    """A job has failed for good inside its transaction, which is undone; `fault` is the code of why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault
