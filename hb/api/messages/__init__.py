"""The inbox in GraphQL."""
