"""The declarations of a schema resolved into entities, leaves and edges, and checked at start-up."""
