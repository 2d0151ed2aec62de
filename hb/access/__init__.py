"""Who may see whom, and do what: actors, roles, permissions, reach."""
