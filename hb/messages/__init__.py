"""Who must be told: an outbox row per event, with its channel, template and state."""
