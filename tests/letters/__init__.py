"""Tests of letters and print batches."""
