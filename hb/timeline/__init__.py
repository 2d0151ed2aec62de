"""A client's case in time, read from the modules below."""
