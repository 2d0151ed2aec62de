"""Tests of reporting deliveries."""
