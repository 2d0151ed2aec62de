"""Seals of the hours in GraphQL, for auditors."""
