"""Deliveries in GraphQL: what producers report, and what client, workers and producer see of it."""
