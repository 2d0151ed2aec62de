"""Tests of the review of looks."""
