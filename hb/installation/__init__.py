"""What an installation runs on: the embedded PostgreSQL, its migrations, and the checks before serving."""
