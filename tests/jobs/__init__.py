"""Tests of jobs over files."""
