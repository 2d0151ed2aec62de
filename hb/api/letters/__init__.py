"""Letters and print batches in GraphQL."""
