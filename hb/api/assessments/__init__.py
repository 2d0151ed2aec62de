"""Assessments and budget proposals in GraphQL."""
