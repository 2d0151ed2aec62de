"""The catalogue in GraphQL: what is offered at which price, and how offerings and prices are decided."""
