"""A selection written as one SQL statement that returns the finished JSON."""
