"""Budgets in GraphQL: their lines, limits and decisions."""
