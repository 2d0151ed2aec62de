"""Tests of the tools without a domain word."""
