"""Closing a month: what each producer is owed, checked by one and released by another."""
