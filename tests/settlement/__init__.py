"""Tests of settling months."""
