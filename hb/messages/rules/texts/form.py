"""The form in which sentences of messages are written: for each event and outcome, title and text."""

from collections.abc import Mapping
from typing import TypeAlias

from hb.kit.language import Language
from hb.messages.rules.events import Event

ONE = ""
"""The outcome of an event that is always said alike."""

Sentence: TypeAlias = Mapping[Language, tuple[str, str]]
"""Title and text in each language; braces in a text are facts, in the forms of `hb.kit.sentences`."""
Outcomes: TypeAlias = Mapping[str, Sentence]
Texts: TypeAlias = Mapping[Event, Outcomes]
"""An event's sentences by its outcomes, or by the kinds of recipients (`Recipient`) to whom it is said.

No text here names a person or holds a personal identity code, an address or what is served. What a message
to a client is about is added to it as details (`hb.messages.rules.details`); by e-mail and text message
nothing but the title leaves. To producers it speaks in the plural.
"""
