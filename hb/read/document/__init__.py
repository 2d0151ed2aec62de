"""A caller's document: its text, the shape of its variables, what it selects and what it costs."""
