"""Producers, their sites and users, and their approval by an organiser."""
