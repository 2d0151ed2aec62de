"""Tests of the demo region."""
