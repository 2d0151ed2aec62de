"""Channels and webhooks in GraphQL."""
