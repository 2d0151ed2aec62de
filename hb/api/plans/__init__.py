"""Plans and orders in GraphQL: what clients chose, what producers are asked for."""
