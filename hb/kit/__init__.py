"""Tools without a domain word: database, embedded PostgreSQL, money, clock, ids, errors, settings."""
