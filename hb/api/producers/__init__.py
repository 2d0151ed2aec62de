"""Producers in GraphQL: who produces services, where, approved how, and paid to which account."""
