"""Teams, workers and substitutions in GraphQL."""
