"""What ends the doing of work without being its fault."""


class LeaseLost(Exception):
    """Another process has taken the work meanwhile; what was done of it here is undone."""
