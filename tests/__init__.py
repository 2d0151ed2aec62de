"""The tests: a folder per module, and flows that cross them."""
