"""What reads, writes and growth cost beside their limits and rivals: `python -m tests.bench`."""
