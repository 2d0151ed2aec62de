"""The skin: GraphQL types declared over tables, inputs, mutations, the HTTP view."""
