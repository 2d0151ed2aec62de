"""The sentences of messages, one file for each area: an event is one entry, with its outcomes."""
