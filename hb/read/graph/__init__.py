"""The declarations of a schema resolved into entities, leaves and links, and checked at start-up."""
