"""The demo region: a deterministic generator with realistic figures."""
