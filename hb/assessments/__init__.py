"""Needs found, and the budget proposed from them with its explanation."""
