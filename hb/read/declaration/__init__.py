"""The declarations of GraphQL types over tables, as functions and as data."""
