"""Jobs, clocks, and the loop."""
