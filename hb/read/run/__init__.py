"""The engine with its caches, the compiled query with its two exits, and payloads of mutations."""
