"""The audit trail and the use log in GraphQL."""
