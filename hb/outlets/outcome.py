"""What is given to an outlet, and how far it came there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Fault(StrEnum):
    """Why an outlet did not take a notice."""

    UNREACHABLE = "UNREACHABLE"
    """No connection."""
    TIMED_OUT = "TIMED_OUT"
    """No answer in time."""
    BUSY = "BUSY"
    """It answers that it cannot now (408, 425, 429, 5xx; SMTP 4yz)."""
    SIGN_IN_REFUSED = "SIGN_IN_REFUSED"
    """It does not take our user, password or token: every notice would be refused alike."""
    BAD_ANSWER = "BAD_ANSWER"
    """The answer was cut, too long, or not of the form that it should have."""
    REFUSED = "REFUSED"
    """It refuses this notice, however often it is sent."""
    NO_MAILBOX = "NO_MAILBOX"
    """The recipient has no mailbox there."""
    NOT_PUBLIC = "NOT_PUBLIC"
    """The address leads to a machine that is not on the public internet."""
    REDIRECTED = "REDIRECTED"
    """It answers with another address, which is never called."""
    OWN_FAULT = "OWN_FAULT"
    """What we would send cannot be sent, such as a header of two lines."""

    @property
    def is_final(self) -> bool:
        """Whether sending again cannot help."""
        return self in _FINAL

    @property
    def is_of_outlet(self) -> bool:
        """Whether the outlet itself is down, so that nothing else need be tried there now."""
        return self in {Fault.UNREACHABLE, Fault.TIMED_OUT, Fault.SIGN_IN_REFUSED}


_FINAL = frozenset({Fault.REFUSED, Fault.NO_MAILBOX, Fault.NOT_PUBLIC, Fault.REDIRECTED, Fault.OWN_FAULT})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Taken (no fault), or why not; the status code of its answer, and how long it asks to wait (seconds)."""

    fault: Fault | None = None
    status_code: int | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What is sent: by its id the outlet knows a notice that it has had before."""

    id: UUID
    addresses: tuple[str, ...]
    title: str
    body: str


class Outlet(Protocol):
    """A way out of the house."""

    async def send(self, notice: Notice) -> Outcome:
        """Send a notice to its addresses; whatever goes wrong is in the outcome."""
        ...
