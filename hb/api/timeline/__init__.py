"""A client's case in time in GraphQL."""
