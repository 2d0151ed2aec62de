"""Accounts, transfers and periods: money and hours move here only."""
