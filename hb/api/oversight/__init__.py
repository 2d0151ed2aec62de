"""The review of looks in GraphQL."""
