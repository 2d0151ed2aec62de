"""The skin: GraphQL types declared over tables, inputs and mutations; HTTP is in hb/web."""
