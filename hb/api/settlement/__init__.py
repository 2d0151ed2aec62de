"""Settlement in GraphQL: closing months, what producers are owed and paid, and what was spent."""
