"""The engine that runs a document: the cache of compiled queries and both exits."""
