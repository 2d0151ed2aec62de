"""Notifications: an outbox row for each event and recipient, with its channel, text and state."""
