"""Who did what to whom, and who read what: append-only."""
