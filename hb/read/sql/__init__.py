"""A selection as one SQL statement that returns the finished JSON, and its parameters."""
