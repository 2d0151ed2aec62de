"""What was granted, for when, for what, and by which decision."""
