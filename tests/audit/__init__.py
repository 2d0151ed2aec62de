"""Tests of the audit trail and the use log."""
