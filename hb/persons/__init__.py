"""One person: records of the same person are merged, and the day of death is recorded."""
