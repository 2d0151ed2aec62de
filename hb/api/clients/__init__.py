"""Clients in GraphQL: who they are, who speaks for them, who serves them, and their matters."""
