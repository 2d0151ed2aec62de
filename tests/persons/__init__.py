"""One person's records and death."""
