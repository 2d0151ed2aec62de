"""What an outlet's fault means for a message, and how long is waited then; pure."""

from collections.abc import Mapping

from hb.messages.rules import SendingFault
from hb.outlets.outcome import Fault, Outcome

MOST_ATTEMPTS = 48
"""With waits of up to an hour: 19 to 38 hours, as chance has it, in which a channel may be down."""
NOT_SET_UP_SECONDS = 300.0
"""How often is looked whether a channel has been set up."""

_FAULTS: Mapping[Fault, SendingFault] = {
    Fault.UNREACHABLE: SendingFault.CHANNEL_UNAVAILABLE,
    Fault.TIMED_OUT: SendingFault.NO_ANSWER_IN_TIME,
    Fault.BUSY: SendingFault.ANSWERED_WITH_ERROR,
    Fault.SIGN_IN_REFUSED: SendingFault.CHANNEL_UNAVAILABLE,
    Fault.BAD_ANSWER: SendingFault.BAD_ANSWER,
    Fault.REFUSED: SendingFault.REFUSED_BY_RECEIVER,
    Fault.NO_MAILBOX: SendingFault.NO_ADDRESS,
    Fault.NOT_PUBLIC: SendingFault.NOT_PUBLIC,
    Fault.REDIRECTED: SendingFault.REDIRECTED,
    Fault.OWN_FAULT: SendingFault.OWN_FAULT,
}


def fault_of(fault: Fault) -> SendingFault:
    """Why a message did not leave, as administrators are shown it."""
    return _FAULTS[fault]


def wait_of(outcome: Outcome) -> float | None:
    """The seconds that the other side asks to wait; None leaves it to the house."""
    return outcome.retry_after or None
